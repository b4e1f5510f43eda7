// What a statement of account 对账单 may be and what may be done to it in a state (DOMAIN §3.14, §5.17):
// for the server, which refuses, and for the pages, which say why a button is off.
import type { Sentence } from "../words/word.ts";

export const statementForms = {
  detail: { zh: "对账单（明细）", en: "Statement (detail)" },
  balance: { zh: "对账单（余额）", en: "Statement (balance)" },
  dunning: { zh: "对账催款函", en: "Statement and demand" },
  audit: { zh: "询证函", en: "Audit confirmation" },
  preinvoice: { zh: "开票前对账", en: "Before invoicing" },
} as const satisfies Record<string, Sentence>;
export type StatementForm = keyof typeof statementForms;

/** How far it is agreed; says nothing about money. */
export const confirmations = {
  draft: { zh: "草稿", en: "Draft" },
  sent: { zh: "已发送", en: "Sent" },
  viewed: { zh: "已查看", en: "Viewed" },
  partly_objected: { zh: "部分异议", en: "Partly objected" },
  confirmed: { zh: "已确认", en: "Confirmed" },
  deemed_confirmed: { zh: "视同确认", en: "Deemed confirmed" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
  superseded: { zh: "已被替代", en: "Superseded" },
} as const satisfies Record<string, Sentence>;
export type Confirmation = keyof typeof confirmations;

/** How far it is paid; follows from the items, never mixed with the other axis. */
export const settlements = {
  unpaid: { zh: "未收款", en: "Unpaid" },
  part_paid: { zh: "部分收款", en: "Part paid" },
  settled: { zh: "已结清", en: "Settled" },
} as const satisfies Record<string, Sentence>;
export type Settlement = keyof typeof settlements;

export const lineStates = {
  open: { zh: "未答复", en: "Open" },
  agreed: { zh: "一致", en: "Agreed" },
  objected: { zh: "有异议", en: "Objected" },
  resolved: { zh: "已解决", en: "Resolved" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
} as const satisfies Record<string, Sentence>;
export type LineState = keyof typeof lineStates;

export const objectionReasons = {
  not_received: { zh: "未收到货", en: "Goods not received" },
  quality: { zh: "质量", en: "Quality" },
  price: { zh: "价格", en: "Price" },
  paid: { zh: "已付款", en: "Already paid" },
  duplicate: { zh: "重复", en: "Duplicate" },
  other: { zh: "其他", en: "Other" },
} as const satisfies Record<string, Sentence>;
export type ObjectionReason = keyof typeof objectionReasons;

/** How sure an answer is (DOMAIN §5.17). */
export const answerStrengths = {
  click: { zh: "在线点击", en: "Click" },
  mail: { zh: "企业邮箱回复", en: "Mail from the firm" },
  sealed_scan: { zh: "盖章扫描件", en: "Sealed scan" },
  e_signature: { zh: "电子签章", en: "E-signature" },
} as const satisfies Record<string, Sentence>;
export type AnswerStrength = keyof typeof answerStrengths;

const alive = ["draft", "sent", "viewed", "partly_objected", "confirmed", "deemed_confirmed"];
const answerable = ["sent", "viewed", "partly_objected"];

/** The states in which an act may be done. */
const statementActions = {
  send: ["draft"],
  resend: ["sent", "viewed", "partly_objected"],
  withdraw: alive,
  replace: alive,
  /** Also a draft may be answered on the customer's behalf: it was handed over on paper. */
  answer: ["draft", ...answerable],
  undo_line: ["draft", ...answerable, "confirmed", "deemed_confirmed"],
  resolve: ["partly_objected", ...answerable],
  object_again: [...answerable, "confirmed"],
  deem: ["sent", "viewed"],
  chase: ["sent", "viewed"],
  hold: alive,
} as const satisfies Record<string, readonly string[]>;
export type StatementAction = keyof typeof statementActions;

export function mayStatement(action: StatementAction, state: Confirmation): boolean {
  const states: readonly string[] = statementActions[action];
  return states.includes(state);
}

/** A link opens these; a withdrawn or replaced one says so instead. */
export function isAlive(state: Confirmation): boolean {
  return alive.includes(state);
}
