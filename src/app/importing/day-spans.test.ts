// The daily bar of an account: loaded, proven, broken and missing days.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../../core/date.ts";
import { daySpans } from "./day-spans.ts";

const noBalances = { openingMinor: null, closingMinor: null };
const window = { from: isoDate("2026-09-01"), to: isoDate("2026-09-10") };

test("days without a file are missing, the best file of a day counts", () => {
  const spans = daySpans(
    [
      { from: "2026-08-20", to: "2026-09-03", proof: "unproven", ...noBalances },
      { from: "2026-09-03", to: "2026-09-05", proof: "proven", ...noBalances },
      { from: "2026-09-05", to: "2026-09-06", proof: "broken", ...noBalances },
    ],
    window,
  );
  assert.deepEqual(
    spans.map(({ from, to, state, days }) => [from, to, state, days]),
    [
      ["2026-09-01", "2026-09-02", "loaded", 2],
      ["2026-09-03", "2026-09-05", "proven", 3],
      ["2026-09-06", "2026-09-06", "broken", 1],
      ["2026-09-07", "2026-09-10", "missing", 4],
    ],
  );
});

test("an account with nothing loaded is one missing span", () => {
  assert.deepEqual(daySpans([], window), [
    { from: "2026-09-01", to: "2026-09-10", state: "missing", days: 10 },
  ]);
});

test("days between two files whose balances meet had no lines and are not missing", () => {
  const first = {
    from: "2026-09-01",
    to: "2026-09-03",
    proof: "proven",
    openingMinor: 0,
    closingMinor: 500,
  } as const;
  const next = {
    from: "2026-09-08",
    to: "2026-09-10",
    proof: "proven",
    openingMinor: 500,
    closingMinor: 900,
  } as const;
  assert.deepEqual(
    daySpans([next, first], window).map(({ state, days }) => [state, days]),
    [["proven", 10]],
  );
  const other = { ...next, openingMinor: 501 };
  assert.deepEqual(
    daySpans([first, other], window).map(({ state, days }) => [state, days]),
    [
      ["proven", 3],
      ["missing", 4],
      ["proven", 3],
    ],
  );
});
