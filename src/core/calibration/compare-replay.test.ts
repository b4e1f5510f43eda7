import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf, type ReplayLine, summarise } from "./compare-replay.ts";

const line = (
  lineId: number,
  before: string | null,
  after: string | null,
  known: Partial<ReplayLine["known"]> = {},
): ReplayLine => ({
  lineId,
  homeMinor: lineId * 100,
  before,
  after,
  known: { right: null, wrong: [], ...known },
});

test("what a change adds, changes and drops is judged by what people said", () => {
  const lines = [
    line(1, "a", "a", { right: "a" }),
    line(2, null, "b", { right: "c" }),
    line(3, null, "d", { right: "d" }),
    line(4, "e", "f", { right: "e" }),
    line(5, "g", null, { right: "g" }),
    line(6, null, "h"),
    line(7, null, "i", { wrong: ["i"] }),
    line(8, null, "j", { right: "" }),
  ];
  assert.deepEqual(
    changesOf(lines).map(({ lineId, kind, judged }) => `${lineId} ${kind} ${judged}`),
    [
      "8 added wrong",
      "7 added wrong",
      "4 changed wrong",
      "2 added wrong",
      "6 added unproven",
      "5 dropped right",
      "3 added right",
    ],
  );
  const { automaticBefore, automaticAfter, wrongBefore, wrongAfter, changes } = summarise(lines);
  assert.equal(automaticBefore.count, 3);
  assert.equal(automaticAfter.count, 7);
  assert.equal(wrongBefore.count, 0);
  assert.deepEqual(wrongAfter, { count: 4, homeMinor: 2_100 });
  assert.deepEqual(changes.added.right, { count: 1, homeMinor: 300 });
});
