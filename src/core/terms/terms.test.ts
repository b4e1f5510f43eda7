import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type IsoDate, isoDate } from "../date.ts";
import {
  bookAgeOf,
  bucketOf,
  type GradeDays,
  gradeTitle,
  overdueDays,
  usualGradeDays,
} from "./ages.ts";
import { lateInterest, statutoryDailyRate } from "./late-interest.ts";
import { parseTerms } from "./parse-terms.ts";
import { type DueRule, discountDate, dueDate, dueParts } from "./terms.ts";

const invoice = isoDate("2026-01-15");
const dates = { invoice };
const daysAfter = { monthEnd: "days_after" } as const;
const endOfMonth = { monthEnd: "end_of_month" } as const;

function terms(text: string) {
  const result = parseTerms(text);
  assert.ok(result.ok, text);
  return result.value;
}

function due(
  text: string,
  settings: typeof daysAfter | typeof endOfMonth = daysAfter,
): IsoDate | null {
  const parsed = terms(text);
  assert.equal(parsed.kind, "single");
  return dueDate(parsed.due, dates, settings);
}

test("the due dates of ACCOUNTING §5 for an invoice of 2026-01-15", () => {
  assert.equal(due("net 30"), "2026-02-14");
  assert.equal(due("票到30天"), "2026-02-14");
  assert.equal(due("月结30"), "2026-03-02");
  assert.equal(due("月结60"), "2026-04-01");
  assert.equal(due("月结30", endOfMonth), "2026-02-28");
  assert.equal(due("月结60", endOfMonth), "2026-03-31");
  assert.equal(due("次月25日"), "2026-02-25");
  assert.equal(due("2/10 n/30"), "2026-02-14");
  assert.equal(discountDate(terms("2/10 n/30"), dates), "2026-01-25");
});

test("a day that the month does not have is its last day", () => {
  const rule: DueRule = { kind: "day_of_month", base: "invoice", monthsAhead: 1, day: 30 };
  assert.equal(dueDate(rule, dates, daysAfter), "2026-02-28");
  assert.equal(dueDate(rule, { invoice: isoDate("2024-01-31") }, daysAfter), "2024-02-29");
});

test("an unknown base leaves the due date unknown; receipt of the invoice falls back to its date", () => {
  const accepted: DueRule = { kind: "net", base: "acceptance", days: 30 };
  assert.equal(dueDate(accepted, dates, daysAfter), null);
  const received: DueRule = { kind: "net", base: "invoice_received", days: 30 };
  assert.equal(
    dueDate(received, { invoice_received: isoDate("2026-01-20") }, daysAfter),
    "2026-02-19",
  );
  assert.equal(dueDate(received, dates, daysAfter), "2026-02-14");
});

test("instalments have their own dates and the last one takes the rounding", () => {
  const parts = dueParts(
    terms("预付30%到货60%质保10%"),
    100_001n,
    { contract: isoDate("2026-01-05"), delivery: isoDate("2026-03-01") },
    daysAfter,
  );
  assert.deepEqual(
    parts.map(({ amountMinor, dueDate: date }) => [amountMinor, date]),
    [
      [30_000n, "2026-01-05"],
      [60_001n, "2026-03-01"],
      [10_000n, null],
    ],
  );
});

test("parts of any amount add up to it", () => {
  const plan = terms("预付33.33%到货33.33%质保33.34%");
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (amount) => {
      const parts = dueParts(plan, amount, {}, daysAfter);
      assert.equal(
        parts.reduce((sum, part) => sum + part.amountMinor, 0n),
        amount,
      );
    }),
  );
});

test("overdue buckets meet without overlap at 30, 60, 90, 180 and 365", () => {
  const buckets = [0, 1, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366].map(bucketOf);
  assert.deepEqual(buckets, [
    "not_due",
    "d1_30",
    "d1_30",
    "d31_60",
    "d31_60",
    "d61_90",
    "d61_90",
    "d91_180",
    "d91_180",
    "d181_365",
    "d181_365",
    "over_365",
  ]);
  assert.equal(bucketOf(overdueDays(invoice, null)), "no_due_date");
  assert.equal(overdueDays(isoDate("2026-02-15"), isoDate("2026-02-14")), 1);
});

test("a grade's name says its days, as the books set them", () => {
  const names = (from: GradeDays) =>
    (["A", "B", "C"] as const).map((grade) => gradeTitle(grade, from).zh);
  const usual = ["催收 A (≥90天)", "催收 B (31–89天)", "催收 C (1–30天)"];
  assert.deepEqual(names(usualGradeDays), usual);
  const own = ["催收 A (≥60天)", "催收 B (15–59天)", "催收 C (1–14天)"];
  assert.deepEqual(names({ A: 60, B: 15, C: 1 }), own);
});

test("a year of book age includes its anniversary", () => {
  const from = isoDate("2025-03-31");
  assert.equal(bookAgeOf(isoDate("2026-03-31"), from), "y1");
  assert.equal(bookAgeOf(isoDate("2026-04-01"), from), "y2");
  assert.equal(bookAgeOf(isoDate("2030-03-31"), from), "y5");
  assert.equal(bookAgeOf(isoDate("2030-04-01"), from), "over_5");
});

test("the anniversary of 29 February is 28 February", () => {
  const from = isoDate("2024-02-29");
  assert.equal(bookAgeOf(isoDate("2025-02-28"), from), "y1");
  assert.equal(bookAgeOf(isoDate("2025-03-01"), from), "y2");
});

test("late interest: 200,000 at 0.05 % a day for 45 days is 4,500", () => {
  const paid = isoDate("2026-03-31");
  const golden = { due: isoDate("2026-01-01"), paid: isoDate("2026-02-15") };
  assert.equal(lateInterest(20_000_000n, statutoryDailyRate, golden), 450_000n);
  assert.equal(lateInterest(20_000_000n, statutoryDailyRate, { due: paid, paid }), 0n);
});
