import assert from "node:assert/strict";
import { test } from "node:test";
import { isCreditCode, isResidentNumber, taxIdFault } from "./tax-id.ts";

test("the check character of a unified social credit code is verified (GB 32100-2015)", () => {
  // The example number of the standard's own text form: 91350100M000100Y43.
  assert.ok(isCreditCode("91350100M000100Y43"));
  assert.ok(!isCreditCode("91350100M000100Y44"));
  assert.ok(!isCreditCode("91350100M000100I43"), "I is no character of it");
});

test("a resident identity number has its own check (GB 11643-1999)", () => {
  assert.ok(isResidentNumber("11010519491231002X"));
  assert.ok(!isResidentNumber("110105194912310021"));
});

test("only what claims to be a Chinese number can be wrong", () => {
  assert.ok(taxIdFault("91350100M000100Y44"));
  for (const id of [
    "",
    "91350100M000100Y43",
    "11010519491231002X",
    "DE123456789",
    "310104123456789",
  ]) {
    assert.ok(!taxIdFault(id), id);
  }
});

test("one wrong or two swapped characters are always found", () => {
  const code = "91350100M000100Y43";
  for (let at = 0; at < 17; at++) {
    for (const other of "0123456789ABCDEFGHJKLMNPQRTUWXY") {
      if (other === code[at]) continue;
      assert.ok(!isCreditCode(code.slice(0, at) + other + code.slice(at + 1)));
    }
  }
});
