// Proves amounts and their signs by the balance column: each balance is the one before plus the
// entry. Tried oldest first and newest first, with the sign as read and turned round.
import type { BalanceProof, SourcePlace } from "./importer.ts";

export type BalanceRow = {
  readonly place: SourcePlace;
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint | null;
};

export type BalanceWalk = {
  /** -1: the file counts money out as positive. */
  readonly sign: 1 | -1;
  readonly isNewestFirst: boolean;
  readonly steps: number;
  readonly breaks: number;
  readonly proof: BalanceProof;
  /** Before the first and after the last entry in time; null where no balance is shown. */
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
};

/** Turned round only if nearly every step then holds: a file with a few damaged rows stays as read. */
const TURN_WITH_BREAKS_PER_HUNDRED = 5;

export function walkBalances(rows: readonly BalanceRow[]): BalanceWalk {
  const breaks = { ascPlus: 0, ascMinus: 0, descPlus: 0, descMinus: 0 };
  let steps = 0;
  for (let at = 1; at < rows.length; at++) {
    const before = rows[at - 1]!;
    const here = rows[at]!;
    if (before.balanceMinor === null || here.balanceMinor === null) continue;
    steps++;
    const rise = here.balanceMinor - before.balanceMinor;
    if (rise !== here.amountMinor) breaks.ascPlus++;
    if (rise !== -here.amountMinor) breaks.ascMinus++;
    if (rise !== -before.amountMinor) breaks.descPlus++;
    if (rise !== before.amountMinor) breaks.descMinus++;
  }
  const plus = Math.min(breaks.ascPlus, breaks.descPlus);
  const minus = Math.min(breaks.ascMinus, breaks.descMinus);
  const isTurned = minus < plus && minus * 100 <= steps * TURN_WITH_BREAKS_PER_HUNDRED;
  const sign = isTurned ? -1 : 1;
  const [ascending, descending] = isTurned
    ? [breaks.ascMinus, breaks.descMinus]
    : [breaks.ascPlus, breaks.descPlus];
  const isNewestFirst = descending < ascending;
  return summarise(rows, { sign, isNewestFirst, steps, breaks: Math.min(ascending, descending) });
}

function summarise(
  rows: readonly BalanceRow[],
  walk: Pick<BalanceWalk, "sign" | "isNewestFirst" | "steps" | "breaks">,
): BalanceWalk {
  const sign = BigInt(walk.sign);
  const oldest = walk.isNewestFirst ? rows.at(-1) : rows[0];
  const newest = walk.isNewestFirst ? rows[0] : rows.at(-1);
  const openingMinor =
    oldest === undefined || oldest.balanceMinor === null
      ? null
      : oldest.balanceMinor - sign * oldest.amountMinor;
  const closingMinor = newest?.balanceMinor ?? null;
  return { ...walk, openingMinor, closingMinor, proof: proofOf(rows, walk) };
}

function proofOf(
  rows: readonly BalanceRow[],
  walk: Pick<BalanceWalk, "sign" | "isNewestFirst" | "steps" | "breaks">,
): BalanceProof {
  if (walk.steps === 0) return { state: "unproven" };
  if (walk.breaks === 0) return { state: "proven", by: "running_balance" };
  const sign = BigInt(walk.sign);
  for (let at = 1; at < rows.length; at++) {
    const before = walk.isNewestFirst ? rows[at]! : rows[at - 1]!;
    const here = walk.isNewestFirst ? rows[at - 1]! : rows[at]!;
    if (before.balanceMinor === null || here.balanceMinor === null) continue;
    const difference = here.balanceMinor - before.balanceMinor - sign * here.amountMinor;
    if (difference !== 0n) {
      return { state: "broken", differenceMinor: difference, place: here.place };
    }
  }
  return { state: "proven", by: "running_balance" };
}

/** opening + entries = closing, where a file states both. */
export function proveOpeningClosing(balance: {
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly sumMinor: bigint;
  readonly place: SourcePlace;
}): BalanceProof {
  if (balance.openingMinor === null || balance.closingMinor === null) return { state: "unproven" };
  const difference = balance.closingMinor - balance.openingMinor - balance.sumMinor;
  if (difference === 0n) return { state: "proven", by: "opening_closing" };
  return { state: "broken", differenceMinor: difference, place: balance.place };
}
