// The first page by role.
import assert from "node:assert/strict";
import { test } from "node:test";
import { roles } from "./roles.ts";
import { mayWaitFor, todayBlocks, todayOrder, waitingKinds, waitingOrder } from "./today.ts";

test("every role sees every block and kind once, in an order of its own", () => {
  for (const role of roles) {
    assert.deepEqual([...todayOrder(role)].sort(), [...todayBlocks].sort(), role);
    assert.deepEqual([...waitingOrder(role)].sort(), [...waitingKinds].sort(), role);
  }
});

test("each role finds first what it comes for", () => {
  assert.deepEqual(todayOrder("accountant").slice(0, 3), ["waiting", "figures", "closing"]);
  assert.equal(waitingOrder("accountant")[0], "to_confirm");
  assert.equal(waitingOrder("approver")[0], "approval");
  assert.equal(waitingOrder("collector")[0], "promise_today");
  assert.equal(todayOrder("collector")[1], "risks");
  assert.equal(todayOrder("finance_lead")[0], "figures");
  assert.equal(todayOrder("auditor")[0], "figures");
});

test("nothing waits for an auditor, bank lines only for who may decide about them", () => {
  assert.deepEqual(
    waitingKinds.filter((kind) => mayWaitFor("auditor", kind)),
    [],
  );
  assert.deepEqual(
    waitingKinds.filter((kind) => mayWaitFor("approver", kind)),
    ["approval"],
  );
  assert.equal(mayWaitFor("accountant", "to_confirm"), true);
  assert.equal(mayWaitFor("collector", "to_confirm"), false);
  assert.equal(mayWaitFor("collector", "difference"), false);
  assert.equal(mayWaitFor("sales", "unclaimed"), false, "sales sees no bank lines");
});
