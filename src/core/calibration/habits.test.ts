import assert from "node:assert/strict";
import { test } from "node:test";
import { type HabitCode, habitsOf, habitsShown, habitWeights, type Settlement } from "./habits.ts";

const item = { no: "26442000008214600306", orderNo: "SO2026-0474", contractNo: "HT-77" };
const base: Settlement = {
  memo: "货款",
  items: [{ ...item, issueMonth: "2026-08" }],
  tookDiscount: false,
  passedOver: true,
  hadChoice: true,
};

test("what a settlement shows is read from its items and its memo", () => {
  assert.deepEqual(habitsShown(base), ["quotes_nothing"]);
  assert.deepEqual(habitsShown({ ...base, memo: "付尾号14600306" }), ["quotes_invoice"]);
  assert.deepEqual(habitsShown({ ...base, memo: "so2026-0474 货款" }), ["quotes_order"]);
  const two = [...base.items, { ...item, no: "INV00002", issueMonth: "2026-08" }];
  assert.deepEqual(habitsShown({ ...base, items: two }), ["quotes_nothing", "by_month"]);
  const other = [...base.items, { ...item, no: "INV00002", issueMonth: "2026-09" }];
  assert.deepEqual(habitsShown({ ...base, items: other, passedOver: false, tookDiscount: true }), [
    "quotes_nothing",
    "oldest_first",
    "net_of_discount",
  ]);
});

test("oldest first is no habit where a paper is named or nothing else was open", () => {
  const first = { ...base, passedOver: false };
  assert.ok(habitsShown(first).includes("oldest_first"));
  assert.ok(!habitsShown({ ...first, memo: "26442000008214600306" }).includes("oldest_first"));
  assert.ok(!habitsShown({ ...first, hadChoice: false }).includes("oldest_first"));
});

test("three times in most cases is a habit, unless somebody revoked it", () => {
  const shown: HabitCode[][] = [["by_month"], ["by_month"], ["by_month"], ["quotes_nothing"]];
  const none = () => false;
  const [month] = habitsOf(shown, none);
  assert.deepEqual(month, { code: "by_month", times: 3, of: 4, isInForce: true });
  assert.equal(habitsOf(shown.slice(2), none)[0]?.isInForce, false);
  const revoked = habitsOf(shown, (code) => code === "by_month");
  assert.equal(revoked[0]?.isInForce, false);
  assert.ok((habitWeights(habitsOf(shown, none))["R22"] ?? 0) > 0);
  assert.deepEqual(habitWeights(revoked), {});
});
