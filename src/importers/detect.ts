// The first look at a file: container, character set, first rows. All importers judge by this.
import { charsetOf, decodePieces } from "./charset.ts";
import { foldHeader, type TableKind } from "./column-names.ts";
import { containerOf } from "./container.ts";
import type { FileHead, HeadSheet, ImportProblem } from "./importer.ts";
import { isSpreadsheetXml } from "./spreadsheet-xml.ts";
import { recogniseTable } from "./table-layout.ts";
import { headRowsOf } from "./table-records.ts";
import { openTable } from "./table-source.ts";

const HEAD_BYTES = 1 << 16;

export function fileHead(name: string, bytes: Uint8Array, encoding?: string): FileHead {
  const container = containerOf(bytes);
  const text = container === "text" || container === "html" ? headText(bytes, encoding) : "";
  const { sheets, kind, fault } =
    container === "text" && isMarkup(text) && !isSpreadsheetXml(bytes)
      ? noSheets
      : headSheets(bytes, encoding);
  return {
    name,
    bytes,
    container,
    text,
    sheets,
    tableKind: kind,
    fault,
  };
}

function isMarkup(text: string): boolean {
  return /^\s*(<\?xml|<[A-Za-z])/.test(text);
}

function headText(bytes: Uint8Array, encoding?: string): string {
  const charset = charsetOf(bytes, encoding);
  let text = "";
  for (const piece of decodePieces(bytes.subarray(0, HEAD_BYTES), charset)) text += piece;
  return text;
}

type OpenedSheets = {
  readonly sheets: readonly HeadSheet[];
  readonly kind: TableKind | null;
  readonly fault: ImportProblem | null;
};

const noSheets: OpenedSheets = { sheets: [], kind: null, fault: null };

function headSheets(bytes: Uint8Array, encoding?: string): OpenedSheets {
  const opened = openTable(bytes, encoding);
  if (!opened.ok) return { ...noSheets, fault: opened.error };
  let kind: TableKind | null = null;
  const faults: ImportProblem[] = [];
  const sheets = opened.value.sheets.map((sheet): HeadSheet => {
    const rows = headRowsOf(sheet, faults);
    const header = recogniseTable(rows);
    kind ??= header?.kind ?? null;
    return { name: sheet.name, rows, columns: new Set(header?.cells.map(foldHeader)) };
  });
  return { sheets, kind, fault: kind === null ? (faults[0] ?? null) : null };
}
