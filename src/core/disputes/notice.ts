// A difference told to the customer: which ones are worth telling, and what the one answer means.
import type { Sentence } from "../words/word.ts";

export const noticeStates = {
  sent: { zh: "等客户答复", en: "Waiting for the customer" },
  agreed: { zh: "客户认可", en: "Customer agrees" },
  will_pay: { zh: "客户将补付", en: "Customer will pay the rest" },
  disputed: { zh: "客户说明原因", en: "Customer gave a reason" },
  settled: { zh: "已了结", en: "Settled" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
} as const satisfies Record<string, Sentence>;
export type NoticeState = keyof typeof noticeStates;

export const noticeAnswers = ["agreed", "will_pay", "disputed"] as const;

/** Told by the program itself: a customer who pays in parts as agreed is not asked why. */
export const toldByItself = ["discount", "deduction", "unexplained"] as const;

/** Told when a person wishes: everything that leaves a document open. */
export const tellable = [...toldByItself, "partial", "fee", "withholding", "retention"] as const;

/** Reasons our tests give in numbers alone: the customer may read them, too. */
export function mayBeTold(key: string): boolean {
  return /^diff\.(point_|swapped|tax_rate|discount_late|retention_)/.test(key);
}
