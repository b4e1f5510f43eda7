// How surprising an amount is. A sum that fits to the cent proves much when amounts are crooked and
// little when everything is round; readings are weighed against this.
import { currencyExponent } from "../currency.ts";

/** How often money that settles nothing we know is a multiple of 0.01, 1, 100, 1,000, 10,000. */
const roundness: readonly { readonly unit: number; readonly share: number }[] = [
  { unit: 0.01, share: 0.35 },
  { unit: 1, share: 0.25 },
  { unit: 100, share: 0.15 },
  { unit: 1_000, share: 0.15 },
  { unit: 10_000, share: 0.1 },
];

/** Width of the log-uniform prior of an amount: e^5 ≈ 150 between small and large payments. */
const logWidth = 5;

type Step = { readonly minor: number; readonly share: number };

/** Minor units that make one unit, by the decimals of a currency. */
const majors = [1, 10, 100, 1_000] as const;

/**
 * The same in minor units, by the decimals of the currency. Each step is a multiple of the last; the
 * first is the least amount there is, or money of three decimals would be unthinkable.
 */
const stepsByExponent: readonly (readonly Step[])[] = majors.map((major) =>
  roundness.map(({ unit, share }, at) => ({
    minor: at === 0 ? 1 : Math.max(1, unit * major),
    share,
  })),
);

/** Probability that money unrelated to any item has exactly this amount. */
export function amountDensity(minor: number, currency: string): number {
  const size = Math.abs(minor);
  const steps = stepsByExponent[currencyExponent(currency)]!;
  let density = 0;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!;
    // No multiple of this step is one of the next.
    if (size % step.minor !== 0) break;
    density += (step.share * step.minor) / (logWidth * size);
  }
  return Math.min(1, density);
}

/**
 * The same for a sum of some of these items: only round items add up to round sums, however round
 * people like to pay.
 */
export function sumDensity(minor: number, currency: string, roundShare: number): number {
  const allRound = roundShare * roundShare;
  const crooked = 1 / (logWidth * Math.abs(minor));
  return allRound * amountDensity(minor, currency) + (1 - allRound) * crooked;
}

/** n over k as a float; large enough values saturate harmlessly. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let result = 1;
  for (let index = 1; index <= k; index++) result = (result * (n - k + index)) / index;
  return result;
}
