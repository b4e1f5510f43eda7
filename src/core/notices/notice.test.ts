import assert from "node:assert/strict";
import { test } from "node:test";
import { type Happening, type Listener, tellWhom } from "./notice.ts";

const members: readonly Listener[] = [
  { id: 1, role: "administrator" },
  { id: 2, role: "collector" },
  { id: 3, role: "finance_lead" },
  { id: 4, role: "cashier" },
];

function happening(more: Partial<Happening> = {}): Happening {
  return {
    kind: "promise_broken",
    dedupeKey: "promise_broken 7",
    customerId: 9,
    currency: "CNY",
    amountMinor: 100,
    fields: {},
    concernsIds: [],
    page: "collections",
    query: "",
    ...more,
  };
}

function told(one: Happening, mutes: Parameters<typeof tellWhom>[2] = []) {
  return tellWhom([one], members, mutes).map(({ memberId }) => memberId);
}

test("it goes to the people it concerns, else to the roles of its kind", () => {
  assert.deepEqual(told(happening({ concernsIds: [null, 2] })), [2]);
  assert.deepEqual(told(happening()), [2, 3]);
  assert.deepEqual(told(happening({ kind: "bill_due" })), [4]);
  assert.deepEqual(told(happening({ concernsIds: [99] })), [2, 3], "who left is told nothing");
});

test("where nobody has such a role the administrator is told", () => {
  assert.deepEqual(told(happening({ kind: "statement_objected" })), [1]);
});

test("muted is muted: a kind, or a kind about one customer, for one member", () => {
  const mute = { memberId: 2, kind: "promise_broken", customerId: null };
  assert.deepEqual(told(happening(), [mute]), [3]);
  assert.deepEqual(told(happening(), [{ ...mute, customerId: 9 }]), [3]);
  assert.deepEqual(told(happening(), [{ ...mute, customerId: 8 }]), [2, 3]);
  assert.deepEqual(told(happening(), [{ ...mute, kind: "bill_due" }]), [2, 3]);
});
