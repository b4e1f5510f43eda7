// What is usual between these two ledgers, learned from what was found so far: how late the other side
// books, how often it joins or splits, how often it slips, how many entries have no partner at all.
import { stepOf } from "./accident.ts";
import type { SlipKind } from "./by-slip.ts";
import { type Desk, type DeskEntry, type Found, push } from "./desk.ts";
import { type LedgerSide, otherOf } from "./ledger-entry.ts";

export type Habits = {
  /** Length of what both ledgers cover. */
  readonly days: number;
  /** Chance, for each day, that the two bookings of one thing lie that far apart. */
  delay(ours: DeskEntry, theirs: DeskEntry): number;
  /** The same between the parts of one sum whose whole stands on `side`. */
  spread(side: LedgerSide, days: number): number;
  /** Groups of a kind as many as may be expected. */
  readonly pairs: number;
  readonly sums: Readonly<Record<LedgerSide, number>>;
  readonly slips: Readonly<Record<SlipKind, number>>;
  /** Entries of both sides that bear or cite the number. */
  holders(number: string): number;
  /** Under a damaged number. */
  readonly nearPairs: number;
  /** One number, two amounts; and with the number damaged besides. */
  readonly otherAmounts: number;
  readonly nearOtherAmounts: number;
  /** Of the numbers they write, the part that is damaged. */
  readonly damaged: number;
  /** Entries a day that stand alone around this one. */
  lonely(side: LedgerSide, entry: DeskEntry): number;
  /** The chance that an entry has exactly this amount. */
  amount(entry: DeskEntry): number;
};

/**
 * Days one booking comes after the other: the last of each bucket, and of twenty bookings how many fall
 * into it before these clerks have shown their own pace (mostly the same week, at times a month later).
 */
const buckets = [
  { last: -8, usual: 0.5 },
  { last: -1, usual: 2 },
  { last: 3, usual: 8 },
  { last: 7, usual: 5 },
  { last: 14, usual: 2.5 },
  { last: 31, usual: 1.5 },
  { last: Infinity, usual: 0.5 },
] as const;
/** The open buckets at both ends count as so many days. */
const openDays = 62;
/** What was never seen is thought to have been seen so often. */
const unseen = 1;
/** Payments and papers of the last days are on their way more often. */
const lastDays = 15;

export function habitsOf(desk: Desk): Habits {
  const all = [...desk.ours, ...desk.theirs];
  const [first, last] = spanOf(all);
  const days = last - first + 1;
  const pairs = desk.found.filter(isPair);
  const delays = pairs.filter(({ by }) => by === "number" || by === "near_number");
  const delay = densityOf(delays.map(({ ours, theirs }) => theirs[0]!.day - ours[0]!.day));
  const sums = { ours: sumsWith(desk, "ours"), theirs: sumsWith(desk, "theirs") };
  const spreads = {
    ours: densityOf(sums.ours.flatMap(({ theirs }) => gapsOf(theirs))),
    theirs: densityOf(sums.theirs.flatMap(({ ours }) => gapsOf(ours))),
  };
  const slip = (kind: SlipKind) =>
    unseen + desk.found.filter((found) => isSlipOf(found, kind)).length;
  const nearPairs = unseen + pairs.filter(({ by }) => by === "near_number").length;
  const damaged = nearPairs / (nearPairs + unseen + delays.length);
  const otherAmounts =
    unseen + desk.found.filter(({ isEqual, by }) => !isEqual && by === "number").length;
  const alone = { ours: desk.left("ours"), theirs: desk.left("theirs") };
  return {
    days,
    delay: (ours, theirs) => delay(theirs.day - ours.day),
    spread: (side, gap) => spreads[side](gap),
    pairs: unseen + pairs.filter(({ by }) => by === "date_amount").length,
    sums: { ours: unseen + unnumbered(sums.ours), theirs: unseen + unnumbered(sums.theirs) },
    slips: { slip: slip("slip"), tax: slip("tax"), fee: slip("fee"), rounding: slip("rounding") },
    holders: holdersIn(all),
    nearPairs,
    otherAmounts,
    nearOtherAmounts: unseen + otherAmounts * damaged,
    damaged,
    lonely: lonelyIn(desk, alone),
    amount: amountsOf(all),
  };
}

