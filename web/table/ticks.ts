// Ticked rows: kept by key with the row itself, so that their sum stays right while others load.
import { useCallback, useMemo, useState } from "react";
import type { RowKey } from "./column.ts";

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

export { sumByCurrency } from "./sum-by-currency.ts";
