// How likely a reading of entries without a common number is: against its entries standing alone, each
// with a date and an amount of its own.
import { pointShifts, type SlipKind, slipOf, waysOf } from "./by-slip.ts";
import { type Desk, type DeskEntry, daysApart, type Found, inOrder } from "./desk.ts";
import { nearness } from "./entry-keys.ts";
import { gapsOf, type Habits } from "./habits.ts";
import type { LedgerSide } from "./ledger-entry.ts";

/** How many times likelier than its entries standing alone, as a logarithm. */
export type WeighedReading = { readonly found: Found; readonly worth: number };

/** Each further part of a sum is half as usual. */
const furtherPart = Math.log(2);
/** A number at more entries of both ledgers is a contract's or an order's. */
const mostHolders = 6;

/**
 * As if entries fell on days and amounts by themselves, so many alone, so many in pairs, sums and slips as
 * these ledgers show. Whole and parts, or the two of a pair, share one amount and lie near each other:
 * by chance they hardly would.
 */
export function worthOf(desk: Desk, habits: Habits, found: Found): number {
  const { ours, theirs } = found;
  const all = ours.length + theirs.length;
  const [first, partner] = [ours[0]!, theirs[0]!];
  const alone =
    ours.reduce((sum, entry) => sum + Math.log(habits.lonely("ours", entry)), 0) +
    theirs.reduce((sum, entry) => sum + Math.log(habits.lonely("theirs", entry)), 0);
  if (all === 2) {
    const many = Math.log(pairsLike(desk, habits, found) / habits.days);
    return many + Math.log(habits.delay(first, partner)) - Math.log(habits.amount(partner)) - alone;
  }
  const side: LedgerSide = ours.length === 1 ? "ours" : "theirs";
  const whole = side === "ours" ? first : partner;
  const parts = side === "ours" ? theirs : ours;
  const nearest = [...parts].sort(
    (a, b) => daysApart(a, whole) - daysApart(b, whole) || inOrder(a, b),
  )[0]!;
  const delay = side === "ours" ? habits.delay(whole, nearest) : habits.delay(nearest, whole);
  const spread = gapsOf(parts).reduce((sum, gap) => sum + Math.log(habits.spread(side, gap)), 0);
  const many = Math.log(habits.sums[side] / habits.days) - (parts.length - 2) * furtherPart;
  return many + Math.log(delay) + spread + determined(habits, whole, parts) - alone;
}

/**
 * Either the parts came of themselves and their sum is the whole; or the whole did, and was cut anywhere:
 * then the last part is what is left. Whichever explains the amounts better: crooked parts of a round
 * whole were cut, they did not meet in it.
 */
function determined(habits: Habits, whole: DeskEntry, parts: readonly DeskEntry[]): number {
  const joined = -Math.log(habits.amount(whole));
  const cuts = (parts.length - 1) * Math.log(Math.abs(whole.minor));
  const cut = -cuts - parts.reduce((sum, part) => sum + Math.log(habits.amount(part)), 0);
  return Math.max(joined, cut) - Math.log(2);
}

/** How many pairs of this kind there are for each amount, and number, the other could have. */
function pairsLike(desk: Desk, habits: Habits, { isEqual, by, ours, theirs }: Found): number {
  const [a, b] = [ours[0]!, theirs[0]!];
  if (isEqual && by === "number") return habits.pairs / chanceOfNumber(desk, habits, [a, b]);
  if (isEqual) {
    return by === "near_number" ? habits.nearPairs / chanceOfNear(desk, a, b) : habits.pairs;
  }
  const slip = slipOf(a, b, desk.minorPerUnit);
  const perAmount = slip === null ? habits.amount(b) : 1 / slipsFrom(a, slip, desk.minorPerUnit);
  if (by === "slip") return slip === null ? 0 : habits.slips[slip] * perAmount;
  return by === "near_number"
    ? (habits.nearOtherAmounts * perAmount) / chanceOfNear(desk, a, b)
    : (habits.otherAmounts * perAmount) / chanceOfNumber(desk, habits, [a, b]);
}

/** A number that stands at both and at hardly any other. */
export function sharedNumber(
  habits: Habits,
  { keys: a }: DeskEntry,
  { keys: b }: DeskEntry,
): string | null {
  const theirs = new Set([...b.own, ...b.cited]);
  const isTelling = (key: string) => theirs.has(key) && habits.holders(key) <= mostHolders;
  return [...a.own, ...a.cited].find(isTelling) ?? null;
}

/** Another's number, damaged, became this one. */
function chanceOfNumber(
  desk: Desk,
  habits: Habits,
  [a, b]: readonly [DeskEntry, DeskEntry],
): number {
  const number = sharedNumber(habits, a, b);
  const holders = number === null ? mostHolders : habits.holders(number) / 2;
  return (habits.damaged * holders) / desk.theirs.length;
}

/** Amounts this one can become; a round one has few digits to swap. */
function slipsFrom({ minor }: DeskEntry, slip: SlipKind, minorPerUnit: number): number {
  if (slip !== "slip") return waysOf(slip, minorPerUnit);
  const digits = String(Math.abs(minor));
  const swapped = new Set<string>();
  for (let one = 0; one < digits.length; one++) {
    for (let other = one + 1; other < digits.length; other++) {
      const [a, b] = [digits[one]!, digits[other]!];
      if (a === b || (one === 0 && b === "0")) continue;
      swapped.add(
        digits.slice(0, one) + b + digits.slice(one + 1, other) + a + digits.slice(other + 1),
      );
    }
  }
  return pointShifts + swapped.size;
}

/** Of all numbers of our ledger, how many are as near to theirs as this one: running numbers are. */
function chanceOfNear(desk: Desk, ours: DeskEntry, theirs: DeskEntry): number {
  const numbers = [...theirs.keys.own, ...theirs.keys.cited];
  const near = desk.ours.filter(
    (one) =>
      one !== ours &&
      one.keys.own.some((key) => numbers.some((other) => nearness(key, other) !== null)),
  );
  return (near.length + 1) / desk.ours.length;
}
