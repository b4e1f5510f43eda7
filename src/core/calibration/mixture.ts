// Fellegi–Sunter by expectation and maximisation: from the counts of how pairs compare, field by field,
// how often true pairs (m) and others (u) show each level. Labels, where there are any, are kept.
import { assert } from "../assert.ts";

/** How pairs compare: a level a field; `missing` where a field could not be compared. */
export type Pattern = {
  readonly levels: readonly number[];
  readonly count: number;
  /** What a person said; absent: nobody did. */
  readonly isMatch?: boolean;
};

export const missing = -1;

/** By field, by level: shares that add up to one. */
export type Shares = readonly (readonly number[])[];

export type Mixture = {
  /** Share of all pairs that are true. */
  readonly share: number;
  readonly m: Shares;
  readonly u: Shares;
};

export type Estimate = Mixture & {
  /** By field and level: pairs expected to be true that show it. */
  readonly matched: Shares;
  /** By field and level: pairs expected not to be, that show it all the same. */
  readonly others: Shares;
  readonly rounds: number;
};

const mostRounds = 100;
const closeEnough = 1e-9;
/** Pairs the start counts for, so that a level nobody showed is rare and not impossible. */
const startPairs = 1;

export function estimateMixture(patterns: readonly Pattern[], start: Mixture): Estimate {
  let now = start;
  for (let round = 1; round <= mostRounds; round++) {
    const counted = expectedCounts(patterns, now);
    const next = {
      share: counted.share,
      m: sharesOf(counted.matched, start.m),
      u: sharesOf(counted.others, start.u),
    };
    const moved = distance(next, now);
    now = next;
    const { matched, others } = counted;
    if (moved < closeEnough) return { ...now, matched, others, rounds: round };
  }
  const { matched, others } = expectedCounts(patterns, now);
  return { ...now, matched, others, rounds: mostRounds };
}

/** How probable it is that a pair that compares like this is true. */
function matchProbability(levels: readonly number[], { share, m, u }: Mixture): number {
  let odds = share / (1 - share);
  for (const [field, level] of levels.entries()) {
    if (level === missing) continue;
    odds *= m[field]![level]! / u[field]![level]!;
  }
  return odds / (1 + odds);
}

type Counts = { readonly share: number; readonly matched: number[][]; readonly others: number[][] };

function expectedCounts(patterns: readonly Pattern[], mixture: Mixture): Counts {
  const matched = mixture.m.map((levels) => levels.map(() => 0));
  const others = mixture.u.map((levels) => levels.map(() => 0));
  let total = 0;
  let matches = 0;
  for (const { levels, count, isMatch } of patterns) {
    assert(levels.length === mixture.m.length, "a pattern compares every field");
    const probability = isMatch === undefined ? matchProbability(levels, mixture) : isMatch ? 1 : 0;
    total += count;
    matches += count * probability;
    for (const [field, level] of levels.entries()) {
      if (level === missing) continue;
      matched[field]![level]! += count * probability;
      others[field]![level]! += count * (1 - probability);
    }
  }
  // never quite none and never all: the odds stay finite
  return { share: (matches + 0.5) / (total + 1), matched, others };
}

function sharesOf(counts: readonly (readonly number[])[], start: Shares): number[][] {
  return counts.map((levels, field) => {
    const total = levels.reduce((sum, count) => sum + count, 0) + startPairs;
    return levels.map((count, level) => (count + startPairs * start[field]![level]!) / total);
  });
}

function distance(a: Mixture, b: Mixture): number {
  let most = Math.abs(a.share - b.share);
  for (const side of ["m", "u"] as const) {
    for (const [field, levels] of a[side].entries()) {
      for (const [level, share] of levels.entries()) {
        most = Math.max(most, Math.abs(share - b[side][field]![level]!));
      }
    }
  }
  return most;
}
