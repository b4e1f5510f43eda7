import assert from "node:assert/strict";
import { test } from "node:test";
import { dayCalendar } from "./calendar.ts";
import { lateReasons } from "./explain.ts";
import { type LateItem, lateFacts, lateFeatures } from "./facts.ts";
import { fitLogistic, logisticProbability } from "./logistic.ts";
import { measure } from "./measure.ts";
import { fewestLabels, lateProbability, trainLateModel, wasLate } from "./train.ts";

/** A small generator of numbers (Lehmer 1949), so that the books are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Customers of three habits: punctual, moody with large amounts, late. */
function invoices(count: number, seed = 7): LateItem[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, n): LateItem => {
    const customer = n % 30;
    const issuedDay = 15_000 + Math.floor((n * 700) / count);
    const dueDay = issuedDay + 30;
    const minor = 1_000 + Math.floor(next() * 100_000);
    const habit = customer % 3;
    const chance = habit === 0 ? 0.05 : habit === 1 ? (minor > 60_000 ? 0.9 : 0.1) : 0.85;
    const late = next() < chance;
    const settledDay = dueDay + (late ? 3 + Math.floor(next() * 20) : -Math.floor(next() * 10));
    return {
      ...{ customer, issuedDay, dueDay, minor, settledDay, soldDay: null },
      group: habit === 2 ? "north" : "south",
      isDisputed: late && next() < 0.5,
    };
  });
}

const periods = { chooseFrom: 15_400, measureFrom: 15_520, asOf: 15_740 };

test("facts of an item are the same whatever happens after its day", () => {
  const items = invoices(1_200);
  const facts = lateFacts(items, dayCalendar);
  const next = numbers(99);
  for (const day of [15_100, 15_300, 15_600]) {
    const later = items
      .map((item) => ({
        ...item,
        ...((item.settledDay ?? 0) >= day
          ? { settledDay: day + Math.floor(next() * 500), isDisputed: next() < 0.5 }
          : {}),
      }))
      .filter(({ issuedDay }) => issuedDay <= day || next() < 0.5);
    const seen = lateFacts(later, dayCalendar);
    const known = items.flatMap((item, index) => (item.issuedDay <= day ? [index] : []));
    assert.ok(known.length > 100);
    for (const [at, index] of known.entries()) assert.deepEqual(seen[at], facts[index]);
  }
});

test("the order of the rows changes nothing", () => {
  const items = invoices(300);
  const facts = lateFacts(items, dayCalendar);
  const turned = lateFacts([...items].reverse(), dayCalendar).reverse();
  for (const [n, row] of facts.entries()) {
    const other = turned[n]!;
    row.forEach((value, f) => {
      const near = Math.abs(value - other[f]!) < 1e-9;
      assert.ok(near || (Number.isNaN(value) && Number.isNaN(other[f]!)), lateFeatures[f]);
    });
  }
});

test("items of the same day do not know of each other", () => {
  const item = { ...invoices(1)[0]!, settledDay: null };
  const [first, second] = lateFacts([item, { ...item }], dayCalendar);
  assert.deepEqual(first, second);
});

test("what a factor bought is not paid that day: unpaid until then, and unknown from then on", () => {
  const next = { ...invoices(1)[0]!, issuedDay: 15_100, dueDay: 15_130, settledDay: null };
  const old = { ...next, issuedDay: 15_000, dueDay: 15_030 };
  const factAt = (name: (typeof lateFeatures)[number], before: Partial<LateItem>) =>
    lateFacts([{ ...old, ...before }, next], dayCalendar)[1]![lateFeatures.indexOf(name)];
  const sold = { soldDay: 15_040 };
  assert.equal(factAt("settled_count", { settledDay: 15_040 }), Math.log1p(1));
  assert.equal(factAt("settled_count", sold), 0);
  assert.equal(factAt("open_count", {}), 1);
  assert.equal(factAt("open_count", sold), 0, "the factor's from then on");
  assert.equal(factAt("open_count", { soldDay: 15_101 }), 1, "not known yet");
  const learnt = (soldDay: number | null) => {
    const items = [{ ...old, soldDay }];
    return trainLateModel(items, lateFacts(items, dayCalendar), periods).learnt;
  };
  assert.deepEqual([null, old.dueDay, old.dueDay + 1].map(learnt), [1, 0, 1]);
});

