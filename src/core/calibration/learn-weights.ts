// What each piece of evidence about the payer is worth in these books: ln(m ÷ u), learned without
// labels. It leaves the shipped figure only as far as the pairs contradict it, less where few lines
// show it, and never far.
import type { Weights } from "../matching/weights.ts";
import { type Estimate, estimateMixture, type Mixture, type Pattern } from "./mixture.ts";

export type EvidenceKind = keyof Weights["who"];

/** Fields of a comparison and what their levels are called in the table; "" = says nothing. */
export const payerFields = [
  ["", "account"],
  [
    ...["", "name", "alias", "nameForm", "nameCut", "nameCore"],
    ...["nameUnit", "nameFuzzy", "nameSound", "nameShared", "nameInMemo"],
  ],
  ["", "taxId"],
  // the two that tell true pairs apart without being weighed here
  ["none", "documentNamed"],
  ["none", "amountEqual"],
] as const;

export type LearnedKind = {
  readonly kind: EvidenceKind;
  readonly shipped: number;
  /** ln(m ÷ u) as the books alone say, half a pair allowed for chance; null: nothing shows it. */
  readonly seen: number | null;
  /** In the table: between the two. */
  readonly weight: number;
  /** Pairs of line and payer expected to be true that show it. */
  readonly n: number;
};

export type LearnedWeights = {
  readonly who: Weights["who"];
  readonly kinds: readonly LearnedKind[];
  readonly rounds: number;
};

/** So many true pairs weigh as much as the shipped figure. */
const shippedPairs = 100;
/** ln: books that are odd in one way must not turn the order of evidence around. */
const mostChange = 2;
/** Expected true pairs below which the shipped table stays as it is. */
const leastPairs = 50;

export function learnWeights(
  patterns: readonly Pattern[],
  shipped: Weights["who"],
): LearnedWeights {
  const estimate = estimateMixture(patterns, startOf(patterns, shipped));
  const isEnough = pairsOf(patterns, estimate) >= leastPairs;
  const kinds = payerFields.flatMap((levels, field) =>
    levels.flatMap((kind, level): LearnedKind[] =>
      isEvidence(kind, shipped)
        ? [learnedKind(kind, { field, level }, estimate, shipped, isEnough)]
        : [],
    ),
  );
  const changed = kinds.filter(({ weight, shipped: before }) => weight !== before);
  // not one figure changes: the very table that was shipped
  const who =
    changed.length === 0
      ? shipped
      : { ...shipped, ...Object.fromEntries(changed.map(({ kind, weight }) => [kind, weight])) };
  return { who, kinds, rounds: estimate.rounds };
}

function isEvidence(kind: string, shipped: Weights["who"]): kind is EvidenceKind {
  return kind !== "" && Object.hasOwn(shipped, kind);
}

function learnedKind(
  kind: EvidenceKind,
  { field, level }: { readonly field: number; readonly level: number },
  estimate: Estimate,
  shipped: Weights["who"],
  isEnough: boolean,
): LearnedKind {
  const before = shipped[kind];
  const n = Math.round(estimate.matched[field]![level]!); // not money: pairs
  if (n === 0) return { kind, shipped: before, seen: null, weight: before, n };
  const { least, seen, most } = rangeOf(estimate, { field, level });
  const allowed = Math.min(most, Math.max(least, before));
  const blended = (n * allowed + shippedPairs * before) / (n + shippedPairs);
  const bounded = Math.min(before + mostChange, Math.max(before - mostChange, blended));
  const weight = isEnough && bounded !== before ? threeDecimals(bounded) : before;
  return { kind, shipped: before, seen: threeDecimals(seen), weight, n };
}

/**
 * ln(m ÷ u) with u as seen and at the ends of its 95 % range (Poisson; none of N seen: at most 3 ÷ N).
 * However many strangers do not show it, nothing is proven to be impossible.
 */
function rangeOf(
  { m, others }: Estimate,
  { field, level }: { readonly field: number; readonly level: number },
): { readonly least: number; readonly seen: number; readonly most: number } {
  const share = m[field]![level]!;
  const strangers = others[field]![level]!;
  const all = others[field]!.reduce((sum, count) => sum + count, 0) + 1;
  const spread = 2 * Math.sqrt(strangers);
  const weightAt = (count: number) => Math.log((share * all) / count);
  const fewest = strangers - spread;
  return {
    least: weightAt(strangers + spread + 3),
    seen: weightAt(strangers + 0.5),
    most: fewest > 0 ? weightAt(fewest) : Number.POSITIVE_INFINITY,
  };
}

/** Log-odds: more decimals than the data can say. */
function threeDecimals(weight: number): number {
  return Math.round(weight * 1000) / 1000; // not money: log-odds
}

function pairsOf(patterns: readonly Pattern[], { share }: Mixture): number {
  return share * patterns.reduce((sum, { count }) => sum + count, 0);
}

/** The shipped table, read as shares: what is worth w is e^w times as frequent among true pairs. */
function startOf(patterns: readonly Pattern[], shipped: Weights["who"]): Mixture {
  const total = patterns.reduce((sum, { count }) => sum + count, 0);
  const said = patterns
    .filter(({ levels }) => levels.slice(0, 3).some((level) => level > 0))
    .reduce((sum, { count }) => sum + count, 0);
  const m = payerFields.map((levels) => levels.map((_, at) => startShare(at, levels.length)));
  const u = payerFields.map((levels, field) => {
    const rare = levels.map((kind, level) =>
      level === 0 ? 0 : m[field]![level]! / Math.exp(isEvidence(kind, shipped) ? shipped[kind] : 3),
    );
    const sum = rare.reduce((all, one) => all + one, 0);
    return rare.map((share, level) => (level === 0 ? 1 - sum : share));
  });
  return { share: Math.min(0.5, (said + 0.5) / (total + 1)), m, u };
}

/** Half of the true pairs show nothing in a field, the rest any of its levels. */
function startShare(level: number, levels: number): number {
  return level === 0 ? 0.5 : 0.5 / (levels - 1);
}

/** The table a run takes; its version names both parts. */
export function weightsOfBooks(
  shipped: Weights,
  learned: { readonly version: number; readonly who: Weights["who"] },
): Weights {
  return {
    ...shipped,
    version: `${shipped.version}+${learned.version}`,
    who: { ...shipped.who, ...learned.who },
  };
}