function spanOf(entries: readonly DeskEntry[]): readonly [number, number] {
  const days = entries.map(({ day }) => day);
  return [
    days.reduce((a, b) => Math.min(a, b), Infinity),
    days.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
}

function isPair({ isEqual, ours, theirs }: Found): boolean {
  return isEqual && ours.length === 1 && theirs.length === 1;
}

function sumsWith({ found }: Desk, side: LedgerSide): Found[] {
  const other = otherOf(side);
  return found.filter((one) => one.isEqual && one[side].length === 1 && one[other].length > 1);
}

function unnumbered(found: readonly Found[]): number {
  return found.filter(({ by }) => by === "sum").length;
}

function isSlipOf({ by, because }: Found, kind: SlipKind): boolean {
  return by === "slip" && because.some(({ key }) => key === `comparison.slip_${kind}`);
}

/** From each part to the one before it. */
export function gapsOf(parts: readonly DeskEntry[]): number[] {
  const days = parts.map(({ day }) => day).sort((a, b) => a - b);
  return days.slice(1).map((day, at) => day - days[at]!);
}

/** A histogram in few buckets: of a handful seen nothing is ruled out. */
function densityOf(seen: readonly number[]): (days: number) => number {
  const counts = buckets.map(({ usual }) => usual as number);
  for (const days of seen) counts[bucketOf(days)]! += 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (days) => {
    const at = bucketOf(days);
    return counts[at]! / total / widthOf(at);
  };
}

function bucketOf(days: number): number {
  return buckets.findIndex(({ last }) => days <= last);
}

function widthOf(at: number): number {
  const [last, before] = [buckets[at]!.last, buckets[at - 1]?.last];
  return before === undefined || last === Infinity ? openDays : last - before;
}

/**
 * Those of the same direction in the same zone, with one more for what was not seen. Before and after the
 * period often one ledger alone goes on: there being alone says nothing about the period.
 */
function lonelyIn(
  desk: Desk,
  alone: Readonly<Record<LedgerSide, readonly DeskEntry[]>>,
): Habits["lonely"] {
  const all = [...desk.ours, ...desk.theirs];
  const inside = all.filter(({ phase }) => phase === "in");
  const last = spanOf(inside)[1];
  const zoneOf = ({ phase, day }: DeskEntry) =>
    phase === "in" && day > last - lastDays ? "late" : phase;
  const lengths = new Map(
    [...Map.groupBy(all, zoneOf)].map(([zone, entries]) => {
      const [from, to] = spanOf(entries);
      return [zone, zone === "late" ? lastDays : to - from + 1];
    }),
  );
  const kindOf = (entry: DeskEntry) => `${zoneOf(entry)} ${Math.sign(entry.minor)}`;
  const counted = {
    ours: Map.groupBy(alone.ours, kindOf),
    theirs: Map.groupBy(alone.theirs, kindOf),
  };
  return (side, entry) => {
    const alike = counted[side].get(kindOf(entry)) ?? [];
    return (alike.length + unseen) / (lengths.get(zoneOf(entry)) ?? 1);
  };
}

/**
 * Amounts as round as this one within half a logarithm of its size, on either side of the account, share
 * out the round amounts there; what comes again and again is as likely as often it came.
 */
function amountsOf(all: readonly DeskEntry[]): (entry: DeskEntry) => number {
  const times = Map.groupBy(all, ({ minor }) => minor);
  const byStep = new Map<number, number[]>();
  for (const { minor } of all) {
    for (let step = 1; minor % step === 0; step *= 10)
      push(byStep, Math.sign(minor) * step, sizeOf(minor));
  }
  for (const sizes of byStep.values()) sizes.sort((a, b) => a - b);
  return ({ minor }) => {
    const step = stepOf(minor);
    const sizes = byStep.get(Math.sign(minor) * step) ?? [];
    const size = sizeOf(minor);
    // without itself
    const near = firstFrom(sizes, size + halfWidth) - firstFrom(sizes, size - halfWidth) - 1;
    const share = (Math.max(0, near) + usualShare(step)) / (all.length + 1);
    const perAmount = (step / Math.abs(minor) / (2 * halfWidth)) * share;
    // its own two bookings say nothing of a third
    const again = Math.max(0, (times.get(minor)?.length ?? 0) - 2) / all.length;
    return Math.min(1, Math.max(again, perAmount));
  };
}

function holdersIn(all: readonly DeskEntry[]): (number: string) => number {
  const times = new Map<string, number>();
  for (const { keys } of all) {
    for (const key of [...keys.own, ...keys.cited]) times.set(key, (times.get(key) ?? 0) + 1);
  }
  return (number) => times.get(number) ?? 0;
}

/** Of natural logarithms of the amount. */
const halfWidth = 0.5;

/** Of amounts anywhere two in five are of about one size; of ten thousand one in ten is a round hundred. */
function usualShare(step: number): number {
  return (2 * halfWidth) / 2.5 / step ** (1 / 4);
}

function sizeOf(minor: number): number {
  return Math.log(Math.abs(minor));
}

function firstFrom(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
