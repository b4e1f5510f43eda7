// The order of a collector's day: a score of 0–100 that is the weighted mean of seven levels, each of
// which says itself in words. What is not known does not count and is said to be unknown.
import { currencyExponent } from "../currency.ts";
import type { DunningGrade } from "../terms/ages.ts";

export const scoreParts = [
  "amount",
  "age",
  "late_probability",
  "broken_promises",
  "grade",
  "last_touch",
  "due_step",
] as const;
export type ScorePart = (typeof scoreParts)[number];
export type ScoreWeights = Readonly<Record<ScorePart, number>>;

/** Money first, then age; what a person has to do today anyway comes up by itself. */
export const defaultWeights: ScoreWeights = {
  amount: 30,
  age: 20,
  late_probability: 15,
  broken_promises: 15,
  grade: 5,
  last_touch: 10,
  due_step: 5,
};

export type CaseFacts = {
  /** To ask for today, in home currency. */
  readonly askMinor: number;
  readonly homeCurrency: string;
  /** Of the oldest item that is asked for; null: none has a due date. */
  readonly oldestDays: number | null;
  /** Of the customer (core/dunning/customer-grade.ts); null: none. */
  readonly grade: DunningGrade | null;
  /** 0–1 that it is paid late (still later); null: nobody has worked it out. */
  readonly lateProbability: number | null;
  readonly brokenPromises: number;
  /** Days since a person last reached the customer; null: never. */
  readonly untouchedDays: number | null;
  /** Days since a promise or a next step is due; null: none is. */
  readonly stepDueDays: number | null;
};

export type ScoredPart = {
  readonly part: ScorePart;
  /** 0–100; null: unknown. */
  readonly level: number | null;
  readonly weight: number;
  /** Share of the score, in points. */
  readonly points: number;
};

export type Score = {
  readonly points: number;
  readonly parts: readonly ScoredPart[];
};

export function scoreCase(facts: CaseFacts, weights: ScoreWeights): Score {
  const levels = levelsOf(facts);
  const known = scoreParts.filter((part) => levels[part] !== null);
  const whole = known.reduce((sum, part) => sum + weights[part], 0);
  const parts = scoreParts.map((part): ScoredPart => {
    const level = levels[part];
    const points = level === null || whole === 0 ? 0 : (level * weights[part]) / whole;
    return { part, level, weight: weights[part], points: tenths(points) };
  });
  return { points: tenths(parts.reduce((sum, { points }) => sum + points, 0)), parts };
}

/** Levels rise in straight lines between these points: [value, level]. */
type Scale = readonly (readonly [number, number])[];
/** Whole units of the home currency. */
const amountScale: Scale = [
  [0, 0],
  [10_000, 20],
  [100_000, 50],
  [500_000, 80],
  [1_000_000, 100],
];
const ageScale: Scale = [
  [0, 0],
  [30, 35],
  [60, 60],
  [90, 85],
  [180, 100],
];
const brokenScale: Scale = [
  [0, 0],
  [1, 50],
  [2, 80],
  [3, 100],
];
const untouchedScale: Scale = [
  [0, 0],
  [7, 40],
  [14, 70],
  [30, 100],
];
const stepScale: Scale = [
  [0, 70],
  [3, 100],
];
const gradeLevels: Readonly<Record<DunningGrade, number>> = { A: 100, B: 60, C: 25 };

function levelsOf(facts: CaseFacts): Readonly<Record<ScorePart, number | null>> {
  const units = facts.askMinor / 10 ** currencyExponent(facts.homeCurrency);
  const { grade, lateProbability, untouchedDays, stepDueDays } = facts;
  return {
    amount: levelOn(amountScale, units),
    age: facts.oldestDays === null ? null : levelOn(ageScale, facts.oldestDays),
    late_probability: lateProbability === null ? null : lateProbability * 100,
    broken_promises: levelOn(brokenScale, facts.brokenPromises),
    grade: grade === null ? 0 : gradeLevels[grade],
    last_touch: untouchedDays === null ? 100 : levelOn(untouchedScale, untouchedDays),
    due_step: stepDueDays === null ? 0 : levelOn(stepScale, stepDueDays),
  };
}

function levelOn(scale: Scale, value: number): number {
  const next = scale.findIndex(([x]) => x > value);
  if (next < 0) return scale.at(-1)![1];
  if (next === 0) return scale[0]![1];
  const [x0, y0] = scale[next - 1]!;
  const [x1, y1] = scale[next]!;
  return y0 + ((value - x0) * (y1 - y0)) / (x1 - x0);
}

/** Points are shown with one decimal, so they are summed that way. */
function tenths(points: number): number {
  return Math.floor(points * 10 + 0.5) / 10;
}
