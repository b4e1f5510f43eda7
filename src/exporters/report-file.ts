// A report as a file: XLSX with sums the spreadsheet works out again, CSV as Excel opens it, or PDF on
// A4 landscape. What the page shows, with what was asked on a second sheet or in the head.
import { readableAmount } from "../core/group-digits.ts";
import type { Language } from "../core/words/word.ts";
import type { Deflater } from "./deflater.ts";
import type { ByteSink } from "./exporter.ts";
import { listFormats } from "./list-file.ts";
import type { PageTotals } from "./page-totals.ts";
import {
  addFacts,
  openReport,
  type ReportFact,
  sheetWords,
  sumIfCurrency,
  sumOfColumn,
} from "./report-sheets.ts";
import type { PdfDocument, PdfNode } from "./statement-pdf.ts";
import type { CellFormula, CellValue, SheetColumn } from "./xlsx-writer.ts";

export type ReportFileColumn = {
  readonly title: string;
  readonly kind: "text" | "date" | "days" | "ratio" | "share" | "count" | "money" | "home";
};

export type ReportFileRow = {
  readonly currency: string;
  /** Text in the language of the file; figures as decimal text; null: unknown. */
  readonly cells: readonly (string | null)[];
};

export type ReportFile = {
  readonly title: string;
  readonly columns: readonly ReportFileColumn[];
  readonly rows: readonly ReportFileRow[];
  readonly totals: readonly ReportFileRow[];
  readonly facts: readonly ReportFact[];
  /** Under the table. */
  readonly notes: readonly string[];
  /** On paper, at the foot of each page: who made it, room for who checks it, when it was printed. */
  readonly foot: string;
};

type Cells = readonly (CellValue | CellFormula)[];

/** Several currencies in one column of amounts: the code stands in a column of its own. */
function hasCurrencies({ columns }: ReportFile): boolean {
  return columns.some(({ kind }) => kind === "money");
}

export function writeReportXlsx(
  file: ReportFile,
  language: Language,
  sink: ByteSink,
  deflater: Deflater | null = null,
): void {
  const book = openReport(sink, deflater);
  const withCurrency = hasCurrencies(file);
  const out = book.openSheet(file.title, sheetColumns(file, language, withCurrency));
  const rowOf = ({ currency, cells }: ReportFileRow): CellValue[] => [
    ...cells,
    ...(withCurrency ? [currency] : []),
  ];
  for (const row of file.rows) out.addRow(rowOf(row));
  for (const total of file.totals) out.addRow(totalCells(file, total, { language, withCurrency }));
  const notes = file.notes.map((value) => ({ name: noteWord, value }));
  addFacts(book, [...file.facts, ...notes], language);
}

const noteWord = { zh: "说明", en: "Note" } as const;
const currencyWord = { zh: "币种", en: "Currency" } as const;

function sheetColumns(file: ReportFile, language: Language, withCurrency: boolean): SheetColumn[] {
  const columns = file.columns.map(
    ({ title, kind }): SheetColumn => ({
      title: kind === "share" ? `${title} (%)` : title,
      width: kind === "text" ? 28 : 16,
      format: cellFormat(kind),
    }),
  );
  const currency: SheetColumn = { title: currencyWord[language], width: 8, format: "text" };
  return withCurrency ? [...columns, currency] : columns;
}

function cellFormat(kind: ReportFileColumn["kind"]): SheetColumn["format"] {
  if (kind === "text" || kind === "date") return kind;
  return kind === "days" || kind === "count" ? "count" : "amount";
}

/** Sums as formulas over the rows of their currency; what is no sum of them stays a figure. */
function totalCells(
  file: ReportFile,
  total: ReportFileRow,
  { language, withCurrency }: { language: Language; withCurrency: boolean },
): Cells {
  const last = file.rows.length + 1;
  const cells = total.cells.map((value, column): CellValue | CellFormula => {
    if (column === 0) return value ?? sheetWords.total[language];
    const kind = file.columns[column]?.kind;
    const isSum = kind === "money" || kind === "home" || kind === "count";
    if (value === null || !isSum || file.rows.length === 0) return value;
    const formula = withCurrency
      ? sumIfCurrency({ column, currencyColumn: file.columns.length, last }, total.currency)
      : sumOfColumn(column, last);
    return { formula, value };
  });
  return withCurrency ? [...cells, total.currency] : cells;
}

/** Rows alone: a sum among them would be read as data. */
export function writeReportCsv(file: ReportFile, language: Language, sink: ByteSink): void {
  const withCurrency = hasCurrencies(file);
  const out = listFormats.csv.open(
    {
      name: file.title,
      columns: sheetColumns(file, language, withCurrency),
      about: { name: "", label: "", value: "" },
    },
    sink,
  );
  for (const { currency, cells } of file.rows) {
    out.addRow([...cells, ...(withCurrency ? [currency] : [])]);
  }
  out.end([]);
}

