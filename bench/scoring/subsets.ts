// Is there another set of at most six amounts with a given sum? Pair and triple sums, sorted once a
// pool and searched by window: n = 64 gives 41,664 triples, so every size up to 3 + 3 is covered.

export type SumTable = {
  readonly values: readonly number[];
  /** Sums of one, two and three values in ascending order, with the positions packed beside. */
  readonly levels: readonly SumLevel[];
};
type SumLevel = {
  readonly sums: Float64Array;
  readonly members: Int32Array;
  readonly size: number;
};

/** Beyond this an accidental reading is all but certain: 5 % of sums are unique at 60 values. */
export const largestPool = 64;

export function sumTable(values: readonly number[]): SumTable {
  const levels = [1, 2, 3].map((size) => levelOf(values, size));
  return { values, levels };
}

function levelOf(values: readonly number[], size: number): SumLevel {
  const entries: { sum: number; members: number }[] = [];
  const n = values.length;
  const at = (i: number) => values[i] ?? 0;
  for (let i = 0; i < n; i++) {
    if (size === 1) entries.push({ sum: at(i), members: i });
    for (let j = i + 1; size > 1 && j < n; j++) {
      if (size === 2) entries.push({ sum: at(i) + at(j), members: i * 128 + j });
      for (let k = j + 1; size > 2 && k < n; k++) {
        entries.push({ sum: at(i) + at(j) + at(k), members: (i * 128 + j) * 128 + k });
      }
    }
  }
  entries.sort((a, b) => a.sum - b.sum);
  return {
    sums: Float64Array.from(entries, (entry) => entry.sum),
    members: Int32Array.from(entries, (entry) => entry.members),
    size,
  };
}

/** Calls `accept` with each set whose sum is within [low, high]; stops and answers true when taken. */
export function someSubset(
  table: SumTable,
  window: { low: number; high: number },
  accept: (members: readonly number[]) => boolean,
): boolean {
  const [ones, twos, threes] = table.levels;
  if (!ones || !twos || !threes) return false;
  for (const level of [ones, twos, threes]) {
    for (let i = firstAtLeast(level.sums, window.low); i < level.sums.length; i++) {
      if ((level.sums[i] ?? 0) > window.high) break;
      if (accept(unpack(level.members[i] ?? 0, level.size))) return true;
    }
  }
  return (
    someJoined(twos, twos, window, accept) ||
    someJoined(twos, threes, window, accept) ||
    someJoined(threes, threes, window, accept)
  );
}

/** Disjoint sets of both levels whose sums add up into the window: two pointers, one pass. */
function someJoined(
  left: SumLevel,
  right: SumLevel,
  window: { low: number; high: number },
  accept: (members: readonly number[]) => boolean,
): boolean {
  let from = right.sums.length - 1;
  for (let i = 0; i < left.sums.length; i++) {
    const sum = left.sums[i] ?? 0;
    while (from >= 0 && sum + (right.sums[from] ?? 0) > window.high) from--;
    for (let j = from; j >= 0 && sum + (right.sums[j] ?? 0) >= window.low; j--) {
      const members = [
        ...unpack(left.members[i] ?? 0, left.size),
        ...unpack(right.members[j] ?? 0, right.size),
      ].sort((a, b) => a - b);
      const isDisjoint = members.every((member, k) => k === 0 || member !== members[k - 1]);
      if (isDisjoint && accept(members)) return true;
    }
  }
  return false;
}

function unpack(members: number, size: number): number[] {
  if (size === 1) return [members];
  if (size === 2) return [members >> 7, members & 127];
  return [members >> 14, (members >> 7) & 127, members & 127];
}

function firstAtLeast(sums: Float64Array, low: number): number {
  let from = 0;
  let to = sums.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sums[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from;
}
