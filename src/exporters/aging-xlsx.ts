// Aging as a workbook in which balance, net and totals are formulas over the buckets, so that whoever
// changes a figure sees the sum move.
import { formatMinor, parseMinor } from "../core/money.ts";
import type { Language, Sentence } from "../core/words/word.ts";
import type { Deflater } from "./deflater.ts";
import type { ByteSink } from "./exporter.ts";
import {
  addFacts,
  cellAt,
  openReport,
  type ReportFact,
  sheetWords,
  sumIfCurrency,
} from "./report-sheets.ts";
import type { CellFormula, CellValue, SheetColumn } from "./xlsx-writer.ts";

export type AgingSheetRow = {
  readonly name: string;
  readonly customerNo: string;
  readonly currency: string;
  /** In the order of `buckets` of the sheet. */
  readonly buckets: readonly string[];
  readonly unlinkedCredits: string;
  readonly unapplied: string;
  readonly disputed: string;
  readonly allowance: string;
};

export type AgingSheet = {
  readonly title: Sentence;
  /** What a row is: customer, region … */
  readonly rowName: Sentence;
  readonly buckets: readonly Sentence[];
  readonly rows: readonly AgingSheetRow[];
  readonly facts: readonly ReportFact[];
};

const words = {
  number: { zh: "客户编号", en: "Customer no." },
  currency: { zh: "币种", en: "Currency" },
  credits: { zh: "未关联红字", en: "Unlinked credits" },
  balance: { zh: "余额", en: "Balance" },
  unapplied: { zh: "未核销收款", en: "Unapplied" },
  net: { zh: "净额", en: "Net" },
  disputed: { zh: "争议(内含)", en: "Disputed (within)" },
  allowance: { zh: "坏账准备", en: "Allowance" },
} as const satisfies Record<string, Sentence>;

const currencyColumn = 2;
const firstBucket = 3;

/** Rows written before others may be served. */
const rowsAtOnce = 500;

/** Written as it is asked on: some rows at a time. */
export function* writeAgingXlsx(
  sheet: AgingSheet,
  language: Language,
  sink: ByteSink,
  deflater: Deflater | null = null,
): Generator<void> {
  const book = openReport(sink, deflater);
  const out = book.openSheet(sheet.title[language], columnsOf(sheet, language));
  const creditsAt = firstBucket + sheet.buckets.length;
  for (const [index, row] of sheet.rows.entries()) {
    if (index > 0 && index % rowsAtOnce === 0) yield;
    const at = index + 2;
    const balance = addText([...row.buckets, row.unlinkedCredits], row.currency);
    const net = addText([balance, negated(row.unapplied)], row.currency);
    out.addRow([
      row.name,
      row.customerNo,
      row.currency,
      ...row.buckets,
      row.unlinkedCredits,
      { formula: `SUM(${cellAt(firstBucket, at)}:${cellAt(creditsAt, at)})`, value: balance },
      row.unapplied,
      { formula: `${cellAt(creditsAt + 1, at)}-${cellAt(creditsAt + 2, at)}`, value: net },
      row.disputed,
      row.allowance,
    ]);
  }
  for (const total of totalRows(sheet, language)) out.addRow(total);
  addFacts(book, sheet.facts, language);
}

function columnsOf(sheet: AgingSheet, language: Language): SheetColumn[] {
  const amount = (title: Sentence): SheetColumn => ({
    title: title[language],
    width: 16,
    format: "amount",
  });
  return [
    { title: sheet.rowName[language], width: 40, format: "text" },
    { title: words.number[language], width: 14, format: "text" },
    { title: words.currency[language], width: 8, format: "text" },
    ...sheet.buckets.map(amount),
    amount(words.credits),
    amount(words.balance),
    amount(words.unapplied),
    amount(words.net),
    amount(words.disputed),
    amount(words.allowance),
  ];
}

/** One a currency; its figures are sums over the rows above. */
function totalRows(sheet: AgingSheet, language: Language): (CellValue | CellFormula)[][] {
  const last = sheet.rows.length + 1;
  const currencies = [...new Set(sheet.rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const rows = sheet.rows.filter((row) => row.currency === currency);
    const sums = columnSums(rows, currency);
    return [
      sheetWords.total[language],
      "",
      currency,
      ...sums.map((value, index) => {
        const at = { column: firstBucket + index, currencyColumn, last };
        return { formula: sumIfCurrency(at, currency), value };
      }),
    ];
  });
}

function columnSums(rows: readonly AgingSheetRow[], currency: string): string[] {
  const figures = rows.map((row) => {
    const balance = addText([...row.buckets, row.unlinkedCredits], currency);
    const net = addText([balance, negated(row.unapplied)], currency);
    const { unlinkedCredits, unapplied, disputed, allowance } = row;
    return [...row.buckets, unlinkedCredits, balance, unapplied, net, disputed, allowance];
  });
  const width = figures[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) =>
    addText(
      figures.map((row) => row[column] ?? "0"),
      currency,
    ),
  );
}

function addText(amounts: readonly string[], currency: string): string {
  return formatMinor(
    amounts.reduce((sum, text) => sum + (parseMinor(text, currency) ?? 0n), 0n),
    currency,
  );
}

function negated(amount: string): string {
  return amount.startsWith("-") ? amount.slice(1) : `-${amount}`;
}
