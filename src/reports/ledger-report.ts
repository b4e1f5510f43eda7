// A table straight from ledger records at a viewpoint, without a database: what the scenarios of the
// ledger are held against. The reports people open are report.ts.
import type { IsoDate } from "../core/date.ts";
import type { LedgerRecords, Viewpoint } from "../core/ledger/records.ts";
import type { Sentence } from "../core/words/word.ts";

/** money: minor units as text with the currency of the row; home: the same in home currency. */
export type ColumnKind = "text" | "date" | "days" | "money" | "home" | "side";

export type ReportColumn = Sentence & { readonly code: string; readonly kind: ColumnKind };

/** Amounts are exact; a null cell is unknown, never zero. */
export type ReportCell = string | bigint | number | null;

export type ReportRow = {
  /** Currency of the money cells of this row. */
  readonly currency: string;
  readonly cells: readonly ReportCell[];
};

export type ReportTable = {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** One row a currency, never across. */
  readonly totals: readonly ReportRow[];
  /** Over all currencies: the home columns alone. */
  readonly homeTotal: ReportRow;
};

export type ReportRequest = {
  readonly viewpoint: Viewpoint;
  /** First day of the period, for reports of a period that ends at `viewpoint.asOf`. */
  readonly from: IsoDate;
  /** Null = all customers. */
  readonly customerId: string | null;
};

export type Report = {
  readonly code: string;
  readonly title: Sentence;
  readonly build: (records: LedgerRecords, request: ReportRequest) => ReportTable;
};

/** The table with the sums of its rows. */
export function tableOf(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  homeCurrency: string,
): ReportTable {
  const cells = columns.map(({ kind }, index) => (kind === "home" ? sumCells(rows, index) : null));
  return {
    columns,
    rows,
    totals: totalsOf(columns, rows),
    homeTotal: { currency: homeCurrency, cells },
  };
}

/** Adds up the amount cells of the rows, per currency. */
function totalsOf(columns: readonly ReportColumn[], rows: readonly ReportRow[]): ReportRow[] {
  const byCurrency = Map.groupBy(rows, (row) => row.currency);
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, group]) => ({
      currency,
      cells: columns.map(({ kind }, index) => (isAmount(kind) ? sumCells(group, index) : null)),
    }));
}

function isAmount(kind: ColumnKind): boolean {
  return kind === "money" || kind === "home";
}

function sumCells(rows: readonly ReportRow[], index: number): bigint {
  return rows.reduce((sum, row) => {
    const cell = row.cells[index];
    return typeof cell === "bigint" ? sum + cell : sum;
  }, 0n);
}
