// What the documents and payments of one customer say by a day: payments against due dates, what is
// open and overdue, sales. Nothing dated after that day counts, so the same history tells any past day.
import { type Experience, fewestExperiences, paymentIndex } from "./payment-index.ts";

/** Days are counted from 1970-01-01 (core/date.ts, dayNumber); money in home minor units. */
export type HistoryItem = {
  readonly issuedDay: number;
  /** Null: no due date is known; it is never overdue. */
  readonly dueDay: number | null;
  /** Below zero: a credit note. */
  readonly minor: number;
  readonly closings: readonly {
    readonly day: number;
    readonly minor: number;
    /** Money that came in; else a credit note, a write-off, a discount … */
    readonly isPayment: boolean;
  }[];
};

/** Days that count, and after how many a payment weighs half (docs/credit.md). */
const windowDays = 365;
const halfLifeDays = 180;
const recentDays = 91;

export type Conduct = {
  /** 0–100. */
  readonly paymentIndex: number | null;
  readonly experiences: number;
  /** 0–1, of money. */
  readonly onTimeShare: number | null;
  readonly overdueMinor: number;
  readonly openMinor: number;
  readonly maxDaysOverdue: number;
  /** Average days late of the last three months less those of the nine before. */
  readonly trendDays: number | null;
  /** Of the last 12 months, or as many as there are. */
  readonly monthlySalesMinor: number;
  readonly salesMonths: number;
  /** From issue to due, weighted by money. */
  readonly creditDays: number | null;
  readonly firstDay: number | null;
};

export function conductOf(items: readonly HistoryItem[], day: number): Conduct {
  const known = items.filter((item) => item.issuedDay <= day);
  const paid = paymentsOf(known, day);
  const overdue = overdueOf(known, day);
  const experiences = experiencesAt(paid, overdue, day);
  return {
    paymentIndex: paymentIndex(experiences),
    experiences: experiences.length,
    onTimeShare: onTimeShare(experiences),
    overdueMinor: sumOf(overdue, ({ minor }) => minor),
    openMinor: sumOf(known, (item) => openAt(item, day)),
    maxDaysOverdue: overdue.reduce((most, one) => Math.max(most, one.daysLate), 0),
    trendDays: trendDays(paid, overdue, day),
    ...salesOf(known, day),
    firstDay: known.length === 0 ? null : Math.min(...known.map(({ issuedDay }) => issuedDay)),
  };
}

/** What is left of an item on a day. */
function openAt(item: HistoryItem, day: number): number {
  if (item.issuedDay > day) return 0;
  return item.minor - sumOf(item.closings, (one) => (one.day <= day ? one.minor : 0));
}

/** All that is open on a day, credit notes taken off. */
export function openTotalAt(items: readonly HistoryItem[], day: number): number {
  return sumOf(items, (item) => openAt(item, day));
}

type Late = { readonly minor: number; readonly daysLate: number };
type Payment = Late & { readonly day: number };

function paymentsOf(items: readonly HistoryItem[], day: number): Payment[] {
  const paid: Payment[] = [];
  for (const { dueDay, minor, closings } of items) {
    if (dueDay === null || minor <= 0) continue;
    for (const one of closings) {
      if (!one.isPayment || one.minor <= 0 || one.day > day || one.day <= day - windowDays)
        continue;
      paid.push({ day: one.day, minor: one.minor, daysLate: one.day - dueDay });
    }
  }
  return paid;
}

/** A claim that is overdue counts with the days so far: who stops paying gets worse day by day. */
function overdueOf(items: readonly HistoryItem[], day: number): Late[] {
  return items.flatMap((item) => {
    const { dueDay } = item;
    const minor = openAt(item, day);
    return dueDay === null || dueDay >= day || minor <= 0
      ? []
      : [{ minor, daysLate: day - dueDay }];
  });
}

function experiencesAt(
  paid: readonly Payment[],
  overdue: readonly Late[],
  day: number,
): Experience[] {
  const aged = paid.map(({ day: on, minor, daysLate }) => ({
    weight: minor * 0.5 ** ((day - on) / halfLifeDays),
    daysLate,
  }));
  return [...aged, ...overdue.map(({ minor, daysLate }) => ({ weight: minor, daysLate }))];
}

function onTimeShare(experiences: readonly Experience[]): number | null {
  if (experiences.length < fewestExperiences) return null;
  const inTime = experiences.filter(({ daysLate }) => daysLate <= 0);
  return sumOf(inTime, ({ weight }) => weight) / sumOf(experiences, ({ weight }) => weight);
}

function trendDays(paid: readonly Payment[], overdue: readonly Late[], day: number): number | null {
  const isRecent = ({ day: on }: Payment) => on > day - recentDays;
  const recent = [...paid.filter(isRecent), ...overdue];
  const before = paid.filter((one) => !isRecent(one));
  if (recent.length < fewestExperiences || before.length < fewestExperiences) return null;
  return averageDays(recent) - averageDays(before);
}

function averageDays(late: readonly Late[]): number {
  const weight = sumOf(late, ({ minor }) => minor);
  return sumOf(late, ({ minor, daysLate }) => minor * daysLate) / weight;
}

/** Invoiced amounts with tax, as receivables are; credit notes taken off. */
function salesOf(
  items: readonly HistoryItem[],
  day: number,
): Pick<Conduct, "monthlySalesMinor" | "salesMonths" | "creditDays"> {
  const year = items.filter(({ issuedDay }) => issuedDay > day - windowDays);
  const first = Math.min(day, ...year.map(({ issuedDay }) => issuedDay));
  const hasOlder = year.length < items.length;
  const salesMonths = hasOlder ? 12 : Math.min(12, Math.max(1, Math.ceil((day - first) / 30)));
  const sales = Math.max(
    0,
    sumOf(year, ({ minor }) => minor),
  );
  const withDue = year.filter(({ dueDay, minor }) => dueDay !== null && minor > 0);
  const weight = sumOf(withDue, ({ minor }) => minor);
  const days = sumOf(
    withDue,
    ({ dueDay, issuedDay, minor }) => minor * ((dueDay ?? issuedDay) - issuedDay),
  );
  return {
    monthlySalesMinor: Math.floor(sales / salesMonths),
    salesMonths,
    creditDays: weight === 0 ? null : Math.floor(days / weight + 0.5),
  };
}

function sumOf<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((sum, one) => sum + of(one), 0);
}
