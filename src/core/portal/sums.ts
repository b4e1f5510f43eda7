// What a customer owes as of a day, by currency: open documents less credits, advances and money not
// applied; what of it is overdue, and what is due next.
import { daysBetween, type IsoDate } from "../date.ts";

export type OwedItem = {
  readonly currency: string;
  readonly dueDate: IsoDate | null;
  readonly openMinor: number;
  readonly disputedMinor: number;
};

export type OwedSums = {
  readonly currency: string;
  readonly owedMinor: number;
  readonly overdueMinor: number;
  readonly unappliedMinor: number;
  readonly disputedMinor: number;
  readonly nextDue: { readonly date: IsoDate; readonly minor: number } | null;
};

export function owedSums(
  items: readonly OwedItem[],
  unapplied: readonly { readonly currency: string; readonly minor: number }[],
  today: IsoDate,
): OwedSums[] {
  const currencies = new Set([...items, ...unapplied].map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => {
    const own = items.filter((item) => item.currency === currency);
    const money = total(unapplied.filter((one) => one.currency === currency).map((o) => o.minor));
    return {
      currency,
      owedMinor: total(own.map(({ openMinor }) => openMinor)) - money,
      overdueMinor: total(own.filter((item) => isOverdue(item, today)).map(undisputed)),
      unappliedMinor: money,
      disputedMinor: total(own.map(({ disputedMinor }) => disputedMinor)),
      nextDue: nextDue(own, today),
    };
  });
}

/** Days past due; below zero: still to come. */
export function daysLate(dueDate: IsoDate | null, today: IsoDate): number | null {
  return dueDate === null ? null : daysBetween(dueDate, today);
}

function isOverdue({ dueDate, openMinor }: OwedItem, today: IsoDate): boolean {
  return openMinor > 0 && dueDate !== null && dueDate < today;
}

function undisputed({ openMinor, disputedMinor }: OwedItem): number {
  return openMinor - disputedMinor;
}

function nextDue(items: readonly OwedItem[], today: IsoDate): OwedSums["nextDue"] {
  const coming = items.filter((item) => item.openMinor > 0 && !isOverdue(item, today));
  const dates = coming.flatMap(({ dueDate }) => (dueDate === null ? [] : [dueDate])).sort();
  const date = dates[0];
  if (date === undefined) return null;
  return { date, minor: total(coming.filter((item) => item.dueDate === date).map(undisputed)) };
}

function total(minors: readonly number[]): number {
  return minors.reduce((sum, minor) => sum + minor, 0);
}
