// The index of document numbers against a plain map, with more numbers than it first makes room for.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { buildNumberIndex, numberKinds } from "./number-index.ts";
import { numberKey } from "./text.ts";

const number = fc.oneof(fc.constant(""), fc.stringMatching(/^[A-C]{0,2}[-/ ]?[0-2]{1,3}$/));
const documents = fc.array(fc.tuple(number, number, number, number, number), { maxLength: 60 });

test("every document is found under each of its numbers, in whatever spelling, and no other", () => {
  fc.assert(
    fc.property(documents, (all) => {
      const index = buildNumberIndex(all.length, (item, kind) => all[item]![kind]!);
      const expected = new Map<string, string[]>();
      all.forEach((numbers, item) => {
        numbers.forEach((text, kind) => {
          const key = numberKey(text);
          if (key === "") return;
          expected.set(key, [...(expected.get(key) ?? []), `${item} ${numberKinds[kind]}`]);
        });
      });
      for (const [key, documentsOf] of expected) {
        const found: string[] = [];
        index.visit(index.findKey(key), (item, kind) => found.push(`${item} ${kind}`));
        assert.deepEqual(found.sort(), documentsOf.sort());
      }
      assert.equal(index.findKey("ZZ9"), -1);
    }),
  );
});
