// The rhythm of statements: which period a cycle asks for, when an answer is due, and how an
// unanswered statement is chased like money (reminder day 5, call day 10, letter day 15, superior).
import {
  addDays,
  addMonths,
  daysBetween,
  endOfMonth,
  type IsoDate,
  startOfMonth,
} from "../date.ts";
import type { Sentence } from "../words/word.ts";

export const cycles = {
  monthly: { zh: "每月", en: "Monthly", months: 1 },
  quarterly: { zh: "每季", en: "Quarterly", months: 3 },
  half_yearly: { zh: "每半年", en: "Half-yearly", months: 6 },
  yearly: { zh: "每年", en: "Yearly", months: 12 },
  none: { zh: "不对账", en: "None", months: 0 },
} as const satisfies Record<string, Sentence & { readonly months: number }>;
export type StatementCycle = keyof typeof cycles;

export type StatementPeriod = { readonly from: IsoDate; readonly to: IsoDate };

/** The period of a cycle that ends in this month; null: none ends there. */
export function periodEnding(cycle: StatementCycle, inMonthOf: IsoDate): StatementPeriod | null {
  const { months } = cycles[cycle];
  if (months === 0 || +inMonthOf.slice(5, 7) % months !== 0) return null;
  const to = endOfMonth(inMonthOf);
  return { from: addMonths(startOfMonth(to), 1 - months), to };
}

/** What a plan asks for today: its period that ended with last month, from the plan's day on. */
export function periodDue(
  plan: { readonly cycle: StatementCycle; readonly day: number },
  today: IsoDate,
): StatementPeriod | null {
  const period = periodEnding(plan.cycle, addDays(startOfMonth(today), -1));
  return period !== null && addDays(period.to, plan.day) <= today ? period : null;
}

export const chaseSteps = [
  { code: "reminder", day: 5, zh: "提醒", en: "Reminder" },
  { code: "call", day: 10, zh: "电话", en: "Call" },
  { code: "letter", day: 15, zh: "挂号信", en: "Registered letter" },
  { code: "superior", day: 20, zh: "上级联系人", en: "Superior contact" },
] as const;
export type ChaseStep = (typeof chaseSteps)[number]["code"];

/** The furthest step whose day has come and that was not taken yet; null: nothing to do today. */
export function chaseDue(of: {
  readonly sentOn: IsoDate;
  readonly today: IsoDate;
  readonly taken: ChaseStep | "";
}): ChaseStep | null {
  const days = daysBetween(of.sentOn, of.today);
  const due = chaseSteps.findLastIndex(({ day }) => days >= day);
  const taken = chaseSteps.findIndex(({ code }) => code === of.taken);
  return due > taken ? (chaseSteps[due]?.code ?? null) : null;
}

/** The day from which silence counts as consent; only a contract can set it. */
export function deemedOn(sentOn: IsoDate, clauseDays: number | null): IsoDate | null {
  return clauseDays === null ? null : addDays(sentOn, clauseDays + 1);
}
