// Amounts of the portal: text in, text out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { amountText, dayText, isZero } from "./say.ts";
import { portalState } from "./state.ts";

test("amounts are grouped; a credit has a minus, in English brackets", () => {
  assert.equal(amountText("1234567.89"), "1,234,567.89");
  assert.equal(amountText("-1234.50"), "−1,234.50");
  assert.equal(amountText("1000"), "1,000");
  portalState.language = "en";
  assert.equal(amountText("-800.00"), "(800.00)");
  portalState.language = "zh";
});

test("zero is zero, however it is signed", () => {
  assert.ok(isZero("-0.00"));
  assert.ok(!isZero("0.01"));
});

test("an instant's day is the reader's, not that of UTC", (t) => {
  const zone = process.env["TZ"];
  t.after(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });
  process.env["TZ"] = "Asia/Shanghai";
  assert.equal(dayText("2026-12-20T15:59:59.000Z"), "2026-12-20");
  assert.equal(dayText("2026-12-20T16:00:00.000Z"), "2026-12-21");
  process.env["TZ"] = "America/Los_Angeles";
  assert.equal(dayText("2026-12-20T07:59:59.000Z"), "2026-12-19");
});
