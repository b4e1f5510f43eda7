// Spellings of one bank account.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountForm, isSameAccount } from "./account-number.ts";

test("blanks, dashes and a BIC before it are no part of an account number", () => {
  assert.equal(accountForm("6222 0000-1111 8807"), "6222000011118807");
  assert.ok(isSameAccount("BANKCNBJ/502118330838", "502118330838"));
  assert.ok(isSameAccount("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"));
});

test("a masked middle is decided by head and tail", () => {
  assert.ok(isSameAccount("6222****8807", "6222000011118807"));
  assert.ok(!isSameAccount("6222****8808", "6222000011118807"));
  assert.ok(!isSameAccount("6222****07", "6222000011118807"), "two digits are no tail");
});

test("two different numbers, or none, are no account in common", () => {
  assert.ok(!isSameAccount("502118330838", "502118330846"));
  assert.ok(!isSameAccount("", ""));
});
