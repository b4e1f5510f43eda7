// The scorecard: ten features of a customer's own conduct, points for each, a score 0–100, a rating
// A–D, how sure that is, and which way it goes. What is not known counts 50 and lowers the confidence.
import { type Because, because } from "../because.ts";
import { oneDecimal, percentText } from "./figures.ts";
import type { Conduct } from "./history.ts";
import { fewestExperiences } from "./payment-index.ts";
import {
  type CreditRating,
  type CreditSettings,
  type FeatureRule,
  type ScoreFeature,
  scoreFeatures,
} from "./settings.ts";

export type ScoreInput = {
  readonly conduct: Conduct;
  /** Conduct a quarter earlier, for the trend of the rating. */
  readonly earlier: Conduct;
  readonly promises: { readonly due: number; readonly broken: number };
  readonly disputes: { readonly ended: number; readonly invalid: number };
  readonly exposureMinor: number;
  readonly limitMinor: number | null;
  /** Years since the first document. */
  readonly years: number | null;
  /** Null: nobody looked. */
  readonly outside: "clear" | "noted" | "severe" | null;
};

export type ScorePoint = {
  readonly feature: ScoreFeature;
  readonly weight: number;
  /** In the unit of the feature; null: unknown. */
  readonly value: number | null;
  /** 0–100. */
  readonly points: number;
  /** What it adds to the score. */
  readonly share: number;
  readonly because: Because;
};

export type Confidence = "high" | "medium" | "low";
export type Trend = "up" | "level" | "down" | "unknown";

export type Scorecard = {
  readonly points: readonly ScorePoint[];
  /** 0–100, with one decimal. */
  readonly score: number;
  /** Null: too little is known of this customer. */
  readonly rating: CreditRating | null;
  readonly confidence: Confidence;
  readonly trend: Trend;
  /** A severe entry from outside holds the rating at D whatever the score. */
  readonly isCapped: boolean;
};

const pointsOfUnknown = 50;
/** Change of the payment index within a quarter that is called a change. */
const trendPoints = 5;

export function scoreCustomer(input: ScoreInput, settings: CreditSettings): Scorecard {
  const facts = factsOf(input);
  const whole = scoreFeatures.reduce((sum, key) => sum + settings.features[key].weight, 0);
  const points = scoreFeatures.map((feature): ScorePoint => {
    const rule = settings.features[feature];
    const { value, because: reason } = facts[feature];
    const earned = value === null ? pointsOfUnknown : pointsOf(value, rule);
    const share = whole === 0 ? 0 : (earned * rule.weight) / whole;
    return { feature, weight: rule.weight, value, points: earned, share, because: reason };
  });
  const score = Math.floor(points.reduce((sum, { share }) => sum + share, 0) * 10 + 0.5) / 10;
  const isCapped = input.outside === "severe";
  return {
    points,
    score,
    rating: isCapped ? "D" : isRateable(input) ? ratingOf(score, settings) : null,
    confidence: confidenceOf(points, input.conduct.experiences),
    trend: trendOf(input),
    isCapped,
  };
}

export function pointsOf(value: number, { fullAt, zeroAt }: FeatureRule): number {
  const share = (value - zeroAt) / (fullAt - zeroAt);
  return 100 * Math.min(1, Math.max(0, share));
}

function ratingOf(score: number, { ratingFrom }: Pick<CreditSettings, "ratingFrom">): CreditRating {
  if (score >= ratingFrom.A) return "A";
  if (score >= ratingFrom.B) return "B";
  return score >= ratingFrom.C ? "C" : "D";
}

function isRateable({ conduct }: ScoreInput): boolean {
  return conduct.experiences >= fewestExperiences || conduct.overdueMinor > 0;
}

/** Payments that make a rating firm: one a month. */
const firmExperiences = 12;

