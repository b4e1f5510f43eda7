// The causes a machine can test for, and their near neighbours that are none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { slipBetween } from "./slip-tests.ts";

test("a misplaced decimal point is a factor of a power of ten", () => {
  assert.equal(slipBetween(1_130_000, 113_000), "T01");
  assert.equal(slipBetween(113_000, 11_300_000), "T01");
  assert.equal(slipBetween(113_000, 339_000), null);
});

test("two digits swapped, next to each other or not", () => {
  assert.equal(slipBetween(5_316_102, 5_311_602), "T02");
  assert.equal(slipBetween(1_234_567, 1_634_527), "T02");
});

test("a difference divisible by nine is not enough", () => {
  assert.equal(slipBetween(1_234_567, 1_234_576 + 9), null);
});

test("the amount without tax, or with another rate", () => {
  assert.equal(slipBetween(1_130_000, 1_000_000), "P05");
  assert.equal(slipBetween(1_130_000, 1_090_000), "P05");
  assert.equal(slipBetween(1_130_000, 1_010_101), null);
});
