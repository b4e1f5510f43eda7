import assert from "node:assert/strict";
import { test } from "node:test";
import { groupDigits } from "./group-digits.ts";

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
