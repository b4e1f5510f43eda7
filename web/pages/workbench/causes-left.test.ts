import assert from "node:assert/strict";
import { test } from "node:test";
import { causesLeft } from "./causes-left.ts";

test("a line settled here is no longer counted under its cause; a cause without lines goes", () => {
  const causes = [
    { key: "block.rule", count: 3 },
    { key: "block.tied", count: 1 },
    { key: "new", count: 2 },
  ];
  const settled = ["block.rule", "block.tied", null].map((key) => ({
    reason: key === null ? null : { key },
  }));
  assert.deepEqual(causesLeft(causes, settled), [
    { key: "block.rule", count: 2 },
    { key: "new", count: 1 },
  ]);
});
