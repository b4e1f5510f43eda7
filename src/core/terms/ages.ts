// How late an item is and how old: overdue buckets, dunning grade, book age (ACCOUNTING §5).
import { addMonths, daysBetween, type IsoDate } from "../date.ts";
import type { Sentence } from "../words/word.ts";

/** Calendar days past due; 0 or less = not due. Null = no due date known. */
export function overdueDays(asOf: IsoDate, due: IsoDate | null): number | null {
  return due === null ? null : daysBetween(due, asOf);
}

export const overdueBuckets = [
  { code: "d1_30", from: 1, to: 30, zh: "1–30", en: "1–30" },
  { code: "d31_60", from: 31, to: 60, zh: "31–60", en: "31–60" },
  { code: "d61_90", from: 61, to: 90, zh: "61–90", en: "61–90" },
  { code: "d91_180", from: 91, to: 180, zh: "91–180", en: "91–180" },
  { code: "d181_365", from: 181, to: 365, zh: "181–365", en: "181–365" },
  { code: "over_365", from: 366, to: Number.MAX_SAFE_INTEGER, zh: ">365", en: ">365" },
] as const;

export type OverdueBucket = (typeof overdueBuckets)[number]["code"];

/** not_due for d ≤ 0; no_due_date where none is known: never overdue, never "not due". */
export function bucketOf(days: number | null): OverdueBucket | "not_due" | "no_due_date" {
  if (days === null) return "no_due_date";
  const bucket = overdueBuckets.find(({ from, to }) => days >= from && days <= to);
  return bucket?.code ?? "not_due";
}

export type DunningGrade = "A" | "B" | "C";

/** From which day past due a grade begins, the day included; books may set their own (DOMAIN §3.18). */
export type GradeDays = Readonly<Record<DunningGrade, number>>;

export const usualGradeDays: GradeDays = { A: 90, B: 31, C: 1 };

/** Never a bare letter: "催收 B (31–89天)". */
export function gradeTitle(grade: DunningGrade, from: GradeDays): Sentence {
  const next = { B: from.A, C: from.B };
  const span = grade === "A" ? null : `${from[grade]}–${next[grade] - 1}`;
  return {
    zh: `催收 ${grade} (${span ?? `≥${from.A}`}天)`,
    en: `Dunning ${grade} (${span ?? `≥ ${from.A}`} days)`,
  };
}

export const bookAges = [
  { code: "y1", zh: "1年以内", en: "Up to 1 year" },
  { code: "y2", zh: "1–2年", en: "1–2 years" },
  { code: "y3", zh: "2–3年", en: "2–3 years" },
  { code: "y4", zh: "3–4年", en: "3–4 years" },
  { code: "y5", zh: "4–5年", en: "4–5 years" },
  { code: "over_5", zh: "5年以上", en: "Over 5 years" },
] as const;

export type BookAge = (typeof bookAges)[number]["code"];

/**
 * 账龄 from the first date the claim arose. A year includes its anniversary (含1年): from
 * 2025-03-31, 2026-03-31 is still within one year; from 29 Feb the anniversary is 28 Feb.
 */
export function bookAgeOf(asOf: IsoDate, ageFrom: IsoDate): BookAge {
  const full = bookAges
    .slice(0, -1)
    .findIndex((_, years) => asOf <= addMonths(ageFrom, 12 * (years + 1)));
  return full < 0 ? "over_5" : bookAges[full]!.code;
}
