// How long a sale stays unpaid: DSO by four methods, its best possible value and what lies between,
// the average days delinquent (docs/spec-reports.md). Sales are invoiced gross: receivables hold the VAT too.
import {
  addRatios,
  multiplyRatios,
  type Ratio,
  ratioOf,
  subtractRatios,
  wholeRatio,
} from "./ratio.ts";

/** What was invoiced in a month and how many days the month counts. */
export type MonthSales = { readonly salesMinor: bigint; readonly days: number };

/** 期末法: receivables at the end ÷ sales of the period × its days. */
export function periodEndDso(of: {
  readonly receivableMinor: bigint;
  readonly salesMinor: bigint;
  readonly days: number;
}): Ratio | null {
  return ratioOf(of.receivableMinor * BigInt(of.days), of.salesMinor);
}

/** 平均余额法: the mean of opening and closing receivables in place of the closing ones. */
export function averageDso(of: {
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly salesMinor: bigint;
  readonly days: number;
}): Ratio | null {
  return ratioOf((of.openingMinor + of.closingMinor) * BigInt(of.days), of.salesMinor * 2n);
}

/** 滚动三月法: receivables ÷ sales of the last three months × 90. */
export function rollingDso(
  receivableMinor: bigint,
  lastThree: readonly MonthSales[],
): Ratio | null {
  const sales = lastThree.reduce((sum, { salesMinor }) => sum + salesMinor, 0n);
  return periodEndDso({ receivableMinor, salesMinor: sales, days: 90 });
}

/**
 * 倒推法 (count-back): the latest month's sales are taken off the receivables; each month that is
 * covered whole adds its days, the last one its share. Null when the months do not reach so far back.
 */
export function countBackDso(
  receivableMinor: bigint,
  newestFirst: readonly MonthSales[],
): Ratio | null {
  let left = receivableMinor;
  let total = wholeRatio(0n);
  for (const { salesMinor, days } of newestFirst) {
    if (left <= 0n) return total;
    if (salesMinor > left) {
      const part = ratioOf(left * BigInt(days), salesMinor);
      return part === null ? null : addRatios(total, part);
    }
    // a month of more credit notes than invoices covers nothing, and its days passed all the same
    left -= salesMinor > 0n ? salesMinor : 0n;
    total = addRatios(total, wholeRatio(days));
  }
  return left <= 0n ? total : null;
}

/** 最佳可能: as the period-end method, of what is not due yet alone. */
export function bestPossibleDso(of: {
  readonly notDueMinor: bigint;
  readonly salesMinor: bigint;
  readonly days: number;
}): Ratio | null {
  return periodEndDso({ ...of, receivableMinor: of.notDueMinor });
}

/** 平均拖欠天数: DSO less the best possible one, both by the same method. */
export function averageDaysDelinquent(dso: Ratio | null, best: Ratio | null): Ratio | null {
  return dso === null || best === null ? null : subtractRatios(dso, best);
}

/** 周转天数: 365 ÷ (sales of a year ÷ average receivables). */
export function turnoverDays(averageMinor: bigint, yearSalesMinor: bigint): Ratio | null {
  const share = ratioOf(averageMinor, yearSalesMinor);
  return share === null ? null : multiplyRatios(share, wholeRatio(365));
}
