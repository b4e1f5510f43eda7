// Walks the data rows of a table under its header: skips blanks, totals and repeated headers
// (counted), refuses hidden and merged rows, and hands over the rest.
import { cutText } from "../core/sound-text.ts";
import { editedSheet } from "./cell-edits.ts";
import type { TableKind } from "./column-names.ts";
import type {
  ColumnMapping,
  ImportProblem,
  ParsedContent,
  ParsedFile,
  ParseOptions,
  SourcePlace,
} from "./importer.ts";
import { excerptOfCells, fatalProblem, refusedFile, rowProblem, warning } from "./problem.ts";
import {
  findHeader,
  HEADER_WITHIN_ROWS,
  type Header,
  type HeadRow,
  layoutOf,
  mappingOf,
  nearestHeader,
} from "./table-layout.ts";
import { openTable, type Sheet } from "./table-source.ts";
import { withFilledColumns } from "./told-by-content.ts";

/** Rows after the header looked at before a column's habits (decimal mark, day order) are decided. */
const SAMPLE_ROWS = 2000;
const PROGRESS_EVERY_ROWS = 1000;

export type TableRecords = {
  readonly encoding: string;
  readonly header: Header;
  /** Name of the sheet whose rows are being read; of the first one before and after. */
  sheetNow(): string;
  readonly mapping: ColumnMapping;
  /** The first data rows, copied. */
  readonly sample: readonly HeadRow[];
  /** `cells` is reused between calls; `opened` is called with its header before each sheet's rows. */
  eachRow(sink: RowSink, opened?: (header: Header) => void): RecordsOutcome;
};

type RowSink = (cells: readonly string[], row: number) => void;

export type RecordsOutcome = {
  readonly problems: readonly ImportProblem[];
  readonly ignoredRows: number;
  /** Total and subtotal rows, copied: some hold control figures. */
  readonly totals: readonly HeadRow[];
};

export type OpenedRecords =
  | { readonly ok: true; readonly value: TableRecords }
  | { readonly ok: false; readonly error: ParsedFile };

type FoundSheet = { readonly sheet: Sheet; readonly header: Header };

export type RecordsWanted = {
  readonly format: string;
  readonly content: ParsedContent["kind"];
  readonly kind: TableKind;
};

export function openRecords(
  bytes: Uint8Array,
  options: ParseOptions,
  wanted: RecordsWanted,
): OpenedRecords {
  const refused = (problem: ImportProblem, mapping: ColumnMapping | null = null) => ({
    ok: false as const,
    error: refusedFile({ format: wanted.format, kind: wanted.content, mapping }, [problem]),
  });
  const opened = openTable(bytes, options.encoding);
  if (!opened.ok) return refused(opened.error);
  const { sheets, encoding } = opened.value;
  const found: FoundSheet[] = [];
  const left: string[] = [];
  for (const sheet of sheets) {
    const rows = headRowsOf(sheet);
    const header = findHeader(rows, wanted.kind, options.mappings);
    if (header) found.push({ sheet: editedSheet(sheet, header, options.edits), header });
    else if (rows.length > 0) left.push(sheet.name);
  }
  const chosen = chooseSheets(found);
  const first = chosen[0];
  if (!first) return refused(headerProblem(sheets, wanted.kind), guessMapping(sheets));
  if (chosen.some((one) => one.header.layout !== first.header.layout)) {
    const names = chosen.map((one) => one.sheet.name).join(", ");
    return refused(fatalProblem("two_sheets_fit", { excerpt: names, fields: { sheets: names } }));
  }
  for (const { sheet, header } of chosen) {
    const place = tenThousandIn(header);
    if (!place) continue;
    const inSheet = sheet.name === "" ? {} : { sheet: sheet.name };
    const details = { excerpt: place.excerpt, place: { ...inSheet, ...place.at } };
    return refused(fatalProblem("unit_ten_thousand", details));
  }
  let sheetNow = first.sheet.name;
  const opening = (then?: (header: Header) => void) => (found: FoundSheet) => {
    sheetNow = found.sheet.name;
    then?.(found.header);
  };
  const value: TableRecords = {
    encoding,
    header: first.header,
    sheetNow: () => sheetNow,
    mapping: mappingOf(first.header, first.sheet.name),
    sample: sampleOf(first),
    eachRow: (sink, opened) => {
      const outcome = walk({ chosen, left, options, sink, opened: opening(opened) });
      sheetNow = first.sheet.name;
      return outcome;
    },
  };
  return { ok: true, value: withFilledColumns(value, options) };
}