function confidenceOf(points: readonly ScorePoint[], experiences: number): Confidence {
  const whole = points.reduce((sum, { weight }) => sum + weight, 0);
  const known = points.reduce((sum, { weight, value }) => sum + (value === null ? 0 : weight), 0);
  const share = whole === 0 ? 0 : known / whole;
  if (experiences >= firmExperiences && share >= 0.8) return "high";
  return experiences >= fewestExperiences && share >= 0.5 ? "medium" : "low";
}

function trendOf({ conduct, earlier }: ScoreInput): Trend {
  if (conduct.paymentIndex === null || earlier.paymentIndex === null) return "unknown";
  const change = conduct.paymentIndex - earlier.paymentIndex;
  if (change >= trendPoints) return "up";
  return change <= -trendPoints ? "down" : "level";
}

type Fact = { readonly value: number | null; readonly because: Because };

function factsOf(input: ScoreInput): Record<ScoreFeature, Fact> {
  const { conduct } = input;
  return {
    payment_index: fact(conduct.paymentIndex, "credit_payment_index", (value) => ({
      index: oneDecimal(value),
      count: conduct.experiences,
    })),
    on_time: fact(percent(conduct.onTimeShare), "credit_on_time", (value) => ({
      share: percentText(value),
    })),
    overdue_share: overdueShare(conduct),
    days_overdue: fact(conduct.maxDaysOverdue, "credit_days_overdue", (days) => ({ days })),
    trend: fact(conduct.trendDays, "credit_trend", (value) => ({ days: oneDecimal(value) })),
    broken_promises: ratio(
      { part: input.promises.broken, whole: input.promises.due },
      { key: "credit_broken_promises", none: "credit_no_promises", isKnown: hasPaid(input) },
    ),
    utilisation: utilisation(input),
    invalid_disputes: ratio(
      { part: input.disputes.invalid, whole: input.disputes.ended },
      { key: "credit_invalid_disputes", none: "credit_no_disputes", isKnown: hasPaid(input) },
    ),
    relationship: fact(input.years, "credit_relationship", (years) => ({
      years: oneDecimal(years),
    })),
    outside: outsideFact(input.outside),
  };
}

function fact(
  value: number | null,
  key: string,
  fields: (value: number) => Because["fields"],
): Fact {
  if (value === null) return { value, because: because(`${key}_unknown`) };
  return { value, because: because(key, fields(value)) };
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}

function hasPaid({ conduct }: ScoreInput): boolean {
  return conduct.experiences >= fewestExperiences;
}

function overdueShare({ overdueMinor, openMinor }: Conduct): Fact {
  const value =
    openMinor <= 0 || overdueMinor <= 0 ? 0 : Math.min(100, (100 * overdueMinor) / openMinor);
  return { value, because: because("credit_overdue_share", { share: percentText(value) }) };
}

/** Nothing out of nothing is no broken promise: known where the customer has a history at all. */
function ratio(
  { part, whole }: { readonly part: number; readonly whole: number },
  of: { readonly key: string; readonly none: string; readonly isKnown: boolean },
): Fact {
  if (whole > 0) {
    return { value: (100 * part) / whole, because: because(of.key, { part, whole }) };
  }
  return of.isKnown
    ? { value: 0, because: because(of.none) }
    : { value: null, because: because(`${of.key}_unknown`) };
}

function utilisation({ exposureMinor, limitMinor }: ScoreInput): Fact {
  if (limitMinor === null) return { value: null, because: because("credit_utilisation_unknown") };
  const value = utilisationPercent(exposureMinor, limitMinor);
  return { value, because: because("credit_utilisation", { share: percentText(value) }) };
}

/** Anything owed on a limit of nothing is more than all of it. */
export function utilisationPercent(exposureMinor: number, limitMinor: number): number {
  if (exposureMinor <= 0) return 0;
  return limitMinor === 0 ? 999 : Math.min(999, (100 * exposureMinor) / limitMinor);
}

function outsideFact(outside: ScoreInput["outside"]): Fact {
  if (outside === null) return { value: null, because: because("credit_outside_unknown") };
  const value = outside === "clear" ? 0 : outside === "noted" ? 0.5 : 1;
  return { value, because: because(`credit_outside_${outside}`) };
}
