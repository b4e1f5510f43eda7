// Several lines, the same items: probabilities that have to hold together.
import assert from "node:assert/strict";
import { test } from "node:test";
import { example } from "../../rules/example.ts";
import { buildBook } from "./book.ts";
import { jointProbabilities } from "./joint.ts";
import type { Reading } from "./reading.ts";

const book = buildBook(
  example({
    given: { zh: "", en: "" },
    outcome: { zh: "", en: "" },
    items: [
      { no: "I1", amount: "50.00" },
      { no: "I2", amount: "50.00" },
    ],
    lines: [{ amount: "50.00" }],
    applies: true,
    lane: "suggested",
    settles: "",
  }).input,
);

function reading(item: number, isCited = false): Reading {
  return {
    payer: 0,
    items: [item],
    amounts: [5_000],
    lineAmounts: [5_000],
    residuals: [],
    claims: [5_000],
    weight: 0,
    ways: [],
    isCited,
    isNamed: false,
    isDistinct: false,
    mark: item,
  };
}

function nearly(actual: number | undefined, wanted: number): void {
  assert.ok(Math.abs((actual ?? -1) - wanted) < 0.01, `${actual} is not ${wanted}`);
}

test("two lines that want one item share it evenly", () => {
  const line = { day: 1, options: [{ reading: reading(0), probability: 0.99 }] };
  const joint = jointProbabilities([line, line], book)!;
  nearly(joint[0]![0], 0.5);
  nearly(joint[1]![0], 0.5);
});

test("a line with another way out gives way", () => {
  const first = { day: 1, options: [{ reading: reading(0), probability: 0.99 }] };
  const second = {
    day: 1,
    options: [
      { reading: reading(0), probability: 0.5 },
      { reading: reading(1), probability: 0.49 },
    ],
  };
  const joint = jointProbabilities([first, second], book)!;
  nearly(joint[0]![0], 0.98);
  nearly(joint[1]![1], 0.97);
});

test("of two that name the same paper the earlier one settled it", () => {
  const line = (day: number) => ({
    day,
    options: [{ reading: reading(0, true), probability: 0.999 }],
  });
  const joint = jointProbabilities([line(2), line(1)], book)!;
  nearly(joint[0]![0], 0);
  nearly(joint[1]![0], 1);
});

test("a cluster too large to go through is not guessed at", () => {
  const line = { day: 1, options: [{ reading: reading(0), probability: 0.5 }] };
  assert.equal(jointProbabilities(new Array(20).fill(line), book), null);
});
