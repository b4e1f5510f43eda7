// Reads the to-confirm workbook that came back: finds its columns by their words in either language,
// whatever order they stand in, and takes from each row what a person decided.

import { ok, type Result, refuse } from "../../core/result.ts";
import { type ToConfirmColumn, toConfirmColumns } from "../../core/words/to-confirm.ts";
import type { Sentence } from "../../core/words/word.ts";
import { openTable, type Sheet } from "../../importers/table-source.ts";

/** A row as it was filled in; texts as they stand in the cells. */
export type FilledRow = {
  /** Row of the sheet, from 1. */
  readonly row: number;
} & Readonly<Record<ToConfirmColumn, string>>;

export type FileRefusal =
  | { readonly code: "decisions_file_wrong" }
  | { readonly code: "decisions_file_too_long"; readonly rows: number };

/** More rows than one reconciliation leaves to people. */
const mostRows = 50_000;
/** Without these a row cannot be understood. */
const needed: readonly ToConfirmColumn[] = ["decision", "line", "check", "amount", "currency"];

const columns = Object.keys(toConfirmColumns) as ToConfirmColumn[]; // the record's own keys

export function readDecisionsFile(bytes: Uint8Array): Result<readonly FilledRow[], FileRefusal> {
  const opened = openTable(bytes);
  if (!opened.ok) return refuse({ code: "decisions_file_wrong" });
  for (const sheet of opened.value.sheets) {
    const rows = readSheet(sheet);
    if (rows === null) continue;
    if (rows.length > mostRows) {
      return refuse({ code: "decisions_file_too_long", rows: mostRows });
    }
    return ok(rows);
  }
  return refuse({ code: "decisions_file_wrong" });
}

/** Null: this sheet is another one. */
function readSheet(sheet: Sheet): FilledRow[] | null {
  let places: ReadonlyMap<ToConfirmColumn, number> | null = null;
  const rows: FilledRow[] = [];
  const faults = sheet.read((cells, row) => {
    if (places === null) {
      places = placesIn(cells);
      return places !== null;
    }
    if (cells.every((cell) => cell.trim() === "")) return true;
    rows.push(rowOf(cells, row, places));
    return rows.length <= mostRows;
  });
  const isTorn = faults.some((fault) => fault.severity === "fatal");
  return places === null || isTorn ? null : rows;
}

/** The first row must be the head. */
function placesIn(cells: readonly string[]): ReadonlyMap<ToConfirmColumn, number> | null {
  const places = new Map<ToConfirmColumn, number>();
  cells.forEach((cell, at) => {
    const column = columns.find((key) => isWord(toConfirmColumns[key], cell));
    if (column !== undefined && !places.has(column)) places.set(column, at);
  });
  return needed.every((column) => places.has(column)) ? places : null;
}

function rowOf(
  cells: readonly string[],
  row: number,
  places: ReadonlyMap<ToConfirmColumn, number>,
): FilledRow {
  const texts = columns.map((column): [ToConfirmColumn, string] => {
    const at = places.get(column);
    return [column, at === undefined ? "" : (cells[at] ?? "").trim()];
  });
  // every column has its text
  return { row, ...(Object.fromEntries(texts) as Record<ToConfirmColumn, string>) };
}

/** Equal in either language, whatever the case. */
export function isWord(word: Sentence, text: string): boolean {
  const plain = text.trim().toLowerCase();
  return plain === word.zh.toLowerCase() || plain === word.en.toLowerCase();
}
