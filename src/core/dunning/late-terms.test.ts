import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { statutoryDailyRate } from "../terms/late-interest.ts";
import { accruedInterest, isBelowLpr, lateRateOf, percentRate } from "./late-terms.ts";

const due = isoDate("2026-01-31");
const document = { amountMinor: 20_000_000n, dueDate: due, payments: [], disputedMinor: 0n };
const rate = percentRate("0.05");
assert.ok(rate);

test("200,000 × 0.05 % × 45 days = 4,500", () => {
  const span = { from: due, to: isoDate("2026-03-17") };
  assert.equal(accruedInterest(document, rate, span), 450_000n);
  assert.equal(accruedInterest(document, statutoryDailyRate, span), 450_000n);
});

test("part payments lower the balance from their own day; nothing before the due date", () => {
  const payments = [
    { on: isoDate("2026-02-10"), minor: 5_000_000n },
    { on: isoDate("2026-01-15"), minor: 5_000_000n },
  ];
  const span = { from: isoDate("2025-12-01"), to: isoDate("2026-02-20") };
  // 150,000 for 10 days, then 100,000 for 10 days
  assert.equal(accruedInterest({ ...document, payments }, rate, span), 75_000n + 50_000n);
  const whole = [{ on: isoDate("2026-02-10"), minor: 20_000_000n }];
  assert.equal(accruedInterest({ ...document, payments: whole }, rate, span), 100_000n);
});

test("charged in two pieces it comes to the same as in one", () => {
  const first = { from: due, to: isoDate("2026-02-15") };
  const second = { from: isoDate("2026-02-15"), to: isoDate("2026-03-17") };
  const sum = accruedInterest(document, rate, first) + accruedInterest(document, rate, second);
  assert.equal(sum, 450_000n);
});

test("an undone payment bears interest again, a disputed part none", () => {
  const payments = [
    { on: isoDate("2026-02-05"), minor: 20_000_000n },
    { on: isoDate("2026-02-15"), minor: -20_000_000n },
  ];
  const span = { from: due, to: isoDate("2026-02-20") };
  assert.equal(accruedInterest({ ...document, payments }, rate, span), 100_000n);
  const disputed = { ...document, disputedMinor: 20_000_000n };
  assert.equal(accruedInterest(disputed, rate, span), 0n);
});

test("the rate: as agreed, or statutory where the size was declared", () => {
  const fee = { feeMinor: 0n };
  const agreed = lateRateOf({ interest: { kind: "agreed", percentPerDay: "0.03" }, ...fee });
  assert.deepEqual(agreed.ok && [agreed.value.basis, agreed.value.rate], [
    "agreed",
    { numerator: 3n, denominator: 10_000n },
  ]);
  const debtor = "large" as const;
  const silent = lateRateOf({
    interest: { kind: "statutory", debtor, sizeWasDeclared: false },
    ...fee,
  });
  assert.equal(silent.ok ? "" : silent.error.code, "size_not_declared");
  const none = lateRateOf({ interest: { kind: "none" }, ...fee });
  assert.equal(none.ok ? "" : none.error.code, "interest_not_agreed");
  const wrong = lateRateOf({ interest: { kind: "agreed", percentPerDay: "0" }, ...fee });
  assert.equal(wrong.ok ? "" : wrong.error.code, "not_a_rate");
});

test("an agreed rate below the one-year LPR is seen", () => {
  const lpr = percentRate("3.0");
  const low = percentRate("0.008");
  assert.ok(lpr && low);
  assert.equal(isBelowLpr(low, lpr), true, "0.008 % × 365 = 2.92 %");
  assert.equal(isBelowLpr(rate, lpr), false);
});
