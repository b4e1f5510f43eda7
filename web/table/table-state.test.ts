// What a table keeps: order, columns, ticks and their sums, without drawing anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextSort, parseSort, sortText } from "./column.ts";
import { sumByCurrency } from "./sum-by-currency.ts";
import { moveColumn, resizeColumn, toggleColumn } from "./table-view.ts";

test("a click orders by one column, again turns it, Shift adds another", () => {
  const first = nextSort([], "due", { isAdded: false, startsDown: true });
  assert.equal(sortText(first), "-due");
  const turned = nextSort(first, "due", { isAdded: false, startsDown: true });
  assert.equal(sortText(turned), "due");
  const both = nextSort(turned, "no", { isAdded: true, startsDown: false });
  assert.equal(sortText(both), "due,no");
  assert.equal(sortText(nextSort(both, "due", { isAdded: true, startsDown: false })), "-due,no");
  assert.equal(sortText(nextSort(both, "amount", { isAdded: false, startsDown: true })), "-amount");
});

test("an order in the address is read back, and what is no column is passed over", () => {
  assert.deepEqual(parseSort("-due,no"), [
    { column: "due", isDown: true },
    { column: "no", isDown: false },
  ]);
  assert.deepEqual(parseSort("'; drop table,due"), [{ column: "due", isDown: false }]);
  assert.deepEqual(parseSort(null), []);
});

test("sums are per currency, to the cent, beyond what a float holds", () => {
  const amounts = [
    { amount: "90071992547409.93", currency: "CNY" },
    { amount: "0.01", currency: "CNY" },
    { amount: "-5", currency: "JPY" },
    { amount: "0.10", currency: "CNY" },
    { amount: "0.20", currency: "CNY" },
  ];
  assert.deepEqual(sumByCurrency(amounts), [
    { currency: "CNY", amount: "90071992547410.24" },
    { currency: "JPY", amount: "-5" },
  ]);
});

test("columns are hidden, moved and widened", () => {
  const view = { order: ["a", "b", "c"], hidden: [], widths: {} };
  assert.deepEqual(toggleColumn(view, "b").hidden, ["b"]);
  assert.deepEqual(toggleColumn(toggleColumn(view, "b"), "b").hidden, []);
  assert.deepEqual(moveColumn(view, view.order, { key: "c", by: -1 }).order, ["a", "c", "b"]);
  assert.deepEqual(moveColumn(view, view.order, { key: "a", by: -1 }).order, ["a", "b", "c"]);
  assert.deepEqual(resizeColumn(view, "a", 12.6).widths, { a: 44 });
  assert.deepEqual(resizeColumn(view, "a", 212.6).widths, { a: 213 });
});
