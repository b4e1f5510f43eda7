// A list of open items instead of a ledger of movements: what is still owed, document by document, as
// of one day. Compared with our own open items and unapplied money of the same day.
import { because } from "../because.ts";
import type { IsoDate } from "../date.ts";
import { numberKey } from "../matching/text.ts";
import type { ComparedGroup, LedgerEntry } from "./ledger-entry.ts";
import type { BookedEntry, PeriodLedger } from "./period.ts";

/** How the other side's file is read: each movement, or what is left of each document. */
export type LedgerMode = "movements" | "open_items";

/** Everything on the list counts; there is no balance before it. */
export function ledgerOfOpenItems(all: readonly BookedEntry[]): PeriodLedger {
  const entries = all.map(({ bookedOn: _, ...rest }): LedgerEntry => ({ ...rest, phase: "in" }));
  const closingMinor = entries.reduce((sum, { minor }) => sum + minor, 0);
  return { openingMinor: 0, closingMinor, entries };
}

/** From the oldest document on either list to the day of the lists. */
export function periodOfOpenItems(
  entries: readonly BookedEntry[],
  asOf: IsoDate,
): { readonly from: IsoDate; readonly to: IsoDate } {
  const first = entries.map(({ date }) => date).sort()[0] ?? asOf;
  return { from: first < asOf ? first : asOf, to: asOf };
}

/**
 * Read as movements, does it look like a list of open items? Documents alone, no balance that runs
 * through them, while money came in our books in the same time.
 */
export function looksLikeOpenItems(
  theirs: readonly LedgerEntry[],
  ours: readonly LedgerEntry[],
): boolean {
  const inside = theirs.filter(({ phase }) => phase === "in");
  const hasMoney = ours.some(({ phase, kind }) => phase === "in" && kind === "money");
  return hasMoney && inside.length >= leastRows && inside.every(({ minor }) => minor > 0);
}

const leastRows = 3;

/** What is open with them though it is settled with us says when we settled it. */
export function withSettled(
  groups: readonly ComparedGroup[],
  theirs: readonly LedgerEntry[],
  settled: ReadonlyMap<string, IsoDate>,
): ComparedGroup[] {
  return groups.map((group) => {
    if (group.verdict !== "theirs_only") return group;
    const number = group.theirs
      .map((at) => theirs[at]!.no)
      .find((no) => settled.has(numberKey(no)));
    if (number === undefined) return group;
    const date = settled.get(numberKey(number)) ?? "";
    return { ...group, because: [because("comparison.settled_here", { number, date })] };
  });
}

/** Documents of our ledger that are on no list of open items any more, with the last day they moved. */
export function settledNumbers(
  booked: readonly BookedEntry[],
  open: readonly BookedEntry[],
  asOf: IsoDate,
): Map<string, IsoDate> {
  const stillOpen = new Set(open.flatMap(({ no }) => no.split(" ").map(numberKey)));
  const settled = new Map<string, IsoDate>();
  for (const { no, bookedOn, kind } of booked) {
    if (kind === "money" || bookedOn > asOf) continue;
    for (const key of no.split(" ").map(numberKey)) {
      if (key !== "" && !stillOpen.has(key)) settled.set(key, bookedOn);
    }
  }
  return settled;
}
