import assert from "node:assert/strict";
import { test } from "node:test";
import { type CaseFacts, defaultWeights, scoreCase } from "./score.ts";

const plain: CaseFacts = {
  askMinor: 38_000_000,
  homeCurrency: "CNY",
  oldestDays: 42,
  grade: "B",
  lateProbability: null,
  brokenPromises: 2,
  untouchedDays: 10,
  stepDueDays: null,
};

test("the score is the sum of its parts, each with its own level", () => {
  const { points, parts } = scoreCase(plain, defaultWeights);
  const sum = parts.reduce((total, part) => total + part.points, 0);
  assert.equal(points.toFixed(1), sum.toFixed(1));
  assert.equal(parts.find(({ part }) => part === "grade")?.level, 60);
  const broken = parts.find(({ part }) => part === "broken_promises");
  assert.deepEqual(broken, { part: "broken_promises", level: 80, weight: 15, points: 14.1 });
});

test("what is unknown takes nothing away: the other weights carry the score", () => {
  const all = { ...defaultWeights, late_probability: 0 };
  assert.equal(scoreCase(plain, all).points, scoreCase(plain, defaultWeights).points);
  const part = scoreCase(plain, defaultWeights).parts.find((p) => p.part === "late_probability");
  assert.deepEqual([part?.level, part?.points], [null, 0]);
});

test("more money, more days, another broken promise never lower a score", () => {
  const base = scoreCase(plain, defaultWeights).points;
  for (const worse of [
    { askMinor: plain.askMinor + 1_000_000 },
    { oldestDays: 43 },
    { grade: "A" as const },
    { brokenPromises: 3 },
    { untouchedDays: 20 },
    { untouchedDays: null },
    { stepDueDays: 0 },
  ]) {
    assert.ok(scoreCase({ ...plain, ...worse }, defaultWeights).points >= base);
  }
});

test("a yen is a whole unit, a fen a hundredth", () => {
  const yen = scoreCase({ ...plain, homeCurrency: "JPY", askMinor: 100_000 }, defaultWeights);
  const yuan = scoreCase({ ...plain, askMinor: 10_000_000 }, defaultWeights);
  assert.equal(yen.points, yuan.points);
});

test("weights of zero give zero, not a failure", () => {
  const none = Object.fromEntries(Object.keys(defaultWeights).map((part) => [part, 0]));
  assert.equal(scoreCase(plain, { ...defaultWeights, ...none }).points, 0);
});
