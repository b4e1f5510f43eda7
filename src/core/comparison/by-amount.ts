// No number in common: the same amount, near in time. Equal amounts are paired all at once, so that
// a gap in a row of equal payments stays where it is.
import { because } from "../because.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  inOrder,
  shiftOf,
} from "./desk.ts";
import type { LedgerSide } from "./ledger-entry.ts";
import { type PairRule, pairUp } from "./pair-up.ts";

/**
 * Half the days two bookings of one thing may lie apart: a month's end and the next month's, with a
 * week to spare. Further apart two gaps are likelier than one late booking.
 */
export const aloneDays = 19;
/** Hardly anybody books a document before the day it bears. */
const earlyDays = 10;
/** An entry outside the period answers for one within it only if none within does. */
const otherPeriodDays = 3;

/**
 * First "plain" amounts, of which each entry has a partner. Where one is left over, which of the equal
 * ones it is may be told by a sum that needs one of them: those wait until sums have been taken.
 */
export function takeSameAmounts(desk: Desk, amounts: "plain" | "any"): void {
  const rule = ruleOf(desk);
  for (const { ours, theirs } of byAmount(desk)) {
    const pairs = pairUp(ours, theirs, rule);
    const isPlain = pairs.length === ours.length && pairs.length === theirs.length;
    if (amounts === "plain" && !isPlain) continue;
    for (const [a, b] of pairs) {
      desk.take({
        isEqual: true,
        by: "date_amount",
        ours: [a],
        theirs: [b],
        because: [because("comparison.same_amount"), ...shiftOf([a], [b])],
      });
    }
  }
}

/**
 * Entries that no equal amount of the other side needs: alone in their amount, or one of more equal
 * ones than the other side has. Only these may be something else.
 */
export function spareEntries(desk: Desk): Readonly<Record<LedgerSide, readonly DeskEntry[]>> {
  const rule = ruleOf(desk);
  const spare: Record<LedgerSide, DeskEntry[]> = { ours: [], theirs: [] };
  for (const { ours, theirs } of byAmount(desk)) {
    const { length } = pairUp(ours, theirs, rule);
    const without = (one: DeskEntry) => (entry: DeskEntry) => entry !== one;
    const isSpare = (one: DeskEntry) =>
      pairUp(ours.filter(without(one)), theirs.filter(without(one)), rule).length === length;
    if (length < ours.length) spare.ours.push(...(length === 0 ? ours : ours.filter(isSpare)));
    if (length < theirs.length) {
      spare.theirs.push(...(length === 0 ? theirs : theirs.filter(isSpare)));
    }
  }
  return { ours: spare.ours.sort(inOrder), theirs: spare.theirs.sort(inOrder) };
}

function ruleOf(desk: Desk): PairRule {
  return {
    may: (a, b) => areOfOneKind(a, b) && !areTwoDocuments(desk, a, b),
    cost: costOfPair,
    aloneCost: aloneDays,
  };
}

/** In days: how far the two lie apart, and what is odd about them. */
export function costOfPair(ours: DeskEntry, theirs: DeskEntry): number {
  const isEarly = ours.kind === "document" && theirs.day < ours.day;
  const odd = (isEarly ? earlyDays : 0) + (ours.phase === theirs.phase ? 0 : otherPeriodDays);
  return daysApart(ours, theirs) + odd;
}

type OfOneAmount = { readonly ours: DeskEntry[]; readonly theirs: DeskEntry[] };

function byAmount(desk: Desk): Iterable<OfOneAmount> {
  const classes = new Map<number, OfOneAmount>();
  for (const side of ["ours", "theirs"] as const) {
    for (const entry of desk.left(side)) {
      const known = classes.get(entry.minor) ?? { ours: [], theirs: [] };
      known[side].push(entry);
      classes.set(entry.minor, known);
    }
  }
  return classes.values();
}
