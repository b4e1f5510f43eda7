// The first look at a file: container, character set, first rows. All importers judge by this.
import { charsetOf, decodePieces } from "./charset.ts";
import { containerOf } from "./container.ts";
import type { FileHead, HeadSheet, ImportProblem } from "./importer.ts";
import { tableKindOf } from "./table-layout.ts";
import { headRowsOf } from "./table-records.ts";
import { openTable } from "./table-source.ts";

const HEAD_BYTES = 1 << 16;

export function fileHead(name: string, bytes: Uint8Array, encoding?: string): FileHead {
  const container = containerOf(bytes);
  const text = container === "text" || container === "html" ? headText(bytes, encoding) : "";
  const { sheets, fault } =
    container === "text" && isMarkup(text) ? noSheets : headSheets(bytes, encoding);
  const kinds = sheets.map((sheet) => tableKindOf(sheet.rows));
  return {
    name,
    bytes,
    container,
    text,
    sheets,
    tableKind: kinds.find((kind) => kind !== null) ?? null,
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
  readonly fault: ImportProblem | null;
};

const noSheets: OpenedSheets = { sheets: [], fault: null };

function headSheets(bytes: Uint8Array, encoding?: string): OpenedSheets {
  const opened = openTable(bytes, encoding);
  if (!opened.ok) return { sheets: [], fault: opened.error };
  const sheets = opened.value.sheets.map((sheet) => ({
    name: sheet.name,
    rows: headRowsOf(sheet),
  }));
  return { sheets, fault: null };
}
