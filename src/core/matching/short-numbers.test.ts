// The part of a number people write, and the digits of a memo that may be one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runningPart, runsIn, withoutOtherDigits } from "./short-numbers.ts";

test("the running part is the last run of digits that is no year, without its zeros", () => {
  assert.equal(runningPart("RE-2026-02439"), "2439");
  assert.equal(runningPart("DF/25-26/1105"), "1105");
  assert.equal(runningPart("815/2026"), "815");
  assert.equal(runningPart("INV0114601"), "114601");
});

test("numbers that are all one run of many digits, or count in two, have none", () => {
  assert.equal(runningPart("25312000000012345678"), "");
  assert.equal(runningPart("2026/82"), "");
});

test("dates, years and amounts of a memo are no such part", () => {
  assert.deepEqual(
    runsIn(withoutOtherDigits("RE 2439, 02390 DATUM 311225 vom 04.12.2025 EUR 1.250,00 in 2026")),
    ["2439", "02390"],
  );
});

test("six digits cut in two are put together again", () => {
  assert.ok(runsIn(withoutOtherDigits("156500/156 484")).includes("156484"));
});
