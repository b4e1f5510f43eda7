// One entry there, several here, without a number in common: taken only where the sum can hardly be
// an accident, and where no other reading uses the same entries.
import { because } from "../because.ts";
import { choose } from "../matching/amount.ts";
import { findSubsets } from "../matching/subset.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  inOrder,
  push,
  shiftOf,
  sumOf,
} from "./desk.ts";
import type { LedgerSide } from "./ledger-entry.ts";

/** Booked together means booked within these days; the nearest are asked first. */
const windowsDays = [1, 4, 12, 31] as const;
const widestDays = 31;
const largestSum = 6;
const largestPool = 60;
/** Sums that would hit an amount by chance in the whole comparison, at most: one in ten. */
const mostAccidentalInAll = 0.1;
/** And for one entry, however few there are: one in two hundred. */
const mostAccidentalEach = 0.005;
/** Amounts spread over so many natural logarithms of their size. */
const logWidth = 2.5;
const searchBudget = 50_000;
/** Solutions that may differ in nothing but which of equal entries they take. */
const mostAlike = 12;

/** Each find leaves fewer entries, among which the next is the plainer: until nothing more is found. */
export function takeSums(desk: Desk): void {
  while (takeSomeSums(desk) > 0);
}

function takeSomeSums(desk: Desk): number {
  const bundles = unrivalled(desk, [...bundlesFor(desk, "ours"), ...bundlesFor(desk, "theirs")]);
  for (const { byChance: _, ...bundle } of bundles) {
    // another took one of several equal entries: asked again in the next round
    if (!isWhole(desk, bundle)) continue;
    desk.take({
      isEqual: true,
      by: "sum",
      ...bundle,
      because: [
        because("comparison.sum", { ours: bundle.ours.length, theirs: bundle.theirs.length }),
        ...shiftOf(bundle.ours, bundle.theirs),
      ],
    });
  }
  return bundles.length;
}

type Bundle = {
  readonly ours: readonly DeskEntry[];
  readonly theirs: readonly DeskEntry[];
  /** Sums of its kind that would hit the amount by chance. */
  readonly byChance: number;
};

/** A reading this many times less likely to be chance wins over one that wants the same entry. */
const plainly = 10;

function isWhole(desk: Desk, { ours, theirs }: Omit<Bundle, "byChance">): boolean {
  return (
    ours.every((entry) => desk.isLeft("ours", entry)) &&
    theirs.every((entry) => desk.isLeft("theirs", entry))
  );
}

/**
 * Bundles that share no entry with another as good; of two as good neither is certain. Nobody is a
 * rival for one of several equal entries.
 */
function unrivalled(desk: Desk, bundles: readonly Bundle[]): Bundle[] {
  const using = new Map<DeskEntry, Bundle[]>();
  const hasDouble = doublesOf(desk);
  for (const bundle of bundles) {
    for (const entry of [...bundle.ours, ...bundle.theirs]) {
      if (!hasDouble(entry)) push(using, entry, bundle);
    }
  }
  return bundles.filter((bundle) =>
    [...bundle.ours, ...bundle.theirs].every((entry) =>
      (using.get(entry) ?? []).every(
        (rival) => rival === bundle || rival.byChance >= bundle.byChance * plainly,
      ),
    ),
  );
}

/** Is there another entry of its side and amount left, near enough to stand for it? */
function doublesOf(desk: Desk): (entry: DeskEntry) => boolean {
  const left = [...desk.left("ours"), ...desk.left("theirs")];
  const sides = new Set(desk.left("ours"));
  const nameOf = (entry: DeskEntry) => `${sides.has(entry)} ${entry.minor}`;
  const equal = Map.groupBy(left, nameOf);
  return (entry) =>
    (equal.get(nameOf(entry)) ?? []).some(
      (other) => other !== entry && daysApart(other, entry) <= widestDays,
    );
}

/** Bundles of one entry of `side` and several of the other. */
function bundlesFor(desk: Desk, side: LedgerSide): Bundle[] {
  const others = desk.left(side === "ours" ? "theirs" : "ours").sort(inOrder);
  const ones = desk.left(side);
  const mostAccidental = Math.min(mostAccidentalEach, mostAccidentalInAll / ones.length);
  return ones.flatMap((one) => {
    const pool = poolOf(desk, { one, side }, others);
    const found = partsOf({ one, pool, mostAccidental });
    if (found === null) return [];
    const { parts, byChance } = found;
    const [ours, theirs] = side === "ours" ? [[one], parts] : [parts, [one]];
    return [{ ours, theirs, byChance }];
  });
}

