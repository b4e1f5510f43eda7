import assert from "node:assert/strict";
import test from "node:test";
import { dateOfDayNumber } from "../src/core/date.ts";
import type { Statement } from "../src/importers/importer.ts";
import { parseFile } from "../src/importers/registry.ts";
import { generateBooks } from "./generate.ts";
import { type ReceivedFile, receivedFiles } from "./received-files.ts";
import { isTaxInvoice } from "./tax-invoices.ts";

const books = generateBooks({ seed: 5, lines: 900 });
const files = receivedFiles(books);

function parse(file: ReceivedFile) {
  const asOf = dateOfDayNumber(books.asOfDay);
  const options = { homeCurrency: "CNY", asOf, ownTaxIds: [books.seller.taxId] };
  const parsed = parseFile(file.name, file.bytes, options);
  const refused = parsed.problems.filter((problem) => problem.severity !== "warning");
  assert.deepEqual(refused, [], file.name);
  return parsed.content;
}

const amountKey = (day: string, currency: string, minor: bigint | number) =>
  `${day} ${currency} ${minor}`;

test("the product's importers read every bank's file: all lines, and balances that prove it", () => {
  const read: string[] = [];
  for (const file of files.filter(({ folder }) => folder === "bank")) {
    const content = parse(file);
    assert.equal(content.kind, "statements", file.name);
    const statements: readonly Statement[] =
      content.kind === "statements" ? content.statements : [];
    for (const { entries, proof } of statements) {
      assert.equal(proof.state, "proven", file.name);
      for (const entry of entries) {
        read.push(amountKey(entry.bookingDate, entry.currency, entry.amountMinor));
      }
    }
  }
  const written = books.lines.map((line) =>
    amountKey(dateOfDayNumber(line.day), line.currency, line.amountMinor),
  );
  assert.deepEqual(read.sort(), written.sort());
});

test("the product's importers read the workbooks: every open item once, every customer", () => {
  const numbers: string[] = [];
  for (const file of files.filter(({ folder }) => folder !== "bank")) {
    const content = parse(file);
    if (content.kind === "items") numbers.push(...content.items.map((item) => item.itemNo));
    if (content.kind === "customers") {
      assert.equal(content.customers.length, books.customers.length);
    }
  }
  const open = books.items.filter((item) => item.openMinor !== 0 || isTaxInvoice(books, item));
  assert.deepEqual(numbers.sort(), open.map((item) => item.itemNo).sort());
});
