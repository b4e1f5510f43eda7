// How much of a document an objection puts in dispute.
import assert from "node:assert/strict";
import { test } from "node:test";
import { disputeActions, disputeStates, mayDispute } from "./dispute.ts";
import { objectedAmount } from "./objection.ts";

test("what the customer says is owed stays demanded, the rest is in dispute", () => {
  const line = { openMinor: 10_000, freeMinor: 10_000, theirMinor: 9_200 };
  assert.deepEqual(objectedAmount(line), { amountMinor: 800, markedMinor: 800 });
  const nothingSaid = { ...line, theirMinor: null };
  assert.deepEqual(objectedAmount(nothingSaid), { amountMinor: 10_000, markedMinor: 10_000 });
  const nothingOwed = { ...line, theirMinor: 0 };
  assert.deepEqual(objectedAmount(nothingOwed), { amountMinor: 10_000, markedMinor: 10_000 });
});

test("never more is marked than is still open of the document", () => {
  const partPaid = { openMinor: 10_000, freeMinor: 300, theirMinor: 9_000 };
  assert.deepEqual(objectedAmount(partPaid), { amountMinor: 1_000, markedMinor: 300 });
  const settled = { openMinor: 10_000, freeMinor: 0, theirMinor: null };
  assert.deepEqual(objectedAmount(settled), { amountMinor: 10_000, markedMinor: 0 });
});

test("a credit, unapplied money or an amount above ours marks nothing", () => {
  assert.deepEqual(objectedAmount({ openMinor: -800, freeMinor: -800, theirMinor: -1_000 }), {
    amountMinor: 200,
    markedMinor: 0,
  });
  assert.deepEqual(objectedAmount({ openMinor: -500, freeMinor: null, theirMinor: null }), {
    amountMinor: 500,
    markedMinor: 0,
  });
  assert.deepEqual(objectedAmount({ openMinor: 100, freeMinor: 100, theirMinor: 150 }), {
    amountMinor: 50,
    markedMinor: 0,
  });
});

test("what is resolved can only be reopened; what waits for approval is not moved by hand", () => {
  for (const action of Object.keys(disputeActions) as (keyof typeof disputeActions)[]) {
    assert.equal(mayDispute(action, "resolved"), action === "reopen", action);
  }
  assert.ok(!mayDispute("move", "waiting_approval"));
  assert.ok(!mayDispute("resolve", "waiting_approval"));
  assert.ok(mayDispute("say", "waiting_approval"));
  assert.equal(Object.keys(disputeStates).length, 6);
});
