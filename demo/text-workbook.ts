// A workbook of text cells alone, as banks and tax bureaus export them; any row may come first.
import { openWorkbook } from "../src/exporters/xlsx-writer.ts";

export function textWorkbook(sheet: string, rows: readonly (readonly string[])[]): Uint8Array {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const [first = [], ...rest] = rows;
  const pieces: Uint8Array[] = [];
  const book = openWorkbook((piece) => pieces.push(piece));
  const columns = Array.from({ length: width }, (_, i) => ({
    title: first[i] ?? "",
    width: 18,
    format: "text" as const,
  }));
  const writer = book.openSheet(sheet, columns);
  for (const row of rest) {
    writer.addRow(Array.from({ length: width }, (_, i) => row[i] || null));
  }
  book.end();
  return join(pieces);
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
