// Proves amounts and their signs by the balance column: each balance is the one before plus the
// entry, whether the file runs oldest first or newest first.
import type { BalanceProof, SourcePlace } from "./importer.ts";

export type BalanceRow = {
  readonly place: SourcePlace;
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint | null;
};

export type BalanceWalk = {
  readonly steps: number;
  readonly breaks: number;
  readonly proof: BalanceProof;
  /** Before the first and after the last entry in time; null where no balance is shown. */
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
};

export function walkBalances(rows: readonly BalanceRow[]): BalanceWalk {
  const stops = stopsOf(rows);
  let [oldestFirst, newestFirst] = [0, 0];
  for (let at = 1; at < stops.length; at++) {
    const before = stops[at - 1]!;
    const here = stops[at]!;
    const rise = here.balanceMinor - before.balanceMinor;
    if (rise !== here.throughMinor - before.throughMinor) oldestFirst++;
    if (rise !== before.untilMinor - here.untilMinor) newestFirst++;
  }
  const isNewestFirst = newestFirst < oldestFirst;
  const breaks = isNewestFirst ? newestFirst : oldestFirst;
  const steps = Math.max(stops.length - 1, 0);
  const [first, last] = [stops[0], stops.at(-1)];
  const totalMinor = rows.reduce((sum, row) => sum + row.amountMinor, 0n);
  const [oldest, newest] = isNewestFirst ? [last, first] : [first, last];
  return {
    steps,
    breaks,
    proof: proofOf(rows, stops, { breaks, isNewestFirst }),
    openingMinor:
      oldest === undefined
        ? null
        : oldest.balanceMinor -
          (isNewestFirst ? totalMinor - oldest.untilMinor : oldest.throughMinor),
    closingMinor:
      newest === undefined
        ? null
        : newest.balanceMinor +
          (isNewestFirst ? newest.untilMinor : totalMinor - newest.throughMinor),
  };
}

/** A row that shows a balance. */
type Stop = {
  readonly at: number;
  readonly balanceMinor: bigint;
  /** All amounts above the row, and those with its own. */
  readonly untilMinor: bigint;
  readonly throughMinor: bigint;
};

/** Many banks show the balance once a day only: a step then spans the entries between. */
function stopsOf(rows: readonly BalanceRow[]): Stop[] {
  const stops: Stop[] = [];
  let sum = 0n;
  rows.forEach(({ amountMinor, balanceMinor }, at) => {
    const untilMinor = sum;
    sum += amountMinor;
    if (balanceMinor !== null) stops.push({ at, balanceMinor, untilMinor, throughMinor: sum });
  });
  return stops;
}

/** Proven when every entry but the oldest shown lies in a step that adds up. */
function proofOf(
  rows: readonly BalanceRow[],
  stops: readonly Stop[],
  walk: { breaks: number; isNewestFirst: boolean },
): BalanceProof {
  if (stops.length < 2) return { state: "unproven" };
  const isWhole = stops[0]?.at === 0 && stops.at(-1)?.at === rows.length - 1;
  if (walk.breaks === 0) {
    return isWhole ? { state: "proven", by: "running_balance" } : { state: "unproven" };
  }
  for (let at = 1; at < stops.length; at++) {
    const [upper, lower] = [stops[at - 1]!, stops[at]!];
    const riseMinor = lower.balanceMinor - upper.balanceMinor;
    const differenceMinor = walk.isNewestFirst
      ? -riseMinor - (lower.untilMinor - upper.untilMinor)
      : riseMinor - (lower.throughMinor - upper.throughMinor);
    const place = rows[walk.isNewestFirst ? upper.at : lower.at]?.place ?? {};
    if (differenceMinor !== 0n) return { state: "broken", differenceMinor, place };
  }
  return { state: "unproven" };
}

/** opening + entries = closing, where a file states both. */
export function proveOpeningClosing(balance: {
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly sumMinor: bigint;
  readonly place: SourcePlace;
}): BalanceProof {
  if (balance.openingMinor === null || balance.closingMinor === null) return { state: "unproven" };
  const differenceMinor = balance.closingMinor - balance.openingMinor - balance.sumMinor;
  if (differenceMinor === 0n) return { state: "proven", by: "opening_closing" };
  return { state: "broken", differenceMinor, place: balance.place };
}
