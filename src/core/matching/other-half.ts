// What speaks against a sum although it adds up: one of its terms, together with another receipt of the
// same payer that nothing explains, makes up one or two other open items to the cent. Then the term may
// be a part of such an item, and the rest of it in the other receipt: two payments for three invoices.
import { minorPerUnit } from "../currency.ts";
import type { Book } from "./book.ts";
import type { Weighed } from "./evaluate.ts";
import type { LineFacts } from "./line-facts.ts";
import type { Pool, Pools } from "./pool.ts";

type Line = { readonly facts: LineFacts };

/** Receipts that nothing explains, by payer and currency. */
export type Unexplained = ReadonlyMap<string, readonly Line[]>;

export function unexplainedByPayer(lines: readonly Line[], book: Book): Unexplained {
  return Map.groupBy(
    lines.filter(({ facts }) => facts.namings.length === 0 && !facts.tag),
    ({ facts }) => keyOf(facts, book),
  );
}

/** Do a term of the reading and another receipt make up other items? */
export function hasOtherHalf(
  facts: LineFacts,
  { reading }: Weighed,
  given: { readonly unexplained: Unexplained; readonly book: Book; readonly pools: Pools },
): boolean {
  const { unexplained, book, pools } = given;
  const payer = facts.payers[0]?.customer;
  if (payer === undefined || reading.isNamed || reading.isDistinct) return false;
  const { currency } = facts.own;
  const pool = pools.of([payer], currency);
  const roundUnit = 100 * minorPerUnit(currency);
  for (const { facts: other } of unexplained.get(keyOf(facts, book)) ?? []) {
    if (other === facts || Math.abs(other.day - facts.day) > facts.rules.R24.params.days) continue;
    const { amountMinor } = other.own;
    for (const term of reading.amounts) {
      const sum = term + amountMinor;
      // Round sums add up to round items by accident.
      if (term <= 0 || sum % roundUnit === 0) continue;
      const latest = Math.max(facts.day, other.day);
      const mayBe = (item: number) =>
        book.issueDay[item]! <= latest && !reading.items.includes(item);
      if (isMadeUp(sum, pool, { book, mayBe })) return true;
    }
  }
  return false;
}

/** Debts of more than this are not tried in pairs: some pair always fits. */
const mostForPairs = 60;

/** One or two of the debts come to exactly this much. */
function isMadeUp(
  sum: number,
  { debts, byAmount }: Pool,
  { book, mayBe }: { readonly book: Book; readonly mayBe: (item: number) => boolean },
): boolean {
  if (byAmount.get(sum)?.some(mayBe)) return true;
  if (debts.length > mostForPairs) return false;
  return debts.some(
    (one) =>
      mayBe(one) &&
      byAmount.get(sum - book.left[one]!)?.some((other) => other > one && mayBe(other)),
  );
}

function keyOf({ payers, line }: LineFacts, book: Book): string {
  return `${payers[0]?.customer} ${book.lineAt(line).currency}`;
}
