// The pruned search against plain enumeration.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findSubsets } from "./subset.ts";

function enumerate(amounts: readonly number[], target: number, size: number): string[] {
  const found: string[] = [];
  for (let bits = 0; bits < 2 ** amounts.length; bits++) {
    const chosen = amounts.map((_, at) => at).filter((at) => (bits >> at) & 1);
    const sum = chosen.reduce((total, at) => total + amounts[at]!, 0);
    if (chosen.length === size && sum === target) found.push(chosen.join());
  }
  return found.sort();
}

test("finds exactly the subsets there are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 5 }),
      (list, target, size) => {
        const amounts = [...list].sort((a, b) => b - a);
        const search = findSubsets({ amounts, target, size, limit: 1_000, budget: 1_000_000 });
        assert.ok(search.isComplete);
        assert.deepEqual(
          search.solutions.map((solution) => solution.join()).sort(),
          enumerate(amounts, target, size),
        );
      },
    ),
  );
});

test("stops at the wanted number of solutions", () => {
  const amounts = new Array<number>(30).fill(5);
  const search = findSubsets({ amounts, target: 20, size: 4, limit: 2, budget: 10_000 });
  assert.equal(search.solutions.length, 2);
});

test("says when the budget ended the search", () => {
  const amounts = Array.from({ length: 40 }, (_, at) => 4_000_001 - at * 1_013);
  const search = findSubsets({ amounts, target: 23_880_007, size: 6, limit: 2, budget: 50 });
  assert.equal(search.isComplete, false);
});
