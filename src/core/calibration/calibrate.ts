// From labels and scores to the probability a line needs to be posted, so that at most N in a
// thousand automatic lines are wrong: split-conformal, with the finite-sample correction, over
// labels weighed to the lines they stand for. The labels never took part in making the scores.
import { lowerBound } from "./interval.ts";
import { precisionOf } from "./precision.ts";
import { bandEdges, type StratumSize, weighLabels } from "./strata.ts";

export type Label = {
  readonly rule: string;
  /** The engine's probability that its best reading is exactly right. */
  readonly score: number;
  readonly isRight: boolean;
  /** Judged without seeing the system's answer (抽检); else somebody accepted or corrected it. */
  readonly isBlind: boolean;
};

export type CalibrationInput = {
  readonly labels: readonly Label[];
  /** All lines with a best reading, by stratum. */
  readonly population: readonly StratumSize[];
  /** Scores of automatic postings that people undid and no sample had drawn. */
  readonly undone: readonly number[];
  readonly maxWrongPerMille: number;
  /** What is used while there are too few labels. */
  readonly priorThreshold: number;
};

export type Calibration = {
  /** prior: too few labels; measured: they carry the threshold; stricter: they contradict the prior. */
  readonly state: "prior" | "measured" | "stricter";
  readonly threshold: number;
  readonly labels: number;
  readonly blind: number;
  readonly wrong: number;
  /** Of the labels at or above the threshold: how many, how many wrong, and what they weigh. */
  readonly labelsAbove: number;
  readonly wrongAbove: number;
  readonly effective: number;
  /** More labels without an error before the request can be carried; 0 when it is. */
  readonly missing: number;
  /** Share of wrong lines expected at the threshold, correction included; null without labels. */
  readonly bound: number | null;
};

/** A threshold no probability reaches: nothing is posted without a person. */
export const nothingAutomatic = 2;

/**
 * Share of wrong proposals that somebody notices who sees the proposal first. An assumption, on the
 * careful side, until blind and shown labels of the same scores are there in numbers.
 */
const noticedShare = 0.5;
const noticedAtLeast = 0.25;
const enoughToCompare = 100;

/** What is less sure than this is asked, whatever the labels say: they are few down there. */
const lowestThreshold = 0.9;
/** One-sided: labels contradict the prior when the true share is above the request this surely. */
const contradicted = 0.05;

export function calibrate(input: CalibrationInput): Calibration {
  const labels = weighLabels(input.labels, input.population).sort((a, b) => b.score - a.score);
  const request = input.maxWrongPerMille / 1_000;
  const view: View = { ...input, labels, request, noticed: noticedOf(input.labels) };
  const prior = riskAt(view, input.priorThreshold);
  const counts = {
    labels: labels.length,
    blind: labels.filter(({ isBlind }) => isBlind).length,
    wrong: labels.filter(({ isRight }) => !isRight).length,
  };
  const answer = (state: Calibration["state"], threshold: number): Calibration => {
    const risk = riskAt(view, threshold);
    const above = labels.filter(({ score }) => score >= threshold);
    return {
      ...{ state, threshold },
      ...counts,
      labelsAbove: above.length,
      wrongAbove: above.filter(({ isRight }) => !isRight).length,
      effective: risk.effective,
      missing: state === "measured" ? 0 : missingLabels(risk, request),
      bound: risk.bound,
    };
  };
  if (prior.bound !== null && prior.bound <= request) {
    return answer("measured", lowestThatHolds(view));
  }
  if (!isContradicted(prior, request)) return answer("prior", input.priorThreshold);
  return answer("stricter", strictEnough(view));
}

type View = Omit<CalibrationInput, "labels"> & {
  readonly labels: ReturnType<typeof weighLabels<Label>>;
  readonly request: number;
  readonly noticed: number;
};

type Risk = {
  readonly effective: number;
  /** Weighted share of wrong ones, those nobody noticed included. */
  readonly share: number;
  readonly bound: number | null;
};

/** Of the lines at or above a threshold. (share · n + 1) ÷ (n + 1): the next line counts as wrong. */
function riskAt(view: View, threshold: number): Risk {
  const above = view.labels.filter(({ score }) => score >= threshold);
  if (above.length === 0) return { effective: 0, share: 0, bound: null };
  const { effective } = precisionOf(above);
  let total = 0;
  let wrong = 0;
  for (const { weight, isRight, isBlind } of above) {
    total += weight;
    if (!isRight) wrong += isBlind ? weight : weight / view.noticed;
  }
  const share = Math.min(1, Math.max(wrong / total, undoneShare(view, threshold)));
  return { effective, share, bound: (share * effective + 1) / (effective + 1) };
}

/** What people undid by themselves: at least so many are wrong. */
function undoneShare({ undone, population }: View, threshold: number): number {
  const known = undone.filter((score) => score >= threshold).length;
  const lines = population
    .filter(({ band }) => (bandEdges[band] ?? 0) >= threshold)
    .reduce((sum, { count }) => sum + count, 0);
  return known === 0 ? 0 : known / Math.max(known, lines);
}

/** From the prior downwards as long as every step holds; a gap is not jumped over. */
function lowestThatHolds(view: View): number {
  let lowest = view.priorThreshold;
  for (const score of scoresOf(view)) {
    if (score >= view.priorThreshold) continue;
    if (score < lowestThreshold) break;
    const { bound } = riskAt(view, score);
    if (bound === null || bound > view.request) break;
    lowest = score;
  }
  return lowest;
}

/** Upwards to the first score from which on the labels no longer contradict the request. */
function strictEnough(view: View): number {
  const scores = scoresOf(view).filter((score) => score > view.priorThreshold);
  const found = scores
    .toReversed()
    .find((score) => !isContradicted(riskAt(view, score), view.request));
  return found ?? nothingAutomatic;
}

/** Distinct, falling. */
function scoresOf({ labels }: View): number[] {
  return [...new Set(labels.map(({ score }) => score))];
}

function isContradicted({ share, effective }: Risk, request: number): boolean {
  if (effective === 0) return false;
  return lowerBound(share * effective, effective, contradicted) > request;
}

/** n without a further error so that (share · n₀ + 1) ÷ (n + 1) is at most the request. */
function missingLabels({ share, effective }: Risk, request: number): number {
  return Math.max(0, Math.ceil((share * effective + 1) / request - 1 - effective - 1e-9));
}

/** Measured where both kinds of labels are there in numbers, else assumed. */
function noticedOf(labels: readonly Label[]): number {
  const blind = labels.filter(({ isBlind }) => isBlind);
  const shown = labels.filter(({ isBlind }) => !isBlind);
  if (blind.length < enoughToCompare || shown.length < enoughToCompare) return noticedShare;
  const lowest = blind.reduce((least, { score }) => Math.min(least, score), 1);
  const alike = shown.filter(({ score }) => score >= lowest);
  const wrongBlind = wrongShare(blind);
  if (alike.length < enoughToCompare || wrongBlind === 0) return noticedShare;
  return Math.min(1, Math.max(noticedAtLeast, wrongShare(alike) / wrongBlind));
}

function wrongShare(labels: readonly Label[]): number {
  return labels.filter(({ isRight }) => !isRight).length / labels.length;
}
