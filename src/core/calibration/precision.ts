// The measured share of wrong lines among labels of unequal weight, with its interval.
import { type Interval, wilson } from "./interval.ts";

export type WeighedLabel = { readonly weight: number; readonly isRight: boolean };

export type Precision = {
  /** Labels, and how many of them are wrong. */
  readonly labels: number;
  readonly wrong: number;
  /** Kish: the number of equally weighted labels that would say as much. */
  readonly effective: number;
  /** Weighted share of wrong lines, and of right ones with its 95 % interval; null without labels. */
  readonly wrongShare: number | null;
  readonly rightShare: number | null;
  readonly interval: Interval | null;
};

/** Below this a figure is only shown with "too few samples" (DOMAIN §4). */
export const enoughCases = 30;

export function precisionOf(labels: readonly WeighedLabel[]): Precision {
  let total = 0;
  let squares = 0;
  let wrongWeight = 0;
  let wrong = 0;
  for (const { weight, isRight } of labels) {
    total += weight;
    squares += weight * weight;
    if (isRight) continue;
    wrong++;
    wrongWeight += weight;
  }
  if (total === 0) {
    return {
      ...{ labels: 0, wrong: 0, effective: 0 },
      ...{ wrongShare: null, rightShare: null, interval: null },
    };
  }
  const effective = (total * total) / squares;
  const wrongShare = wrongWeight / total;
  return {
    labels: labels.length,
    wrong,
    effective,
    wrongShare,
    rightShare: 1 - wrongShare,
    interval: wilson((1 - wrongShare) * effective, effective),
  };
}
