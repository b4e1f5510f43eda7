// What counts as the end of a document's number, and what does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsOf } from "./number-labels.ts";

test("a word for a document labels the digits after it", () => {
  assert.ok(labelsOf("INVOICE 05641")("05641"));
  assert.ok(labelsOf("INV.NO. 03855")("03855"));
  assert.ok(labelsOf("发票号码：03855、03860")("03860"));
  assert.ok(labelsOf("PAYMENT OF 00534")("00534"));
  assert.ok(labelsOf("INV.NO. 11141 AND 11143")("11143"));
  assert.ok(labelsOf("INV.NO. 00245 00249 00251")("00251"));
  assert.ok(labelsOf("尾号5678")("5678"));
  assert.ok(labelsOf("請求書001234")("001234"));
  assert.ok(labelsOf("세금계산서 004721")("004721"));
  assert.ok(labelsOf("RMR*IV*22747**2800.00~")("22747"));
  assert.ok(labelsOf("/INV/4769 20261228")("4769"));
});

test("a memo that is nothing but a number means a document", () => {
  assert.ok(labelsOf("08834")("08834"));
  assert.ok(labelsOf("08834 / 08835")("08835"));
});

test("other digits, and years, are no labelled number", () => {
  assert.ok(!labelsOf("凭证 995498")("995498"));
  assert.ok(!labelsOf("INVOICE 2026")("2026"));
  assert.ok(!labelsOf("发票03855 经办65801")("65801"));
});
