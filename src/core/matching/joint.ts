// Several lines that want the same items: the odds of each reading when all of them have to hold
// together. Exact for small clusters, by going through every combination.
import type { Book } from "./book.ts";
import { type Reading, readingKey } from "./reading.ts";

export type Contender = {
  readonly day: number;
  /** Readings with their own-line probabilities; the rest of 1 is "none of them". */
  readonly options: readonly { readonly reading: Reading; readonly probability: number }[];
};

/** More lines than this, or more combinations, are not gone through. */
const mostLines = 8;
const mostCombinations = 60_000;
/** Two payments name the same paper for the same sum: the first settled it, the second is a duplicate. */
const firstComeOdds = Math.exp(-7);

/**
 * For each line the probability of each of its options given that no item is taken twice; null
 * where the cluster is too large to say.
 */
export function jointProbabilities(
  contenders: readonly Contender[],
  book: Book,
): readonly (readonly number[])[] | null {
  let combinations = 1;
  for (const contender of contenders) combinations *= contender.options.length + 1;
  if (contenders.length > mostLines || combinations > mostCombinations) return null;
  const sums = contenders.map((contender) => contender.options.map(() => 0));
  const chosen: number[] = contenders.map(() => -1);
  const taken = new Map<number, number>();
  const late = latenessOf(contenders);
  let total = 0;

  function visit(at: number, weight: number): void {
    if (at === contenders.length) {
      total += weight;
      for (let line = 0; line < chosen.length; line++) {
        const option = chosen[line]!;
        if (option >= 0) sums[line]![option]! += weight;
      }
      return;
    }
    const { options } = contenders[at]!;
    let none = 1;
    for (let index = 0; index < options.length; index++) {
      const option = options[index]!;
      none -= option.probability;
      if (!take(option.reading, 1)) continue;
      chosen[at] = index;
      visit(at + 1, weight * option.probability * late[at]![index]!);
      take(option.reading, -1);
    }
    chosen[at] = -1;
    visit(at + 1, weight * Math.max(none, 1e-9));
  }

  function take(reading: Reading, sign: 1 | -1): boolean {
    if (sign === 1 && !fits(reading)) return false;
    for (let at = 0; at < reading.items.length; at++) {
      const item = reading.items[at]!;
      taken.set(item, (taken.get(item) ?? 0) + sign * reading.claims[at]!);
    }
    return true;
  }

  function fits({ items, claims }: Reading): boolean {
    for (let at = 0; at < items.length; at++) {
      const sum = Math.abs((taken.get(items[at]!) ?? 0) + claims[at]!);
      if (sum > Math.abs(book.left[items[at]!]!)) return false;
    }
    return true;
  }

  visit(0, 1);
  return sums.map((line) => line.map((sum) => sum / total));
}

/**
 * How likely each option of each line is for its day: less where an earlier line names the same paper
 * for the same money and gets nothing.
 */
function latenessOf(contenders: readonly Contender[]): readonly (readonly number[])[] {
  const firstDays = new Map<string, number>();
  const keys = contenders.map(({ day, options }) =>
    options.map(({ reading }) => {
      if (!reading.isCited) return null;
      const key = readingKey(reading);
      firstDays.set(key, Math.min(day, firstDays.get(key) ?? day));
      return key;
    }),
  );
  return contenders.map(({ day }, line) =>
    keys[line]!.map((key) => (key !== null && firstDays.get(key)! < day ? firstComeOdds : 1)),
  );
}
