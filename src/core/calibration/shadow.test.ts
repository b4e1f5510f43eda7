import assert from "node:assert/strict";
import { test } from "node:test";
import { secondsSaved, shadowOutcome } from "./shadow.ts";

test("each line of a shadow month has one outcome", () => {
  const theirs = [
    [2, 300],
    [1, 100],
    [1, 50],
  ] as const;
  const same = [
    [1, 150],
    [2, 300],
  ] as const;
  assert.equal(shadowOutcome({ lane: "auto", parts: same }, theirs), "agree");
  assert.equal(shadowOutcome({ lane: "auto", parts: [[1, 450]] }, theirs), "differ");
  assert.equal(shadowOutcome({ lane: "asked", parts: same }, theirs), "asked_right");
  assert.equal(shadowOutcome({ lane: "asked", parts: [[3, 450]] }, theirs), "asked_wrong");
  assert.equal(shadowOutcome({ lane: "none", parts: [] }, theirs), "missed");
});

test("only what was right saves time", () => {
  assert.equal(secondsSaved(["agree", "differ", "asked_right", "asked_wrong", "missed"]), 225);
});
