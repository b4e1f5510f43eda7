// Exchange rates from a CSV or a workbook: units of `to` for `unit` (1 or 100) of `from`.
import { isCurrency } from "../core/currency.ts";
import { currencyOf, isEmptyCell } from "./amount.ts";
import { type RowKeys, refuseDuplicates } from "./duplicate-rows.ts";
import type { Importer, ImportProblem, ParsedFile, ParseOptions, RateRow } from "./importer.ts";
import { finishedFile } from "./problem.ts";
import { assumedOrderWarnings, type RowFaults, TableCells } from "./table-cells.ts";
import { openRecords } from "./table-records.ts";

export const rates: Importer = {
  format: "rates",
  content: "rates",
  title: { zh: "汇率表", en: "Exchange rates" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) => head.tableKind === "rates",
  parse: parseRates,
};

function parseRates(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const wanted = { format: "rates", content: "rates", kind: "rates" } as const;
  const opened = openRecords(bytes, options, wanted);
  if (!opened.ok) return opened.error;
  const table = opened.value;
  const reader = new TableCells(table, options, { amounts: [], dates: ["date"] });
  const problems: ImportProblem[] = assumedOrderWarnings(reader);
  const read: RateRow[] = [];
  const outcome = table.eachRow((cells, row) => {
    const faults: RowFaults = [];
    const rate = readRateRow(reader, cells, row, faults);
    if (rate && faults.length === 0) read.push(rate);
    else problems.push(...faults);
  });
  const kept = refuseDuplicates(read, rateKeys, problems);
  problems.push(...outcome.problems);
  return finishedFile({
    format: "rates",
    encoding: table.encoding,
    content: { kind: "rates", rates: kept },
    mapping: table.mapping,
    problems,
    ignoredRows: outcome.ignoredRows,
    latestDate: reader.latestDate,
  });
}

const rateKeys: RowKeys<RateRow> = {
  keyOf: ({ date, from, to }) => `${date} ${from} ${to}`,
  nameOf: ({ date, from, to }) => `${date} ${from} → ${to}`,
  customerOf: () => "",
  excerptOf: ({ date, from, to, rate }) => [date, from, to, rate],
};

function readRateRow(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  faults: RowFaults,
): RateRow | null {
  const at = (field: string) => ({ cells, row, field });
  const date = reader.date(cells, row, "date", faults);
  if (date === null && faults.length === 0) reader.fault(faults, "date_missing", at("date"));
  const from = currencyOf(reader.text(cells, "from"));
  const to = currencyOf(reader.text(cells, "to"));
  if (from === null || !isCurrency(from)) reader.fault(faults, "currency_unknown", at("from"));
  if (to === null || !isCurrency(to)) reader.fault(faults, "currency_unknown", at("to"));
  const rate = reader.text(cells, "rate").replace(/,/g, "");
  if (!/^\d+(\.\d+)?$/.test(rate) || !/[1-9]/.test(rate)) {
    reader.fault(faults, "rate_unreadable", at("rate"));
  }
  const unit = unitOf(reader.text(cells, "unit"));
  if (unit === null) reader.fault(faults, "rate_unit_unknown", at("unit"));
  if (date === null || from === null || to === null || unit === null) return null;
  return { place: reader.place(row), date, from, to, rate, unit };
}

function unitOf(text: string): 1 | 100 | null {
  if (isEmptyCell(text) || /^1(\.0+)?$/.test(text)) return 1;
  return /^100(\.0+)?$/.test(text) ? 100 : null;
}
