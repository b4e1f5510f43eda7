// Readings of one line stand by their key, few or many, in the order in which they were found.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { markOf, type Reading, Readings, readingKey } from "./reading.ts";

/** Of one item, with a mark that many others have, too. */
function reading(item: number, weight: number): Reading {
  return {
    ...{ payer: 0, items: [item], amounts: [1], lineAmounts: [1], residuals: [], claims: [1] },
    ...{ weight, ways: [], isCited: false, isNamed: false, isDistinct: false, mark: item % 3 },
  };
}

test("readings are kept as a map of their keys keeps them, however many they are", () => {
  const puts = fc.array(fc.record({ item: fc.integer({ min: 0, max: 60 }), weight: fc.nat() }), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(puts, (all) => {
      const readings = new Readings();
      const map = new Map<number, number>();
      for (const { item, weight } of all) {
        readings.put(reading(item, weight));
        map.set(item, weight);
      }
      assert.deepEqual(
        readings.list.map(({ items, weight }) => [items[0], weight]),
        [...map],
      );
      for (let item = 0; item <= 60; item++) {
        assert.equal(readings.get(reading(item, 0))?.weight, map.get(item));
      }
    }),
  );
});

test("the order of the items does not change what a reading is", () => {
  const pairs = fc.uniqueArray(fc.record({ item: fc.nat(40), amount: fc.nat(9) }), {
    selector: ({ item }) => item,
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, fc.nat(40), (list, by) => {
      const contentOf = (of: typeof list) => ({
        items: of.map(({ item }) => item),
        amounts: of.map(({ amount }) => amount),
        residuals: [],
      });
      const keyOf = (of: typeof list) => readingKey(contentOf(of));
      const turned = [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
      assert.equal(keyOf(turned), keyOf(list));
      assert.equal(markOf(contentOf(turned)), markOf(contentOf(list)));
      const changed = list.map((pair, at) => (at === 0 ? { ...pair, amount: 10 } : pair));
      assert.notEqual(keyOf(changed), keyOf(list));
    }),
  );
});
