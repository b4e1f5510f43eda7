// A row of the lane has room for a few characters: whatever holds a line back needs a short word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchingWords } from "../../src/core/words/matching.ts";
import { causeWords } from "./workbench-reasons.ts";

test("everything that leaves a line to a person has a short word in both languages", () => {
  const reasons = Object.keys(matchingWords).filter((key) => /^(block|reason|miss)\./.test(key));
  assert.ok(reasons.length > 20, `${reasons.length} reasons`);
  const short: Readonly<Record<string, { zh: string; en: string } | undefined>> = causeWords;
  assert.deepEqual(
    reasons.filter((key) => short[key] === undefined),
    [],
  );
  for (const key of reasons) {
    assert.ok((short[key]?.zh ?? "").length <= 8, `${key} ${short[key]?.zh}`);
    assert.ok((short[key]?.en ?? "").length <= 28, `${key} ${short[key]?.en}`);
  }
});

test("two reasons never share a word: their groups would stand twice under one name", () => {
  const reasons = Object.entries(causeWords).filter(([key]) => /^(block|reason|miss)\./.test(key));
  for (const language of ["zh", "en"] as const) {
    const words = reasons.map(([, word]) => word[language]);
    assert.deepEqual(
      words.filter((word, place) => words.indexOf(word) !== place),
      [],
    );
  }
});
