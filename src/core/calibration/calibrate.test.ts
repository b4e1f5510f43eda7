import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrate, type Label, nothingAutomatic } from "./calibrate.ts";
import type { StratumSize } from "./strata.ts";
import { bandOf } from "./strata.ts";

const prior = { undone: [], priorThreshold: 0.995 } as const;

function labels(count: number, wrong: number, score = 0.9999): Label[] {
  return Array.from({ length: count }, (_, n) => ({
    rule: "R09",
    score,
    isRight: n >= wrong,
    isBlind: true,
  }));
}

function populationOf(own: readonly Label[], each = 100): StratumSize[] {
  const bands = Map.groupBy(own, ({ score }) => bandOf(score));
  return [...bands].map(([band, list]) => ({ rule: "R09", band, count: list.length * each }));
}

function of(own: readonly Label[], maxWrongPerMille: number) {
  return calibrate({ ...prior, labels: own, population: populationOf(own), maxWrongPerMille });
}

test("without labels the shipped prior holds and says how many labels are missing", () => {
  const none = of([], 1);
  assert.equal(none.state, "prior");
  assert.equal(none.threshold, 0.995);
  assert.equal(none.missing, 999);
  assert.equal(of(labels(600, 0), 1).missing, 399);
});

test("999 labels without an error carry one in a thousand, 998 do not", () => {
  assert.equal(of(labels(998, 0), 1).state, "prior");
  const enough = of(labels(999, 0), 1);
  assert.equal(enough.state, "measured");
  assert.equal(enough.missing, 0);
  assert.ok((enough.bound ?? 1) <= 0.001);
});

test("errors that speak against the prior raise the threshold above them", () => {
  const own = [...labels(200, 20, 0.996), ...labels(300, 0, 0.9999)];
  const stricter = of(own, 5);
  assert.equal(stricter.state, "stricter");
  assert.equal(stricter.threshold, 0.9999);
  assert.equal(of(labels(200, 20), 5).threshold, nothingAutomatic);
});

test("a clean record lets the threshold down only as far as labels reach", () => {
  const own = [...labels(400, 0, 0.9999), ...labels(200, 0, 0.97), ...labels(200, 100, 0.93)];
  const measured = of(own, 10);
  assert.equal(measured.state, "measured");
  assert.equal(measured.threshold, 0.97);
});

test("an error seen with the proposal in view counts for the ones nobody noticed", () => {
  const blind = labels(300, 1);
  const shown = blind.map((label) => ({ ...label, isBlind: false }));
  const seen = of(shown, 20).bound ?? 0;
  assert.ok(seen > (of(blind, 20).bound ?? 1));
});

test("a rare stratum that was sampled heavily counts for as many lines as it holds", () => {
  const common = labels(50, 0).map((label) => ({ ...label, rule: "R13" }));
  const rare = labels(50, 10);
  const input = { ...prior, labels: [...common, ...rare], maxWrongPerMille: 100 };
  const asDrawn = calibrate({
    ...input,
    population: [
      { rule: "R13", band: 9, count: 500 },
      { rule: "R09", band: 9, count: 500 },
    ],
  });
  const asIs = calibrate({
    ...input,
    population: [
      { rule: "R13", band: 9, count: 9_900 },
      { rule: "R09", band: 9, count: 100 },
    ],
  });
  assert.ok((asIs.bound ?? 1) < (asDrawn.bound ?? 0));
});

test("postings people undid are at least that many errors", () => {
  const own = labels(999, 0);
  const undone = Array.from({ length: 500 }, () => 0.9999);
  const seen = calibrate({
    ...prior,
    undone,
    labels: own,
    population: populationOf(own),
    maxWrongPerMille: 1,
  });
  assert.equal(seen.state, "stricter");
});

test("the order of the labels changes nothing", () => {
  const own = [...labels(400, 2, 0.9999), ...labels(300, 1, 0.996), ...labels(100, 9, 0.96)];
  assert.deepEqual(of(own.toReversed(), 5), of(own, 5));
});

test("the requested rate is held on average over draws", () => {
  // scores with a known chance of being wrong; a small generator of our own, seeded
  let state = 12_345;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const draw = (size: number): Label[] =>
    Array.from({ length: size }, () => {
      const score = 0.9 + next() * 0.1;
      return { rule: "R09", score, isRight: next() > (1 - score) * 0.6, isBlind: true };
    });
  let wrong = 0;
  let posted = 0;
  for (let round = 0; round < 60; round++) {
    const own = draw(1_500);
    const { threshold, state: how } = of(own, 20);
    if (how === "prior") continue;
    for (const { score, isRight } of draw(2_000)) {
      if (score < threshold) continue;
      posted++;
      if (!isRight) wrong++;
    }
  }
  assert.ok(posted > 10_000, String(posted));
  assert.ok(wrong / posted <= 0.02, `${wrong} of ${posted}`);
});