const pageWord = { zh: "第 {page} 页 共 {pages} 页", en: "Page {page} of {pages}" } as const;

/** More columns than this need a smaller type. */
const roomyColumns = 9;

const nothingWord = { zh: "没有符合的记录。", en: "Nothing to report." } as const;
const pageTotalWord = { zh: "本页小计", en: "This page" } as const;

export function reportPdf(file: ReportFile, language: Language): PdfDocument {
  const withCurrency = hasCurrencies(file);
  const columns = withCurrency
    ? [...file.columns, { title: currencyWord[language], kind: "text" as const }]
    : file.columns;
  const isRoomy = columns.length <= roomyColumns;
  const head = columns.map(
    ({ title, kind }): PdfNode => ({
      text: title,
      bold: true,
      alignment: isRight(kind) ? "right" : "left",
      noWrap: isRoomy,
    }),
  );
  const fontSize = isRoomy ? 8 : 6.5;
  const body = (row: ReportFileRow, bold: boolean): PdfNode[] => {
    const cells = withCurrency ? [...row.cells, row.currency] : row.cells;
    return cells.map((cell, at) => {
      const kind = columns[at]?.kind ?? "text";
      const text =
        bold && at === 0 ? (cell ?? sheetWords.total[language]) : cellText(cell, kind, language);
      return { text, bold, alignment: isRight(kind) ? "right" : "left", noWrap: isRight(kind) };
    });
  };
  return {
    title: file.title,
    orientation: "landscape",
    watermark: "",
    footer: `${file.foot}　${pageWord[language]}`,
    ...pageTotalsOf(file, { language, fontSize }),
    content: [
      { text: file.title, fontSize: 15, bold: true, margin: [0, 0, 0, 4] },
      {
        text: file.facts.map(({ name, value }) => `${name[language]} ${value}`).join("　"),
        fontSize: 8,
        margin: [0, 0, 0, 6],
      },
      {
        layout: "lines",
        fontSize,
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: columns.map(({ kind }, at) => (kind === "text" && at === 0 ? "*" : "auto")),
          body: [
            head,
            ...file.totals.map((one) => body(one, true)),
            ...file.rows.map((one) => body(one, false)),
          ],
        },
      },
      ...(file.rows.length === 0
        ? [{ text: nothingWord[language], fontSize: 8, margin: [3, 6, 0, 6] }]
        : []),
      ...file.notes.map((text): PdfNode => ({ text, fontSize: 7, margin: [0, 3, 0, 0] })),
    ],
  };
}

/** The table is the third piece of the content; above its rows stand the head and the totals. */
const tablePlace = 2;

function pageTotalsOf(
  file: ReportFile,
  { language, fontSize }: { readonly language: Language; readonly fontSize: number },
): Pick<PdfDocument, "pageTotals"> {
  const { columns, rows, totals } = file;
  const isSummed = columns.map(
    ({ kind }, at) =>
      (kind === "money" || kind === "home") && totals.some(({ cells }) => cells[at] !== null),
  );
  if (!isSummed.includes(true)) return {};
  const withCurrency = hasCurrencies(file);
  const groupOf = ({ currency }: ReportFileRow) => (withCurrency ? currency : "");
  const pageTotals: PageTotals = {
    label: pageTotalWord[language],
    runningLabel: null,
    language,
    table: tablePlace,
    firstRow: 1 + totals.length,
    fontSize,
    columns: [
      ...columns.map(({ kind }, at) => ({
        isRight: isRight(kind),
        isSummed: isSummed[at] ?? false,
      })),
      ...(withCurrency ? [{ isRight: false, isSummed: false }] : []),
    ],
    groupColumn: withCurrency ? columns.length : null,
    groups: [...new Set(totals.map(groupOf))],
    rows: rows.map((row) => ({ group: groupOf(row), amounts: row.cells })),
  };
  return { pageTotals: [pageTotals] };
}

function isRight(kind: ReportFileColumn["kind"]): boolean {
  return kind !== "text" && kind !== "date";
}

/** Thousands are set apart on paper; a share carries its sign. */
function cellText(cell: string | null, kind: ReportFileColumn["kind"], language: Language): string {
  if (cell === null) return kind === "text" || kind === "date" ? "" : "–";
  if (kind === "share") return `${cell} %`;
  if (kind === "money" || kind === "home" || kind === "count") {
    return readableAmount(cell, language);
  }
  return cell;
}
