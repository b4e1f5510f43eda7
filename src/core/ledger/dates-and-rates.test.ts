import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate, type Month } from "../date.ts";
import { parseRate } from "../money.ts";
import {
  allocationDate,
  firstOpenDay,
  type Periods,
  requestedDate,
  reversalDate,
} from "./accounting-date.ts";
import { type DatedRate, rateAt } from "./rates.ts";

function closed(...months: string[]): Periods {
  return { closedMonths: new Set(months as Month[]) };
}

const open = closed();
const september = isoDate("2026-09-28");
const october = isoDate("2026-10-05");

test("a receipt of 28 Sep matched on 5 Oct counts in September while that is open", () => {
  assert.equal(
    allocationDate([september, isoDate("2026-08-01")], closed("2026-07", "2026-08")),
    september,
  );
});

test("with September closed it counts on 1 Oct", () => {
  assert.equal(allocationDate([september], closed("2026-08", "2026-09")), "2026-10-01");
});

test("an allocation is never before its item", () => {
  assert.equal(allocationDate([september, october], open), october);
});

test("the first open day passes over closed months, also with a reopened one before", () => {
  assert.equal(firstOpenDay(closed("2026-11", "2026-12"), isoDate("2026-11-30")), "2027-01-01");
  assert.equal(firstOpenDay(closed("2026-09"), isoDate("2026-08-15")), "2026-08-15");
});

test("a date in a closed month is refused with the earliest open day", () => {
  assert.deepEqual(requestedDate(september, closed("2026-09")), {
    ok: false,
    error: { code: "period_closed", month: "2026-09", earliest: "2026-10-01" },
  });
  assert.deepEqual(requestedDate(september, open), { ok: true, value: september });
});

test("a reversal is dated today", () => {
  const request = {
    original: september,
    today: october,
    onOriginalDate: false,
    mayBackdate: false,
  };
  assert.deepEqual(reversalDate(request, open), { ok: true, value: october });
});

test("or on the original date, with the right to it and while that is open", () => {
  const request = { original: september, today: october, onOriginalDate: true, mayBackdate: true };
  assert.deepEqual(reversalDate(request, open), { ok: true, value: september });
  const refused = reversalDate({ ...request, mayBackdate: false }, open);
  assert.equal(!refused.ok && refused.error.code, "may_not_backdate");
  const late = reversalDate(request, closed("2026-09"));
  assert.equal(!late.ok && late.error.code, "period_closed");
});

test("never before the original, and never in a closed month", () => {
  const request = {
    original: october,
    today: september,
    onOriginalDate: false,
    mayBackdate: false,
  };
  assert.deepEqual(reversalDate(request, open), { ok: true, value: october });
  assert.deepEqual(reversalDate(request, closed("2026-10")), { ok: true, value: "2026-11-01" });
});

function usd(date: string, text: string): DatedRate {
  return { date: isoDate(date), rate: parseRate(text, { from: "USD", to: "CNY" })! };
}

const rates = [usd("2026-09-18", "7.12"), usd("2026-09-10", "7.10"), usd("2026-10-01", "7.20")];
const pair = { from: "USD", to: "CNY" };

test("the rate of the day, or the latest earlier one within 7 days", () => {
  const on = (date: string) => rateAt(rates, { ...pair, date: isoDate(date) });
  assert.deepEqual(on("2026-09-18"), { ok: true, value: rates[0]!.rate });
  assert.deepEqual(on("2026-09-25"), { ok: true, value: rates[0]!.rate });
  assert.deepEqual(on("2026-09-17"), { ok: true, value: rates[1]!.rate });
});

test("no rate within 7 days: the pair and the date are named", () => {
  const date = isoDate("2026-09-26");
  assert.deepEqual(rateAt(rates, { ...pair, date }), {
    ok: false,
    error: { code: "missing_rate", ...pair, date },
  });
  assert.ok(!rateAt(rates, { from: "EUR", to: "CNY", date: isoDate("2026-09-18") }).ok);
});
