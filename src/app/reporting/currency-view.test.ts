import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../../core/date.ts";
import type { DatedRate } from "../../core/ledger/rates.ts";
import { parseRate } from "../../core/money.ts";
import { viewRate } from "./currency-view.ts";

function dated(date: string, text: string, from: string, to: string): DatedRate {
  const rate = parseRate(text, { from, to });
  assert.ok(rate);
  return { date: isoDate(date), rate };
}

const rates = [
  dated("2026-09-28", "7.00", "USD", "CNY"),
  dated("2026-09-30", "7.10", "USD", "CNY"),
  dated("2026-10-09", "7.20", "USD", "CNY"),
  dated("2026-09-30", "20.5", "CNY", "JPY"),
];
const at = (currency: string, asOf: string) => viewRate(rates, { home: "CNY", currency, asOf });

test("the rate of the day, the latest before it, turned round where it is quoted the other way", () => {
  const day = at("USD", "2026-09-30");
  assert.ok(day.ok);
  assert.deepEqual([day.value.from, day.value.to], ["CNY", "USD"]);
  assert.deepEqual([day.value.numerator, day.value.denominator], [100n, 710n]);
  const before = at("USD", "2026-09-29");
  assert.ok(before.ok && before.value.denominator === 700n);
  const direct = at("JPY", "2026-09-30");
  assert.ok(direct.ok && direct.value.numerator === 205n);
});

test("without a rate of that week nothing is shown rather than something old", () => {
  assert.ok(!at("USD", "2026-09-01").ok);
  assert.ok(!at("EUR", "2026-09-30").ok);
});
