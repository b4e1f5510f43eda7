import assert from "node:assert/strict";
import test from "node:test";
import { read, utils } from "@e965/xlsx";
import { generateBooks } from "./generate.ts";
import { isTaxInvoice, taxInvoiceFile } from "./tax-invoices.ts";
import { openingFile, otherItemsFile } from "./workbooks.ts";

const books = generateBooks({ seed: 5, lines: 800 });

function rowsOf(bytes: Uint8Array): Record<string, string>[] {
  const book = read(bytes);
  const sheet = book.Sheets[book.SheetNames[0] ?? ""];
  assert.ok(sheet);
  return utils.sheet_to_json<Record<string, string>>(sheet, { raw: false, defval: "" });
}

const cents = (text: string | undefined) => Math.round(Number(text) * 100);

test("the goods of an invoice add up to it, net and tax to gross, to the cent", () => {
  const sums = new Map<string, number>();
  for (const row of rowsOf(taxInvoiceFile(books).bytes)) {
    assert.equal(cents(row["金额"]) + cents(row["税额"]), cents(row["价税合计"]));
    const number = row["数电发票号码"] ?? "";
    assert.match(number, /^\d{20}$/);
    sums.set(number, (sums.get(number) ?? 0) + cents(row["价税合计"]));
  }
  const invoices = books.items.filter((item) => isTaxInvoice(books, item));
  assert.equal(sums.size, invoices.length);
  for (const item of invoices) assert.equal(sums.get(item.itemNo), item.amountMinor);
});

test("every open item stands in exactly one of the three workbooks", () => {
  const opening = rowsOf(openingFile(books).bytes).map((row) => row["单据编号"]);
  const others = rowsOf(otherItemsFile(books).bytes).map((row) => row["单据编号"]);
  const invoices = books.items
    .filter((item) => isTaxInvoice(books, item))
    .map((item) => item.itemNo);
  const all = [...opening, ...others, ...invoices].sort();
  const open = books.items.filter((item) => item.openMinor !== 0).map((item) => item.itemNo);
  assert.deepEqual(all, open.sort());
});
