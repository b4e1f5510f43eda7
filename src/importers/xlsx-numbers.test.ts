import assert from "node:assert/strict";
import { test } from "node:test";
import { excelDecimal, lookOfBuiltIn, lookOfFormat, numberText } from "./xlsx-numbers.ts";

test("numbers come out as Excel shows them, not as doubles hold them", () => {
  const forms: readonly (readonly [string, string])[] = [
    ["0.30000000000000004", "0.3"],
    ["1234.5600000000001", "1234.56"],
    ["100", "100"],
    ["1.5E+3", "1500"],
    ["1E-3", "0.001"],
    ["-12.5", "-12.5"],
    ["9.9999999999999995E-2", "0.1"],
    ["999999999999999.96", "1E+15"],
    ["20250101", "20250101"],
    ["0", "0"],
    ["2.5312E+19", "2.5312E+19"],
    ["1234567890123456789", "1.23456789012346E+18"],
  ];
  for (const [raw, text] of forms) assert.equal(excelDecimal(raw), text, raw);
});

test("date formats are told from number formats", () => {
  assert.equal(lookOfFormat('yyyy"年"m"月"d"日"').is, "date");
  assert.equal(lookOfFormat("#,##0.00;[Red]-#,##0.00").is, "number");
  assert.equal(lookOfFormat('0.00"days"').is, "number");
  assert.equal(lookOfFormat("h:mm:ss").is, "time");
  assert.equal(lookOfFormat("[$-804]yyyy-mm-dd").is, "date");
  assert.deepEqual(lookOfFormat("00000000"), { is: "digits", width: 8 });
  assert.equal(lookOfBuiltIn(14).is, "date");
  assert.equal(lookOfBuiltIn(31).is, "date");
  assert.equal(lookOfBuiltIn(4).is, "number");
});

test("a number of three decimals cannot be taken for thousands", () => {
  assert.equal(numberText("7.498", { is: "number" }, false), "7.4980");
  assert.equal(numberText("7.49", { is: "number" }, false), "7.49");
});

test("a number in a date format is a day; one in 00000000 keeps its zeros", () => {
  assert.equal(numberText("43831", { is: "date" }, false), "2020-01-01");
  assert.equal(numberText("42369", { is: "date" }, true), "2020-01-01");
  assert.equal(numberText("43831.5", { is: "date" }, false), "2020-01-01 12:00:00");
  assert.equal(numberText("0.25", { is: "time" }, false), "06:00:00");
  assert.equal(numberText("1234", { is: "digits", width: 8 }, false), "00001234");
});
