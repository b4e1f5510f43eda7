import assert from "node:assert/strict";
import { test } from "node:test";
import { amountBounds } from "./amount-bounds.ts";

const largest = Number.MAX_SAFE_INTEGER;

test("a bound is counted in the minor units of each currency", () => {
  const bounds = amountBounds("1000-2000");
  assert.deepEqual(bounds?.["*"], [100_000, 200_000]);
  assert.deepEqual(bounds?.["JPY"], [1_000, 2_000]);
  assert.deepEqual(bounds?.["KWD"], [1_000_000, 2_000_000]);
});

test("more than an amount leaves the amount itself out", () => {
  assert.deepEqual(amountBounds(">1000")?.["*"], [100_001, largest]);
  assert.deepEqual(amountBounds(">=1000")?.["*"], [100_000, largest]);
  assert.deepEqual(amountBounds("<-5")?.["*"], [-largest, -501]);
});

test("a bound between two minor units is the next one inside", () => {
  assert.deepEqual(amountBounds(">10.005")?.["*"], [1_001, largest]);
  assert.deepEqual(amountBounds("<10.005")?.["*"], [-largest, 1_000]);
  assert.deepEqual(amountBounds("<-10.005")?.["*"], [-largest, -1_001]);
});

test("no filter, or none that is understood, bounds nothing", () => {
  assert.equal(amountBounds(undefined), null);
  assert.equal(amountBounds("much"), null);
});
