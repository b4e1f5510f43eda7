// The rows of a remittance advice, read with the importers' table reader (its limits against hostile
// workbooks hold here too). Null: nothing in it can be read.
import { type AdviceRow, adviceRows } from "../../core/portal/advice.ts";
import { openTable } from "../../importers/table-source.ts";

/** More is no advice a person made; a larger file is kept as evidence and not read. */
const mostRows = 5_000;
const largestBytes = 2 * 1_048_576;

export function readAdviceRows(
  { bytes }: { readonly bytes: Uint8Array },
  isKnown: (no: string) => boolean,
): AdviceRow[] | null {
  if (bytes.length > largestBytes) return null;
  const opened = openTable(bytes);
  if (!opened.ok) return null;
  const rows: string[][] = [];
  for (const sheet of opened.value.sheets) {
    if (sheet.isHidden) continue;
    sheet.read((cells, _row, state) => {
      if (state === "plain") rows.push(cells.slice(0, 60).map((cell) => cell.slice(0, 200)));
      return rows.length < mostRows;
    });
  }
  const read = adviceRows(rows, isKnown);
  return read.length === 0 ? null : read;
}
