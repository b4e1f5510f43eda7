// Without a number in common: sums and slips of the pen, weighed against each other. Each is taken
// only where it can hardly be an accident and nothing as good wants the same entries.
import { because } from "../because.ts";
import type { Reading, Spare } from "./accident.ts";
import { spareEntries } from "./by-amount.ts";
import { slipReadings } from "./by-slip.ts";
import { sumReadings } from "./by-sum.ts";
import { type Desk, type DeskEntry, daysApart, push, shiftOf } from "./desk.ts";

/** A reading this many times less likely to be chance wins over one that wants the same entry. */
const plainly = 10;

/** An equal entry this near may stand for it. */
const standInDays = 31;

/** Each find leaves fewer entries, among which the next is the plainer: until nothing more is found. */
export function takeLikenesses(desk: Desk): void {
  while (takeSome(desk) > 0);
}

function takeSome(desk: Desk): number {
  const spare = spareEntries(desk);
  const readings = onePerChoice([...sumReadings(desk, spare), ...slipReadings(desk, spare)]);
  let taken = 0;
  for (const reading of unrivalled(readings, doublesIn(spare))) {
    // another took one of several equal entries: asked again in the next round
    if (!isWhole(desk, reading)) continue;
    taken += 1;
    take(desk, reading);
  }
  return taken;
}

function take(desk: Desk, { key, isEqual, by, ours, theirs }: Reading): void {
  const reason = because(key, by === "sum" ? { ours: ours.length, theirs: theirs.length } : {});
  desk.take({ isEqual, by, ours, theirs, because: [reason, ...shiftOf(ours, theirs)] });
}

function isWhole(desk: Desk, { ours, theirs }: Reading): boolean {
  return (
    ours.every((entry) => desk.isLeft("ours", entry)) &&
    theirs.every((entry) => desk.isLeft("theirs", entry))
  );
}

/**
 * Readings that differ in nothing but which of equal entries they take are one choice: the dates say
 * which, and the equal ones that are not taken are nobody's rivals.
 */
function onePerChoice(readings: readonly Reading[]): Reading[] {
  const kept: Reading[] = [];
  for (const alike of Map.groupBy(readings, amountsOf).values()) {
    const taken = new Set<DeskEntry>();
    for (const reading of alike.sort((a, b) => daysOff(a) - daysOff(b))) {
      const entries = [...reading.ours, ...reading.theirs];
      if (entries.some((entry) => taken.has(entry))) continue;
      for (const entry of entries) taken.add(entry);
      kept.push(reading);
    }
  }
  return kept;
}

function amountsOf({ ours, theirs }: Reading): string {
  const amounts = (entries: readonly DeskEntry[]) => entries.map(({ minor }) => minor).sort();
  return `${amounts(ours)}|${amounts(theirs)}`;
}

function daysOff({ ours, theirs }: Reading): number {
  const days = [...ours, ...theirs].map(({ day }) => day);
  return Math.max(...days) - Math.min(...days);
}

/**
 * Readings that share no entry with one as good; of two as good neither is certain. Nobody is a
 * rival for one of several equal entries.
 */
function unrivalled(
  readings: readonly Reading[],
  hasDouble: (entry: DeskEntry) => boolean,
): Reading[] {
  const using = new Map<DeskEntry, Reading[]>();
  for (const reading of readings) {
    for (const entry of [...reading.ours, ...reading.theirs]) {
      if (!hasDouble(entry)) push(using, entry, reading);
    }
  }
  return readings.filter((reading) =>
    [...reading.ours, ...reading.theirs].every((entry) =>
      (using.get(entry) ?? []).every((rival) => rival === reading || isBetter(reading, rival)),
    ),
  );
}

/** Plainly less of an accident; or as little, and it leaves fewer entries without a partner. */
function isBetter(reading: Reading, rival: Reading): boolean {
  if (rival.byChance >= reading.byChance * plainly) return true;
  return rival.byChance * plainly > reading.byChance && sizeOf(reading) > sizeOf(rival);
}

function sizeOf({ ours, theirs }: Reading): number {
  return ours.length + theirs.length;
}

/** Is there another entry of its side and amount, near enough to stand for it? */
function doublesIn({ ours, theirs }: Spare): (entry: DeskEntry) => boolean {
  const doubled = new Set<DeskEntry>();
  for (const side of [ours, theirs]) {
    for (const equal of Map.groupBy(side, ({ minor }) => minor).values()) {
      const near = equal.filter((one) =>
        equal.some((other) => other !== one && daysApart(one, other) <= standInDays),
      );
      for (const entry of near) doubled.add(entry);
    }
  }
  return (entry) => doubled.has(entry);
}
