import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, isoDate } from "../date.ts";
import type { DunningGrade } from "../terms/ages.ts";
import { askOf, type Credit, type DunnableItem } from "./asking.ts";
import {
  type ClaimsByGrade,
  customerGradeBySums,
  customerGradeOf,
  type GradedCustomer,
} from "./customer-grade.ts";
import { defaultGrades } from "./defaults.ts";
import { areGradesInOrder, gradeDaysOf } from "./grade.ts";

const day = isoDate("2026-09-30");
const grades = defaultGrades("CNY");

type Told = {
  readonly days: number;
  readonly openMinor: bigint;
  readonly disputedMinor?: bigint;
  readonly linkedCreditMinor?: bigint;
  readonly kind?: "invoice" | "plan";
  readonly currency?: string;
};

function itemsOf(told: readonly Told[]): DunnableItem[] {
  return told.map(({ days, openMinor, kind = "invoice", currency = "CNY", ...rest }, at) => ({
    itemId: at + 1,
    no: `A${at + 1}`,
    kind,
    currency,
    issueDate: null,
    dueDate: addDays(day, -days),
    openMinor,
    homeMinor: openMinor,
    disputedMinor: rest.disputedMinor ?? 0n,
    linkedCreditMinor: rest.linkedCreditMinor ?? 0n,
    observedFrom: day,
  }));
}

function gradeIn(told: readonly Told[], creditMinor = 0n): GradedCustomer {
  const credits: Credit[] = creditMinor > 0n ? [{ currency: "CNY", minor: creditMinor }] : [];
  return customerGradeOf({ items: itemsOf(told), credits }, { grades, day });
}

test("the worst age that is reached by enough money", () => {
  assert.equal(gradeIn([{ days: 90, openMinor: 100_000n }]).grade, "A");
  assert.equal(gradeIn([{ days: 89, openMinor: 100_000n }]).grade, "B");
  const small = [
    { days: 200, openMinor: 99_999n },
    { days: 5, openMinor: 9_000_000n },
  ];
  assert.equal(gradeIn(small).grade, "B", "old, but below the minimum of A");
});

test("what has no grade says why", () => {
  const why = (told: readonly Told[], credit = 0n) => gradeIn(told, credit).ungraded;
  const all = { days: 120, openMinor: 500_000n };
  assert.equal(why([{ ...all, disputedMinor: 500_000n }]), "disputed");
  assert.equal(why([{ ...all, linkedCreditMinor: 500_000n }]), "covered");
  assert.equal(why([all], 600_000n), "covered");
  assert.equal(why([{ days: -3, openMinor: 500_000n }]), "not_overdue");
  assert.equal(
    why([{ ...all, kind: "plan" }]),
    "not_overdue",
    "an instalment is no receivable yet",
  );
  const [least] = defaultGrades("CNY").map((rule) => ({ ...rule, minimumMinor: 600_000n }));
  const strict = grades.map((rule) => ({ ...rule, minimumMinor: least!.minimumMinor }));
  const graded = customerGradeOf({ items: itemsOf([all]), credits: [] }, { grades: strict, day });
  assert.deepEqual(graded, { grade: null, ungraded: "below_minimum" });
  const partly = gradeIn([{ ...all, disputedMinor: 300_000n }]);
  assert.deepEqual(partly, { grade: "A", ungraded: null }, "only the disputed part is left out");
});

test("sums by grade give the grade that the documents give", () => {
  const amount = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });
  const item = fc.record({
    days: fc.constantFrom(-40, 0, 1, 30, 31, 60, 89, 90, 91, 400),
    openMinor: fc.bigInt({ min: 1n, max: 200_000n }),
    disputedMinor: fc.oneof(fc.constant(0n), amount(250_000)),
    linkedCreditMinor: fc.oneof(fc.constant(0n), amount(250_000)),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), amount(400_000), (told, creditMinor) => {
      const items = itemsOf(told).map((one) => ({
        ...one,
        // the database never has more in dispute than is open
        disputedMinor: one.disputedMinor < one.openMinor ? one.disputedMinor : one.openMinor,
      }));
      const credits = [{ currency: "CNY", minor: creditMinor }];
      const exact = customerGradeOf({ items, credits }, { grades, day });
      assert.deepEqual(customerGradeBySums([sumsOf(items, creditMinor)], grades), exact);
    }),
    { numRuns: 500 },
  );
});

/** As the database sums them: documents without the money on account. */
function sumsOf(items: readonly DunnableItem[], creditMinor: bigint): ClaimsByGrade {
  const asks = askOf({ items, credits: [], promises: [] }, { day, promiseGraceDays: 0 });
  const days = gradeDaysOf(grades);
  const old = (grade: DunningGrade) => {
    const minor = asks
      .filter((ask) => ask.days >= days[grade])
      .reduce((sum, { askedMinor }) => sum + askedMinor, 0n);
    return { minor, homeMinor: minor };
  };
  const due = asks.filter((ask) => ask.days > 0);
  return {
    old: { A: old("A"), B: old("B"), C: old("C") },
    creditMinor,
    disputedMinor: due.reduce((sum, ask) => sum + ask.disputedMinor, 0n),
    linkedMinor: due.reduce((sum, ask) => sum + ask.creditMinor, 0n),
  };
}

test("grades follow each other without a gap", () => {
  assert.ok(areGradesInOrder({ A: 60, B: 15, C: 1 }));
  assert.ok(!areGradesInOrder({ A: 60, B: 60, C: 1 }));
  assert.ok(!areGradesInOrder({ A: 60, B: 15, C: 3 }));
});
