// Reads what a run was given and what it answered: the CSV files of file mode, the truth, the result
// JSON. Shares nothing with the engine or its importers, so that one cannot hide the other's fault.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LineTruth } from "../../demo/books.ts";
import { parseMinor } from "../../src/core/money.ts";

export type ScoreItem = {
  readonly itemNo: string;
  readonly kind: string;
  readonly customerNo: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly issueDate: string;
  /** Every number this item goes by: its own, order, contract, delivery, statement. */
  readonly documents: readonly string[];
  readonly discountDate: string;
  readonly discountMinor: number;
  readonly retentionMinor: number;
};

export type ScoreLine = {
  readonly lineId: string;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
};

export type ScoreCustomer = {
  readonly customerNo: string;
  readonly names: readonly string[];
  readonly accounts: readonly string[];
  readonly paysFor: readonly string[];
};

export type ScoreInputs = {
  readonly items: readonly ScoreItem[];
  readonly lines: readonly ScoreLine[];
  readonly customers: readonly ScoreCustomer[];
  /** "USD2026-01-31" → CNY for one unit of the smallest part of neither: plain number. */
  readonly rates: ReadonlyMap<string, number>;
  readonly truth: ReadonlyMap<string, LineTruth>;
};

export function readInputs(folder: string): ScoreInputs {
  const rows = (name: string) => readRows(readFileSync(join(folder, name), "utf8"));
  return {
    items: rows("items.csv").map(itemOfRow),
    lines: rows("lines.csv").map(lineOfRow),
    customers: rows("customers.csv").map(customerOfRow),
    rates: new Map(
      rows("rates.csv").map((row) => [
        `${row["from"]}${row["date"]}`,
        Number(row["rate"]) / Number(row["unit"] || "1"),
      ]),
    ),
    truth: readTruth(readFileSync(join(folder, "truth.json"), "utf8")),
  };
}

export type Row = Readonly<Record<string, string>>;

function itemOfRow(row: Row): ScoreItem {
  const currency = row["currency"] ?? "";
  const documents = ["item_no", "order_no", "contract_no", "delivery_no", "statement_no"];
  return {
    itemNo: row["item_no"] ?? "",
    kind: row["kind"] ?? "",
    customerNo: row["customer_no"] ?? "",
    currency,
    openMinor: minorOf(row["open_amount"], currency),
    issueDate: row["issue_date"] ?? "",
    documents: documents.map((column) => row[column] ?? "").filter((text) => text !== ""),
    discountDate: row["discount_date"] ?? "",
    discountMinor: minorOf(row["discount_amount"], currency),
    retentionMinor: minorOf(row["retention_amount"], currency),
  };
}

export function lineOfRow(row: Row): ScoreLine {
  const currency = row["currency"] ?? "";
  return {
    lineId: row["line_id"] ?? "",
    date: row["date"] ?? "",
    currency,
    amountMinor: minorOf(row["amount"], currency),
    payerName: row["payer_name"] ?? "",
    payerAccount: row["payer_account"] ?? "",
    memo: row["memo"] ?? "",
  };
}

export function customerOfRow(row: Row): ScoreCustomer {
  const listOf = (text: string | undefined) => (text ?? "").split("|").filter((one) => one !== "");
  return {
    customerNo: row["customer_no"] ?? "",
    names: [row["name"] ?? "", ...listOf(row["aliases"])],
    accounts: listOf(row["bank_accounts"]),
    paysFor: listOf(row["pays_for"]),
  };
}

export function minorOf(text: string | undefined, currency: string): number {
  if (!text) return 0;
  const minor = parseMinor(text, currency);
  if (minor === null) throw new Error(`not an amount in ${currency}: ${text}`);
  return Number(minor);
}

function readTruth(text: string): Map<string, LineTruth> {
  // The file was written by demo/file-mode.ts; its shape is that type's.
  const parsed = JSON.parse(text) as { lines: LineTruth[] };
  return new Map(parsed.lines.map((line) => [line.lineId, line]));
}

/** RFC 4180, header in the first row. */
export function readRows(text: string): Row[] {
  const table: string[][] = [];
  let row: string[] = [];
  const pattern = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Error(`not CSV at ${table.length + 1}`);
    const cell = match[1] ?? "";
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (match[2] === ",") continue;
    table.push(row);
    row = [];
  }
  const [header = [], ...rest] = table;
  return rest.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""])));
}
