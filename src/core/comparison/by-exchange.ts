// Two documents of one ledger whose numbers were exchanged in the other: each number stands at the
// other's amount, so that neither can be read alone.
import { because } from "../because.ts";
import {
  areOfOneKind,
  type Desk,
  type DeskEntry,
  daysApart,
  type Found,
  push,
  shiftOf,
} from "./desk.ts";
import { nearness } from "./entry-keys.ts";
import type { LedgerSide } from "./ledger-entry.ts";

/** Both were booked within these days of their dates. */
const nearDays = 31;
/** The same number and amount further apart than this may be a number typed as another's. */
const farDays = 60;

type Crossed = readonly [ours: DeskEntry, theirs: DeskEntry];

/** Number and amount crosswise: our A and B are their B and A, each to the last unit. */
export function takeExchangedNumbers(desk: Desk): void {
  const crossings = new Map<string, Crossed[]>();
  for (const number of desk.own.ours.keys()) {
    const [ours, theirs] = [onlyLeft(desk, "ours", number), onlyLeft(desk, "theirs", number)];
    if (!ours || !theirs) continue;
    if (ours.minor !== theirs.minor) push(crossings, amountsOf(ours, theirs), [ours, theirs]);
  }
  for (const here of crossings.values()) {
    const [one, ...others] = here;
    if (!one || others.length > 0) continue;
    const [other, ...more] = crossings.get(amountsOf(one[1], one[0])) ?? [];
    if (!other || more.length > 0 || !desk.isLeft("ours", one[0])) continue;
    const pairs: Crossed[] = [
      [one[0], other[1]],
      [other[0], one[1]],
    ];
    if (!pairs.every(([a, b]) => areOfOneKind(a, b) && daysApart(a, b) <= nearDays)) continue;
    for (const pair of pairs) takePair(desk, pair, "comparison.numbers_exchanged");
  }
}

function amountsOf(a: DeskEntry, b: DeskEntry): string {
  return `${a.minor}|${b.minor}`;
}

/** The one entry left of a number. */
function onlyLeft(desk: Desk, side: LedgerSide, number: string): DeskEntry | null {
  const entries = (desk.own[side].get(number) ?? []).filter((one) => desk.isLeft(side, one));
  return entries.length === 1 ? entries[0]! : null;
}

/**
 * The same number and amount, but half a year apart, while each of the two has another entry of the
 * same amount beside it under a number one slip away: the number was typed as another's.
 */
export function mendFarPairs(desk: Desk): void {
  const ours = Map.groupBy(desk.left("ours"), ({ minor }) => minor);
  const theirs = Map.groupBy(desk.left("theirs"), ({ minor }) => minor);
  for (const found of desk.found.filter(isFarPair)) {
    const [a, b] = [found.ours[0]!, found.theirs[0]!];
    const beside = (all: readonly DeskEntry[] | undefined, one: DeskEntry) =>
      (all ?? []).filter((entry) => daysApart(entry, one) <= nearDays && areNear(entry, one));
    const [forB, ...moreForB] = beside(ours.get(a.minor), b);
    const [forA, ...moreForA] = beside(theirs.get(a.minor), a);
    if (!forA || !forB || moreForA.length + moreForB.length > 0) continue;
    if (!desk.isLeft("ours", forB) || !desk.isLeft("theirs", forA)) continue;
    desk.release(found);
    takePair(desk, [a, forA], "comparison.near_number");
    takePair(desk, [forB, b], "comparison.near_number");
  }
}

function isFarPair({ by, ours, theirs }: Found): boolean {
  const [a, b] = [ours[0], theirs[0]];
  if (by !== "number" || ours.length + theirs.length !== 2 || !a || !b) return false;
  return daysApart(a, b) > farDays;
}

function areNear(a: DeskEntry, b: DeskEntry): boolean {
  return (
    areOfOneKind(a, b) &&
    a.keys.own.some((left) => b.keys.own.some((right) => nearness(left, right) === 1))
  );
}

function takePair(desk: Desk, [a, b]: Crossed, key: string): void {
  const reason = because(key, { ours: a.no, theirs: b.no });
  desk.take({
    isEqual: true,
    by: "near_number",
    ours: [a],
    theirs: [b],
    because: [reason, ...shiftOf([a], [b])],
  });
}
