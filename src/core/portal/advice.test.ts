// Remittance advices of any layout: numbers and amounts found by what they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceRows } from "./advice.ts";

const open = new Set(["24312000000012345678", "INV-2026-07"]);
const isKnown = (no: string) => open.has(no);

test("numbers and amounts are found under whatever heads the columns have", () => {
  const rows = [
    ["付款明细", "", "", ""],
    ["序号", "发票号码", "发票金额", "本次付款金额"],
    ["1", "24312000000012345678", "100,000.00", "92,000.00"],
    ["2", "INV-2026-07", "¥500.00", "¥500.00"],
    ["", "合计", "100,500.00", "92,500.00"],
  ];
  assert.deepEqual(adviceRows(rows, isKnown), [
    { no: "24312000000012345678", amount: "92000.00" },
    { no: "INV-2026-07", amount: "500.00" },
  ]);
});

test("a number that is no open document stays, so that the customer sees it was read", () => {
  const rows = [
    ["Invoice", "Amount"],
    ["INV-2026-07", "500"],
    ["INV-1999-01", "7.50"],
  ];
  assert.deepEqual(adviceRows(rows, isKnown), [
    { no: "INV-2026-07", amount: "500" },
    { no: "INV-1999-01", amount: "7.50" },
  ]);
});

test("without heads the amount stands right of the number; what is no row is left", () => {
  const rows = [["2026-09-30", "INV-2026-07", "货款", "500.00"], ["谢谢"], []];
  assert.deepEqual(adviceRows(rows, isKnown), [{ no: "INV-2026-07", amount: "500.00" }]);
  assert.deepEqual(adviceRows([["hello", "world"]], isKnown), []);
});
