import assert from "node:assert/strict";
import { test } from "node:test";
import { conductOf, type HistoryItem } from "./history.ts";
import { earlyWarnings, type WarningInput } from "./warnings.ts";

const today = 20_000;

/** Punctual invoices, one a fortnight, sized by how long ago they are. */
function sold(minor: (ago: number) => number): HistoryItem[] {
  return Array.from({ length: 26 }, (_, n) => {
    const ago = n * 14 + 1;
    const issuedDay = today - ago;
    const closings = ago > 30 ? [{ day: issuedDay + 30, minor: minor(ago), isPayment: true }] : [];
    return { issuedDay, dueDay: issuedDay + 30, minor: minor(ago), closings };
  }).filter((item) => item.minor > 0);
}

function warn(items: readonly HistoryItem[], more: Partial<WarningInput> = {}): string[] {
  const input: WarningInput = {
    items,
    day: today,
    conduct: conductOf(items, today),
    trend: "level",
    disputeDays: [],
    exposureMinor: 0,
    limitMinor: null,
    ...more,
  };
  return earlyWarnings(input).map(({ key }) => key);
}

test("an even customer raises no warning", () => {
  assert.deepEqual(warn(sold(() => 1_000)), []);
});

test("orders that halve while every invoice is paid on time are a warning", () => {
  assert.deepEqual(warn(sold((ago) => (ago <= 91 ? 400 : 1_000))), ["credit_warn_orders_fell"]);
});

test("orders that double all at once are a warning, too", () => {
  assert.deepEqual(warn(sold((ago) => (ago <= 91 ? 2_500 : 1_000))), ["credit_warn_orders_rose"]);
});

test("more disputes than there used to be", () => {
  const disputeDays = [today - 3, today - 40, today - 200];
  assert.deepEqual(
    warn(
      sold(() => 1_000),
      { disputeDays },
    ),
    ["credit_warn_disputes"],
  );
});

test("a limit that fills up quickly", () => {
  const use = { exposureMinor: 9_500, limitMinor: 10_000 };
  assert.deepEqual(
    warn(
      sold(() => 1_000),
      use,
    ),
    ["credit_warn_utilisation"],
  );
});

test("who pays badly is rated, not warned of", () => {
  const items = sold((ago) => (ago <= 91 ? 400 : 1_000));
  assert.deepEqual(warn(items, { trend: "down" }), []);
});
