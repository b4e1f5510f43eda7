// Their ledger counts from their side or from ours: whichever way its entries agree with ours is the
// right one. A payables ledger is a mirror image; an extract of our own is not.
import { keysOf } from "./entry-keys.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** −1: their amounts have to be turned to count as ours do. */
export function orientTheirs(
  ours: readonly Pick<LedgerEntry, "no" | "refs" | "memo" | "minor" | "id" | "date">[],
  theirs: readonly Pick<LedgerEntry, "no" | "refs" | "memo" | "minor" | "id" | "date">[],
): 1 | -1 {
  const byNumber = votes(ours, theirs, numbered);
  if (byNumber.same !== byNumber.turned) return byNumber.same > byNumber.turned ? 1 : -1;
  const byAmount = votes(ours, theirs, ({ minor }) => [String(Math.abs(minor))]);
  if (byAmount.same !== byAmount.turned) return byAmount.same > byAmount.turned ? 1 : -1;
  // nothing in common: invoices are more and larger than payments are
  return theirs.reduce((sum, { minor }) => sum + Math.sign(minor), 0) < 0 ? -1 : 1;
}

type Voter = Parameters<typeof orientTheirs>[0][number];

function numbered(entry: Voter): string[] {
  const { own, cited } = keysOf({ ...entry, kind: null, phase: "in" });
  return [...own, ...cited].map((key) => `${key} ${Math.abs(entry.minor)}`);
}

/** Entries that meet one of the other side under the same key, by equal and by opposite sign. */
function votes(
  ours: readonly Voter[],
  theirs: readonly Voter[],
  keys: (entry: Voter) => readonly string[],
): { readonly same: number; readonly turned: number } {
  const signs = new Map<string, { plus: boolean; minus: boolean }>();
  for (const entry of ours) {
    for (const key of keys(entry)) {
      const known = signs.get(key) ?? { plus: false, minus: false };
      if (entry.minor > 0) known.plus = true;
      else known.minus = true;
      signs.set(key, known);
    }
  }
  const counted = { same: 0, turned: 0 };
  for (const entry of theirs) {
    for (const key of keys(entry)) {
      const known = signs.get(key);
      // a number that stands at an invoice and its payment says nothing
      if (!known || known.plus === known.minus) continue;
      if (known.plus === entry.minor > 0) counted.same += 1;
      else counted.turned += 1;
    }
  }
  return counted;
}
