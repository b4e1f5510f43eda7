// Rows that are all here already, as the source of a table.
import type { RowSource } from "./column.ts";

const neverChanges = () => () => {};

export function localRows<Row>(
  rows: readonly Row[],
): Pick<RowSource<Row>, "rows" | "version" | "subscribe" | "count" | "isCounted"> {
  return {
    rows,
    version: () => 0,
    subscribe: neverChanges,
    count: rows.length,
    isCounted: true,
  };
}
