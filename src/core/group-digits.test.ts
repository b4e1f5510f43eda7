import assert from "node:assert/strict";
import { test } from "node:test";
import { groupAmounts, groupDigits, readableAmount } from "./group-digits.ts";

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
