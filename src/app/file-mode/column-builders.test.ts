// Texts in columns stand in the order in which the texts themselves stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareText } from "../../exporters/reconcile-result.ts";
import { TextBuilder } from "./column-builders.ts";

/** Units that differ in their lower half alone, in their upper half alone, and in both. */
const latin = fc.string({ unit: fc.constantFrom("A", "B", "9", "é"), maxLength: 4 });
const wide = fc.string({
  unit: fc.constantFrom("A", "B", "\u4e00", "\u4e01", "\u4f00"),
  maxLength: 4,
});

test("two rows of a column are compared as their texts are, Latin or wide", () => {
  fc.assert(
    fc.property(fc.oneof(latin, wide), fc.oneof(latin, wide), (a, b) => {
      const column = new TextBuilder();
      for (const text of ["", a, b]) column.add(text);
      assert.equal(Math.sign(column.compare(1, 2)), compareText(a, b));
      assert.equal(Math.sign(column.compare(0, 1)), compareText("", a));
    }),
    { numRuns: 2_000 },
  );
});
