// A list as a file: exactly the filtered rows, and beside them what was asked and when. XLSX with the
// particulars on a second sheet, or CSV as Excel opens it (UTF-8 with BOM, RFC 4180).
import type { Deflater } from "./deflater.ts";
import type { ByteSink } from "./exporter.ts";
import { openTextStream } from "./text-stream.ts";
import { openWorkbook, type SheetColumn } from "./xlsx-writer.ts";

/** Text, decimal text or a date, as its column says; null: empty. */
export type ListCell = string | null;

export type ListFile = {
  addRow(cells: readonly ListCell[]): void;
  /** The particulars are known at the end: how many rows it became. */
  end(particulars: readonly (readonly [label: string, value: string])[]): void;
};

export type ListSheet = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Name and heads of the second sheet. */
  readonly about: { readonly name: string; readonly label: string; readonly value: string };
};

export const listFormats = {
  xlsx: {
    open: openXlsxList,
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  csv: { open: openCsvList, mimeType: "text/csv; charset=utf-8" },
} as const;

export type ListFormat = keyof typeof listFormats;

function openXlsxList(
  sheet: ListSheet,
  sink: ByteSink,
  deflater: Deflater | null = null,
): ListFile {
  const workbook = openWorkbook(sink, deflater);
  const rows = workbook.openSheet(sheet.name, sheet.columns);
  return {
    addRow: (cells) => rows.addRow(cells),
    end(particulars) {
      const about = workbook.openSheet(sheet.about.name, [
        { title: sheet.about.label, width: 24, format: "text" },
        { title: sheet.about.value, width: 60, format: "text" },
      ]);
      for (const [label, value] of particulars) about.addRow([label, value]);
      workbook.end();
    },
  };
}

/** A plain table has no place for particulars: a row more would be read as data. */
function openCsvList(sheet: ListSheet, sink: ByteSink): ListFile {
  const text = openTextStream(sink);
  const { columns } = sheet;
  text.write(`\uFEFF${columns.map(({ title }) => quoted(title)).join(",")}\r\n`);
  return {
    addRow(cells) {
      const fields = cells.map((value, index) => field(value, columns[index]?.format ?? "text"));
      text.write(`${fields.join(",")}\r\n`);
    },
    end: () => text.end(),
  };
}

function field(value: ListCell, format: SheetColumn["format"]): string {
  if (value === null) return "";
  if (format !== "text") return quoted(value);
  // A spreadsheet would turn a long number into 2.53E+19; as a formula with text it stays (and is
  // read back as text), and what begins like a formula is no formula (CWE-1236).
  if (/^\d{12,}$/.test(value)) return quoted(`="${value}"`);
  return quoted(/^[\s\0]*[=+\-@|]|^[\t\r\n\0]/.test(value) ? `'${value}` : value);
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
