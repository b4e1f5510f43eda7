import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, isoDate } from "../date.ts";
import { defaultPolicy } from "./defaults.ts";
import {
  checkPolicy,
  type DunningStep,
  nearestPolicy,
  nominalDays,
  type ScopedPolicy,
} from "./policy.ts";
import { nextStep, type Track, untouched } from "./schedule.ts";

const { steps } = defaultPolicy("CNY");
const due = isoDate("2026-03-31");

function on(days: number, track: Track = untouched, observed = -30) {
  return nextStep({
    steps,
    dueDate: due,
    observedFrom: addDays(due, observed),
    track,
    day: addDays(due, days),
  });
}

function taken(nominal: number, days: number): Track {
  return { taken: { nominal, on: addDays(due, days) }, startAt: null };
}

function nominalOf(next: ReturnType<typeof nextStep>): string {
  if (next.kind === "over") return "over";
  if (next.kind === "start_to_release") return `start ${next.proposed.nominal}`;
  return `${next.kind} ${next.next.nominal} ${next.readyOn}`;
}

test("the ladder: before, on and after the due date, a week apart or more", () => {
  assert.deepEqual(nominalDays(steps), [-7, 0, 7, 15, 30, 60, 180]);
  assert.ok(checkPolicy(defaultPolicy("CNY")).ok);
  assert.equal(nominalOf(on(-8)), "waits -7 2026-03-24");
  assert.equal(nominalOf(on(-7)), "ready -7 2026-03-24");
  assert.equal(nominalOf(on(-3)), "ready -7 2026-03-24");
});

test("a notice that is late by its own date lapses, a reminder never does", () => {
  assert.equal(nominalOf(on(0)), "ready 0 2026-03-31", "the notice before is no news any more");
  assert.equal(nominalOf(on(7)), "ready 7 2026-04-07");
  assert.equal(nominalOf(on(200, taken(7, 7))), "ready 15 2026-04-15", "none is skipped");
});

test("steps stay seven days apart when the one before was late", () => {
  assert.equal(nominalOf(on(16, taken(7, 12))), "waits 15 2026-04-19");
  assert.equal(nominalOf(on(19, taken(7, 12))), "ready 15 2026-04-19");
  assert.equal(nominalOf(on(300, taken(180, 200))), "over");
});

test("a step may count from the one before it", () => {
  const chain: DunningStep[] = steps.map((step, index) =>
    index === 3 ? { ...step, from: "previous", days: 10 } : step,
  );
  assert.deepEqual(nominalDays(chain).slice(0, 5), [-7, 0, 7, 17, 30]);
  const next = nextStep({
    steps: chain,
    dueDate: due,
    observedFrom: due,
    track: taken(7, 9),
    day: addDays(due, 19),
  });
  assert.equal(nominalOf(next), "ready 17 2026-04-19");
});

test("what was overdue when it became known waits for a person, at the step its age has reached", () => {
  assert.equal(nominalOf(on(40, untouched, 35)), "start 30");
  assert.equal(
    nominalOf(on(40, untouched, 14)),
    "ready 7 2026-04-07",
    "between the first two: in order",
  );
  assert.equal(nominalOf(on(40, { taken: null, startAt: 30 }, 35)), "ready 30 2026-04-30");
  assert.equal(nominalOf(on(40, { taken: null, startAt: -60 }, 35)), "ready 7 2026-04-07");
});

test("a policy whose steps stand too near is refused, and one that begins after nothing", () => {
  const policy = defaultPolicy("CNY");
  const near = {
    ...policy,
    steps: steps.map((step, n) => (n === 3 ? { ...step, days: 13 } : step)),
  };
  assert.deepEqual(checkPolicy(near), {
    ok: false,
    error: { code: "dunning_steps_too_near", step: 3, days: 6 },
  });
  const first = steps.map((step): DunningStep => ({ ...step, from: "previous", days: 30 }));
  const begun = checkPolicy({ ...policy, steps: first });
  assert.equal(begun.ok ? "" : begun.error.code, "dunning_first_step_previous");
  const none = checkPolicy({ ...policy, steps: [] });
  assert.equal(none.ok ? "" : none.error.code, "dunning_no_steps");
});

test("the nearest policy counts: document, customer, segment, organisation", () => {
  const policy = defaultPolicy("CNY");
  const of = (id: number, scope: object) => ({ id, policy, ...scope }) as ScopedPolicy; // test data
  const all = [
    of(1, { scope: "organisation" }),
    of(2, { scope: "segment", segment: "经销" }),
    of(3, { scope: "customer", customerId: 7 }),
    of(4, { scope: "item", itemId: 70 }),
  ];
  const id = (itemId: number, customerId: number, segment: string) =>
    nearestPolicy(all, { itemId, customerId, segment })?.id;
  assert.equal(id(70, 7, "经销"), 4);
  assert.equal(id(71, 7, "经销"), 3);
  assert.equal(id(71, 8, "经销"), 2);
  assert.equal(id(71, 8, ""), 1);
  assert.equal(nearestPolicy([], { itemId: 1, customerId: 1, segment: "" }), null);
});
