// Learned weights on the books of the examples: what is compared, and that the engine takes the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { weightsOfBooks } from "../core/calibration/learn-weights.ts";
import { comparePayers } from "../core/calibration/payer-vectors.ts";
import { matchLines } from "../core/matching/match.ts";
import { shippedWeights } from "../core/matching/weights.ts";
import { rules } from "./registry.ts";

test("a run says which table it used; the same table gives the same answer", () => {
  const input = rules[0]?.examples[0]?.input;
  assert.ok(input);
  const who = { ...shippedWeights.who, account: 8 };
  const weights = weightsOfBooks(shippedWeights, { version: 3, who });
  const output = matchLines({ ...input, weights });
  assert.equal(output.weightsVersion, `${shippedWeights.version}+3`);
  assert.deepEqual(matchLines({ ...input, weights }), output);
});

test("lines are compared with every customer, and counted by pattern in any order", () => {
  const input = rules.find(({ code }) => code === "R01")?.examples[0]?.input;
  assert.ok(input);
  const { patterns, lines } = comparePayers(input, new Map());
  const pairs = patterns.reduce((sum, { count }) => sum + count, 0);
  assert.equal(pairs, lines * input.customers.length);
  assert.ok(
    patterns.some(({ levels }) => levels[0] === 1),
    "the account agrees",
  );
  const turned = { ...input, lines: input.lines.toReversed() };
  assert.deepEqual(comparePayers(turned, new Map()).patterns, patterns);
});

test("a person's word labels the pair, and all others of the line", () => {
  const input = rules.find(({ code }) => code === "R06")?.examples[2]?.input;
  assert.ok(input);
  const [line] = input.lines;
  const { patterns } = comparePayers(input, new Map([[line?.lineId ?? "", "C2"]]));
  const counted = (isMatch: boolean) =>
    patterns.filter((one) => one.isMatch === isMatch).reduce((sum, { count }) => sum + count, 0);
  assert.equal(counted(true), 1);
  assert.equal(counted(false), 1);
});
