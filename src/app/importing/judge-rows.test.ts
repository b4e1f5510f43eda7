// Closed months, rates and rows left out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../../core/date.ts";
import { parseRate } from "../../core/money.ts";
import { RowJudge, rateText } from "./judge-rows.ts";
import type { ReadingContext } from "./reading.ts";

const usd = parseRate("710.25", { from: "USD", to: "CNY", unit: 100 });
assert.ok(usd);
const context: ReadingContext = {
  homeCurrency: "CNY",
  asOf: isoDate("2026-10-05"),
  closedThrough: isoDate("2026-08-31"),
  ownTaxIds: [],
  ownNames: [],
  accounts: [],
  customers: [],
  customerAccounts: [],
  rates: [{ date: isoDate("2026-09-11"), rate: usd }],
  mappings: [],
};
const foreign = { minor: 10_000n, currency: "USD", bookingRate: "" };

test("a date in a closed month is refused with the earliest open day, or moved there", () => {
  const judge = new RowJudge(context, {});
  assert.deepEqual(judge.accountingDate(isoDate("2026-08-31")), {
    ok: false,
    error: { code: "closed_month", date: "2026-08-31", month: "2026-08", earliest: "2026-09-01" },
  });
  const moving = new RowJudge(context, { closedMonth: "earliest_open" });
  assert.deepEqual(moving.accountingDate(isoDate("2026-08-31")), { ok: true, value: "2026-09-01" });
  assert.deepEqual(judge.accountingDate(isoDate("2026-09-02")), { ok: true, value: "2026-09-02" });
  assert.deepEqual(judge.accountingDate(isoDate("2025-01-01"), true), {
    ok: true,
    value: "2026-09-01",
  });
});

test("the rate of the day, or the latest of the seven days before; older ones are missing", () => {
  const judge = new RowJudge(context, {});
  const at = (date: string) => judge.homeAmount({ ...foreign, date: isoDate(date) });
  assert.deepEqual(at("2026-09-18"), { ok: true, value: { homeMinor: 71_025n, rate: "7.1025" } });
  assert.deepEqual(at("2026-09-19"), {
    ok: false,
    error: { code: "missing_rate", from: "USD", to: "CNY", date: "2026-09-19" },
  });
});

test("the rate on the row itself goes before the table; home money needs none", () => {
  const judge = new RowJudge(context, {});
  const own = judge.homeAmount({ ...foreign, bookingRate: "7.2", date: isoDate("2020-01-01") });
  assert.deepEqual(own, { ok: true, value: { homeMinor: 72_000n, rate: "7.2" } });
  const home = judge.homeAmount({ ...foreign, currency: "CNY", date: isoDate("2020-01-01") });
  assert.deepEqual(home, { ok: true, value: { homeMinor: 10_000n, rate: "" } });
});

test("a row is left out by its sheet and number", () => {
  const judge = new RowJudge(context, { leftOut: [{ sheet: "明细", row: 7, reason: "重复" }] });
  assert.ok(judge.isLeftOut({ sheet: "明细", row: 7 }));
  assert.ok(!judge.isLeftOut({ sheet: "汇总", row: 7 }));
  assert.ok(!judge.isLeftOut({ sheet: "明细", row: 8 }));
});

test("a rate is written as a plain decimal", () => {
  assert.equal(rateText(usd), "7.1025");
  assert.equal(rateText({ from: "EUR", to: "CNY", numerator: 8n, denominator: 1n }), "8");
});
