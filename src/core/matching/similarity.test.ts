// Known values of the measure, and what a threshold of 92 lets through.
import assert from "node:assert/strict";
import { test } from "node:test";
import { similarityPercent } from "./similarity.ts";

test("the classic pairs", () => {
  assert.equal(similarityPercent("MARTHA", "MARHTA"), 96);
  assert.equal(similarityPercent("DWAYNE", "DUANE"), 84);
  assert.equal(similarityPercent("DIXON", "DICKSONX"), 81);
  assert.equal(similarityPercent("ABC", "XYZ"), 0);
});

test("a short brand with one character changed is far off, a long name is near", () => {
  assert.ok(similarityPercent("华芯", "华新") < 92);
  assert.ok(similarityPercent("HARBORLIGHTS", "HARBOURLIGHTS") >= 92);
});
