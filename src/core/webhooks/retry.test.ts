import assert from "node:assert/strict";
import { test } from "node:test";
import { retrySeconds } from "./retry.ts";

test("attempts come ever later, then end", () => {
  const waits = Array.from({ length: 9 }, (_, n) => retrySeconds(n + 1) ?? 0);
  assert.deepEqual(
    waits,
    [...waits].sort((a, b) => a - b),
  );
  assert.equal(waits[0], 5);
  assert.equal(retrySeconds(10), null);
});

test("a receiver may ask for more time, not for less, and for a day at most", () => {
  assert.equal(retrySeconds(1, 60), 60);
  assert.equal(retrySeconds(2, 1), 300);
  assert.equal(retrySeconds(1, 1_000_000), 86_400);
});
