// Old Excel workbooks (BIFF in an OLE2 container). SheetJS reads them; it holds the whole workbook in
// memory, so the file size is capped. BIFF is not compressed: a small file cannot grow large.

import { read, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { soundText } from "../core/sound-text.ts";
import { fatalProblem } from "./problem.ts";
import type { OpenedTable, RowState, Sheet } from "./table-source.ts";
import { lookOfFormat, numberText } from "./xlsx-numbers.ts";

const MOST_BYTES = 60_000_000;

/** Streams of an OLE2 container as they stand in its directory, in UTF-16. */
const streamNames = {
  encrypted: "EncryptedPackage",
  word: "WordDocument",
  slides: "PowerPoint Document",
  mail: "__substg1.0",
} as const;

export function openXls(bytes: Uint8Array): OpenedTable {
  if (hasStream(bytes, streamNames.encrypted)) return refused("workbook_encrypted");
  for (const name of [streamNames.word, streamNames.slides, streamNames.mail]) {
    if (hasStream(bytes, name)) return refused("file_is_document");
  }
  if (bytes.length > MOST_BYTES) {
    const fields = { limit: `${MOST_BYTES / 1_000_000} MB` };
    return { ok: false, error: fatalProblem("file_too_large", { fields }) };
  }
  const workbook = readWorkbook(bytes);
  if (typeof workbook === "string") return damaged(workbook);
  const sheets = workbook.SheetNames.map((name, index): Sheet => {
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return { name, isHidden, read: (sink) => walkSheet(workbook, name, sink) };
  });
  return { ok: true, value: { encoding: "biff", sheets } };
}

function refused(code: "workbook_encrypted" | "file_is_document"): OpenedTable {
  return { ok: false, error: fatalProblem(code) };
}

function damaged(detail: string): OpenedTable {
  if (/password/i.test(detail)) return refused("workbook_encrypted");
  return { ok: false, error: fatalProblem("workbook_damaged", { detail }) };
}

/** The workbook, or what SheetJS found wrong with it. */
function readWorkbook(bytes: Uint8Array): WorkBook | string {
  try {
    return read(bytes, {
      type: "array",
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      cellStyles: true,
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function walkSheet(
  workbook: WorkBook,
  name: string,
  sink: (cells: string[], row: number, state: RowState) => boolean | undefined,
): [] {
  const sheet = workbook.Sheets[name];
  const rows = sheet?.["!data"];
  if (!sheet || !rows) return [];
  const uses1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const merged = mergedRowsOf(sheet);
  for (let at = 0; at < rows.length; at++) {
    const cells = Array.from(rows[at] ?? [], (cell) => cellText(cell, uses1904));
    const state = sheet["!rows"]?.[at]?.hidden ? "hidden" : merged.has(at) ? "merged" : "plain";
    if (sink(cells, at + 1, state) === false) break;
  }
  return [];
}

type BiffCell = { readonly t?: string; readonly v?: unknown; readonly z?: unknown };

function cellText(cell: BiffCell | undefined, uses1904: boolean): string {
  if (cell?.v === undefined || cell.v === null) return "";
  if (cell.t === "n") {
    const format = typeof cell.z === "string" ? cell.z : "General";
    return numberText(String(cell.v), lookOfFormat(format), uses1904);
  }
  if (cell.t === "b") return cell.v ? "TRUE" : "FALSE";
  return cell.t === "e" ? "#ERROR" : soundText(String(cell.v));
}

function mergedRowsOf(sheet: WorkSheet): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { s: start, e: end } of sheet["!merges"] ?? []) {
    for (let row = start.r + 1; row <= Math.min(end.r, start.r + 100_000); row++) rows.add(row);
  }
  return rows;
}

/** Is this UTF-16 name in the directory of the container? */
function hasStream(bytes: Uint8Array, name: string): boolean {
  const limit = Math.min(bytes.length, 1 << 20);
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0 && at < limit; at = bytes.indexOf(first, at + 1)) {
    let index = 1;
    while (
      index < name.length &&
      bytes[at + 2 * index] === name.charCodeAt(index) &&
      bytes[at + 2 * index - 1] === 0
    ) {
      index++;
    }
    if (index === name.length) return true;
  }
  return false;
}
