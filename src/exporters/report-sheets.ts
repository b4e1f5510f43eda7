// The workbook of a report: its rows on the first sheet, with sums the spreadsheet works out again;
// what it shows, as of when and by which filters on the second.
import type { Language, Sentence } from "../core/words/word.ts";
import type { Deflater } from "./deflater.ts";
import type { ByteSink } from "./exporter.ts";
import { columnLetters, openWorkbook, type WorkbookWriter } from "./xlsx-writer.ts";

/** "截至" – "2026-09-30" */
export type ReportFact = { readonly name: Sentence; readonly value: string };

export const sheetWords = {
  about: { zh: "说明", en: "About" },
  fact: { zh: "项目", en: "Fact" },
  value: { zh: "内容", en: "Value" },
  total: { zh: "合计", en: "Total" },
} as const satisfies Record<string, Sentence>;

/** Begins the workbook; `addFacts` ends it with the second sheet. */
export function openReport(sink: ByteSink, deflater: Deflater | null = null): WorkbookWriter {
  return openWorkbook(sink, deflater);
}

export function addFacts(
  book: WorkbookWriter,
  facts: readonly ReportFact[],
  language: Language,
): void {
  const sheet = book.openSheet(sheetWords.about[language], [
    { title: sheetWords.fact[language], width: 24, format: "text" },
    { title: sheetWords.value[language], width: 60, format: "text" },
  ]);
  for (const { name, value } of facts) sheet.addRow([name[language], value]);
  book.end();
}

/** "C7": a cell by its column (from 0) and its row on the sheet (from 1). */
export function cellAt(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}

/** The sum of a column over rows 2 to `last` where the currency column names `currency`. */
export function sumIfCurrency(
  at: { readonly column: number; readonly currencyColumn: number; readonly last: number },
  currency: string,
): string {
  const range = (column: number) => `${cellAt(column, 2)}:${cellAt(column, at.last)}`;
  return `SUMIFS(${range(at.column)},${range(at.currencyColumn)},"${currency}")`;
}

export function sumOfColumn(column: number, last: number): string {
  return `SUM(${cellAt(column, 2)}:${cellAt(column, last)})`;
}
