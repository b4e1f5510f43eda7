import assert from "node:assert/strict";
import { test } from "node:test";
import { because } from "../../core/because.ts";
import { wordBecause } from "../../core/words/matching.ts";
import { byteWording } from "./byte-wording.ts";

test("a sentence is the bytes of what JSON writes of it, in both languages", () => {
  const reasons = [
    because("amount.equal", { amount: "120.00", count: 1 }),
    because("who.name_in_memo", { customer: '上海"启明"\\\u0001é😀' }),
    because("no.such_key"),
  ];
  for (const language of ["zh", "en"] as const) {
    const { sentence } = byteWording(language);
    for (const reason of reasons) {
      assert.equal(
        Buffer.from(sentence(reason), "latin1").toString("utf8"),
        JSON.stringify(wordBecause(reason, language)),
      );
    }
  }
});

test("a text is the bytes of what JSON writes of it", () => {
  const { quoted } = byteWording("zh");
  for (const text of ["INV-1", "", 'a"b', "a\\b", "a\nb", "\u007f", "发票", "\ud800", null]) {
    assert.equal(Buffer.from(quoted(text), "latin1").toString("utf8"), JSON.stringify(text));
  }
});
