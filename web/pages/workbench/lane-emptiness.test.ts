import assert from "node:assert/strict";
import { test } from "node:test";
import { emptinessOf } from "./lane-emptiness.ts";

test("a lane without lines says why: none at all, none fits, no run yet, all done, or none of this kind", () => {
  const some = { total: 3, isFiltered: false, isFresh: false, lane: "to_confirm" };
  assert.equal(emptinessOf({ ...some, total: 0, isFiltered: true, isFresh: true }), "yet");
  assert.equal(emptinessOf({ ...some, isFiltered: true, isFresh: true }), "found");
  assert.equal(emptinessOf({ ...some, isFresh: true }), "fresh");
  assert.equal(emptinessOf(some), "left");
  assert.equal(emptinessOf({ ...some, lane: "exception" }), "left");
  assert.equal(emptinessOf({ ...some, lane: "auto" }), "shown", "nothing was confirmed here");
  assert.equal(emptinessOf({ ...some, lane: "not_receivable" }), "shown");
});