type Question = {
  readonly one: DeskEntry;
  readonly pool: readonly DeskEntry[];
  readonly mostAccidental: number;
};

type Parts = { readonly parts: readonly DeskEntry[]; readonly byChance: number };

function partsOf(question: Question): Parts | null {
  for (const days of windowsDays) {
    const pool = question.pool.filter((part) => daysApart(part, question.one) <= days);
    if (pool.length < 2) continue;
    const asked = { ...question, pool };
    const parts = wholeDay(asked) ?? subset(asked);
    if (parts !== null) return parts;
  }
  return null;
}

/** Smaller entries of the same sign near in time which may be parts of it. */
function poolOf(
  desk: Desk,
  { one, side }: { readonly one: DeskEntry; readonly side: LedgerSide },
  others: readonly DeskEntry[],
): DeskEntry[] {
  const pool: DeskEntry[] = [];
  for (let at = firstFrom(others, one.day - widestDays); at < others.length; at++) {
    const part = others[at]!;
    if (part.day > one.day + widestDays) break;
    if (Math.sign(part.minor) !== Math.sign(one.minor)) continue;
    if (Math.abs(part.minor) >= Math.abs(one.minor) || !areOfOneKind(one, part)) continue;
    const [a, b] = side === "ours" ? [one, part] : [part, one];
    if (!areTwoDocuments(desk, a, b)) pool.push(part);
  }
  return pool;
}

function firstFrom(entries: readonly DeskEntry[], day: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All that was booked on one day: a structure, not a choice. */
function wholeDay({ one, pool, mostAccidental }: Question): Parts | null {
  const days = Map.groupBy(pool, ({ day }) => day);
  const fitting = [...days.values()].filter(
    (parts) => parts.length > 1 && sumOf(parts) === one.minor,
  );
  const [only, second] = fitting;
  if (!only || second) return null;
  const byChance = days.size / (Math.abs(one.minor) * logWidth);
  return byChance <= mostAccidental ? { parts: only, byChance } : null;
}

/** The only few that add up to it, if so few choices can hardly add up to it by chance. */
function subset({ one, pool, mostAccidental }: Question): Parts | null {
  const target = Math.abs(one.minor);
  const near = [...pool].sort((a, b) => daysApart(a, one) - daysApart(b, one) || inOrder(a, b));
  const falling = near
    .slice(0, largestPool)
    .sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor) || inOrder(a, b));
  const amounts = falling.map(({ minor }) => Math.abs(minor));
  for (let size = 2; size <= Math.min(largestSum, amounts.length); size++) {
    const byChance = accidental(amounts, size, target);
    if (byChance > mostAccidental) return null;
    const search = findSubsets({ amounts, target, size, limit: mostAlike, budget: searchBudget });
    if (!search.isComplete || search.solutions.length === mostAlike) return null;
    const solutions = search.solutions.map((places) => places.map((at) => falling[at]!));
    const [first, ...others] = solutions;
    if (!first) continue;
    // the same amounts once more: which of equal entries it is their dates say
    if (others.some((parts) => !areOfSameAmounts(parts, first))) return null;
    const parts = solutions.sort((a, b) => daysOff(a, one) - daysOff(b, one))[0]!;
    return { parts: parts.sort(inOrder), byChance };
  }
  return null;
}

function areOfSameAmounts(a: readonly DeskEntry[], b: readonly DeskEntry[]): boolean {
  return a.every(({ minor }, at) => minor === b[at]?.minor);
}

function daysOff(parts: readonly DeskEntry[], one: DeskEntry): number {
  return parts.reduce((sum, part) => sum + daysApart(part, one), 0);
}

/** How many choices of this size would hit the target if amounts were spread by chance. */
function accidental(amounts: readonly number[], size: number, target: number): number {
  const step = stepOf(target);
  const round = amounts.filter((amount) => amount % step === 0).length;
  const crooked = choose(amounts.length, size) / (target * logWidth);
  return crooked + (choose(round, size) * step) / (target * logWidth);
}

/** 1,200.00 → 100.00: round amounts hit each other far more often. */
function stepOf(amount: number): number {
  let step = 1;
  while (amount % (step * 10) === 0) step *= 10;
  return step;
}
