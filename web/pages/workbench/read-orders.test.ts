import assert from "node:assert/strict";
import { test } from "node:test";
import { readOrders } from "./read-orders.ts";

const read = (text: string) => {
  const { rows, unread } = readOrders(text, "CNY");
  return [rows.map(({ no, amount }) => `${no} ${amount ?? "all"}`), unread];
};

test("orders are read as Excel, a CSV file or a person writes them", () => {
  assert.deepEqual(read("A1\t1,000.00\nA2\t-20\n\nA3\n"), [
    ["A1 1000.00", "A2 -20.00", "A3 all"],
    [],
  ]);
  assert.deepEqual(read('"A1","1,000.00"\r\nA2,20.5,0.3'), [["A1 1000.00", "A2 20.50"], []]);
  assert.deepEqual(read("`4200001 1,000.00\nA2; 7"), [["4200001 1000.00", "A2 7.00"], []]);
});

test("a head says which column is the order and which the gross amount", () => {
  const zh =
    "结算日期\t服务费金额\t订单号\t订单金额\t结算金额\n2026-09-01\t0.60\tA1\t100.00\t99.40";
  assert.deepEqual(read(zh), [["A1 100.00"], []]);
  assert.deepEqual(read("Order number,Fee\nA1,0.60"), [["A1 all"], []]);
});

test("what is no order is named, not left out in silence", () => {
  assert.deepEqual(read("A1\t1,2O3.50\nA2\t5\n合计\t9"), [
    ["A2 5.00"],
    ["A1\t1,2O3.50", "合计\t9"],
  ]);
});
