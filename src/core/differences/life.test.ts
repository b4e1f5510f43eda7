import assert from "node:assert/strict";
import { test } from "node:test";
import { differenceCodes } from "../differences.ts";
import { outcomesOf, redInvoiceHoursLeft } from "./life.ts";

const onItem = { hasItem: true, hasCustomerMoney: false };
const onMoney = { hasItem: false, hasCustomerMoney: true };

test("an unexplained difference has no end until it has a cause", () => {
  assert.deepEqual(outcomesOf(null, onItem), []);
});

test("a tail is booked off the item, a second payment is given back or kept", () => {
  assert.deepEqual(outcomesOf("T03", onItem), ["rounding", "collected"]);
  assert.deepEqual(outcomesOf("T04", onMoney), ["refund", "advance"]);
  assert.deepEqual(outcomesOf("T04", onItem), []);
});

test("every code has an end for an item or for money", () => {
  for (const code of differenceCodes) {
    const ends = [...outcomesOf(code, onItem), ...outcomesOf(code, onMoney)];
    assert.ok(ends.length > 0, code);
  }
});

test("a red invoice has 72 hours from the moment the difference was found", () => {
  const found = "2026-09-18T08:00:00Z";
  assert.equal(redInvoiceHoursLeft(found, "2026-09-18T08:30:00Z"), 72);
  assert.equal(redInvoiceHoursLeft(found, "2026-09-20T09:00:00Z"), 23);
  assert.equal(redInvoiceHoursLeft(found, "2026-09-21T13:00:00Z"), -5);
});
