// Amounts of the portal: text in, text out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAmounts, amountText, isZero } from "./say.ts";
import { portalState } from "./state.ts";

test("amounts are grouped; a credit has a minus, in English brackets", () => {
  assert.equal(amountText("1234567.89"), "1,234,567.89");
  assert.equal(amountText("-1234.50"), "−1,234.50");
  assert.equal(amountText("1000"), "1,000");
  portalState.language = "en";
  assert.equal(amountText("-800.00"), "(800.00)");
  portalState.language = "zh";
});

test("sums are exact", () => {
  assert.equal(addAmounts(["0.10", "0.20", "9007199254740993.01"]), "9007199254740993.31");
  assert.equal(addAmounts(["100.00", "-250.50"]), "-150.50");
  assert.equal(addAmounts(["5", "7"]), "12");
  assert.equal(addAmounts([]), "0");
  assert.ok(isZero("-0.00"));
  assert.ok(!isZero("0.01"));
});
