import assert from "node:assert/strict";
import { test } from "node:test";
import { paymentIndex, pointsOfDays } from "./payment-index.ts";

test("the knots of the scale: 30 days early is 100, prompt is 80, 120 days late is 20", () => {
  const knots = [-45, -30, -20, 0, 15, 22, 30, 60, 90, 120].map(pointsOfDays);
  assert.deepEqual(knots, [100, 100, 90, 80, 70, 60, 50, 40, 30, 20]);
});

test("between two knots it runs in a line, and beyond 120 days it ends at nothing", () => {
  assert.deepEqual([-10, 5, 45, 75, 150, 180, 900].map(pointsOfDays), [
    85,
    80 - 10 / 3,
    45,
    35,
    10,
    0,
    0,
  ]);
});

test("experiences weigh by money: 300,000 prompt and 100,000 thirty days late make 72.5", () => {
  const index = paymentIndex([
    { weight: 200_000, daysLate: 0 },
    { weight: 100_000, daysLate: 0 },
    { weight: 100_000, daysLate: 30 },
  ]);
  assert.equal(index, 72.5);
});

test("two experiences are none", () => {
  const prompt = { weight: 1, daysLate: 0 };
  assert.equal(paymentIndex([prompt, prompt]), null);
  assert.equal(paymentIndex([prompt, prompt, prompt]), 80);
});
