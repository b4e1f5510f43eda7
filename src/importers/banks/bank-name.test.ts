import assert from "node:assert/strict";
import { test } from "node:test";
import { bankNameIn } from "./bank-name.ts";

test("a known bank is called in the language asked for, by its name or its BIC", () => {
  assert.equal(bankNameIn("工商银行", "en"), "ICBC");
  assert.equal(bankNameIn("ICBC", "zh"), "工商银行");
  assert.equal(bankNameIn("BKCHCNBJ", "zh"), "中国银行");
  assert.equal(bankNameIn("BKCHCNBJ45A", "en"), "BOC");
});

test("any other bank stays as it was written", () => {
  for (const bank of ["", "某村镇银行", "DEUTDEFF", "BKCH", "工商银行东莞分行"]) {
    assert.equal(bankNameIn(bank, "en"), bank);
  }
});
