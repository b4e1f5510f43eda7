// How a table is looked at: order, width and presence of columns, row height. Kept in the browser
// as one changes it, and on the server when saved under a name.
import { useMemo } from "react";
import { z } from "zod";
import { useStoredState } from "../ui/stored-state.ts";
import type { Column } from "./column.ts";

export type Density = "compact" | "comfortable";

export const tableView = z.object({
  /** Keys in order; columns added since then follow at their own place. */
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  widths: z.record(z.string(), z.number()),
});
export type TableView = z.infer<typeof tableView>;

/** Heights in pixels. */
export const rowHeights: Readonly<Record<Density, number>> = { compact: 32, comfortable: 40 };

export function useDensity() {
  return useStoredState<Density>("density", "compact", (value) =>
    value === "compact" || value === "comfortable" ? value : null,
  );
}

export type ShownColumn<Row, Totals> = Column<Row, Totals> & { readonly width: number };

export function useTableView<Row, Totals>(
  tableId: string,
  columns: readonly Column<Row, Totals>[],
) {
  const first = useMemo(() => firstView(columns), [columns]);
  const [view, setView] = useStoredState<TableView>(`table.${tableId}`, first, (value) => {
    const parsed = tableView.safeParse(value);
    return parsed.success ? parsed.data : null;
  });
  const ordered = useMemo(() => orderColumns(columns, view), [columns, view]);
  const shown = useMemo(
    () => ordered.filter(({ key }) => !view.hidden.includes(key)),
    [ordered, view],
  );
  return { view, setView, ordered, shown, reset: () => setView(first) };
}

function firstView<Row, Totals>(columns: readonly Column<Row, Totals>[]): TableView {
  return {
    order: columns.map(({ key }) => key),
    hidden: columns.filter(({ isHidden }) => isHidden).map(({ key }) => key),
    widths: {},
  };
}

function orderColumns<Row, Totals>(
  columns: readonly Column<Row, Totals>[],
  view: TableView,
): ShownColumn<Row, Totals>[] {
  const place = (key: string) => {
    const kept = view.order.indexOf(key);
    return kept === -1 ? columns.findIndex((column) => column.key === key) : kept;
  };
  return columns
    .map((column) => ({ ...column, width: view.widths[column.key] ?? column.width }))
    .sort((a, b) => place(a.key) - place(b.key));
}

export function toggleColumn(view: TableView, key: string): TableView {
  const hidden = view.hidden.includes(key)
    ? view.hidden.filter((one) => one !== key)
    : [...view.hidden, key];
  return { ...view, hidden };
}

/** One place to the left (-1) or right (+1) among all columns. */
export function moveColumn(
  view: TableView,
  keys: readonly string[],
  move: { key: string; by: -1 | 1 },
): TableView {
  const order = [...keys];
  const from = order.indexOf(move.key);
  const to = from + move.by;
  const other = order[to];
  if (from === -1 || other === undefined) return view;
  order[to] = move.key;
  order[from] = other;
  return { ...view, order };
}

const leastWidth = 44;

export function resizeColumn(view: TableView, key: string, width: number): TableView {
  return { ...view, widths: { ...view.widths, [key]: Math.max(leastWidth, Math.round(width)) } };
}
