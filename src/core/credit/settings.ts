// What a set of books may change about its scorecard: weights, the values that give all or no points,
// the thresholds of the ratings, coefficients of the limit, the price of money.

export const creditRatings = ["A", "B", "C", "D"] as const;
/** A best; never shown as a bare letter (DOMAIN §2). */
export type CreditRating = (typeof creditRatings)[number];

export const scoreFeatures = [
  "payment_index",
  "on_time",
  "overdue_share",
  "days_overdue",
  "trend",
  "broken_promises",
  "utilisation",
  "invalid_disputes",
  "relationship",
  "outside",
] as const;
export type ScoreFeature = (typeof scoreFeatures)[number];

/** Points run in a line from none at `zeroAt` to 100 at `fullAt`. */
export type FeatureRule = {
  readonly weight: number;
  readonly fullAt: number;
  readonly zeroAt: number;
};

export type CreditSettings = {
  readonly features: Readonly<Record<ScoreFeature, FeatureRule>>;
  /** The lowest score, 0–100, of A, B and C. */
  readonly ratingFrom: Readonly<Record<"A" | "B" | "C", number>>;
  /** Hundredths: what a month's sales × days ÷ 30 is multiplied by. */
  readonly coefficients: Readonly<Record<CreditRating, number>>;
  /** Limits are cut to whole multiples of this many units of home currency. */
  readonly roundToUnits: number;
  /** A limit this many per cent away from the formula is proposed anew. */
  readonly limitDriftPercent: number;
  /** Days by which terms are lengthened or shortened at a time. */
  readonly stepDays: number;
  readonly longestDays: number;
  /** Price of money in thousandths a year: what other days of credit cost. */
  readonly capitalCostPerMille: number;
};

/** Shares and utilisation in per cent, times in days, the relationship in years. */
export const defaultCreditSettings: CreditSettings = {
  features: {
    payment_index: { weight: 30, fullAt: 80, zeroAt: 20 },
    on_time: { weight: 15, fullAt: 100, zeroAt: 40 },
    overdue_share: { weight: 15, fullAt: 0, zeroAt: 50 },
    days_overdue: { weight: 8, fullAt: 0, zeroAt: 120 },
    trend: { weight: 8, fullAt: -5, zeroAt: 20 },
    broken_promises: { weight: 5, fullAt: 0, zeroAt: 60 },
    utilisation: { weight: 7, fullAt: 50, zeroAt: 120 },
    invalid_disputes: { weight: 4, fullAt: 0, zeroAt: 30 },
    relationship: { weight: 4, fullAt: 5, zeroAt: 0.5 },
    outside: { weight: 4, fullAt: 0, zeroAt: 1 },
  },
  ratingFrom: { A: 85, B: 70, C: 50 },
  coefficients: { A: 150, B: 100, C: 60, D: 0 },
  roundToUnits: 1_000,
  limitDriftPercent: 10,
  stepDays: 15,
  longestDays: 90,
  capitalCostPerMille: 60,
};
