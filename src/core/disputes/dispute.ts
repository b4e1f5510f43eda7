// 争议工单: the steps a dispute goes through, where it may stand, how it may end and what each end
// needs; for the server, which refuses, and for the pages, which say why a button is off.
import type { DifferenceCode } from "../differences.ts";
import type { Role } from "../roles.ts";
import type { Sentence } from "../words/word.ts";

export const disputeSources = {
  portal: { zh: "客户异议", en: "Customer's objection" },
  short_payment: { zh: "少付", en: "Short payment" },
  comparison: { zh: "往来核对", en: "Comparison" },
  manual: { zh: "手工", en: "By hand" },
} as const satisfies Record<string, Sentence>;
export type DisputeSource = keyof typeof disputeSources;

export const disputeSteps = {
  talk: { zh: "沟通", en: "Talk" },
  investigate: { zh: "调查", en: "Investigate" },
  cause: { zh: "根源", en: "Find the cause" },
  negotiate: { zh: "协商", en: "Negotiate" },
  resolve: { zh: "解决", en: "Resolve" },
} as const satisfies Record<string, Sentence>;
export type DisputeStep = keyof typeof disputeSteps;

export const disputeStates = {
  new: { zh: "新建", en: "New" },
  in_progress: { zh: "处理中", en: "In progress" },
  waiting_customer: { zh: "等客户", en: "Waiting for customer" },
  waiting_us: { zh: "等我方", en: "Waiting for us" },
  waiting_approval: { zh: "待审批", en: "Waiting for approval" },
  resolved: { zh: "已解决", en: "Resolved" },
} as const satisfies Record<string, Sentence>;
export type DisputeState = keyof typeof disputeStates;

/** A person moves it between these; approvals and ends move it in and out of the others. */
export const movableStates = ["new", "in_progress", "waiting_customer", "waiting_us"] as const;

type ReasonFacts = Sentence & {
  /** Who looks after it by rule. */
  readonly owner: Role;
  /** Working days until it should be resolved. */
  readonly days: number;
  /** The cause it points to until somebody has found it. */
  readonly code: DifferenceCode | null;
};

export const disputeReasons = {
  not_received: { zh: "未收到货", en: "Goods not received", owner: "sales", days: 5, code: "P07" },
  quality: { zh: "质量", en: "Quality", owner: "sales", days: 10, code: "S01" },
  price: { zh: "价格", en: "Price", owner: "sales", days: 5, code: "P02" },
  paid: { zh: "已付款", en: "Already paid", owner: "accountant", days: 2, code: "T07" },
  duplicate: { zh: "重复", en: "Duplicate", owner: "accountant", days: 2, code: "T08" },
  deduction: {
    zh: "无故扣款",
    en: "Deducted without reason",
    owner: "sales",
    days: 10,
    code: "S03",
  },
  other: { zh: "其他", en: "Other", owner: "accountant", days: 5, code: null },
} as const satisfies Record<string, ReasonFacts>;
export type DisputeReason = keyof typeof disputeReasons;

export function isDisputeReason(text: string): text is DisputeReason {
  return Object.hasOwn(disputeReasons, text);
}

/** What the end of a dispute does to the money. */
type ResolutionFacts = Sentence & {
  /** credit: a credit note of the customer takes it off; write_off: a bad debt, by approval. */
  readonly posts: "credit" | "write_off" | null;
  /** Said to the customer in the portal. */
  readonly told: Sentence;
};

export const disputeResolutions = {
  credit_note: {
    zh: "开红字",
    en: "Credit note",
    posts: "credit",
    told: { zh: "已为您开具红字发票并冲减", en: "We issued a credit note and took it off" },
  },
  price_corrected: {
    zh: "更正价格",
    en: "Price corrected",
    posts: "credit",
    told: { zh: "价格已更正并冲减", en: "We corrected the price and took it off" },
  },
  redelivered: {
    zh: "已补发",
    en: "Delivered again",
    posts: null,
    told: { zh: "已补发货物", en: "We delivered again" },
  },
  rejected: {
    zh: "驳回（附依据）",
    en: "Rejected with grounds",
    posts: null,
    told: {
      zh: "经核实，金额无误，依据如下",
      en: "We checked; the amount stands, see the grounds",
    },
  },
  written_off: {
    zh: "坏账核销",
    en: "Written off",
    posts: "write_off",
    told: { zh: "已结案", en: "Closed" },
  },
  goods_taken: {
    zh: "以物抵债",
    en: "Goods taken in payment",
    posts: null,
    told: { zh: "已按协议以物抵债结清", en: "Settled by the goods taken in payment, as agreed" },
  },
  accepted_by_customer: {
    zh: "客户认可",
    en: "Customer accepts",
    posts: null,
    told: { zh: "已按双方确认结案", en: "Closed as agreed" },
  },
  withdrawn: {
    zh: "客户撤回",
    en: "Taken back by the customer",
    posts: null,
    told: { zh: "您已撤回此异议", en: "You took this objection back" },
  },
} as const satisfies Record<string, ResolutionFacts>;
export type DisputeResolution = keyof typeof disputeResolutions;

const open = ["new", "in_progress", "waiting_customer", "waiting_us"] as const;

export const disputeActions = {
  say: [...open, "waiting_approval"],
  assign: [...open, "waiting_approval"],
  move: open,
  code: open,
  date: open,
  ask_credit: open,
  resolve: open,
  withdraw: [...open, "waiting_approval"],
  reopen: ["resolved"],
} as const satisfies Record<string, readonly DisputeState[]>;
export type DisputeAction = keyof typeof disputeActions;

export function mayDispute(action: DisputeAction, state: DisputeState): boolean {
  const states: readonly DisputeState[] = disputeActions[action];
  return states.includes(state);
}

/** 红字信息确认单: unconfirmed after 72 hours it lapses. */
export const redInvoiceHours = 72;
