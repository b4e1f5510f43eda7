// Payment terms 账期: when an amount is due, in how many parts, with what discount (ACCOUNTING §5).

import { assert } from "../assert.ts";
import {
  addDays,
  addMonths,
  datePartsOf,
  daysInMonth,
  endOfMonth,
  type IsoDate,
  makeDate,
} from "../date.ts";
import { divideHalfUp } from "../money.ts";

/** The event a term counts from; a field of the contract. */
export type TermBase =
  | "contract"
  | "invoice"
  | "invoice_received"
  | "shipment"
  | "delivery"
  | "acceptance"
  | "statement"
  | "warranty_end";

export type DueRule =
  /** net 30, 票到30天 */
  | { readonly kind: "net"; readonly base: TermBase; readonly days: number }
  /** 月结30, EOM 30: from the end of the month of the base */
  | { readonly kind: "month_end"; readonly base: TermBase; readonly days: number }
  /** 次月25日: that day of a later month, or its last day where it is shorter; 31 = month end */
  | {
      readonly kind: "day_of_month";
      readonly base: TermBase;
      readonly monthsAhead: number;
      readonly day: number;
    };

/** A percentage as an exact fraction: 2.5 % = 250 / 10,000. */
export type Percent = { readonly tenThousandths: bigint };

export type CashDiscount = { readonly percent: Percent; readonly days: number };

export type Instalment = {
  readonly percent: Percent;
  readonly due: DueRule;
};

/** One due date, or several parts that make up 100 %. */
export type Terms =
  | { readonly kind: "single"; readonly due: DueRule; readonly discount: CashDiscount | null }
  | { readonly kind: "instalments"; readonly parts: readonly Instalment[] };

/** 月结30: 30 days after the end of the month, or the end of the n/30-th following month. */
export type MonthEndStyle = "days_after" | "end_of_month";

export type TermSettings = { readonly monthEnd: MonthEndStyle };

/** What is known of the dates that terms count from. */
export type BaseDates = Partial<Record<TermBase, IsoDate>>;

/**
 * The date of a base. Receipt of the invoice is seldom recorded: then its issue date stands for it.
 * Any other unknown date leaves the due date unknown, never guessed.
 */
function baseDate(dates: BaseDates, base: TermBase): IsoDate | null {
  return dates[base] ?? (base === "invoice_received" ? (dates.invoice ?? null) : null);
}

/** Null = unknown: never overdue, never "not due". */
export function dueDate(rule: DueRule, dates: BaseDates, settings: TermSettings): IsoDate | null {
  const base = baseDate(dates, rule.base);
  if (base === null) return null;
  switch (rule.kind) {
    case "net":
      return addDays(base, rule.days);
    case "month_end":
      return monthEndDue(base, rule.days, settings.monthEnd);
    case "day_of_month":
      return dayOfMonth(addMonths(endOfMonth(base), rule.monthsAhead), rule.day);
  }
}

function monthEndDue(base: IsoDate, days: number, style: MonthEndStyle): IsoDate {
  const end = endOfMonth(base);
  if (style === "days_after") return addDays(end, days);
  const months = Math.floor(days / 30);
  return addDays(endOfMonth(addMonths(end, months)), days - 30 * months);
}

function dayOfMonth(inMonth: IsoDate, day: number): IsoDate {
  const { year, month } = datePartsOf(inMonth);
  const date = makeDate(year, month, Math.min(day, daysInMonth(year, month)));
  assert(date !== null, "the day is cut to the length of the month");
  return date;
}

/** One amount with its due date; `number` counts from 1. */
export type DuePart = {
  readonly number: number;
  readonly amountMinor: bigint;
  readonly dueDate: IsoDate | null;
  readonly base: TermBase;
};

/** The parts of an amount with their due dates; the last part takes the rounding. */
export function dueParts(
  terms: Terms,
  amountMinor: bigint,
  dates: BaseDates,
  settings: TermSettings,
): DuePart[] {
  const parts = terms.kind === "single" ? [{ percent: whole, due: terms.due }] : terms.parts;
  const amounts = splitByPercent(amountMinor, parts);
  return parts.map(({ due }, index) => ({
    number: index + 1,
    amountMinor: amounts[index]!,
    dueDate: dueDate(due, dates, settings),
    base: due.base,
  }));
}

const whole: Percent = { tenThousandths: 10_000n };

function splitByPercent(
  amountMinor: bigint,
  parts: readonly Pick<Instalment, "percent">[],
): bigint[] {
  const amounts = parts.map(({ percent }) => percentOf(amountMinor, percent));
  const rest = amountMinor - amounts.reduce((a, b) => a + b, 0n);
  return amounts.map((amount, index) => (index === amounts.length - 1 ? amount + rest : amount));
}

/** Half up to the minor unit. */
function percentOf(amountMinor: bigint, { tenThousandths }: Percent): bigint {
  return divideHalfUp(amountMinor * tenThousandths, 10_000n);
}

/** The last day on which the discount may be taken; null where the base is unknown or none is agreed. */
export function discountDate(terms: Terms, dates: BaseDates): IsoDate | null {
  if (terms.kind !== "single" || terms.discount === null) return null;
  const base = baseDate(dates, terms.due.base);
  return base === null ? null : addDays(base, terms.discount.days);
}

/** "2.5" or "30" to an exact percentage; null when it is none or has more than two decimals. */
export function parsePercent(text: string): Percent | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return null;
  const tenThousandths = BigInt(match[1]!) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
  return tenThousandths > 10_000n ? null : { tenThousandths };
}
