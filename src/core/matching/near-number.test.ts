// Damage that is forgiven and damage that is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isDamaged } from "./near-number.ts";

test("a digit lost, added or swapped is damage", () => {
  assert.ok(isDamaged("INV100024", "INV1000234"));
  assert.ok(isDamaged("INV10002334", "INV1000234"));
  assert.ok(isDamaged("INV1000243", "INV1000234"));
  assert.ok(isDamaged("INVI000234", "INV1000234"));
  assert.ok(isDamaged("INV1OOO234", "INV1000234"));
});

test("one changed digit is another document", () => {
  assert.ok(!isDamaged("INV1000235", "INV1000234"));
  assert.ok(!isDamaged("25312000000012345679", "25312000000012345678"));
});
