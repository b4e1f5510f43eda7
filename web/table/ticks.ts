// Ticked rows: kept by key with the row itself, so that their sum stays right while others load.
import { useCallback, useMemo, useState } from "react";
import { currencyExponent, isCurrency } from "../../src/core/currency.ts";
import { formatMinor, parseMinor } from "../../src/core/money.ts";
import type { Amount, RowKey } from "./column.ts";

export type Ticks<Row> = {
  readonly rows: ReadonlyMap<RowKey, Row>;
  readonly toggle: (key: RowKey, row: Row) => void;
  readonly set: (rows: ReadonlyMap<RowKey, Row>) => void;
  readonly clear: () => void;
};

export function useTicks<Row>(): Ticks<Row> {
  const [rows, set] = useState<ReadonlyMap<RowKey, Row>>(new Map());
  const toggle = useCallback((key: RowKey, row: Row) => {
    set((before) => {
      const next = new Map(before);
      if (!next.delete(key)) next.set(key, row);
      return next;
    });
  }, []);
  const clear = useCallback(() => set(new Map()), []);
  return useMemo(() => ({ rows, toggle, set, clear }), [rows, toggle, clear]);
}

/** One sum per currency, never across; in minor units, so to the cent. */
export function sumByCurrency(amounts: Iterable<Amount>): Amount[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) {
    if (!isCurrency(currency)) continue;
    sums.set(currency, (sums.get(currency) ?? 0n) + (parseMinor(amount, currency) ?? 0n));
  }
  return [...sums]
    .sort(([a], [b]) => currencyExponent(b) - currencyExponent(a) || a.localeCompare(b))
    .map(([currency, minor]) => ({ currency, amount: formatMinor(minor, currency) }));
}
