import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatGrouped, formatMinor } from "../core/money.ts";
import {
  currencyInAmount,
  currencyOf,
  decideDecimalMark,
  isEmptyCell,
  readAmount,
} from "./amount.ts";

function minorOf(text: string, currency = "CNY", mark: "." | "," = "."): bigint | string {
  const read = readAmount(text, currency, mark);
  return read.ok ? read.minor : read.fault.code;
}

test("amounts are read in every form banks and people write", () => {
  const forms: readonly (readonly [string, bigint])[] = [
    ["1234.56", 123456n],
    ["1,234.56", 123456n],
    ["1 234.56", 123456n],
    ["1\u00a0234.56", 123456n],
    ["1'234.56", 123456n],
    ["12,34,567.80", 123456780n],
    ["-1234.5", -123450n],
    ["1234.5-", -123450n],
    ["(1,234.50)", -123450n],
    ["−5", -500n],
    ["+5", 500n],
    ["¥1,234.50", 123450n],
    ["￥28.16", 2816n],
    ["CNY 13.50", 1350n],
    ["13.50元", 1350n],
    ["100.00 CR", 10000n],
    ["100.00DR", -10000n],
    ["１，２３４．５０", 123450n],
    ["'579.68", 57968n],
    ["`24.00", 2400n],
    ["0.", 0n],
    [".5", 50n],
    ["100.5000", 10050n],
  ];
  for (const [text, minor] of forms) assert.equal(minorOf(text), minor, text);
  assert.equal(minorOf("1.234,56", "EUR", ","), 123456n);
  assert.equal(minorOf("35122,", "EUR", ","), 3512200n);
  assert.equal(minorOf("1000", "JPY"), 1000n);
  assert.equal(minorOf("1.005", "KWD"), 1005n);
});

test("what is no amount is refused with its reason, never read as 0", () => {
  assert.equal(minorOf("1,2O3.50"), "amount_unreadable");
  assert.equal(minorOf("12..34"), "amount_grouping");
  assert.equal(minorOf("1,23.50"), "amount_grouping");
  assert.equal(minorOf("1.005"), "amount_too_precise");
  assert.equal(minorOf("10.5", "JPY"), "amount_too_precise");
  for (const text of ["abc", "--5", "5-5", "1.23E+18", "131.77(已退款89.84)", "=1+1", "万"]) {
    assert.equal(typeof minorOf(text), "string", text);
  }
  const read = readAmount("1,2O3.50", "CNY");
  assert.ok(!read.ok);
  assert.deepEqual(read.fault.fields, { value: "1,2O3.50", position: 4, character: "O" });
});

test("every amount we write is read back, plain and grouped", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
      fc.constantFrom("CNY", "JPY", "KWD"),
      (minor, currency) => {
        assert.equal(minorOf(formatMinor(minor, currency), currency), minor);
        assert.equal(minorOf(formatGrouped(minor, currency), currency), minor);
      },
    ),
  );
});

test("reading any text answers and never throws", () => {
  fc.assert(fc.property(fc.string(), (text) => void readAmount(text, "CNY")));
});

test("the decimal mark is decided by the column, not by a cell", () => {
  assert.equal(decideDecimalMark(["1,234", "2,345", "1,5"]), ",");
  assert.equal(decideDecimalMark(["1,234", "2,345.10"]), ".");
  assert.equal(decideDecimalMark(["1.234.567"]), ",");
  assert.equal(decideDecimalMark(["0,123"]), ",");
  assert.equal(decideDecimalMark(["1,234", "2,345"]), null);
  assert.equal(decideDecimalMark(["12", ""]), null);
});

test("currencies go by many names", () => {
  const names = ["人民币", "人民币元", "RMB", "cny", "¥", "人民币(CNY)", "元"];
  for (const name of names) assert.equal(currencyOf(name), "CNY", name);
  assert.equal(currencyOf("美元"), "USD");
  assert.equal(currencyOf("XYZ"), null);
  assert.equal(currencyInAmount("USD 9.126,07", "CNY"), "USD");
  assert.equal(currencyInAmount("$5", "HKD"), "HKD");
});

test("the marks banks put for nothing are no amounts", () => {
  for (const mark of ["", "-", "--", "—", "/", "__", "  "]) assert.ok(isEmptyCell(mark), mark);
  assert.ok(!isEmptyCell("0"));
});
