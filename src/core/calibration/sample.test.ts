import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSample, type Posted } from "./sample.ts";
import { fallenPrecision } from "./standing.ts";

function posted(count: number, rule = "R09", from = 0): Posted[] {
  return Array.from({ length: count }, (_, n) => ({
    decisionId: from + n + 1,
    rule,
    score: 0.9999,
    // spread like a hash
    hash: String(((n + 1) * 2_654_435_761) % 4_294_967_296).padStart(10, "0"),
  }));
}

test("one per cent of each stratum is drawn, and each stands for its share", () => {
  const drawn = drawSample([...posted(3_000), ...posted(250, "R13", 3_000)], { drawnThisWeek: 20 });
  assert.equal(drawn.length, 30 + 3);
  const weight = drawn.reduce((sum, one) => sum + one.weight, 0);
  assert.ok(Math.abs(weight - 3_250) < 1e-6);
});

test("at least twenty a week, and never more than there are", () => {
  assert.equal(drawSample(posted(100), { drawnThisWeek: 0 }).length, 20);
  assert.equal(drawSample(posted(100), { drawnThisWeek: 15 }).length, 5);
  assert.equal(drawSample(posted(7), { drawnThisWeek: 0 }).length, 7);
  assert.equal(drawSample([], { drawnThisWeek: 0 }).length, 0);
});

test("the same postings give the same sample in any order", () => {
  const all = [...posted(400), ...posted(90, "R13", 400)];
  const one = drawSample(all, { drawnThisWeek: 3 });
  assert.deepEqual(drawSample(all.toReversed(), { drawnThisWeek: 3 }), one);
});

test("a template falls when it is surely worse than requested, not by a single mistake", () => {
  const base = { rule: "R13", posted: 1_000, undone: 0, sampled: 40, wrong: 0 };
  assert.equal(fallenPrecision(base, 1), null);
  assert.equal(fallenPrecision({ ...base, wrong: 1 }, 1), null);
  assert.ok((fallenPrecision({ ...base, wrong: 2 }, 1)?.wrongAtLeast ?? 0) > 0.001);
  assert.equal(fallenPrecision({ ...base, wrong: 2 }, 100), null);
  assert.ok(fallenPrecision({ ...base, undone: 6 }, 1));
});
