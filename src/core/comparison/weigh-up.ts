// Before a difference is told, all readings around its entries are weighed together: the likeliest way to
// read the whole is taken, and where another is nearly as likely nothing is asserted; both are shown and
// people decide. One reading against another would not do: two sums that share nothing may together
// explain six entries of which a third, by chance, explains three.
import { type Desk, type DeskEntry, type Found, inOrder, push } from "./desk.ts";
import { habitsOf } from "./habits.ts";
import type { LedgerSide } from "./ledger-entry.ts";
import {
  type Entries,
  isClaim,
  isWeak,
  nameOf,
  openEntries,
  questioned,
  rivalReadings,
} from "./rivals.ts";
import { type WeighedReading, worthOf } from "./worth.ts";

/**
 * The most likely way to read the entries is taken only if it is so many times likelier than any other:
 * of what is taken so, one in twenty may be an accident (the same measure as in accident.ts).
 */
const plainly = Math.log(20);
/** Readings shown of entries that may be read in several ways. */
const mostShown = 3;
/** Readings that hang together, looked at all at once; more are left as they were found. */
const mostTogether = 60;
const searchBudget = 5_000;
/** What is set free by one round may be explained in the next. */
const mostRounds = 3;

export function weighUp(desk: Desk): void {
  for (let round = 0; round < mostRounds; round++) if (!weighOnce(desk)) return;
}

/** Has anything changed? */
function weighOnce(desk: Desk): boolean {
  const habits = habitsOf(desk);
  const entries = questioned(desk);
  const first = rivalReadings(desk, habits, { entries, among: openEntries(desk) });
  // what a likely rival would set free is asked the same, among what is then open
  const freed = entriesBySide(
    heldBy(
      desk,
      first.filter(({ worth }) => worth > 0),
    ),
  );
  const among = {
    ours: [...entries.ours, ...freed.ours],
    theirs: [...entries.theirs, ...freed.theirs],
  };
  const rivals = [...first, ...rivalReadings(desk, habits, { entries: freed, among })];
  const held = heldBy(desk, rivals.filter(mayCount)).map((found) => ({
    found,
    worth: worthOf(desk, habits, found),
  }));
  const known = new Set(held.map(({ found }) => nameOf(found)));
  const others = new Map(rivals.filter(mayCount).map((rival) => [nameOf(rival.found), rival]));
  for (const name of known) others.delete(name);
  const readings = [...held, ...others.values()];
  return clustersOf(readings).filter((cluster) => settle(desk, cluster)).length > 0;
}

/** A reading less likely than that is in no way that comes near the best: without it, it were better. */
function mayCount({ worth }: WeighedReading): boolean {
  return worth > -plainly;
}

function entriesBySide(found: readonly Found[]): Entries {
  return {
    ours: found.flatMap(({ ours }) => ours),
    theirs: found.flatMap(({ theirs }) => theirs),
  };
}

/** What is claimed, and what was found without a number and shares an entry with a rival. */
function heldBy(desk: Desk, rivals: readonly WeighedReading[]): Found[] {
  const wanted = new Set(rivals.flatMap(({ found }) => entriesOf(found)));
  return desk.found.filter(
    (found) => isClaim(found) || (isWeak(found) && entriesOf(found).some((one) => wanted.has(one))),
  );
}

/** Readings that share entries, directly or through others. */
function clustersOf(readings: readonly WeighedReading[]): WeighedReading[][] {
  const using = new Map<DeskEntry, WeighedReading[]>();
  for (const reading of readings) {
    for (const entry of entriesOf(reading.found)) push(using, entry, reading);
  }
  const seen = new Set<WeighedReading>();
  const followed = new Set<DeskEntry>();
  return readings.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const cluster = [start];
    for (const reading of cluster) {
      for (const entry of entriesOf(reading.found)) {
        if (followed.has(entry)) continue;
        followed.add(entry);
        for (const next of using.get(entry) ?? []) {
          if (seen.has(next)) continue;
          seen.add(next);
          cluster.push(next);
        }
      }
    }
    return [cluster];
  });
}

function settle(desk: Desk, cluster: readonly WeighedReading[]): boolean {
  const held = new Set(desk.found);
  if (cluster.length > mostTogether) return false;
  const readings = [...cluster].sort(inWorth);
  const best = bestOrHeld(readings, held);
  const others = rivalWays(readings, best);
  const disputed = disputedEntries(best, others);
  const isAsBefore = cluster.every((one) => held.has(one.found) === best.readings.includes(one));
  if (isAsBefore && disputed.size === 0) return false;
  for (const { found } of cluster) if (held.has(found)) desk.release(found);
  const isOpen = (found: Found) => entriesOf(found).some((entry) => disputed.has(entry));
  for (const { found } of best.readings) if (!isOpen(found)) desk.take(found);
  if (disputed.size === 0) return true;
  const ways = [best, ...others].map(({ readings: chosen }) =>
    chosen.map(({ found }) => found).filter(isOpen),
  );
  const of = (side: LedgerSide) => desk.left(side).filter((entry) => disputed.has(entry));
  desk.leaveOpen({ ours: of("ours"), theirs: of("theirs"), ways });
  return true;
}

