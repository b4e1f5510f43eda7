// Settings as they were stored: what is missing or out of range is the product's own.
import {
  type CreditSettings,
  creditRatings,
  defaultCreditSettings,
  type FeatureRule,
  scoreFeatures,
} from "./settings.ts";

export function creditSettingsOf(stored: unknown): CreditSettings {
  const own = defaultCreditSettings;
  if (!isRecord(stored)) return own;
  const features = isRecord(stored["features"]) ? stored["features"] : {};
  const coefficients = isRecord(stored["coefficients"]) ? stored["coefficients"] : {};
  const ratingFrom = isRecord(stored["ratingFrom"]) ? stored["ratingFrom"] : {};
  const number = (from: Record<string, unknown>, key: string, fallback: number) => {
    const value = from[key];
    return typeof value === "number" && Number.isFinite(value) ? value : fallback;
  };
  const rules = scoreFeatures.map((key) => [key, ruleOf(features[key], own.features[key])]);
  const factors = creditRatings.map((key) => [
    key,
    number(coefficients, key, own.coefficients[key]),
  ]);
  return {
    features: Object.fromEntries(rules) as CreditSettings["features"], // one entry for each key
    coefficients: Object.fromEntries(factors) as CreditSettings["coefficients"], // likewise
    ratingFrom: {
      A: number(ratingFrom, "A", own.ratingFrom.A),
      B: number(ratingFrom, "B", own.ratingFrom.B),
      C: number(ratingFrom, "C", own.ratingFrom.C),
    },
    roundToUnits: number(stored, "roundToUnits", own.roundToUnits),
    limitDriftPercent: number(stored, "limitDriftPercent", own.limitDriftPercent),
    stepDays: number(stored, "stepDays", own.stepDays),
    longestDays: number(stored, "longestDays", own.longestDays),
    capitalCostPerMille: number(stored, "capitalCostPerMille", own.capitalCostPerMille),
  };
}

function ruleOf(stored: unknown, own: FeatureRule): FeatureRule {
  if (!isRecord(stored)) return own;
  const { weight, fullAt, zeroAt } = stored;
  const isWhole =
    typeof weight === "number" && typeof fullAt === "number" && typeof zeroAt === "number";
  return isWhole && weight >= 0 && fullAt !== zeroAt ? { weight, fullAt, zeroAt } : own;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
