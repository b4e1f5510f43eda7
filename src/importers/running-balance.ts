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
  let [steps, oldestFirst, newestFirst] = [0, 0, 0];
  for (let at = 1; at < rows.length; at++) {
    const before = rows[at - 1]!;
    const here = rows[at]!;
    if (before.balanceMinor === null || here.balanceMinor === null) continue;
    steps++;
    const rise = here.balanceMinor - before.balanceMinor;
    if (rise !== here.amountMinor) oldestFirst++;
    if (rise !== -before.amountMinor) newestFirst++;
  }
  const isNewestFirst = newestFirst < oldestFirst;
  const breaks = isNewestFirst ? newestFirst : oldestFirst;
  const oldest = isNewestFirst ? rows.at(-1) : rows[0];
  const newest = isNewestFirst ? rows[0] : rows.at(-1);
  const before = oldest?.balanceMinor ?? null;
  return {
    steps,
    breaks,
    proof: proofOf(rows, { steps, breaks, isNewestFirst }),
    openingMinor: before === null ? null : before - (oldest?.amountMinor ?? 0n),
    closingMinor: newest?.balanceMinor ?? null,
  };
}

function proofOf(
  rows: readonly BalanceRow[],
  walk: { steps: number; breaks: number; isNewestFirst: boolean },
): BalanceProof {
  if (walk.steps === 0) return { state: "unproven" };
  if (walk.breaks === 0) return { state: "proven", by: "running_balance" };
  for (let at = 1; at < rows.length; at++) {
    const before = walk.isNewestFirst ? rows[at]! : rows[at - 1]!;
    const here = walk.isNewestFirst ? rows[at - 1]! : rows[at]!;
    if (before.balanceMinor === null || here.balanceMinor === null) continue;
    const differenceMinor = here.balanceMinor - before.balanceMinor - here.amountMinor;
    if (differenceMinor !== 0n) return { state: "broken", differenceMinor, place: here.place };
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
  const differenceMinor = balance.closingMinor - balance.openingMinor - balance.sumMinor;
  if (differenceMinor === 0n) return { state: "proven", by: "opening_closing" };
  return { state: "broken", differenceMinor, place: balance.place };
}
