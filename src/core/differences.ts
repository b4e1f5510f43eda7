// The 20 codes of a difference between what was owed and what was paid, with owner, time, the ways
// it may end, the entries those ways make and the papers they need (DOMAIN §6).
import type { EventCode } from "./ledger/event-codes.ts";
import type { ResidualCode } from "./matching/output.ts";
import type { Role } from "./roles.ts";
import type { Sentence } from "./words/word.ts";

export const differenceFamilies = {
  technical: { zh: "技术性错误", en: "Technical error" },
  process: { zh: "流程漏洞", en: "Process gap" },
  dispute: { zh: "主观争议", en: "Dispute" },
} as const satisfies Record<string, Sentence>;

export type DifferenceFamily = keyof typeof differenceFamilies;

type OutcomeFacts = Sentence & { readonly journal: readonly EventCode[] };

/** How a difference ends, and the rows of the journal entry table that book it. */
export const differenceOutcomes = {
  corrected: { zh: "更正后重新核销", en: "Corrected and matched again", journal: ["J10"] },
  collected: { zh: "客户补付", en: "The customer pays the rest", journal: ["J08", "J10"] },
  clears_itself: { zh: "下期自动消除", en: "Clears itself with time", journal: [] },
  rounding: { zh: "记尾差", en: "Booked as rounding", journal: ["J12"] },
  refund: { zh: "退款", en: "Refunded", journal: ["J38"] },
  advance: { zh: "转预收", en: "Kept as advance", journal: ["J20"] },
  reassigned: { zh: "改记正确客户", en: "Moved to the right customer", journal: ["J09", "J10"] },
  cross_currency: { zh: "跨币种核销", en: "Settled across currencies", journal: ["J34"] },
  discount: { zh: "认可折扣", en: "Discount granted", journal: ["J14"] },
  fee: { zh: "我方承担手续费", en: "We bear the fee", journal: ["J13"] },
  withholding: { zh: "预提税凭证", en: "Tax certificate received", journal: ["J41"] },
  red_invoice: { zh: "开红字发票", en: "Red invoice issued", journal: ["J05", "J06"] },
  retention: { zh: "拆为质保金", en: "Split off as retention", journal: ["J18"] },
  penalty: { zh: "认可违约金", en: "Penalty accepted", journal: ["J16"] },
  netting: { zh: "冲应付", en: "Netted with a payable", journal: ["J23"] },
  written_off: { zh: "坏账核销", en: "Written off as bad debt", journal: ["J37"] },
} as const satisfies Record<string, OutcomeFacts>;

export type DifferenceOutcome = keyof typeof differenceOutcomes;

export const differencePapers = {
  payment_proof: { zh: "付款凭证", en: "Proof of payment" },
  refund_request: { zh: "退款申请", en: "Refund request" },
  payment_mandate: { zh: "委托付款书", en: "Mandate to pay for another" },
  red_confirmation: { zh: "红字发票信息确认单", en: "Red invoice confirmation" },
  contract: { zh: "合同条款", en: "Contract clause" },
  price_agreement: { zh: "价格协议", en: "Price agreement" },
  rebate_agreement: { zh: "返利协议", en: "Rebate agreement" },
  delivery_note: { zh: "签收单", en: "Signed delivery note" },
  bank_advice: { zh: "银行手续费回单", en: "Bank advice of the fee" },
  inspection_report: { zh: "质检报告", en: "Inspection report" },
  acceptance_record: { zh: "验收单", en: "Acceptance record" },
  dunning_log: { zh: "催收记录", en: "Dunning log" },
  penalty_agreement: { zh: "违约金协议", en: "Agreement on the penalty" },
} as const satisfies Record<string, Sentence>;

export type DifferencePaper = keyof typeof differencePapers;

export type DifferenceFacts = Sentence & {
  readonly family: DifferenceFamily;
  /** Who brings it to its end unless a person is named. */
  readonly owner: Role;
  /** Working days until it is late. */
  readonly days: number;
  readonly outcomes: readonly DifferenceOutcome[];
  readonly papers: readonly DifferencePaper[];
  /** Ends only by a red invoice: until then open and disputed, never an expense (DOMAIN §5.1). */
  readonly needsRedInvoice: boolean;
  /** A cause in the master data; measured by how often it comes back. */
  readonly recurs: boolean;
};

type FactsOf<Given extends keyof DifferenceFacts> = Omit<DifferenceFacts, Given>;

/** Wrong keys and clerical slips: the accountant, 2 days. */
function technical(facts: FactsOf<"family" | "owner" | "days" | "recurs">): DifferenceFacts {
  return { ...facts, family: "technical", owner: "accountant", days: 2, recurs: false };
}

/** A gap in how we work: its owner repairs the master data as well. */
function processGap(facts: FactsOf<"family" | "days" | "recurs">): DifferenceFacts {
  return { ...facts, family: "process", days: 5, recurs: true };
}

/** The customer holds money back: a dispute with sales. */
function dispute(facts: FactsOf<"family" | "owner" | "days" | "recurs">): DifferenceFacts {
  return { ...facts, family: "dispute", owner: "sales", days: 10, recurs: false };
}

export const differenceCodes = [
  "T01",
  "T02",
  "T03",
  "T04",
  "T05",
  "T06",
  "T07",
  "T08",
  "P01",
  "P02",
  "P03",
  "P04",
  "P05",
  "P06",
  "P07",
  "P08",
  "S01",
  "S02",
  "S03",
  "S04",
] as const;

export type DifferenceCode = (typeof differenceCodes)[number];

