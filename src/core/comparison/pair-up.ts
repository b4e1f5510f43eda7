// Which of several equal entries belong together: in the order of their dates, with the fewest days
// between them in all. Looks at all of them at once; both lists come in date order.
import { type DeskEntry, inOrder } from "./desk.ts";

export type PairRule = {
  readonly may: (ours: DeskEntry, theirs: DeskEntry) => boolean;
  /** Days, with what makes a pair less likely added. */
  readonly cost: (ours: DeskEntry, theirs: DeskEntry) => number;
  /** What leaving an entry alone costs, in the same measure: a pair may cost twice this at most. */
  readonly aloneCost: number;
};

export type Pair = readonly [ours: DeskEntry, theirs: DeskEntry];

/** Longer lists of equal entries are cut by date: so many pairs are looked at at once. */
const mostCompared = 250_000;
const longestList = 500;

export function pairUp(
  ours: readonly DeskEntry[],
  theirs: readonly DeskEntry[],
  rule: PairRule,
): Pair[] {
  const [first, second] = [ours[0], theirs[0]];
  if (!first || !second) return [];
  if (ours.length === 1 && theirs.length === 1) {
    const fits = rule.may(first, second) && rule.cost(first, second) <= 2 * rule.aloneCost;
    return fits ? [[first, second]] : [];
  }
  if (ours.length * theirs.length > mostCompared) return inPieces(ours, theirs, rule);
  return components(ours, theirs, rule).flatMap((part) => align(part.ours, part.theirs, rule));
}

type Part = { readonly ours: DeskEntry[]; readonly theirs: DeskEntry[] };

/** Entries that may be paired with each other at all, directly or through others; order kept. */
function components(
  ours: readonly DeskEntry[],
  theirs: readonly DeskEntry[],
  { may }: PairRule,
): Part[] {
  const partOf = new Map<DeskEntry, Part>();
  for (const entry of theirs) partOf.set(entry, { ours: [], theirs: [entry] });
  for (const entry of ours) {
    const touched = new Set(theirs.filter((one) => may(entry, one)).map((one) => partOf.get(one)!));
    const joined: Part = { ours: [entry], theirs: [] };
    for (const part of touched) {
      joined.ours.push(...part.ours);
      joined.theirs.push(...part.theirs);
    }
    for (const one of joined.theirs) partOf.set(one, joined);
  }
  const parts = [...new Set(partOf.values())].filter((part) => part.ours.length > 0);
  for (const part of parts) {
    part.ours.sort(inOrder);
    part.theirs.sort(inOrder);
  }
  return parts;
}

function inPieces(
  ours: readonly DeskEntry[],
  theirs: readonly DeskEntry[],
  rule: PairRule,
): Pair[] {
  const days = [...ours, ...theirs].map(({ day }) => day).sort((a, b) => a - b);
  const middle = days[days.length >> 1]!;
  if (middle === days[0]) {
    // so many equal entries of one day: any pairing of them is as good
    return [
      ...align(ours.slice(0, longestList), theirs.slice(0, longestList), rule),
      ...pairUp(ours.slice(longestList), theirs.slice(longestList), rule),
    ];
  }
  const before = ({ day }: DeskEntry) => day < middle;
  const after = ({ day }: DeskEntry) => day >= middle;
  return [
    ...pairUp(ours.filter(before), theirs.filter(before), rule),
    ...pairUp(ours.filter(after), theirs.filter(after), rule),
  ];
}

/** Cheapest alignment of two sequences (dynamic programming over both). */
function align(ours: readonly DeskEntry[], theirs: readonly DeskEntry[], rule: PairRule): Pair[] {
  const width = theirs.length + 1;
  const cost = new Float64Array((ours.length + 1) * width);
  for (let i = 0; i <= ours.length; i++) {
    for (let j = 0; j <= theirs.length; j++) {
      if (i === 0 || j === 0) {
        cost[i * width + j] = (i + j) * rule.aloneCost;
        continue;
      }
      const alone = Math.min(cost[(i - 1) * width + j]!, cost[i * width + j - 1]!) + rule.aloneCost;
      cost[i * width + j] = Math.min(alone, paired(i, j));
    }
  }
  function paired(i: number, j: number): number {
    const [a, b] = [ours[i - 1]!, theirs[j - 1]!];
    return rule.may(a, b) ? cost[(i - 1) * width + j - 1]! + rule.cost(a, b) : Infinity;
  }
  const pairs: Pair[] = [];
  let [i, j] = [ours.length, theirs.length];
  while (i > 0 && j > 0) {
    const here = cost[i * width + j]!;
    if (here === paired(i, j)) {
      pairs.push([ours[i - 1]!, theirs[j - 1]!]);
      i -= 1;
      j -= 1;
    } else if (here === cost[(i - 1) * width + j]! + rule.aloneCost) i -= 1;
    else j -= 1;
  }
  return pairs.reverse();
}
