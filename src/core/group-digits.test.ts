import assert from "node:assert/strict";
import { test } from "node:test";
import { groupAmounts, groupDigits, readableAmount, readableAmounts } from "./group-digits.ts";

test("digits before the point stand in threes, the sign and the fraction as they were", () => {
  for (const [plain, grouped] of [
    ["0", "0"],
    ["999", "999"],
    ["1000", "1,000"],
    ["-1234567.8912345", "-1,234,567.8912345"],
    ["-123.45", "-123.45"],
    ["100000.00", "100,000.00"],
  ] as const) {
    assert.equal(groupDigits(plain), grouped);
  }
});

test("below zero a reader sees a real minus, in English brackets, and a zero has no sign", () => {
  assert.equal(readableAmount("-1234.50", "zh"), "−1,234.50");
  assert.equal(readableAmount("-1234.50", "en"), "(1,234.50)");
  assert.equal(readableAmount("1234.50", "en"), "1,234.50");
  assert.equal(readableAmount("-0.00", "zh"), "0.00");
  assert.equal(readableAmount("-1200", "en"), "(1,200)");
});

test("amounts within a text get their separators, numbers of documents do not", () => {
  assert.equal(groupAmounts("I1 10000.00 CNY; I2 500.00 CNY"), "I1 10,000.00 CNY; I2 500.00 CNY");
  assert.equal(groupAmounts("INV20260801 1234567.89"), "INV20260801 1,234,567.89");
  assert.equal(
    groupAmounts("25312000 of 2026-09-30, -1200.10"),
    "25312000 of 2026-09-30, -1,200.10",
  );
});

test("the amounts of a text are read with a real minus, or in brackets in English", () => {
  assert.equal(readableAmounts("差额 -1200.00 CNY", "zh"), "差额 −1,200.00 CNY");
  assert.equal(readableAmounts("off by -1200.00 CNY", "en"), "off by (1,200.00) CNY");
  assert.equal(readableAmounts("CNY -1,200.00、USD -30.00", "zh"), "CNY −1,200.00、USD −30.00");
  assert.equal(readableAmounts("JPY -1,200", "zh"), "JPY −1,200");
  const noSigns = "HT-2026-1200.00, I1-1200.00, 2026-09-30, 5-10, -5 days";
  assert.equal(
    readableAmounts(noSigns, "en"),
    "HT-2026-1,200.00, I1-1,200.00, 2026-09-30, 5-10, -5 days",
  );
});
