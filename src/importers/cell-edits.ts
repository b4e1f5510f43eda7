// Cells a person corrected in the preview: read as if the file itself said so.
import type { CellEdit } from "./importer.ts";
import type { Header } from "./table-layout.ts";
import type { Sheet } from "./table-source.ts";

/** The sheet with the corrected cells in place; rows and columns as problems name them. */
export function editedSheet(
  sheet: Sheet,
  header: Header,
  edits: readonly CellEdit[] | undefined,
): Sheet {
  const byRow = editsByRow(sheet, header, edits ?? []);
  if (byRow.size === 0) return sheet;
  return {
    ...sheet,
    read: (sink, depth) =>
      sheet.read((cells, row, state) => {
        const edited = byRow.get(row);
        if (!edited) return sink(cells, row, state);
        const changed = [...cells];
        for (const { column, value } of edited) {
          while (changed.length <= column) changed.push("");
          changed[column] = value;
        }
        return sink(changed, row, state);
      }, depth),
  };
}

type PlacedEdit = { readonly column: number; readonly value: string };

function editsByRow(
  sheet: Sheet,
  header: Header,
  edits: readonly CellEdit[],
): Map<number, PlacedEdit[]> {
  const byRow = new Map<number, PlacedEdit[]>();
  for (const edit of edits) {
    if ((edit.sheet ?? sheet.name) !== sheet.name || edit.row <= header.row) continue;
    const column = header.cells.findIndex((cell) => cell.trim() === edit.column.trim());
    if (column < 0) continue;
    const placed = byRow.get(edit.row) ?? [];
    placed.push({ column, value: edit.value });
    byRow.set(edit.row, placed);
  }
  return byRow;
}
