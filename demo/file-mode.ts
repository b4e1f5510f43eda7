// The books as the CSV files of file mode, and the truth as JSON in a file of its own.

import { dateOfDayNumber } from "../src/core/date.ts";
import { formatMinor } from "../src/core/money.ts";
import type { GeneratedBooks } from "./books.ts";

export type TextFile = { readonly name: string; readonly chunks: Iterable<string> };

/** Rows are made while they are written: a million lines never stand in memory as text. */
export function fileModeFiles(books: GeneratedBooks): TextFile[] {
  return [
    { name: "items.csv", chunks: csv(itemHeader, itemRows(books)) },
    { name: "lines.csv", chunks: csv(lineHeader, lineRows(books)) },
    { name: "customers.csv", chunks: csv(customerHeader, customerRows(books)) },
    { name: "rates.csv", chunks: csv(["date", "from", "to", "rate", "unit"], rateRows(books)) },
    { name: "own.csv", chunks: csv(["account", "name"], ownRows(books)) },
    { name: "truth.json", chunks: truthChunks(books) },
  ];
}

const rowsPerChunk = 2_000;

function* csv(header: readonly string[], rows: Iterable<readonly string[]>): Generator<string> {
  let text = `${header.join(",")}\n`;
  let count = 0;
  for (const row of rows) {
    text += `${row.map(cell).join(",")}\n`;
    count += 1;
    if (count % rowsPerChunk === 0) {
      yield text;
      text = "";
    }
  }
  yield text;
}

/** RFC 4180. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const dateTexts = new Map<number, string>();

export function dateText(day: number | null): string {
  if (day === null) return "";
  let text = dateTexts.get(day);
  if (text === undefined) {
    text = dateOfDayNumber(day);
    dateTexts.set(day, text);
  }
  return text;
}

const itemHeader = [
  ..."item_no,kind,customer_no,customer_name,currency,amount,open_amount,issue_date,due_date".split(
    ",",
  ),
  ..."order_no,contract_no,memo,booking_rate,discount_date,discount_amount,retention_amount".split(
    ",",
  ),
  ..."retention_due,tax_rate,delivery_no,statement_no,statement_confirmed,linked_no".split(","),
];

function* itemRows(books: GeneratedBooks): Generator<string[]> {
  const names = new Map(books.customers.map((customer) => [customer.customerNo, customer.name]));
  for (const item of books.items) {
    const money = (minor: number) => (minor === 0 ? "" : formatMinor(minor, item.currency));
    yield [
      item.itemNo,
      item.kind,
      item.customerNo,
      names.get(item.customerNo) ?? "",
      item.currency,
      formatMinor(item.amountMinor, item.currency),
      formatMinor(item.openMinor, item.currency),
      dateText(item.issueDay),
      dateText(item.dueDay),
      item.orderNo,
      item.contractNo,
      item.memo,
      item.bookingRate,
      dateText(item.discountDay),
      money(item.discountMinor),
      money(item.retentionMinor),
      dateText(item.retentionDay),
      item.taxRate,
      item.deliveryNo,
      item.statementNo,
      item.statementNo === "" ? "" : item.statementConfirmed ? "yes" : "no",
      item.linkedNo,
    ];
  }
}

const lineHeader =
  "line_id,date,currency,amount,payer_name,payer_account,memo,bank_ref,account".split(",");

function* lineRows(books: GeneratedBooks): Generator<string[]> {
  for (const line of books.lines) {
    yield [
      line.lineId,
      dateText(line.day),
      line.currency,
      formatMinor(line.amountMinor, line.currency),
      line.payerName,
      line.payerAccount,
      line.memo,
      line.bankRef,
      books.ownAccounts[line.own]?.account ?? "",
    ];
  }
}

const customerHeader = "customer_no,name,aliases,tax_id,bank_accounts,pays_for,parent".split(",");

function* customerRows(books: GeneratedBooks): Generator<string[]> {
  for (const one of books.customers) {
    const { customerNo, name, aliases, taxId, bankAccounts, paysFor, parentNo } = one;
    yield [
      customerNo,
      name,
      aliases.join("|"),
      taxId,
      bankAccounts.join("|"),
      paysFor.join("|"),
      parentNo,
    ];
  }
}

function* rateRows(books: GeneratedBooks): Generator<string[]> {
  for (const { day, from, rate, unit } of books.rates) {
    yield [dateText(day), from, books.homeCurrency, rate, String(unit)];
  }
}

function* ownRows(books: GeneratedBooks): Generator<string[]> {
  for (const { account, name } of books.ownAccounts) yield [account, name];
}

/** One line of text a bank line, so that the scorer can read it piece by piece. */
function* truthChunks(books: GeneratedBooks): Generator<string> {
  yield '{"version":1,"lines":[\n';
  let text = "";
  for (const [position, truth] of books.truth.entries()) {
    text += `${position === 0 ? "" : ",\n"}${JSON.stringify(truth)}`;
    if (position % rowsPerChunk === rowsPerChunk - 1) {
      yield text;
      text = "";
    }
  }
  yield `${text}\n]}\n`;
}
