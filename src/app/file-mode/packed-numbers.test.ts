// The numbers of packed items are hashed as their texts are, in Latin and in wide columns.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hashNumber, startHash } from "../../core/matching/number-index.ts";
import { TextBuilder, ValueBuilder } from "./column-builders.ts";
import { packedNumbers } from "./packed-numbers.ts";

const text = fc.oneof(
  fc.constant(""),
  fc.stringMatching(/^[a-zA-Z0-9/ -]{0,12}$/),
  fc.stringMatching(/^[号一二０１ＡＢ0-9]{0,6}$/),
);
const row = fc.tuple(text, text, text, text, text);

test("a number is hashed from its column as from its text, and none where there is none", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const order = Uint32Array.from(rows, (_, at) => at);
      const texts = (kind: number) => {
        const builder = new TextBuilder();
        for (const numbers of rows) builder.add(numbers[kind]!);
        return builder.inOrder(order);
      };
      const values = (kind: number) => {
        const builder = new ValueBuilder<string>();
        for (const numbers of rows) builder.add(numbers[kind]!, (own) => own);
        return builder.inOrder(order);
      };
      const hashOf = packedNumbers({
        texts: { itemNo: texts(0), orderNo: texts(1), deliveryNo: texts(3) },
        names: { contractNo: values(2), statementNo: values(4) },
      });
      const [expected, found] = [startHash(), startHash()];
      rows.forEach((numbers, item) => {
        numbers.forEach((number, kind) => {
          const isThere = hashOf(item, kind, found);
          assert.equal(isThere, hashNumber(number, expected));
          if (isThere) assert.deepEqual(found, expected);
        });
      });
    }),
  );
});
