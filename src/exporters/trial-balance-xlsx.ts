// The trial balance as a workbook: balances and totals are formulas over debits and credits.
import type { Language, Sentence } from "../core/words/word.ts";
import type { ByteSink } from "./exporter.ts";
import {
  addFacts,
  cellAt,
  openReport,
  type ReportFact,
  sheetWords,
  sumOfColumn,
} from "./report-sheets.ts";

export type TrialBalanceSheet = {
  readonly rows: readonly {
    readonly accountCode: string;
    readonly accountName: Sentence;
    readonly debit: string;
    readonly credit: string;
    readonly balance: string;
  }[];
  readonly totals: { readonly debit: string; readonly credit: string };
  /** Debits − credits of all accounts: 0.00. */
  readonly difference: string;
  readonly facts: readonly ReportFact[];
};

const words = {
  title: { zh: "试算平衡", en: "Trial balance" },
  code: { zh: "科目编码", en: "Code" },
  name: { zh: "科目", en: "Account" },
  debit: { zh: "借方", en: "Debit" },
  credit: { zh: "贷方", en: "Credit" },
  balance: { zh: "余额(借−贷)", en: "Balance (debit − credit)" },
} as const satisfies Record<string, Sentence>;

export function writeTrialBalanceXlsx(
  sheet: TrialBalanceSheet,
  language: Language,
  sink: ByteSink,
): void {
  const book = openReport(sink);
  const out = book.openSheet(words.title[language], [
    { title: words.code[language], width: 12, format: "text" },
    { title: words.name[language], width: 40, format: "text" },
    { title: words.debit[language], width: 20, format: "amount" },
    { title: words.credit[language], width: 20, format: "amount" },
    { title: words.balance[language], width: 20, format: "amount" },
  ]);
  const balanceOf = (row: number) => `${cellAt(2, row)}-${cellAt(3, row)}`;
  for (const [index, row] of sheet.rows.entries()) {
    out.addRow([
      row.accountCode,
      row.accountName[language],
      row.debit,
      row.credit,
      { formula: balanceOf(index + 2), value: row.balance },
    ]);
  }
  const last = sheet.rows.length + 1;
  if (sheet.rows.length > 0) {
    out.addRow([
      "",
      sheetWords.total[language],
      { formula: sumOfColumn(2, last), value: sheet.totals.debit },
      { formula: sumOfColumn(3, last), value: sheet.totals.credit },
      { formula: balanceOf(last + 1), value: sheet.difference },
    ]);
  }
  addFacts(book, sheet.facts, language);
}
