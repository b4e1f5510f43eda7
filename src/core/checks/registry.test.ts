// The contract of the family: codes are unique, and every example answers as it says, one of them
// with nothing to complain of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import type { CheckedBooks, CheckedParts } from "./data-check.ts";
import { dataChecks } from "./registry.ts";

function booksOf({ contracts = [], items = [], customers = [] }: CheckedParts): CheckedBooks {
  return {
    contracts: contracts.map((part, n) => ({
      id: n + 1,
      no: `HT-${n + 1}`,
      customerId: 1,
      currency: "CNY",
      amountMinor: null,
      taxRate: null,
      instalments: [],
      ...part,
    })),
    items: items.map((part, n) => ({
      id: n + 1,
      no: `INV-${n + 1}`,
      kind: "invoice",
      customerId: 1,
      customerName: "上海启明贸易有限公司",
      currency: "CNY",
      faceMinor: 100_000,
      taxRate: "",
      issueDate: isoDate("2026-09-01"),
      contractId: null,
      deliveryNo: "",
      ...part,
    })),
    customers: customers.map((part, n) => ({
      id: n + 1,
      no: `C${n + 1}`,
      name: "上海启明贸易有限公司",
      taxId: "",
      accounts: [],
      ...part,
    })),
  };
}

test("each check has a code of its own", () => {
  assert.equal(new Set(dataChecks.map(({ code }) => code)).size, dataChecks.length);
});

for (const { code, examine, examples } of dataChecks) {
  test(`${code}: each example answers as it says`, () => {
    assert.ok(examples.some(({ expect }) => expect.length === 0));
    assert.ok(examples.some(({ expect }) => expect.length > 0));
    for (const { given, books, expect } of examples) {
      const shown = examine(booksOf(books)).map(({ shows }) => shows);
      assert.deepEqual(shown, expect, given);
    }
  });
}

test("books without anything have nothing wrong with them", () => {
  for (const { examine } of dataChecks) assert.deepEqual(examine(booksOf({})), []);
});