test("the model is better than the customers' own shares where the amount decides", () => {
  const items = invoices(3_000);
  const facts = lateFacts(items, dayCalendar);
  const { model, figures, majority } = trainLateModel(items, facts, periods);
  assert.notEqual(model.kind, "baseline");
  const own = figures.baseline!;
  const best = figures[model.kind]!;
  assert.ok(best.auc! > own.auc! + 0.02, `${best.auc} ${own.auc}`);
  assert.ok(best.logLoss < own.logLoss);
  assert.ok(best.accuracy > majority.accuracy);
  assert.ok(best.calibrationError < 0.08, `${best.calibrationError}`);
});

test("a value far beyond all that was seen turns nothing round", () => {
  const items = invoices(1_000).map((item) => ({ ...item, minor: 50_000 + (item.minor % 50) }));
  const facts = lateFacts(items, dayCalendar);
  const rows = facts.slice(0, 800);
  const logistic = fitLogistic(
    rows,
    items.slice(0, 800).map(({ customer }) => customer % 3 === 2),
  );
  const amount = lateFeatures.indexOf("amount");
  const late = items.findIndex(({ customer, issuedDay }) => customer === 2 && issuedDay > 15_600);
  const far = Float64Array.from(facts[late]!, (value, f) => (f === amount ? 1 : value));
  assert.ok(logisticProbability(logistic, facts[late]!) > 0.7);
  assert.ok(logisticProbability(logistic, far) > 0.5);
});

test("the same items train the same model", () => {
  const items = invoices(1_000);
  const facts = lateFacts(items, dayCalendar);
  const train = () => JSON.stringify(trainLateModel(items, facts, periods));
  assert.equal(train(), train());
});

test("with few outcomes the customers' own shares are all there is", () => {
  const items = invoices(fewestLabels - 50);
  const { model, figures } = trainLateModel(items, lateFacts(items, dayCalendar), periods);
  assert.equal(model.kind, "baseline");
  assert.equal(figures.trees, null);
});

test("an item that is not due yet teaches nothing, one overdue and unpaid is late", () => {
  const items = invoices(400).map((item) =>
    item.issuedDay > 15_600 ? { ...item, settledDay: item.issuedDay + 1 } : item,
  );
  const asOf = 15_640;
  const facts = lateFacts(items, dayCalendar);
  const { learnt } = trainLateModel(items, facts, { ...periods, asOf });
  assert.equal(learnt, items.filter(({ dueDay }) => dueDay < asOf).length);
  assert.equal(wasLate({ ...items[0]!, settledDay: null }), true);
});

test("a reason names the fact that moved the chance", () => {
  const items = invoices(2_000);
  const facts = lateFacts(items, dayCalendar);
  const { model } = trainLateModel(items, facts, periods);
  const late = items.findIndex(({ customer, issuedDay }) => customer === 2 && issuedDay > 15_500);
  assert.ok(lateProbability(model, facts[late]!) > 0.6);
  const reasons = lateReasons(model, facts[late]!);
  assert.ok(reasons.length > 0 && reasons[0]!.isRaising);
  assert.ok(reasons.every(({ because }) => because.key.startsWith("late_")));
});

test("area under the curve, accuracy and calibration of a case counted by hand", () => {
  const { accuracy, auc, brier, calibrationError } = measure(
    [0.9, 0.8, 0.3, 0.8],
    [true, false, false, true],
  );
  assert.equal(accuracy, 0.75);
  // of the four pairs late × in time: 0.9 beats both, 0.8 beats one and equals one
  assert.equal(auc, 3.5 / 4);
  assert.ok(Math.abs(brier - (0.01 + 0.64 + 0.09 + 0.04) / 4) < 1e-12);
  // bands 0.3 (said .3, seen 0), 0.8 (said .8, seen .5), 0.9 (said .9, seen 1)
  assert.ok(Math.abs(calibrationError - (0.3 + 2 * 0.3 + 0.1) / 4) < 1e-12);
});
