import assert from "node:assert/strict";
import { test } from "node:test";
import { conductOf, type HistoryItem } from "./history.ts";
import { pointsOf, type ScoreInput, scoreCustomer } from "./scorecard.ts";
import { defaultCreditSettings } from "./settings.ts";

const today = 20_000;

/** An invoice a month with 30 days of credit, each paid `late` days after it was due. */
function monthly(late: (n: number) => number, months = 12): HistoryItem[] {
  return Array.from({ length: months }, (_, n) => {
    const issuedDay = today - 40 - n * 30;
    const dueDay = issuedDay + 30;
    const day = dueDay + late(n);
    return {
      issuedDay,
      dueDay,
      minor: 100_000,
      closings: [{ day, minor: 100_000, isPayment: true }],
    };
  });
}

function inputOf(items: readonly HistoryItem[], more: Partial<ScoreInput> = {}): ScoreInput {
  return {
    conduct: conductOf(items, today),
    earlier: conductOf(items, today - 91),
    promises: { due: 0, broken: 0 },
    disputes: { ended: 0, invalid: 0 },
    exposureMinor: 0,
    limitMinor: 1_000_000,
    years: 5,
    outside: "clear",
    ...more,
  };
}

const score = (input: ScoreInput) => scoreCustomer(input, defaultCreditSettings);

test("the weights of the product add up to 100", () => {
  const weights = Object.values(defaultCreditSettings.features).map(({ weight }) => weight);
  assert.equal(
    weights.reduce((a, b) => a + b),
    100,
  );
});

test("points run in a line between the two ends, in either direction", () => {
  assert.deepEqual(
    [30, 40, 70, 100].map((v) => pointsOf(v, { weight: 1, fullAt: 100, zeroAt: 40 })),
    [0, 0, 50, 100],
  );
  assert.deepEqual(
    [-9, -5, 7.5, 20].map((v) => pointsOf(v, { weight: 1, fullAt: -5, zeroAt: 20 })),
    [100, 100, 50, 0],
  );
});

test("a customer who always pays on the day is an A with all that is known", () => {
  const card = score(inputOf(monthly(() => 0)));
  assert.equal(card.rating, "A");
  assert.equal(card.confidence, "high");
  assert.equal(card.trend, "level");
  // the trend of 0 days stands between −5 (all points) and +20 (none): 80 of 100, weight 8
  assert.equal(card.score, 98.4);
});

test("every point explains itself and they add up to the score", () => {
  const card = score(inputOf(monthly(() => 12)));
  const sum = card.points.reduce((total, { share }) => total + share, 0);
  assert.ok(Math.abs(sum - card.score) < 0.05);
  assert.equal(card.points.length, 10);
  assert.ok(card.points.every(({ because }) => because.key.startsWith("credit_")));
});

test("who stops paying falls although every payment ever made was punctual", () => {
  const unpaid: HistoryItem[] = [60, 90].map((ago) => ({
    issuedDay: today - ago - 30,
    dueDay: today - ago,
    minor: 500_000,
    closings: [],
  }));
  const card = score(inputOf([...monthly(() => 0), ...unpaid], { exposureMinor: 1_000_000 }));
  assert.equal(card.trend, "down");
  assert.ok(card.score < 60, `${card.score}`);
});

test("a part payment lessens what is overdue, and its rest keeps the old due date", () => {
  const item: HistoryItem = {
    issuedDay: today - 100,
    dueDay: today - 40,
    minor: 1_000,
    closings: [{ day: today - 10, minor: 400, isPayment: true }],
  };
  const conduct = conductOf([item], today);
  assert.equal(conduct.overdueMinor, 600);
  assert.equal(conduct.maxDaysOverdue, 40);
});

test("a write-off closes the claim and is no payment", () => {
  const item: HistoryItem = {
    issuedDay: today - 100,
    dueDay: today - 40,
    minor: 1_000,
    closings: [{ day: today - 1, minor: 1_000, isPayment: false }],
  };
  const { experiences, overdueMinor } = conductOf([item], today);
  assert.deepEqual([experiences, overdueMinor], [0, 0]);
});

test("what is not known counts half and lowers the confidence; nobody is rated by nothing", () => {
  const card = score(inputOf([], { limitMinor: null, years: null, outside: null }));
  assert.equal(card.rating, null);
  assert.equal(card.confidence, "low");
  assert.ok(card.points.filter(({ value }) => value === null).every(({ points }) => points === 50));
});

test("a severe entry from outside holds the best payer at D", () => {
  const card = score(
    inputOf(
      monthly(() => 0),
      { outside: "severe" },
    ),
  );
  assert.equal(card.rating, "D");
  assert.ok(card.isCapped && card.score > 90);
});

test("a later payment changes nothing of an earlier day", () => {
  const items = monthly((n) => n);
  const then = conductOf(items, today - 91);
  const changed = items.map((item) => ({
    ...item,
    closings: item.closings.map((one) =>
      one.day > today - 91 ? { ...one, day: one.day + 300 } : one,
    ),
  }));
  assert.deepEqual(conductOf(changed, today - 91), then);
});
