// The date that decides the period (记账日期): what may be posted when (ACCOUNTING §4).
import { assert } from "../assert.ts";
import { addMonths, type IsoDate, laterDate, type Month, monthOf, startOfMonth } from "../date.ts";
import { ok, type Result, refuse } from "../result.ts";

/** Which months of the books are closed. */
export type Periods = { readonly closedMonths: ReadonlySet<Month> };

export function isOpenOn(periods: Periods, date: IsoDate): boolean {
  return !periods.closedMonths.has(monthOf(date));
}

/** The first day on or after `from` whose month is open. */
export function firstOpenDay(periods: Periods, from: IsoDate): IsoDate {
  let day = from;
  for (let tried = 0; tried <= periods.closedMonths.size; tried += 1) {
    if (isOpenOn(periods, day)) return day;
    day = startOfMonth(addMonths(day, 1));
  }
  assert(false, "more closed months were passed than there are");
}

/** The latest of receipt date, item dates and first open day: for allocations and what follows from them. */
export function allocationDate(dates: readonly [IsoDate, ...IsoDate[]], periods: Periods): IsoDate {
  return firstOpenDay(periods, dates.reduce(laterDate));
}

/** A date a person or a file asks for; a closed month is refused with the earliest open day. */
export function requestedDate(date: IsoDate, periods: Periods): Result<IsoDate, PeriodClosed> {
  return isOpenOn(periods, date) ? ok(date) : refuse(periodClosed(date, periods));
}

export type PeriodClosed = {
  readonly code: "period_closed";
  readonly month: Month;
  /** The remedy. */
  readonly earliest: IsoDate;
};

function periodClosed(date: IsoDate, periods: Periods): PeriodClosed {
  return { code: "period_closed", month: monthOf(date), earliest: firstOpenDay(periods, date) };
}

export type ReversalRequest = {
  /** Accounting date of the entry to be undone. */
  readonly original: IsoDate;
  readonly today: IsoDate;
  /** Ask for the original date in place of today. */
  readonly onOriginalDate: boolean;
  /** The right to do so (roles.ts, act `backdate_reversal`). */
  readonly mayBackdate: boolean;
};

/** Today or, on request and right, the original date if its period is open; never before the original. */
export function reversalDate(
  request: ReversalRequest,
  periods: Periods,
): Result<IsoDate, ReversalDateRefusal> {
  const { original, today, onOriginalDate, mayBackdate } = request;
  if (!onOriginalDate) return ok(firstOpenDay(periods, laterDate(today, original)));
  if (!mayBackdate) return refuse({ code: "may_not_backdate", original });
  return requestedDate(original, periods);
}

export type ReversalDateRefusal =
  | { readonly code: "may_not_backdate"; readonly original: IsoDate }
  | PeriodClosed;
