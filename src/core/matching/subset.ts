// Subset sums: which few of many items add up to an amount. Depth first over amounts falling, pruned
// by what the rest can still reach; ends at the second solution, because two already mean "ask".

export type SubsetSearch = {
  /** Positions into `amounts`, ascending; at most `limit` of them. */
  readonly solutions: readonly (readonly number[])[];
  /** False where the node budget ended the search: then nothing is known about the rest. */
  readonly isComplete: boolean;
};

const nothingFound: SubsetSearch = { solutions: [], isComplete: true };

export type SubsetQuestion = {
  /** Positive integers, falling. */
  readonly amounts: readonly number[];
  readonly target: number;
  readonly size: number;
  readonly limit: number;
  readonly budget: number;
};

/** Σ of the first n amounts of the search at hand: one search never runs inside another. */
let prefix = new Float64Array(64);

/** Subsets of exactly `size` items whose sum is the target. */
export function findSubsets(question: SubsetQuestion): SubsetSearch {
  const { amounts, target, size, limit } = question;
  const n = amounts.length;
  if (size < 1 || size > n) return nothingFound;
  if (prefix.length <= n) prefix = new Float64Array(2 * n);
  for (let at = 0; at < n; at++) prefix[at + 1] = prefix[at]! + amounts[at]!;
  const solutions: number[][] = [];
  const chosen: number[] = [];
  let budget = question.budget;

  // The `count` smallest amounts stand at the end.
  const smallest = (count: number): number => prefix[n]! - prefix[n - count]!;

  function descend(from: number, count: number, rest: number): boolean {
    if (budget-- <= 0) return false;
    if (count === 1) {
      for (let at = lowerBound(amounts, from, rest); at < n && amounts[at] === rest; at++) {
        solutions.push([...chosen, at]);
        if (solutions.length >= limit) return false;
      }
      return true;
    }
    for (let at = from; at + count <= n; at++) {
      const amount = amounts[at]!;
      // The largest sum still possible from here on is too small: so are all later ones.
      if (prefix[at + count]! - prefix[at]! < rest) return true;
      if (amount + smallest(count - 1) > rest) continue;
      chosen.push(at);
      const goOn = descend(at + 1, count - 1, rest - amount);
      chosen.pop();
      if (!goOn) return false;
    }
    return true;
  }

  const isComplete = descend(0, size, target);
  return { solutions, isComplete: isComplete || solutions.length >= limit };
}

/** First position ≥ from whose amount is ≤ wanted (amounts fall). */
function lowerBound(amounts: readonly number[], from: number, wanted: number): number {
  let low = from;
  let high = amounts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (amounts[middle]! > wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
