// 催收记录: how a customer was reached, what came of it, and the next step that follows.
import { addDays, dayNumber, type IsoDate } from "../date.ts";
import { nextWorkingDay, type WorkCalendar } from "../dunning/calendar.ts";
import type { Sentence } from "../words/word.ts";

export const callChannels = {
  call: { zh: "电话", en: "Call" },
  mail: { zh: "邮件", en: "Mail" },
  wecom: { zh: "企业微信", en: "WeCom" },
  visit: { zh: "上门", en: "Visit" },
  other: { zh: "其他", en: "Other" },
} as const satisfies Record<string, Sentence>;
export type CallChannel = keyof typeof callChannels;

/** In the order of their keys 1–6; "other" is a note without one. */
export const callOutcomes = {
  promised: { zh: "承诺付款", en: "Promised to pay" },
  no_answer: { zh: "未接", en: "No answer" },
  disputed: { zh: "有争议", en: "Disputed" },
  paid: { zh: "已付款（待到账）", en: "Says it is paid" },
  legal: { zh: "转法务", en: "To legal" },
  mismatch: { zh: "对账不符", en: "Balances differ" },
  other: { zh: "其他", en: "Other" },
} as const satisfies Record<string, Sentence>;
export type CallOutcome = keyof typeof callOutcomes;

export const taskKinds = {
  call: { zh: "再联系", en: "Contact again" },
  check_receipt: { zh: "核对到账", en: "Check the receipt" },
  follow_dispute: { zh: "跟进争议", en: "Follow the dispute" },
  statement: { zh: "发对账单", en: "Send a statement" },
  letter: { zh: "发催款函", en: "Send a letter" },
  legal: { zh: "法务处理", en: "Legal action" },
} as const satisfies Record<string, Sentence>;
export type TaskKind = keyof typeof taskKinds;

export type NextStep = { readonly kind: TaskKind; readonly dueOn: IsoDate };

/** After so many calls in a row that nobody took, paper says it better. */
const unansweredUntilLetter = 3;
const receiptDays = 2;
const disputeDays = 3;
const otherDays = 7;

/** What is usually done next; the collector may choose otherwise. */
export function proposeNext(
  outcome: CallOutcome,
  at: {
    readonly today: IsoDate;
    readonly promisedFor: IsoDate | null;
    /** Calls before this one that nobody took, without another outcome between. */
    readonly unansweredBefore: number;
    /** Of the books: nobody is called on a day off. */
    readonly calendar: WorkCalendar;
  },
): NextStep {
  const { today } = at;
  const workingDay = (day: IsoDate) => nextWorkingDay(at.calendar, day) ?? day;
  switch (outcome) {
    case "promised":
      return { kind: "check_receipt", dueOn: workingDay(at.promisedFor ?? today) };
    case "no_answer": {
      const isLetter = at.unansweredBefore + 1 >= unansweredUntilLetter;
      return { kind: isLetter ? "letter" : "call", dueOn: workingDay(addDays(today, 1)) };
    }
    case "disputed":
      return { kind: "follow_dispute", dueOn: workingDay(addDays(today, disputeDays)) };
    case "paid":
      return { kind: "check_receipt", dueOn: workingDay(addDays(today, receiptDays)) };
    case "legal":
      return { kind: "legal", dueOn: today };
    case "mismatch":
      return { kind: "statement", dueOn: today };
    case "other":
      return { kind: "call", dueOn: workingDay(addDays(today, otherDays)) };
  }
}

/** The Monday of a day's week; 1970-01-01 was a Thursday. */
export function weekOf(day: IsoDate): IsoDate {
  return addDays(day, -((dayNumber(day) + 3) % 7));
}
