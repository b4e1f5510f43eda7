import assert from "node:assert/strict";
import { test } from "node:test";
import { customerSearchText } from "./customer-search-text.ts";

const textOf = (name: string) => customerSearchText({ name, no: "C1", taxId: "" });

test("a customer is found by its initials, with 市 and without", () => {
  const text = textOf("烟台市屿卓模具有限公司");
  assert.match(text, /\bytsyzmj/);
  assert.match(text, /\bytyzmj/);
  assert.match(text, /yantaiyuzhuo/);
});

test("a name without such a word is spelled once", () => {
  assert.equal(textOf("启明贸易"), "启明贸易 qimingmaoyi qmmy c1");
});
