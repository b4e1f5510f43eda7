import assert from "node:assert/strict";
import { test } from "node:test";
import { type Letter, letterPdf } from "./letter-pdf.ts";

const letter: Letter = {
  sender: "启明精密制造有限公司",
  to: { customer: "上海启明贸易有限公司", person: "李工", address: "上海市浦东新区 1 号" },
  language: "zh",
  date: "2026-09-30",
  subject: "催款函",
  text: "李工，您好：\n\n请支付：CNY 1,409.50\n\n收款账户：招商银行\n\n启明精密制造有限公司",
  asked: [{ currency: "CNY", minor: 140_950 }],
};
const written = (of: Letter) => JSON.stringify(letterPdf(of, null).content);

test("a letter that asks for yuan says them in words, with the day and a place for the seal", () => {
  const text = written(letter);
  assert.match(
    text,
    /CNY 1,409\.50.*请支付（大写）：壹仟肆佰零玖元伍角整.*收款账户/,
    "below the sum",
  );
  assert.match(text, /2026年9月30日/);
  assert.match(text, /发函单位盖章/);
  assert.equal(text.split("启明精密制造有限公司").length - 1, 2, "above and at the seal");
  assert.equal(letterPdf(letter, null).footer, "第 {page} 页 共 {pages} 页");
});

test("no words of an amount the text does not name, nor in English", () => {
  assert.doesNotMatch(written({ ...letter, text: "李工，您好：" }), /大写/);
  const english = written({ ...letter, language: "en" });
  assert.doesNotMatch(english, /壹/);
  assert.match(english, /30 Sep 2026/);
});