/**
 * Ways that differ only in which of equal entries they take: it stays as it was found, unless the dates
 * speak plainly against that.
 */
function bestOrHeld(readings: readonly WeighedReading[], held: ReadonlySet<Found>): Chosen {
  const best = bestOf(readings, () => true);
  const before = readings.filter(({ found }) => held.has(found));
  const worth = before.reduce((sum, one) => sum + one.worth, 0);
  const asBefore = { readings: before, worth };
  const isPlain = best.worth > worth + plainly;
  return !isPlain && amountsOf(best) === amountsOf(asBefore) ? asBefore : best;
}

type Chosen = { readonly readings: readonly WeighedReading[]; readonly worth: number };

/**
 * The weightiest readings of which no two share an entry: for each of our entries one of its readings or
 * none, those that may add most tried first. What is found when the budget is spent counts.
 */
function bestOf(
  readings: readonly WeighedReading[],
  isAsked: (reading: WeighedReading) => boolean,
  forced: readonly WeighedReading[] = [],
): Chosen {
  const used = new Set(forced.flatMap(({ found }) => entriesOf(found)));
  const open = readings.filter((one) => one.worth > 0 && isAsked(one) && isFree(one, used));
  const choices = [...Map.groupBy(open, ({ found }) => found.ours[0]!).values()];
  // what all choices from here on can add at most
  const most = choices.map(([first]) => first!.worth).concat(0);
  for (let at = choices.length - 1; at >= 0; at--) most[at]! += most[at + 1]!;
  let best: Chosen = { readings: [], worth: 0 };
  let budget = searchBudget;
  const descend = (at: number, chosen: readonly WeighedReading[], worth: number) => {
    if (worth > best.worth) best = { readings: chosen, worth };
    budget -= 1;
    if (at === choices.length || budget < 0 || worth + most[at]! <= best.worth) return;
    for (const reading of choices[at]!) {
      if (!isFree(reading, used)) continue;
      const entries = entriesOf(reading.found);
      for (const entry of entries) used.add(entry);
      descend(at + 1, [...chosen, reading], worth + reading.worth);
      for (const entry of entries) used.delete(entry);
    }
    descend(at + 1, chosen, worth);
  };
  descend(0, [], 0);
  const worth = forced.reduce((sum, one) => sum + one.worth, best.worth);
  return { readings: [...forced, ...best.readings], worth };
}

function isFree({ found }: WeighedReading, used: ReadonlySet<DeskEntry>): boolean {
  return !entriesOf(found).some((entry) => used.has(entry));
}

/** Ways nearly as likely as the best: with a reading it has not, or without one it has. */
function rivalWays(readings: readonly WeighedReading[], best: Chosen): Chosen[] {
  const isChosen = new Set(best.readings);
  const ways = readings.map((reading) =>
    isChosen.has(reading)
      ? bestOf(readings, (one) => one !== reading)
      : bestOf(readings, (one) => one !== reading, [reading]),
  );
  const distinct = new Map(
    ways
      .filter(({ worth }) => worth > best.worth - plainly)
      .filter((way) => amountsOf(way) !== amountsOf(best))
      .map((way) => [amountsOf(way), way]),
  );
  return [...distinct.values()].sort((a, b) => b.worth - a.worth).slice(0, mostShown - 1);
}

/** Ways that differ in nothing but which of equal entries they take are one: the dates say which. */
function amountsOf({ readings }: Chosen): string {
  const amounts = (entries: readonly DeskEntry[]) => entries.map(({ minor }) => minor).sort();
  const told = readings.map(({ found: { ours, theirs } }) => `${amounts(ours)}|${amounts(theirs)}`);
  return told.sort().join(" ");
}

/** Entries of readings in which the ways differ, with all that hangs together with them. */
function disputedEntries(best: Chosen, others: readonly Chosen[]): Set<DeskEntry> {
  const disputed = new Set<DeskEntry>();
  const ways = [best, ...others];
  const all = new Set(ways.flatMap(({ readings }) => readings));
  const isEverywhere = (one: WeighedReading) =>
    ways.every(({ readings }) => readings.includes(one));
  let before = -1;
  for (const one of all) if (!isEverywhere(one)) addAll(disputed, one);
  while (disputed.size > before) {
    before = disputed.size;
    for (const one of all) {
      if (entriesOf(one.found).some((entry) => disputed.has(entry))) addAll(disputed, one);
    }
  }
  return disputed;
}

function addAll(entries: Set<DeskEntry>, { found }: WeighedReading): void {
  for (const entry of entriesOf(found)) entries.add(entry);
}

function entriesOf({ ours, theirs }: Found): DeskEntry[] {
  return [...ours, ...theirs];
}

/** In an order that does not depend on how the entries came. */
function inWorth(a: WeighedReading, b: WeighedReading): number {
  if (a.worth !== b.worth) return b.worth - a.worth;
  const [left, right] = [entriesOf(a.found), entriesOf(b.found)];
  for (const [at, entry] of left.entries()) {
    const other = right[at];
    const order = other === undefined ? 1 : inOrder(entry, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
