// One entry there, several here, without a number in common: a reading only where the sum can hardly
// be an accident.
import { choose } from "../matching/amount.ts";
import { findSubsets } from "../matching/subset.ts";
import {
  chanceOfHit,
  mostAccidental,
  type Reading,
  type Spare,
  stepOf,
  sumsSeen,
} from "./accident.ts";
import {
  areOfOneKind,
  areTwoDocuments,
  type Desk,
  type DeskEntry,
  daysApart,
  inOrder,
  sumOf,
} from "./desk.ts";
import { type LedgerSide, otherOf } from "./ledger-entry.ts";

/** Booked together means booked within these days; the nearest are asked first. */
const windowsDays = [1, 4, 12, 31] as const;
const widestDays = 31;
const largestSum = 6;
const largestPool = 60;
const searchBudget = 50_000;
/** Solutions that may differ in nothing but which of equal entries they take. */
const mostAlike = 12;

/** All that can be read as several booked as one, on either side. */
export function sumReadings(desk: Desk, spare: Spare): Reading[] {
  return [...readingsFor(desk, "ours", spare), ...readingsFor(desk, "theirs", spare)];
}

/** One entry of `side` and several of the other. */
function readingsFor(desk: Desk, side: LedgerSide, spare: Spare): Reading[] {
  const others = spare[otherOf(side)];
  const ones = spare[side];
  const limit = mostAccidental(sumsSeen(desk), ones.length);
  return ones.flatMap((one) => {
    const pool = poolOf(desk, { one, side }, others);
    const found = partsOf({ one, pool, limit });
    if (found === null) return [];
    const { parts, byChance } = found;
    const [ours, theirs] = side === "ours" ? [[one], parts] : [parts, [one]];
    return [{ isEqual: true, by: "sum", key: "comparison.sum", ours, theirs, byChance }];
  });
}

type Question = {
  readonly one: DeskEntry;
  readonly pool: readonly DeskEntry[];
  /** The most chance it may hold. */
  readonly limit: number;
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
function wholeDay({ one, pool, limit }: Question): Parts | null {
  const days = Map.groupBy(pool, ({ day }) => day);
  const fitting = [...days.values()].filter(
    (parts) => parts.length > 1 && sumOf(parts) === one.minor,
  );
  const [only, second] = fitting;
  if (!only || second) return null;
  const byChance = days.size * chanceOfHit(one.minor, stepOf(sumOf(only)));
  return byChance <= limit ? { parts: only, byChance } : null;
}

/** The only few that add up to it, if so few choices can hardly add up to it by chance. */
function subset({ one, pool, limit }: Question): Parts | null {
  const target = Math.abs(one.minor);
  const near = [...pool].sort((a, b) => daysApart(a, one) - daysApart(b, one) || inOrder(a, b));
  const falling = near
    .slice(0, largestPool)
    .sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor) || inOrder(a, b));
  const amounts = falling.map(({ minor }) => Math.abs(minor));
  for (let size = 2; size <= Math.min(largestSum, amounts.length); size++) {
    const chances = accidental(amounts, size, target);
    if (chances.crooked > limit) return null;
    const search = findSubsets({ amounts, target, size, limit: mostAlike, budget: searchBudget });
    if (!search.isComplete || search.solutions.length === mostAlike) return null;
    const solutions = search.solutions.map((places) => places.map((at) => falling[at]!));
    const [first, ...others] = solutions;
    if (!first) {
      if (chances.round > limit) return null;
      continue;
    }
    // the same amounts once more: which of equal entries it is their dates say
    if (others.some((parts) => !areOfSameAmounts(parts, first))) return null;
    const step = stepOf(target);
    const isRound = first.every(({ minor }) => minor % step === 0);
    const byChance = isRound ? chances.round : chances.crooked;
    if (byChance > limit) return null;
    const parts = solutions.sort((a, b) => daysOff(a, one) - daysOff(b, one))[0]!;
    return { parts: parts.sort(inOrder), byChance };
  }
  return null;
}

function areOfSameAmounts(a: readonly DeskEntry[], b: readonly DeskEntry[]): boolean {
  return a.every(({ minor }, at) => minor === b[at]?.minor);
}

/** Days between the parts, which came together, and from the nearest of them to the whole. */
function daysOff(parts: readonly DeskEntry[], one: DeskEntry): number {
  const days = parts.map(({ day }) => day);
  const spread = Math.max(...days) - Math.min(...days);
  return spread + Math.min(...parts.map((part) => daysApart(part, one)));
}

/**
 * How many choices of this size would hit the target by chance: of all entries to the last unit, and
 * of those as round as it is, which hit it far more often.
 */
function accidental(
  amounts: readonly number[],
  size: number,
  target: number,
): { readonly crooked: number; readonly round: number } {
  const step = stepOf(target);
  const round = amounts.filter((amount) => amount % step === 0).length;
  const crooked = choose(amounts.length, size) * chanceOfHit(target, 1);
  return { crooked, round: crooked + choose(round, size) * chanceOfHit(target, step) };
}
