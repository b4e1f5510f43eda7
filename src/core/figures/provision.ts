// Expected credit loss of trade receivables: provision matrix, migration rates 迁徙率, cohorts, and the
// charge of a period (docs/spec-reports.md, DOMAIN §5.6). Rates stay exact, money is rounded last.
import { divideHalfUp } from "../money.ts";
import {
  addRatios,
  compareRatios,
  meanRatio,
  multiplyRatios,
  type Ratio,
  ratioOf,
  shareOfMinor,
  wholeRatio,
} from "./ratio.ts";

/** A bucket's balance with its loss rate. */
export type RatedBalance = { readonly balanceMinor: bigint; readonly rate: Ratio };

/** Σ balance × rate, rounded once; credit balances of a bucket carry no loss. */
export function requiredProvision(balances: readonly RatedBalance[]): bigint {
  const exact = balances
    .filter(({ balanceMinor }) => balanceMinor > 0n)
    .map(({ balanceMinor, rate }) => multiplyRatios(wholeRatio(balanceMinor), rate))
    .reduce(addRatios, wholeRatio(0n));
  return divideHalfUp(exact.numerator, exact.denominator);
}

/**
 * Cohort (flow) method: of sales that ran through the stages, what was still unpaid at each of them;
 * the last is what was never paid. The loss rate of a stage = never paid ÷ unpaid at it.
 */
export function cohortLossRates(unpaidMinor: readonly bigint[]): readonly (Ratio | null)[] {
  const lost = unpaidMinor.at(-1) ?? 0n;
  return unpaidMinor.map((unpaid) => ratioOf(lost, unpaid));
}

/** 迁徙率 of a bucket: what stands in the next one a year later ÷ what stood in it; above 1 counts as 1. */
export function migrationRate(earlierMinor: bigint, nextLaterMinor: bigint): Ratio | null {
  if (earlierMinor <= 0n) return null;
  const later = nextLaterMinor < 0n ? 0n : nextLaterMinor;
  return atMostOne(ratioOf(later, earlierMinor));
}

/** The mean of the years in which the bucket held anything. */
export function averageMigration(years: readonly (Ratio | null)[]): Ratio | null {
  return meanRatio(years);
}

/** Historical loss of each bucket: the product of its migration and of all later ones. */
export function migrationLossRates(rolls: readonly Ratio[]): readonly Ratio[] {
  return rolls.map((_, from) => rolls.slice(from).reduce(multiplyRatios, wholeRatio(1)));
}

/** 前瞻性调整: rate × (1 + adjustment), at most the whole. */
export function adjustedRate(rate: Ratio, adjustment: Ratio): Ratio {
  return atMostOne(multiplyRatios(rate, addRatios(wholeRatio(1), adjustment))) ?? rate;
}

function atMostOne(rate: Ratio | null): Ratio | null {
  if (rate === null) return null;
  return compareRatios(rate, wholeRatio(1)) > 0 ? wholeRatio(1) : rate;
}

/** 本期计提 = required − (opening − written off + recovered); negative: released. */
export function provisionCharge(of: {
  readonly requiredMinor: bigint;
  readonly openingMinor: bigint;
  readonly writtenOffMinor: bigint;
  readonly recoveredMinor: bigint;
}): bigint {
  return of.requiredMinor - (of.openingMinor - of.writtenOffMinor + of.recoveredMinor);
}

/** 单项计提: a rate of what is open on a customer or document, in place of the matrix. */
export function specificProvision(openMinor: bigint, rate: Ratio): bigint {
  return openMinor <= 0n ? 0n : shareOfMinor(rate, openMinor);
}
