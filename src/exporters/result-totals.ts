// Counts of the four lanes and the automatic money, which head every form of a result.
import type { CurrencyCode } from "../core/currency.ts";
import type { Lane } from "../core/matching/output.ts";
import { formatMinor } from "../core/money.ts";
import { compareText, type ReconcileResult } from "./reconcile-result.ts";

export type LaneTotal = {
  readonly lines: number;
  /** Money of the lines by currency, in the order of the codes. */
  readonly amounts: ReadonlyMap<CurrencyCode, bigint>;
};

export type ResultTotals = Readonly<Record<Lane, LaneTotal>>;

export function totalsOf(result: ReconcileResult): ResultTotals {
  const totals = openTotals();
  for (const [index, line] of result.lines.entries()) {
    totals.add(result.verdicts[index]!.lane, line.currency, line.amountMinor);
  }
  return totals.close();
}

export type TotalsCounter = {
  add(lane: Lane, currency: CurrencyCode, amountMinor: number): void;
  close(): ResultTotals;
};

export function openTotals(): TotalsCounter {
  const lanes = { auto: open(), suggested: open(), unmatched: open(), not_receivable: open() };
  return {
    add(lane, currency, amountMinor) {
      lanes[lane].lines += 1;
      lanes[lane].add(currency, amountMinor);
    },
    close: () => mapLanes((lane) => ({ lines: lanes[lane].lines, amounts: lanes[lane].amounts })),
  };
}

/** Totals of parts of the lines, added up. */
export function addTotals(parts: readonly ResultTotals[]): ResultTotals {
  return mapLanes((lane) => {
    const amounts = new Map<CurrencyCode, bigint>();
    for (const part of parts) {
      for (const [currency, minor] of part[lane].amounts) {
        amounts.set(currency, (amounts.get(currency) ?? 0n) + minor);
      }
    }
    const lines = parts.reduce((sum, part) => sum + part[lane].lines, 0);
    return { lines, amounts: byCode(amounts) };
  });
}

function mapLanes(totalOf: (lane: Lane) => LaneTotal): ResultTotals {
  return {
    auto: totalOf("auto"),
    suggested: totalOf("suggested"),
    unmatched: totalOf("unmatched"),
    not_receivable: totalOf("not_receivable"),
  };
}

function byCode(amounts: ReadonlyMap<CurrencyCode, bigint>): ReadonlyMap<CurrencyCode, bigint> {
  return new Map([...amounts].sort(([a], [b]) => compareText(a, b)));
}

function open() {
  const amounts = new Map<CurrencyCode, bigint>();
  let pending = 0;
  let currency = "";
  const settle = () => {
    if (pending !== 0) amounts.set(currency, (amounts.get(currency) ?? 0n) + BigInt(pending));
    pending = 0;
  };
  return {
    lines: 0,
    /** Sums in safe integers as long as one currency lasts and the sum stays safe. */
    add(of: CurrencyCode, minor: number) {
      if (of !== currency || !Number.isSafeInteger(pending + minor)) settle();
      if (of !== currency && !amounts.has(of)) amounts.set(of, 0n);
      currency = of;
      pending += minor;
    },
    get amounts() {
      settle();
      return byCode(amounts);
    },
  };
}

export function amountsByCurrency(
  amounts: ReadonlyMap<CurrencyCode, bigint>,
): Readonly<Record<CurrencyCode, string>> {
  const texts = [...amounts].map(([currency, minor]) => [currency, formatMinor(minor, currency)]);
  return Object.fromEntries(texts) as Record<CurrencyCode, string>;
}
