import assert from "node:assert/strict";
import { test } from "node:test";
import { readEntry } from "./amounts.ts";

test("an amount cell takes amounts, sums and = for the balancing amount", () => {
  assert.equal(readEntry("1,000.50", "CNY", 0n), 100050n);
  assert.equal(readEntry("1000+234.5-20", "CNY", 0n), 121450n);
  assert.equal(readEntry("−20", "CNY", 0n), -2000n);
  assert.equal(readEntry("=", "CNY", 12345n), 12345n);
  assert.equal(readEntry("１，０００．５", "CNY", 0n), 100050n);
});

test("what is no amount, or too fine for the currency, is refused", () => {
  for (const typed of ["", "12..3", "abc", "1.234", "1e5", "--5", "5-"]) {
    assert.equal(readEntry(typed, "CNY", 0n), null, typed);
  }
  assert.equal(readEntry("1.5", "JPY", 0n), null);
  assert.equal(readEntry("1.234", "KWD", 0n), 1234n);
});
