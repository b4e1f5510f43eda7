// Readings of one line stand by their key, few or many, in the order in which they were found.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Reading, Readings, readingKey } from "./reading.ts";

function reading(key: string, weight: number): Reading {
  return {
    ...{ payer: 0, items: [], amounts: [], lineAmounts: [], residuals: [], claims: [] },
    ...{ weight, ways: [], isNamed: false, isDistinct: false, key },
  };
}

test("readings are kept as a map of their keys keeps them, however many they are", () => {
  const puts = fc.array(fc.record({ key: fc.integer({ min: 0, max: 30 }), weight: fc.nat() }));
  fc.assert(
    fc.property(puts, (all) => {
      const readings = new Readings();
      const map = new Map<string, number>();
      for (const { key, weight } of all) {
        readings.put(reading(`${key}`, weight));
        map.set(`${key}`, weight);
      }
      assert.deepEqual(
        readings.list.map(({ key, weight }) => [key, weight]),
        [...map],
      );
      for (let key = 0; key <= 30; key++) {
        assert.equal(readings.get(`${key}`)?.weight, map.get(`${key}`));
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
      const keyOf = (of: typeof list) =>
        readingKey({
          items: of.map(({ item }) => item),
          amounts: of.map(({ amount }) => amount),
          residuals: [],
        });
      const turned = [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
      assert.equal(keyOf(turned), keyOf(list));
      const changed = list.map((pair, at) => (at === 0 ? { ...pair, amount: 10 } : pair));
      assert.notEqual(keyOf(changed), keyOf(list));
    }),
  );
});
