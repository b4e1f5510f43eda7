// The estimate finds the shares that made the data, without a single label.
import assert from "node:assert/strict";
import { test } from "node:test";
import { estimateMixture, type Mixture, missing, type Pattern } from "./mixture.ts";

/** Park–Miller: the same numbers everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const truth: Mixture = {
  share: 0.02,
  m: [
    [0.3, 0.7],
    [0.15, 0.6, 0.25],
    [0.55, 0.45],
    [0.35, 0.65],
  ],
  u: [
    [0.999, 0.001],
    [0.98, 0.004, 0.016],
    [0.995, 0.005],
    [0.97, 0.03],
  ],
};

function simulated(pairs: number, seed: number): Pattern[] {
  const random = randomFrom(seed);
  const counts = new Map<string, number>();
  for (let pair = 0; pair < pairs; pair++) {
    const side = random() < truth.share ? truth.m : truth.u;
    const levels = side.map((shares) => {
      if (random() < 0.1) return missing;
      const drawn = random();
      return shares.findIndex((_, at) => drawn < sumOf(shares.slice(0, at + 1)));
    });
    const key = levels.join(",");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ levels: key.split(",").map(Number), count }));
}

function sumOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}

const start: Mixture = {
  share: 0.1,
  m: truth.m.map((levels) => levels.map((_, at) => (at === 0 ? 0.5 : 0.5 / (levels.length - 1)))),
  u: truth.u.map((levels) => levels.map((_, at) => (at === 0 ? 0.9 : 0.1 / (levels.length - 1)))),
};

test("known shares are found within tolerance from pairs without labels", () => {
  const found = estimateMixture(simulated(200_000, 7), start);
  assert.ok(Math.abs(found.share - truth.share) < 0.002, `share ${found.share}`);
  for (const side of ["m", "u"] as const) {
    for (const [field, levels] of truth[side].entries()) {
      for (const [level, share] of levels.entries()) {
        const is = found[side][field]?.[level] ?? 0;
        const tolerance = side === "m" ? 0.03 : 0.002;
        assert.ok(
          Math.abs(is - share) < tolerance,
          `${side} ${field} ${level}: ${is} for ${share}`,
        );
      }
    }
  }
});

test("the same pairs give the same estimate, bit for bit, in bounded rounds", () => {
  const patterns = simulated(20_000, 3);
  const first = estimateMixture(patterns, start);
  assert.deepEqual(estimateMixture(patterns, start), first);
  assert.ok(first.rounds <= 100);
});

test("labels are believed against what the levels say", () => {
  const patterns: Pattern[] = [
    { levels: [1], count: 100, isMatch: false },
    { levels: [0], count: 100, isMatch: true },
  ];
  const found = estimateMixture(patterns, { share: 0.5, m: [[0.1, 0.9]], u: [[0.9, 0.1]] });
  assert.ok((found.m[0]?.[0] ?? 0) > 0.98);
  assert.ok((found.u[0]?.[1] ?? 0) > 0.98);
});
