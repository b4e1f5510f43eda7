import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, isoDate } from "../../../src/core/date.ts";
import { bucketWindow, itemsQuery } from "./bucket-window.ts";

const asOf = isoDate("2026-09-30");

test("every number of days late lies in one bucket alone", () => {
  const buckets = ["not_due", "d1_30", "d31_60", "d61_90", "d91_180", "d181_365", "d366"] as const;
  for (const days of [-400, -1, 0, 1, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366, 4000]) {
    const due = addDays(asOf, -days);
    const hits = buckets.filter((bucket) => {
      const { from, to } = bucketWindow(bucket, asOf);
      return (from === null || due >= from) && (to === null || due <= to);
    });
    assert.equal(hits.length, 1, `${days} days late: ${hits.join(", ")}`);
  }
});

test("a cell opens the items of its customer, currency and dates", () => {
  const cell = { asOf, basis: "due", customerId: 7, currency: "USD" } as const;
  assert.equal(
    itemsQuery({ ...cell, bucket: "d31_60" }),
    "customer=7&currency=USD&dueFrom=2026-08-01&dueTo=2026-08-30",
  );
  assert.equal(
    itemsQuery({ ...cell, bucket: "no_due_date" }),
    "customer=7&currency=USD&dueDate=none",
  );
  assert.equal(itemsQuery({ ...cell, bucket: null, basis: "issue" }), "customer=7&currency=USD");
});
