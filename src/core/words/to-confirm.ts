// The words of the workbook that carries proposals to a person and their decisions back. A workbook
// is read by these words in either language, so they are part of the file's format.
import { type NotReceivableCategory, notReceivableCategories } from "../matching/output.ts";
import type { Sentence } from "./word.ts";

export const toConfirmColumns = {
  date: { zh: "日期", en: "Date" },
  payer: { zh: "付款人", en: "Payer" },
  account: { zh: "付款账号", en: "Account" },
  memo: { zh: "摘要", en: "Memo" },
  currency: { zh: "币种", en: "Currency" },
  amount: { zh: "到账", en: "Received" },
  customer: { zh: "客户", en: "Customer" },
  proposal: { zh: "建议核销", en: "Proposal" },
  rest: { zh: "差额", en: "Difference" },
  confidence: { zh: "把握", en: "Probability" },
  why: { zh: "待确认的原因", en: "Why it waits" },
  second: { zh: "第2候选", en: "2nd proposal" },
  third: { zh: "第3候选", en: "3rd proposal" },
  decision: { zh: "决定", en: "Decision" },
  reason: { zh: "不是应收的原因", en: "What it is instead" },
  note: { zh: "备注", en: "Note" },
  line: { zh: "流水行号", en: "Line" },
  check: { zh: "校验", en: "Check" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type ToConfirmColumn = keyof typeof toConfirmColumns;

export const decisionWords = {
  first: { zh: "采用", en: "Accept" },
  second: { zh: "第2候选", en: "2nd proposal" },
  third: { zh: "第3候选", en: "3rd proposal" },
  not_receivable: { zh: "不是应收", en: "No receivable" },
  skip: { zh: "跳过", en: "Skip" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type ToConfirmDecision = keyof typeof decisionWords;

/** What a person finds money in to be; the others come from the bank's own words. */
export const toConfirmReasons: readonly NotReceivableCategory[] = notReceivableCategories.filter(
  (category) => category !== "outgoing" && category !== "reversal",
);
