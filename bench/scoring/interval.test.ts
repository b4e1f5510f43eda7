import assert from "node:assert/strict";
import test from "node:test";
import { shareOf, writeShare } from "./interval.ts";

test("no error in 2,995 stays below one in a thousand only just (DOMAIN §4)", () => {
  // One-sided 95 %: 1 − 0.05^(1/2995) = 0.0009998; two-sided the upper end is 1 − 0.025^(1/n).
  const { high } = shareOf(0, 2_995);
  assert.ok(Math.abs(high - (1 - 0.025 ** (1 / 2_995))) < 1e-9);
  assert.ok(1 - 0.05 ** (1 / 2_995) < 0.001);
});

test("the interval is that of Clopper and Pearson", () => {
  // 8 of 20: tables give 0.1912–0.6395.
  const { low, high } = shareOf(8, 20);
  assert.ok(Math.abs(low - 0.1912) < 1e-4);
  assert.ok(Math.abs(high - 0.6395) < 1e-4);
});

test("few cases say so", () => {
  assert.match(writeShare(shareOf(3, 4)), /样本不足/);
  assert.doesNotMatch(writeShare(shareOf(30, 40)), /样本不足/);
  assert.equal(writeShare(shareOf(0, 0)), "–");
});
