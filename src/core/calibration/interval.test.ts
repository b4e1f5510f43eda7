import assert from "node:assert/strict";
import { test } from "node:test";
import { betaShare, lowerBound, upperBound, wilson } from "./interval.ts";

const near = (value: number | undefined, expected: number, within: number) =>
  assert.ok(
    value !== undefined && Math.abs(value - expected) < within,
    `${value} is not ${expected}`,
  );

test("Clopper–Pearson gives the tabulated bounds", () => {
  // 10 of 100: textbook value 4.9005 % … 17.6223 %
  near(lowerBound(10, 100, 0.025), 0.049005, 1e-6);
  near(upperBound(10, 100, 0.025), 0.176223, 1e-6);
  // nothing of n: 1 − (α/2)^(1/n)
  near(upperBound(0, 20, 0.025), 1 - 0.025 ** (1 / 20), 1e-12);
  near(lowerBound(20, 20, 0.025), 0.025 ** (1 / 20), 1e-12);
});

test("no error in 2,995 is what it takes to claim fewer than one in a thousand", () => {
  assert.ok(upperBound(0, 2_995, 0.05) <= 0.001);
  assert.ok(upperBound(0, 2_990, 0.05) > 0.001);
});

test("Wilson keeps inside 0 and 1 and around the share", () => {
  near(wilson(8, 10)?.low, 0.4901625, 1e-6);
  near(wilson(8, 10)?.high, 0.943318, 1e-6);
  assert.equal(wilson(0, 5)?.low, 0);
  assert.equal(wilson(5, 5)?.high, 1);
  assert.equal(wilson(0, 0), null);
});

test("a bound covers the truth as often as it says", () => {
  // exact, by summing the binomial: P(lower bound > p) ≤ 5 %
  const [n, p] = [60, 0.08];
  let missed = 0;
  let chance = (1 - p) ** n;
  for (let k = 0; k <= n; k++) {
    if (lowerBound(k, n, 0.05) > p) missed += chance;
    chance *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  assert.ok(missed <= 0.05, String(missed));
});

test("the beta function is symmetric", () => {
  near(betaShare(0.3, 2, 5) + betaShare(0.7, 5, 2), 1, 1e-12);
});
