// Arithmetic of the aging page on decimal text: shares of a row, overdue, change since another day.
import {
  type AgingFigures,
  type AgingReport,
  agingBuckets,
  overdueBuckets,
} from "../../../src/contract/aging.ts";
import { isCurrency } from "../../../src/core/currency.ts";
import { formatMinor, parseMinor } from "../../../src/core/money.ts";

export type AgingRow = AgingReport["rows"][number];
export type AgingTotal = AgingReport["totals"][number];

function minorOf(text: string, currency: string): bigint {
  return (isCurrency(currency) ? parseMinor(text, currency) : null) ?? 0n;
}

export function overdueOf(figures: AgingFigures, currency: string): string {
  const sum = overdueBuckets.reduce(
    (total, bucket) => total + minorOf(figures.buckets[bucket] ?? "0", currency),
    0n,
  );
  return formatMinor(sum, currency);
}

export function difference(now: string, before: string, currency: string): string {
  return formatMinor(minorOf(now, currency) - minorOf(before, currency), currency);
}

/** Part of the whole in per mille, 0 where there is no whole; beyond it where credits offset. */
export function perMille(part: string, whole: string, currency: string): number {
  const of = minorOf(whole, currency);
  if (of === 0n) return 0;
  return Number((minorOf(part, currency) * 1000n) / of);
}

/** "12.3 %" */
export function percentText(perMilleShare: number): string {
  const size = Math.abs(perMilleShare);
  return `${perMilleShare < 0 ? "−" : ""}${Math.trunc(size / 10)}.${size % 10} %`;
}

/** The same row, or the same currency's total, of another day. */
export function matchRow(rows: readonly AgingRow[], row: AgingRow): AgingRow | undefined {
  return rows.find(
    (one) =>
      one.currency === row.currency &&
      (row.customerId === null ? one.name === row.name : one.customerId === row.customerId),
  );
}

export const emptyFigures: AgingFigures = {
  balance: "0",
  buckets: Object.fromEntries(agingBuckets.map((bucket) => [bucket, "0"])) as Record<
    (typeof agingBuckets)[number],
    string
  >, // every bucket was named
  unlinkedCredits: "0",
  unapplied: "0",
  net: "0",
  disputed: "0",
  allowance: "0",
};
