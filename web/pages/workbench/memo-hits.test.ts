import assert from "node:assert/strict";
import { test } from "node:test";
import { markHits, tokensOf } from "./memo-hits.ts";

function hits(memo: string, ...tokens: string[]): string[] {
  return markHits(memo, tokens).flatMap((part) => (part.isHit ? [part.text] : []));
}

test("a number is marked in full, without its hyphens, and by its last digits", () => {
  assert.deepEqual(hits("付合同HT2025-0063的货款", "HT20250063"), ["HT2025-0063"]);
  assert.deepEqual(hits("货款 尾号12345678 减退货", "26442000000012345678"), ["12345678"]);
  assert.deepEqual(hits("货款[45678]", "26442000000012345678"), ["45678"]);
});

test("digits in the middle of another number are no hit", () => {
  assert.deepEqual(hits("流水9123456780", "26442000000012345678"), []);
  assert.deepEqual(hits("", "26442000000012345678"), []);
});

test("what was kept back is marked with its amount", () => {
  const because = [{ key: "how.deduction", fields: { word: "扣质量", amount: "350.00" } }];
  const tokens = tokensOf([{ allocations: [], because, against: [] }]);
  assert.deepEqual(hits("货款 扣质量索赔USD350.00 汇率7.2", ...tokens), ["扣质量", "350.00"]);
});

test("nothing of the memo is lost", () => {
  const memo = "转账 · INV-001, INV-002 · 上海启明";
  const parts = markHits(memo, ["INV001", "INV-002", "上海启明"]);
  assert.equal(parts.map((part) => part.text).join(""), memo);
  assert.deepEqual(
    parts.filter((part) => part.isHit).map((part) => part.text),
    ["INV-001", "INV-002", "上海启明"],
  );
});
