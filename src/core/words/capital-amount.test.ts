import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMinor } from "../money.ts";
import { capitalAmount } from "./capital-amount.ts";

function written(text: string): string {
  return capitalAmount(parseMinor(text, "CNY") ?? assert.fail(text));
}

test("amounts are written as the rules for vouchers give them", () => {
  assert.equal(written("1409.50"), "壹仟肆佰零玖元伍角整");
  assert.equal(written("6007.14"), "陆仟零柒元壹角肆分");
  assert.equal(written("107000.53"), "壹拾万零柒仟元伍角叁分");
  assert.equal(written("16409.02"), "壹万陆仟肆佰零玖元零贰分");
  assert.equal(written("325.04"), "叁佰贰拾伍元零肆分");
  assert.equal(written("0.00"), "零元整");
});

test("zeros between two digits are read once, those at the end are not read", () => {
  assert.equal(written("10.00"), "壹拾元整");
  assert.equal(written("100000.00"), "壹拾万元整");
  assert.equal(written("1000001.00"), "壹佰万零壹元整");
  assert.equal(written("100010000.00"), "壹亿零壹万元整");
  assert.equal(written("100000000.00"), "壹亿元整");
  assert.equal(written("20030.00"), "贰万零叁拾元整");
  assert.equal(written("1002003004.05"), "壹拾亿零贰佰万零叁仟零肆元零伍分");
});

test("below one yuan, and below zero", () => {
  assert.equal(written("0.05"), "伍分");
  assert.equal(written("0.50"), "伍角整");
  assert.equal(written("-11300.00"), "负壹万壹仟叁佰元整");
});