/** "金额（万元）" in a head, or "单位：万元" above the table. */
function tenThousandIn(header: Header): { excerpt: string; at: SourcePlace } | null {
  const head = header.cells.find((cell) => /[(（].*万元?.*[)）]/.test(cell));
  if (head !== undefined) return { excerpt: head, at: { row: header.row, column: head } };
  for (const { cells, row } of header.preamble) {
    const text = cells.join(" ");
    if (/单位\s*[:：]?\s*(人民币)?\s*[(（]?\s*万元/.test(text)) {
      return { excerpt: excerptOfCells(cells), at: { row } };
    }
  }
  return null;
}

/** Names the columns that are missing, if a row looks like a header of this kind at all. */
function headerProblem(sheets: readonly Sheet[], kind: TableKind): ImportProblem {
  for (const sheet of sheets) {
    const near = nearestHeader(headRowsOf(sheet), kind);
    if (!near) continue;
    const place = sheet.name === "" ? {} : { sheet: sheet.name };
    return fatalProblem("columns_missing", {
      place: { ...place, row: near.row.row },
      excerpt: excerptOfCells(near.row.cells),
      fields: { missing: near.missing.join(" ") },
    });
  }
  return fatalProblem("header_not_found");
}

/** `faults` takes what keeps the sheet from being read. */
export function headRowsOf(sheet: Sheet, faults: ImportProblem[] = []): HeadRow[] {
  const limit = HEADER_WITHIN_ROWS;
  const rows: HeadRow[] = [];
  const problems = sheet.read((cells, row) => {
    if (cells.some((cell) => cell.trim() !== "")) rows.push({ cells: [...cells], row });
    return rows.length < limit && row < limit * 4;
  });
  faults.push(...problems.filter(({ severity }) => severity === "fatal"));
  return rows;
}

/** Visible sheets before hidden ones; of the tax bureau's two sheets the one with goods lines. */
function chooseSheets(found: readonly FoundSheet[]): readonly FoundSheet[] {
  const visible = found.filter((one) => !one.sheet.isHidden);
  const fitting = visible.length > 0 ? visible : found;
  if (fitting[0]?.header.kind !== "tax_invoices") return fitting;
  const detailed = fitting.filter((one) => one.header.cells.some((cell) => cell.includes("税率")));
  return (detailed.length > 0 ? detailed : fitting).slice(0, 1);
}

function sampleOf(found: FoundSheet): HeadRow[] {
  const rows: HeadRow[] = [];
  found.sheet.read((cells, row) => {
    if (row > found.header.row) rows.push({ cells: [...cells], row });
    return rows.length < SAMPLE_ROWS;
  });
  return rows;
}

type Walk = {
  readonly chosen: readonly FoundSheet[];
  readonly left: readonly string[];
  readonly options: ParseOptions;
  readonly sink: RowSink;
  opened(found: FoundSheet): void;
};

function walk({ chosen, left, options, sink, opened }: Walk): RecordsOutcome {
  const problems: ImportProblem[] = [];
  const totals: HeadRow[] = [];
  let ignoredRows = 0;
  let done = 0;
  for (const found of chosen) {
    const { sheet, header } = found;
    opened(found);
    const headerFirst = header.cells.find((cell) => cell.trim() !== "")?.trim() ?? "";
    const inSheet = sheet.name === "" ? {} : { sheet: sheet.name };
    const readingProblems = sheet.read((cells, row, state) => {
      if (row <= header.row) {
        ignoredRows++;
        return true;
      }
      done++;
      if (done % PROGRESS_EVERY_ROWS === 0) options.onProgress?.(done);
      const first = firstText(cells);
      if (first === "") {
        ignoredRows++;
      } else if (first === headerFirst && isHeaderAgain(cells, header)) {
        ignoredRows++;
        problems.push(warning("header_again", { place: { ...inSheet, row }, excerpt: first }));
      } else if (isTotalWord(first) && !isOneRecord(first, cells)) {
        ignoredRows++;
        totals.push({ cells: [...cells], row });
      } else if (state === "plain" && isSplitAmount(cells, header)) {
        problems.push(
          rowProblem("amount_split", {
            place: { ...inSheet, row },
            excerpt: excerptOfCells(cells),
          }),
        );
      } else if (state === "plain") {
        sink(cells, row);
      } else {
        const code = state === "hidden" ? "hidden_row" : "merged_cells";
        problems.push(
          rowProblem(code, { place: { ...inSheet, row }, excerpt: excerptOfCells(cells) }),
        );
      }
      return true;
    }, "whole");
    problems.push(...readingProblems);
  }
  if (chosen.length > 1) {
    const names = chosen.map((one) => one.sheet.name).join(", ");
    problems.push(warning("several_sheets_read", { excerpt: names, fields: { sheets: names } }));
  }
  for (const name of left) problems.push(warning("sheet_not_read", { place: { sheet: name } }));
  return { problems, ignoredRows, totals };
}

function firstText(cells: readonly string[]): string {
  for (const cell of cells) {
    if (cell === "") continue;
    const text = cell.trim();
    if (text !== "") return text;
  }
  return "";
}

function isHeaderAgain(cells: readonly string[], header: Header): boolean {
  return header.cells.every((cell, at) => cell.trim() === (cells[at] ?? "").trim());
}

const totalWords =
  /^[#*\s-]*(.{0,6}(合\s*计|总\s*计|小\s*计)|.*[\s(（-](合计|小计)[)）]?\s*$|累计|汇总|总笔数|总金额|总收入|总支出|期初余额|期末余额|承前页|过次页|grand total|sub-?total|totals?\b)/i;

function isTotalWord(text: string): boolean {
  // a lone star marks the sums in lists of SAP
  return text.length <= 40 && (totalWords.test(text) || /^\*{1,3}$/.test(text));
}

/** A firm may be called 合计贸易有限公司 or Total Supply Ltd; totals name no firm and have no date. */
function isOneRecord(first: string, cells: readonly string[]): boolean {
  if (/(小\s*计|合\s*计)\s*[:：]?$/.test(first) && !cells.some((cell) => wholeDate.test(cell))) {
    return false;
  }
  return (
    firmWords.test(first) || cells.some((cell) => cell.trim() !== first && wholeDate.test(cell))
  );
}

const firmWords = /公司|[厂店行]$|\b(ltd|limited|inc|llc|gmbh|corp|company|s\.?a|plc|b\.?v)\b\.?/i;
const wholeDate = /^\s*\d{4}([-/.年]\d{1,2}[-/.月]\d{1,2}日?|[01]\d[0-3]\d)(\s.*)?$/;

/**
 * "1,690.00" without quotes became two cells, and each cell after it stands one too far right. Where
 * only empty cells are beyond the header, rows may just end with a separator: then the second half
 * must have decimals and stand where no money belongs.
 */
function isSplitAmount(cells: readonly string[], header: Header): boolean {
  if (cells.length <= header.cells.length) return false;
  const endsEmpty = cells.slice(header.cells.length).every((cell) => cell.trim() === "");
  return header.fields.some(
    (field, at) =>
      field !== null &&
      moneyFields.has(field) &&
      /^\s*[-+(¥￥$]?\d{1,3}$/.test(cells[at] ?? "") &&
      (endsEmpty ? secondHalf : anySecondHalf).test(cells[at + 1] ?? "") &&
      !(endsEmpty && moneyFields.has(header.fields[at + 1] ?? "")),
  );
}

const anySecondHalf = /^\d{3}(\.\d+)?\)?\s*$/;
const secondHalf = /^\d{3}\.\d+\)?\s*$/;

const moneyFields: ReadonlySet<string> = new Set([
  "amount",
  "open_amount",
  "paid_amount",
  "money_in",
  "money_out",
]);

/** For a table nobody recognises: its widest row of words, so that a person can map it once. */
function guessMapping(sheets: readonly Sheet[]): ColumnMapping | null {
  let best: { sheet: string; row: HeadRow; below: readonly HeadRow[]; words: number } | null = null;
  for (const sheet of sheets) {
    const rows = headRowsOf(sheet);
    for (const [at, row] of rows.entries()) {
      const words = row.cells.filter(
        (cell) => /\p{L}{2,}/u.test(cell) && !/\d{3,}/.test(cell),
      ).length;
      if (words >= 3 && words > (best?.words ?? 0)) {
        best = { sheet: sheet.name, row, below: rows.slice(at + 1), words };
      }
    }
  }
  if (!best) return null;
  const header: Header = {
    kind: "statement",
    row: best.row.row,
    cells: best.row.cells,
    fields: best.row.cells.map(() => null),
    layout: layoutOf(best.row.cells),
    preamble: [],
  };
  const mapping = mappingOf(header, best.sheet);
  const { below } = best;
  const columns = mapping.columns.map((column) => ({
    ...column,
    samples: samplesOf(below, column.index),
  }));
  return { ...mapping, columns };
}

/** The first values of a column, told apart. */
function samplesOf(rows: readonly HeadRow[], column: number): string[] {
  const values = rows.map((row) => cutText((row.cells[column] ?? "").trim(), sampleLength));
  return [...new Set(values.filter((value) => value !== ""))].slice(0, sampleCount);
}

const sampleCount = 3;
const sampleLength = 60;
