import assert from "node:assert/strict";
import test from "node:test";
import { generateBooks } from "./generate.ts";
import { withStrangersOnly } from "./nobody.ts";

const books = generateBooks({ seed: 11, lines: 1_500 });
const strange = withStrangersOnly(books, { seed: 11, lines: 2_000 });

test("no stranger has a customer's name, account or document number", () => {
  const names = new Set(books.customers.flatMap((one) => [one.name, ...one.aliases]));
  const accounts = new Set(books.customers.flatMap((one) => one.bankAccounts));
  const numbers = books.items.map((item) => item.itemNo);
  for (const line of strange.lines) {
    assert.ok(!names.has(line.payerName), line.payerName);
    assert.ok(line.payerAccount === "" || !accounts.has(line.payerAccount));
    if (/\d{8}/.test(line.memo)) {
      assert.ok(numbers.every((number) => !line.memo.includes(number)));
    }
  }
});

test("some of their amounts are owed by a customer, to the cent; all are money in", () => {
  const owed = new Set(books.items.map((item) => `${item.currency}${item.openMinor}`));
  const equal = strange.lines.filter((line) => owed.has(`${line.currency}${line.amountMinor}`));
  assert.ok(equal.length > 600, String(equal.length));
  assert.ok(strange.lines.every((line) => line.amountMinor > 0));
});

test("nobody's money has no truth but that it is nobody's", () => {
  assert.equal(strange.lines.length, 2_000);
  for (const [i, truth] of strange.truth.entries()) {
    assert.equal(truth.lineId, strange.lines[i]?.lineId);
    assert.deepEqual([truth.payerNo, truth.allocations], [null, []]);
  }
});
