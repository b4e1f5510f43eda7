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
    /CNY 1,409\.50.*请支付（人民币大写）：壹仟肆佰零玖元伍角整.*收款账户/,
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

test("the documents stand in a table whose amounts end in one line; words before them stay words", () => {
  const rows =
    "INV-1  到期 2026年9月1日（逾期 29 天）  CNY 1,000.00（未清 CNY 2,000.00）\nINV-2  到期 2026年9月2日（逾期 28 天）  CNY 409.50";
  const text = `截至今日：\n\n${rows}\n…… 另有 2 张\n\n请支付：CNY 1,409.50`;
  const content = letterPdf({ ...letter, text }, null).content as {
    table?: { body: unknown[][] };
  }[]; // its nodes are objects
  const tables = content.flatMap(({ table }) => (table ? [table] : []));
  assert.deepEqual(tables[0]?.body, [
    ["INV-1", "到期 2026年9月1日（逾期 29 天）", right("CNY 1,000.00"), "（未清 CNY 2,000.00）"],
    ["INV-2", "到期 2026年9月2日（逾期 28 天）", right("CNY 409.50"), ""],
  ]);
  assert.equal(tables.length, 1);
  assert.match(JSON.stringify(content), /…… 另有 2 张/);
});

const right = (text: string) => ({ text, alignment: "right", noWrap: true });
