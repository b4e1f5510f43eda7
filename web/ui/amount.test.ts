// How amounts are written, in both languages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAmount, shortAmount } from "./amount.ts";

const written = [
  ["1234567.89", "CNY", "1,234,567.89", "1,234,567.89"],
  ["-1234.5", "CNY", "−1,234.50", "(1,234.50)"],
  ["0", "CNY", "0.00", "0.00"],
  ["-0.00", "CNY", "0.00", "0.00"],
  ["12345", "JPY", "12,345", "12,345"],
  ["-1.5", "KWD", "−1.500", "(1.500)"],
  ["9007199254740993.01", "CNY", "9,007,199,254,740,993.01", "9,007,199,254,740,993.01"],
] as const;

for (const [amount, currency, zh, en] of written) {
  test(`${currency} ${amount} is written ${zh}`, () => {
    assert.equal(formatAmount(amount, currency, "zh"), zh);
    assert.equal(formatAmount(amount, currency, "en"), en);
  });
}

test("tiles shorten to 万 and 亿, k and M, and cut, never round up", () => {
  assert.equal(shortAmount("9999.99", "zh"), "9,999.99");
  assert.equal(shortAmount("12345678.90", "zh"), "1,234.56 万");
  assert.equal(shortAmount("-1234567890.12", "zh"), "−12.34 亿");
  assert.equal(shortAmount("12345.00", "en"), "12.34 k");
  assert.equal(shortAmount("12345678.90", "en"), "12.34 M");
});
