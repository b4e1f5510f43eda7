// No number in common: the same amount, near in time. Equal amounts are paired all at once, so that
// a gap in a row of equal payments stays where it is.
import { because } from "../because.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  push,
  shiftOf,
} from "./desk.ts";
import { pairUp } from "./pair-up.ts";

/**
 * Half the days two bookings of one thing may lie apart: a month's end and the next month's, with a
 * week to spare. Further apart two gaps are likelier than one late booking.
 */
const aloneDays = 19;
/** An entry outside the period answers for one within it only if none within does. */
const otherPeriodDays = 3;

export function takeSameAmounts(desk: Desk): void {
  const theirs = new Map<number, DeskEntry[]>();
  for (const entry of desk.left("theirs")) push(theirs, entry.minor, entry);
  const ours = new Map<number, DeskEntry[]>();
  for (const entry of desk.left("ours")) push(ours, entry.minor, entry);
  const rule = {
    may: (a: DeskEntry, b: DeskEntry) => areOfOneKind(a, b) && !areTwoDocuments(desk, a, b),
    cost: (a: DeskEntry, b: DeskEntry) =>
      daysApart(a, b) + (a.phase === b.phase ? 0 : otherPeriodDays),
    aloneCost: aloneDays,
  };
  for (const [minor, left] of ours) {
    for (const [a, b] of pairUp(left, theirs.get(minor) ?? [], rule)) {
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
