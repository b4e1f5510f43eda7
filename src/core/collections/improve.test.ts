import assert from "node:assert/strict";
import { test } from "node:test";
import { type CheckedWeek, type CheckFacts, proposeChanges } from "./improve.ts";
import { noPlan, planOfWeek, type RecoveryPlan, verdictOf } from "./plan.ts";

const plan: RecoveryPlan = { all: 100, grades: { A: 50, B: 100, C: 200 } };

function week(all: number | null, more: Partial<CheckedWeek> = {}): CheckedWeek {
  return { all, grades: { A: all, B: all, C: all }, plan, ...more };
}

const calm: CheckFacts = {
  weeks: [week(105), week(90), week(105), week(95)],
  plan,
  unassigned: 0,
  toCall: 10,
  capped: 0,
  weekCap: 2,
  kept: 0,
  broken: 0,
  brokenWeight: 15,
  dunning: { isOn: true, reminderB: false },
};

const kinds = (facts: Partial<CheckFacts>) =>
  proposeChanges({ ...calm, ...facts }).map(({ kind }) => kind);

test("nothing is proposed while the weeks swing about the plan", () => {
  assert.deepEqual(kinds({}), []);
});

test("without a plan the mean of four known weeks is proposed", () => {
  const weeks = [week(100), week(null), week(110), week(120), week(91)];
  const [first] = proposeChanges({ ...calm, weeks, plan: noPlan });
  assert.deepEqual(first, {
    kind: "plan_first",
    plan: { all: 106, grades: { A: 106, B: 106, C: 106 } },
  });
  assert.deepEqual(kinds({ weeks: weeks.slice(1, 4), plan: noPlan }), [], "too few weeks");
});

test("met three times running: a tenth more; missed four times by far: what is usual", () => {
  const met = [week(20), week(100), week(110), week(120)];
  const [raise] = proposeChanges({ ...calm, weeks: met });
  assert.deepEqual(raise, {
    kind: "plan_raise",
    plan: { all: 110, grades: { A: 55, B: 110, C: 220 } },
  });
  const far = [week(50), week(60), week(50), week(60)];
  const [lower] = proposeChanges({ ...calm, weeks: far, dunning: { isOn: true, reminderB: true } });
  assert.equal(lower?.kind, "plan_lower");
  const near = [week(85), week(80), week(85), week(80)];
  assert.deepEqual(kinds({ weeks: near, dunning: { isOn: true, reminderB: true } }), []);
});

test("the cap is raised where it hinders and the week was missed, never without both", () => {
  const missed = [week(100), week(100), week(90), week(50)];
  assert.deepEqual(kinds({ weeks: missed, capped: 5 }), ["cap_raise"]);
  assert.deepEqual(kinds({ weeks: missed, capped: 1 }), []);
  assert.deepEqual(kinds({ capped: 5 }), []);
  assert.deepEqual(kinds({ weeks: missed, capped: 5, weekCap: 0 }), []);
});

test("broken promises weigh more once enough of them were decided", () => {
  assert.deepEqual(kinds({ kept: 2, broken: 3 }), ["broken_weight"]);
  assert.deepEqual(kinds({ kept: 1, broken: 2 }), []);
  assert.deepEqual(kinds({ kept: 3, broken: 2 }), []);
});

test("grade B missed three weeks running asks for its reminder; dunning that is off, to be set up", () => {
  const missed = [100, 100, 100].map((all) => week(all, { grades: { A: 50, B: 50, C: 200 } }));
  const weeks = [week(20), ...missed];
  assert.deepEqual(kinds({ weeks }), ["plan_raise", "daily_reminder_b"]);
  assert.deepEqual(kinds({ dunning: { isOn: false, reminderB: false } }), ["dunning_on"]);
});

test("the plan of a week is the last one set for it or before; a tenth below it is near", () => {
  const plans = [
    { week: "2026-08-31", plan },
    { week: "2026-09-14", plan: noPlan },
  ];
  assert.equal(planOfWeek(plans, "2026-08-24"), noPlan);
  assert.equal(planOfWeek(plans, "2026-09-07"), plan);
  assert.equal(planOfWeek(plans, "2026-09-21"), noPlan);
  assert.deepEqual(
    [verdictOf(100, 100), verdictOf(90, 100), verdictOf(89, 100), verdictOf(null, 100)],
    ["met", "near", "missed", "unknown"],
  );
});
