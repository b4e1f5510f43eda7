// From the rows of both ledgers to what is compared: the period, the balances around it, and which
// entries stand before, in and after it.
import { addDays, endOfMonth, type IsoDate, startOfMonth } from "../date.ts";
import type { EntryKind, LedgerBalances, LedgerEntry } from "./ledger-entry.ts";

/** An entry as a ledger gives it; `bookedOn` decides the period, `date` finds its partner. */
export type BookedEntry = {
  readonly id: string;
  readonly date: IsoDate;
  readonly bookedOn: IsoDate;
  readonly no: string;
  readonly refs: readonly string[];
  readonly memo: string;
  readonly minor: number;
  readonly kind: EntryKind;
};

export type ComparedPeriod = { readonly from: IsoDate; readonly to: IsoDate };

export type PeriodLedger = LedgerBalances & {
  /** The entries that may explain something, in the order given. */
  readonly entries: readonly LedgerEntry[];
};

/** Outside the period an entry explains only what lies so near to it. */
const nearDays = 62;

/** Whole months over what their ledger shows, up to today. */
export function periodOf(dates: readonly IsoDate[], today: IsoDate): ComparedPeriod {
  const sorted = [...dates].filter((date) => date <= today).sort();
  const first = sorted[0] ?? today;
  const last = endOfMonth(sorted.at(-1) ?? today);
  return { from: startOfMonth(first), to: last > today ? today : last };
}

/** `openingMinor`: the balance before the first of the entries. */
export function ledgerOfPeriod(
  all: readonly BookedEntry[],
  openingMinor: number,
  { from, to }: ComparedPeriod,
): PeriodLedger {
  const phased = all.map((entry): LedgerEntry => {
    const { bookedOn, ...rest } = entry;
    const phase = bookedOn < from ? "before" : bookedOn > to ? "after" : "in";
    return { ...rest, phase };
  });
  const sum = (phase: LedgerEntry["phase"]) =>
    phased.reduce((total, one) => total + (one.phase === phase ? one.minor : 0), 0);
  const opening = openingMinor + sum("before");
  const [earliest, latest] = [addDays(from, -nearDays), addDays(to, nearDays)];
  return {
    openingMinor: opening,
    closingMinor: opening + sum("in"),
    entries: phased.filter((_, at) => {
      const { bookedOn } = all[at]!;
      return bookedOn >= earliest && bookedOn <= latest;
    }),
  };
}
