// Opens anything that holds tables — delimited text, XLSX, XLS, HTML — as sheets of text cells.
import { type Charset, charsetOf, decodePieces } from "./charset.ts";
import { containerOf } from "./container.ts";
import { type Delimiter, forEachCsvRow, guessDelimiter } from "./csv-tokens.ts";
import { htmlSheets } from "./html-table.ts";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem, warning } from "./problem.ts";
import { isSpreadsheetXml, openSpreadsheetXml } from "./spreadsheet-xml.ts";
import { openXls } from "./xls-reader.ts";
import { openXlsx } from "./xlsx-reader.ts";

/** merged: a cell of this row belongs to one that starts in a row above. */
export type RowState = "plain" | "hidden" | "merged";

/** One row; `cells` is reused by the reader, copy what you keep. False stops the reading. */
export type SheetSink = (cells: string[], row: number, state: RowState) => boolean | undefined;

/** A look at the first rows need not know of merged cells, which stand at the end of the file. */
export type ReadDepth = "head" | "whole";

export type Sheet = {
  readonly name: string;
  readonly isHidden: boolean;
  /** Reads from the first row; may be called again. Returns problems of the reading itself. */
  read(sink: SheetSink, depth?: ReadDepth): readonly ImportProblem[];
};

export type TableFile = {
  readonly encoding: string;
  readonly sheets: readonly Sheet[];
};

export type OpenedTable =
  | { readonly ok: true; readonly value: TableFile }
  | { readonly ok: false; readonly error: ImportProblem };

/** Text read to guess the delimiter. */
const HEAD_BYTES = 1 << 16;
/** More rows than this is no list a person made; refused before memory runs out. */
const MOST_ROWS = 5_000_000;

/** A workbook is looked at first and read afterwards: its strings are parsed once for both. */
const openWorkbooks = new WeakMap<Uint8Array, OpenedTable>();

export function openTable(bytes: Uint8Array, encoding?: string): OpenedTable {
  const container = containerOf(bytes);
  switch (container) {
    case "zip":
    case "ole2": {
      const known = openWorkbooks.get(bytes);
      if (known) return known;
      const opened = container === "zip" ? openXlsx(bytes) : openXls(bytes);
      openWorkbooks.set(bytes, opened);
      return opened;
    }
    case "pdf":
    case "binary":
      return { ok: false, error: fatalProblem("no_table") };
    case "html":
      return openHtml(bytes, encoding);
    case "text":
      return isSpreadsheetXml(bytes)
        ? openSpreadsheetXml(bytes, encoding)
        : { ok: true, value: openText(bytes, encoding) };
  }
}

function openText(bytes: Uint8Array, encoding?: string): TableFile {
  const charset = charsetOf(bytes, encoding);
  const delimiter = guessDelimiter(headText(bytes, charset));
  return {
    encoding: charset.encoding,
    sheets: [
      { name: "", isHidden: false, read: (sink) => readText(bytes, charset, delimiter, sink) },
    ],
  };
}

function headText(bytes: Uint8Array, charset: Charset): string {
  let text = "";
  for (const piece of decodePieces(bytes.subarray(0, HEAD_BYTES), charset)) text += piece;
  return text;
}

function readText(
  bytes: Uint8Array,
  charset: Charset,
  delimiter: Delimiter,
  sink: SheetSink,
): ImportProblem[] {
  const problems: ImportProblem[] = [];
  if (charset.damaged) {
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  }
  let tooMany = false;
  const outcome = forEachCsvRow(decodePieces(bytes, charset), delimiter, (cells, row) => {
    if (row > MOST_ROWS) {
      tooMany = true;
      return false;
    }
    return sink(cells, row, "plain");
  });
  if (tooMany) problems.push(fatalProblem("too_many_rows", { fields: { limit: MOST_ROWS } }));
  for (const row of outcome.unclosedQuotes) {
    problems.push(warning("quote_unclosed", { place: { row } }));
  }
  return problems;
}

function openHtml(bytes: Uint8Array, encoding?: string): OpenedTable {
  const charset = charsetOf(bytes, encoding);
  const sheets = htmlSheets(() => decodePieces(bytes, charset));
  return { ok: true, value: { encoding: charset.encoding, sheets } };
}
