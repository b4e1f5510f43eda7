import assert from "node:assert/strict";
import { test } from "node:test";
import { type AssignableCase, type AssignmentRule, assignCases } from "./assign.ts";

const any: AssignmentRule = { grades: [], regions: [], segments: [], fromMinor: 0, memberIds: [] };
const active = new Set([1, 2, 3]);

function one(customerId: number, askMinor: number, more: Partial<AssignableCase> = {}) {
  const rest = { grade: "C", region: "", segment: "", ownerId: null, now: null } as const;
  return { customerId, askMinor, ...rest, ...more };
}

function given(cases: AssignableCase[], rules: AssignmentRule[]) {
  return assignCases(cases, rules, active).map(({ customerId, memberId }) => [
    customerId,
    memberId,
  ]);
}

test("money is spread: the largest first, each to whoever has least", () => {
  const rules = [{ ...any, memberIds: [1, 2] }];
  assert.deepEqual(given([one(10, 50), one(11, 100), one(12, 40)], rules), [
    [11, 1],
    [10, 2],
    [12, 2],
  ]);
});

test("the first rule that fits decides", () => {
  const rules: AssignmentRule[] = [
    { ...any, grades: ["A"], memberIds: [3] },
    { ...any, memberIds: [1] },
  ];
  assert.deepEqual(given([one(10, 50, { grade: "A" }), one(11, 50)], rules), [
    [10, 3],
    [11, 1],
  ]);
});

test("a person's word stands; a rule's choice stays while the rule names that collector", () => {
  const rules = [{ ...any, memberIds: [1, 2] }];
  const kept = one(10, 50, { now: { memberId: 3, how: "person" } });
  const stays = one(11, 50, { now: { memberId: 1, how: "rule" } });
  const moves = one(12, 50, { now: { memberId: 3, how: "rule" } });
  assert.deepEqual(given([kept, stays, moves], rules), [[12, 2]]);
});

test("who left works on nothing; without a rule the salesperson has it, else nobody", () => {
  const gone = one(10, 50, { now: { memberId: 9, how: "person" }, ownerId: 2 });
  assert.deepEqual(given([gone, one(11, 50), one(12, 5, { ownerId: 9 })], []), [[10, 2]]);
});

test("a rule from an amount on leaves the small ones to the next", () => {
  const rules = [
    { ...any, fromMinor: 100, memberIds: [1] },
    { ...any, memberIds: [2] },
  ];
  assert.deepEqual(given([one(10, 100), one(11, 99)], rules), [
    [10, 1],
    [11, 2],
  ]);
});
