import assert from "node:assert/strict";
import { test } from "node:test";
import { sumDecimals } from "./sum-decimals.ts";

test("decimals are added exactly, whatever their size, sign and places", () => {
  assert.equal(sumDecimals(["0.10", "0.20", "9007199254740993.01"]), "9007199254740993.31");
  assert.equal(sumDecimals(["-0.05", "0.02"]), "-0.03");
  assert.equal(sumDecimals(["5", "7"]), "12");
  assert.equal(sumDecimals(["1.5", "2.255"]), "3.755");
  assert.equal(sumDecimals([]), "0");
  assert.equal(sumDecimals(["100.00", "-250.50"]), "-150.50");
});
