// Sentences with places for fields.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillSentence } from "./word.ts";

const sentence = { zh: "{a} 和 {b}，再 {a}", en: "{a}{b} and {a}" };

test("every place of a field is filled, in either language", () => {
  assert.equal(fillSentence(sentence, "zh", { a: 1, b: "" }), "1 和 ，再 1");
  assert.equal(fillSentence(sentence, "en", { a: "x", b: "{a}" }), "x{a} and x");
});

test("a field that is not given stays visible, a text without places stays as it is", () => {
  assert.equal(fillSentence(sentence, "en", { a: 0 }), "0{b} and 0");
  assert.equal(fillSentence({ zh: "无", en: "{}" }, "en", {}), "{}");
});

test("a word after a number stands in the singular for one alone", () => {
  const lines = { zh: "{n} 笔", en: "{n} {n|line waits|lines wait}" };
  const en = (n: string | number) => fillSentence(lines, "en", { n });
  assert.equal(en(1), "1 line waits");
  assert.equal(en("1"), "1 line waits");
  assert.equal(en(0), "0 lines wait");
  assert.equal(en("1,001"), "1,001 lines wait");
  assert.equal(fillSentence(lines, "zh", { n: 1 }), "1 笔");
});
