// Copying from a table gives plain figures: 1234567.89, never 1,234,567.89 or a cut name.
import type { ClipboardEvent } from "react";
import type { Column } from "./column.ts";

export function copyRows<Row, Totals>(
  event: ClipboardEvent,
  table: { columns: readonly Column<Row, Totals>[]; rows: readonly (Row | undefined)[] },
): void {
  const marked = markedCells();
  const text = marked ?? rowsAsText(table.columns, table.rows);
  if (text === null) return;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}

/** Lines of tab-separated cells, as a spreadsheet takes them. */
function rowsAsText<Row, Totals>(
  columns: readonly Column<Row, Totals>[],
  rows: readonly (Row | undefined)[],
): string | null {
  const present = rows.filter((row) => row !== undefined);
  if (present.length === 0) return null;
  const copied = columns.filter(({ copy }) => copy);
  return present
    .map((row) =>
      copied.map(({ copy }) => (copy?.(row) ?? "").replace(/[\t\r\n]+/g, " ")).join("\t"),
    )
    .join("\n");
}

/** The plain values of the cells that the mouse has marked; null when nothing is marked. */
function markedCells(): string | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const root = range.commonAncestorContainer;
  const element = root instanceof HTMLElement ? root : root.parentElement;
  const own = element?.closest<HTMLElement>("[data-copy]");
  // Part of a figure or name: the whole of it only if all of it is marked.
  if (own) return selection.toString() === own.textContent ? (own.dataset["copy"] ?? null) : null;
  const lines: string[] = [];
  for (const row of element?.querySelectorAll<HTMLElement>("[role=row]") ?? []) {
    if (!range.intersectsNode(row)) continue;
    const cells = [...row.querySelectorAll<HTMLElement>("[role=gridcell]")]
      .filter((cell) => range.intersectsNode(cell))
      .map((cell) => cell.dataset["copy"] ?? cell.textContent ?? "");
    lines.push(cells.join("\t"));
  }
  return lines.length > 0 ? lines.join("\n") : null;
}