export const differences: Readonly<Record<DifferenceCode, DifferenceFacts>> = {
  T01: technical({
    zh: "小数点或位数错",
    en: "Decimal point or digits misplaced",
    outcomes: ["collected", "refund", "advance"],
    papers: ["payment_proof"],
    needsRedInvoice: false,
  }),
  T02: technical({
    zh: "数字换位",
    en: "Digits swapped",
    outcomes: ["collected", "refund", "advance"],
    papers: ["payment_proof"],
    needsRedInvoice: false,
  }),
  T03: technical({
    zh: "尾差",
    en: "Rounding difference",
    outcomes: ["rounding", "collected"],
    papers: [],
    needsRedInvoice: false,
  }),
  T04: technical({
    zh: "重复付款",
    en: "Paid twice",
    outcomes: ["refund", "advance"],
    papers: ["refund_request"],
    needsRedInvoice: false,
  }),
  T05: technical({
    zh: "错付客户或账户",
    en: "Paid for the wrong customer or to the wrong account",
    outcomes: ["reassigned", "refund"],
    papers: ["payment_mandate"],
    needsRedInvoice: false,
  }),
  T06: technical({
    zh: "币种错",
    en: "Wrong currency",
    outcomes: ["cross_currency", "refund", "corrected"],
    papers: ["payment_proof"],
    needsRedInvoice: false,
  }),
  T07: technical({
    zh: "时间差（未达账项）",
    en: "Timing difference",
    outcomes: ["clears_itself", "corrected"],
    papers: [],
    needsRedInvoice: false,
  }),
  T08: technical({
    zh: "重复开票",
    en: "Invoiced twice",
    outcomes: ["red_invoice"],
    papers: ["red_confirmation"],
    needsRedInvoice: true,
  }),
  P01: processGap({
    zh: "折扣政策未更新",
    en: "Discount policy out of date",
    owner: "sales",
    outcomes: ["discount", "collected"],
    papers: ["contract"],
    needsRedInvoice: false,
  }),
  P02: processGap({
    zh: "价格或合同版本不一致",
    en: "Price or contract version differs",
    owner: "sales",
    outcomes: ["red_invoice", "collected"],
    papers: ["price_agreement", "red_confirmation"],
    needsRedInvoice: true,
  }),
  P03: processGap({
    zh: "红字未开或未确认",
    en: "Red invoice not issued or not confirmed",
    owner: "accountant",
    outcomes: ["red_invoice"],
    papers: ["red_confirmation"],
    needsRedInvoice: true,
  }),
  P04: processGap({
    zh: "手续费承担不清",
    en: "Unclear who bears the fee",
    owner: "accountant",
    outcomes: ["fee", "collected", "withholding"],
    papers: ["contract", "bank_advice"],
    needsRedInvoice: false,
  }),
  P05: processGap({
    zh: "税率差",
    en: "Tax rate differs",
    owner: "accountant",
    outcomes: ["red_invoice", "collected"],
    papers: ["red_confirmation"],
    needsRedInvoice: true,
  }),
  P06: processGap({
    zh: "返利未入账",
    en: "Rebate not booked",
    owner: "sales",
    outcomes: ["red_invoice", "collected"],
    papers: ["rebate_agreement", "red_confirmation"],
    needsRedInvoice: true,
  }),
  P07: processGap({
    zh: "数量短缺",
    en: "Short quantity",
    owner: "sales",
    outcomes: ["red_invoice", "collected"],
    papers: ["delivery_note", "red_confirmation"],
    needsRedInvoice: true,
  }),
  P08: processGap({
    zh: "分期或质保金未拆分",
    en: "Instalment or retention not split off",
    owner: "accountant",
    outcomes: ["retention", "corrected"],
    papers: ["contract"],
    needsRedInvoice: false,
  }),
  S01: dispute({
    zh: "质量争议",
    en: "Quality disputed",
    outcomes: ["red_invoice", "collected"],
    papers: ["inspection_report", "red_confirmation"],
    needsRedInvoice: true,
  }),
  S02: dispute({
    zh: "服务或验收未完成",
    en: "Service or acceptance not completed",
    outcomes: ["collected", "red_invoice"],
    papers: ["acceptance_record"],
    needsRedInvoice: true,
  }),
  S03: dispute({
    zh: "无理由扣款、恶意拖欠",
    en: "Deducted or withheld without reason",
    outcomes: ["collected", "netting", "written_off"],
    papers: ["dunning_log"],
    needsRedInvoice: false,
  }),
  S04: dispute({
    zh: "交期违约金",
    en: "Penalty for late delivery",
    outcomes: ["penalty", "collected"],
    papers: ["penalty_agreement"],
    needsRedInvoice: false,
  }),
};

export function isDifferenceCode(text: string | null): text is DifferenceCode {
  return text !== null && (differenceCodes as readonly string[]).includes(text);
}

/** Which codes a residual of the matching engine may carry (DOMAIN §6); empty = none until a test says so. */
export const residualDifferences: Readonly<Record<ResidualCode, readonly DifferenceCode[]>> = {
  rounding: ["T03"],
  fee: ["P04"],
  /** In time none, late P01. */
  discount: ["P01"],
  deduction: ["S01", "S02", "S03", "S04", "P02", "P06", "P07"],
  retention: ["P08"],
  /** An exchange difference has none; the wrong currency is T06. */
  fx: ["T06"],
  advance: ["T04", "T05"],
  refund: [],
  partial: [],
  withholding: ["P04"],
  interest: [],
  duplicate: ["T04"],
  platform_fee: [],
  unexplained: ["T01", "T02", "T05", "P05"],
};
