// What a customer owes today, by currency.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { daysLate, owedSums } from "./sums.ts";

const today = isoDate("2026-09-30");
const item = (dueDate: string | null, openMinor: number, more = {}) => ({
  currency: "CNY",
  dueDate: dueDate === null ? null : isoDate(dueDate),
  openMinor,
  disputedMinor: 0,
  ...more,
});

test("owed is documents less credits and unapplied money; overdue leaves out what is disputed", () => {
  const items = [
    item("2026-09-29", 10_000, { disputedMinor: 800 }),
    item("2026-09-30", 5_000),
    item("2026-09-30", 2_000),
    item("2026-10-31", 7_000),
    item(null, 300),
    item(null, -1_000),
    item("2026-01-01", 40_000, { currency: "USD" }),
  ];
  assert.deepEqual(owedSums(items, [{ currency: "CNY", minor: 2_500 }], today), [
    {
      currency: "CNY",
      owedMinor: 20_800,
      overdueMinor: 9_200,
      unappliedMinor: 2_500,
      disputedMinor: 800,
      nextDue: { date: "2026-09-30", minor: 7_000 },
    },
    {
      currency: "USD",
      owedMinor: 40_000,
      overdueMinor: 40_000,
      unappliedMinor: 0,
      disputedMinor: 0,
      nextDue: null,
    },
  ]);
});

test("money alone is owed back", () => {
  const [sums] = owedSums([], [{ currency: "EUR", minor: 100 }], today);
  assert.equal(sums?.owedMinor, -100);
  assert.equal(daysLate(isoDate("2026-09-18"), today), 12);
  assert.equal(daysLate(isoDate("2026-10-05"), today), -5);
  assert.equal(daysLate(null, today), null);
});
