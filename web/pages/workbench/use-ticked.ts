// The ticked lines of a lane, and what of them can be settled together.
import { useEffect, useMemo, useState } from "react";
import type { WorkbenchRow } from "../../../src/contract/workbench.ts";
import { isUndecided } from "./line-panel.tsx";
import type { Place } from "./use-place.ts";

/** Ticked lines stay ticked while others load; another lane begins with none. */
export function useTicked({ lane, cause }: Place) {
  const [rows, setRows] = useState<ReadonlyMap<number, WorkbenchRow>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, other rows
  useEffect(() => setRows(new Map()), [lane, cause]);
  return useMemo(
    () => ({
      rows,
      toggle: (row: WorkbenchRow) =>
        setRows((before) => {
          const next = new Map(before);
          if (!next.delete(row.id)) next.set(row.id, row);
          return next;
        }),
      forget: (ids: readonly number[]) =>
        setRows((before) => {
          if (!ids.some((id) => before.has(id))) return before;
          const gone = new Set(ids);
          return new Map([...before].filter(([id]) => !gone.has(id)));
        }),
      clear: () => setRows(new Map()),
    }),
    [rows],
  );
}

export type Together = { readonly rows: readonly WorkbenchRow[]; readonly canSettle: boolean };

/** What is ticked and still waits; of one currency, it can be settled together. */
export function togetherOf(ticked: ReadonlyMap<number, WorkbenchRow>): Together {
  const rows = [...ticked.values()].filter((row) => isUndecided(row.lane));
  const currencies = new Set(rows.map((row) => row.currency));
  return { rows, canSettle: rows.length > 1 && currencies.size === 1 };
}
