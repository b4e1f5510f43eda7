// Balances of accounts, always summed from posting lines: nothing here is a stored total.
import type { AccountKey } from "./accounts.ts";
import type { PostingLine } from "./posting.ts";
import { type EntryRecord, isVisible, type Viewpoint } from "./records.ts";

/** Debit balances positive, credit balances negative. */
export type Balance = { readonly amountMinor: bigint; readonly homeMinor: bigint };

export type DatedLine = PostingLine & { readonly entry: EntryRecord };

export function linesAt(entries: readonly EntryRecord[], viewpoint: Viewpoint): DatedLine[] {
  return entries
    .filter((entry) => isVisible(entry, viewpoint))
    .flatMap((entry) => entry.lines.map((line) => ({ ...line, entry })));
}

/** Signed by side: debit +, credit −. */
export function signedLine({ side, amountMinor, homeMinor }: PostingLine): Balance {
  return side === "debit"
    ? { amountMinor, homeMinor }
    : { amountMinor: -amountMinor, homeMinor: -homeMinor };
}

export function addBalances(a: Balance, b: Balance): Balance {
  return { amountMinor: a.amountMinor + b.amountMinor, homeMinor: a.homeMinor + b.homeMinor };
}

export const zeroBalance: Balance = { amountMinor: 0n, homeMinor: 0n };

/** Sums by whatever key the caller gives; lines with a null key are left out. */
export function balancesBy(
  lines: readonly PostingLine[],
  keyOf: (line: PostingLine) => string | null,
): Map<string, Balance> {
  const balances = new Map<string, Balance>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key === null) continue;
    balances.set(key, addBalances(balances.get(key) ?? zeroBalance, signedLine(line)));
  }
  return balances;
}

/** Balance of some accounts together, in home currency. */
export function homeBalance(
  lines: readonly PostingLine[],
  accounts: readonly AccountKey[],
): bigint {
  return lines.reduce(
    (sum, line) => (accounts.includes(line.account) ? sum + signedLine(line).homeMinor : sum),
    0n,
  );
}
