import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { entryKeys } from "./entry-key.ts";
import type { Statement, StatementEntry } from "./importer.ts";

function entry(bankRef: string, memo: string, amountMinor = 100n): StatementEntry {
  return {
    place: {},
    bookingDate: isoDate("2026-09-01"),
    valueDate: null,
    amountMinor,
    currency: "CNY",
    payerName: "宁波海曜",
    payerAccount: "",
    memo,
    bankRef,
    endToEnd: "",
    balanceMinor: null,
    reference: "",
    extra: {},
  };
}

function statement(...entries: readonly StatementEntry[]): Statement {
  return {
    account: "6222 0001",
    accountName: "",
    bank: "",
    currency: "CNY",
    statementNo: "",
    from: null,
    to: null,
    openingMinor: null,
    closingMinor: null,
    entries,
    proof: { state: "unproven" },
  };
}

test("the bank's id is the key where it is unique in the file", () => {
  const keys = entryKeys([statement(entry("S1", "a"), entry("S2", "a"))]).flat();
  assert.deepEqual(
    keys.map((key) => key.by),
    ["bank", "bank"],
  );
  assert.notEqual(keys[0]?.text, keys[1]?.text);
});

test("two real identical payments of one day keep two keys", () => {
  const keys = entryKeys([
    statement(entry("", "货款"), entry("", "货款"), entry("", "other")),
  ]).flat();
  assert.deepEqual(
    keys.map((key) => key.ordinal),
    [1, 2, 1],
  );
  assert.equal(keys[0]?.text, keys[1]?.text);
});

test("an id used twice in the file is no id", () => {
  const keys = entryKeys([statement(entry("S1", "a"), entry("S1", "a"))]).flat();
  assert.deepEqual(
    keys.map((key) => [key.by, key.ordinal]),
    [
      ["content", 1],
      ["content", 2],
    ],
  );
});

test("width, case and blanks of another export do not change a key", () => {
  const one = entryKeys([statement(entry("", "货款 Inv １２"))]).flat()[0];
  const other = entryKeys([statement(entry("", "货款inv12 "))]).flat()[0];
  assert.equal(one?.text, other?.text);
});
