import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, isoDate } from "../date.ts";
import type { DunnableItem } from "./asking.ts";
import { everyDay } from "./calendar.ts";
import { defaultCaps, defaultGrades, defaultPolicy } from "./defaults.ts";
import type { PastItem } from "./history.ts";
import { type CustomerFacts, type DunningRules, planCustomer } from "./plan.ts";
import type { ScopedPolicy } from "./policy.ts";
import { recheckNotice } from "./recheck.ts";
import { simulateCustomer } from "./simulate.ts";

const day = isoDate("2026-06-30");
const policy: ScopedPolicy = {
  id: 1,
  scope: "organisation",
  policy: { ...defaultPolicy("CNY"), isOn: true },
};
const rules: DunningRules = {
  grades: defaultGrades("CNY"),
  caps: defaultCaps,
  promiseGraceDays: 1,
  calendar: everyDay,
};

/** An invoice that is `late` days late today. */
function item(itemId: number, late: number, rest: Partial<DunnableItem> = {}): DunnableItem {
  return {
    itemId,
    no: `INV-${itemId}`,
    kind: "invoice",
    currency: "CNY",
    issueDate: null,
    dueDate: addDays(day, -late),
    openMinor: 1_000_000n,
    disputedMinor: 0n,
    homeMinor: 1_000_000n,
    linkedCreditMinor: 0n,
    observedFrom: isoDate("2026-01-01"),
    ...rest,
  };
}

function facts(items: readonly DunnableItem[], rest: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    customerId: 7,
    items,
    credits: [],
    promises: [],
    policyOf: () => policy,
    tracks: new Map(),
    touches: [],
    actions: [],
    isInFlight: false,
    hasMoneyToConfirm: false,
    isPaused: false,
    hasContact: true,
    ...rest,
  };
}

function track(nominal: number, daysAgo: number) {
  return { taken: { nominal, on: addDays(day, -daysAgo) }, startAt: null };
}

test("one message for all documents: the furthest step speaks, each takes its own", () => {
  const items = [item(1, 16), item(2, 8), item(3, 2), item(4, -20)];
  const tracks = new Map([[1, track(7, 9)]]);
  const { touch, held, grade } = planCustomer(facts(items, { tracks }), rules, day);
  assert.equal(held, null);
  assert.equal(touch?.nominal, 15);
  assert.deepEqual(
    [...(touch?.takes ?? [])],
    [
      [1, 15],
      [2, 7],
      [3, 0],
    ],
  );
  assert.deepEqual(
    touch?.asks.map((ask) => ask.item.itemId),
    [1, 2, 3],
    "what is not due and has no notice today is not in it",
  );
  assert.equal(grade?.grade, "C");
});

test("a task of ours stands beside the message and takes nothing from it", () => {
  const items = [item(1, 181), item(2, 7)];
  const tracks = new Map([[1, track(60, 100)]]);
  const { touch, task } = planCustomer(facts(items, { tracks }), rules, day);
  assert.deepEqual([...(task?.takes ?? [])], [[1, 180]]);
  assert.deepEqual([...(touch?.takes ?? [])], [[2, 7]]);
});

test("why a customer gets nothing", () => {
  const due = [item(1, 8)];
  const heldOf = (rest: Partial<CustomerFacts>, on: Partial<DunningRules> = {}) =>
    planCustomer(facts(due, rest), { ...rules, ...on }, day).held;
  const credit = [{ currency: "CNY", minor: 2_000_000n }];
  assert.equal(heldOf({ credits: credit }), "covered");
  assert.equal(heldOf({ items: [item(1, 8, { disputedMinor: 1_000_000n })] }), "disputed");
  const promise = {
    customerId: 7,
    currency: "CNY",
    amountMinor: 1_000_000n,
    promisedOn: day,
    dueOn: addDays(day, 3),
    state: "open",
    receivedMinor: 0n,
  } as const;
  assert.equal(heldOf({ promises: [promise] }), "promised");
  assert.equal(heldOf({ items: [] }), "nothing_to_ask");
  assert.equal(heldOf({}, { calendar: { isWorkingDay: () => false } }), "day_off");
  assert.equal(heldOf({ isPaused: true }), "paused");
  assert.equal(heldOf({ hasMoneyToConfirm: true }), "money_to_confirm");
  assert.equal(heldOf({ isInFlight: true }), "in_flight");
  assert.equal(heldOf({ hasContact: false }), "no_contact");
  assert.equal(heldOf({ policyOf: () => null }), "nothing_to_ask");
  const step = { on: addDays(day, -6), channel: "letter", kind: "step" } as const;
  assert.equal(heldOf({ touches: [step] }), "week_not_over");
  assert.equal(heldOf({ touches: [{ ...step, on: addDays(day, -7) }] }), null);
  const other = { on: addDays(day, -2), channel: "email", kind: "other" } as const;
  assert.equal(heldOf({ touches: [other, other] }), "cap_reached");
  assert.equal(heldOf({ touches: [other] }), null);
  const small = { openMinor: 9_999n, homeMinor: 9_999n };
  assert.equal(heldOf({ items: [item(1, 8, small)] }), "below_minimum");
  assert.equal(heldOf({ items: [item(1, 3)], tracks: new Map([[1, track(0, 3)]]) }), "not_yet");
});

test("two small documents together reach the minimum", () => {
  const small = { openMinor: 6_000n, homeMinor: 6_000n };
  const { touch } = planCustomer(facts([item(1, 8, small), item(2, 9, small)]), rules, day);
  assert.equal(touch?.takes.size, 2);
});

test("newly known debt waits for a person and is in no message until then", () => {
  const old = item(1, 100, { observedFrom: day });
  const plan = planCustomer(facts([old]), rules, day);
  assert.equal(plan.held, "start_to_release");
  assert.equal(plan.newDebts[0]?.proposed.nominal, 60);
  const beside = planCustomer(facts([old, item(2, 8)]), rules, day);
  assert.deepEqual(
    beside.touch?.asks.map((ask) => ask.item.itemId),
    [2],
  );
});

test("grade A proposes its actions once, and never out of the blue", () => {
  const items = [item(1, 95)];
  const known = { tracks: new Map([[1, track(60, 20)]]) };
  const actionsOf = (rest: Partial<CustomerFacts>) =>
    planCustomer(facts(items, rest), rules, day).actions.map(({ kind }) => kind);
  assert.deepEqual(actionsOf(known), ["lawyer_letter", "supply_hold"]);
  assert.deepEqual(actionsOf({}), [], "nobody was reminded yet");
  const past = [{ kind: "supply_hold", on: addDays(day, -89) } as const];
  assert.deepEqual(actionsOf({ ...known, actions: past }), ["lawyer_letter"]);
  const little = { items: [item(1, 95, { openMinor: 99_999n, homeMinor: 99_999n })] };
  assert.deepEqual(actionsOf({ ...known, ...little }), [], "below the amount of grade A");
});

test("reminders between steps are off, and on they keep to the cap", () => {
  const reminded = { tracks: new Map([[1, track(30, 3)]]) };
  const once = { on: addDays(day, -3), channel: "email", kind: "step" } as const;
  const whole = facts([item(1, 40)], { ...reminded, touches: [once] });
  assert.equal(planCustomer(whole, rules, day).held, "not_yet");
  const grades = rules.grades.map((one) => ({
    ...one,
    reminder: { ...one.reminder, isOn: one.grade === "B" },
  }));
  const { touch } = planCustomer(whole, { ...rules, grades }, day);
  assert.deepEqual([touch?.kind, touch?.takes.size], ["repeat", 0]);
  const twice = facts([item(1, 40)], { ...reminded, touches: [once, { ...once, kind: "other" }] });
  assert.equal(planCustomer(twice, { ...rules, grades }, day).held, "cap_reached");
});

test("just before it leaves the ledger is read again", () => {
  const notice = {
    kind: "step",
    channel: "email",
    items: new Map<number, number | null>([
      [1, 7],
      [2, null],
    ]),
  } as const;
  const look = (items: readonly DunnableItem[], rest: Partial<CustomerFacts> = {}) =>
    recheckNotice(facts(items, rest), rules, { notice, day });
  const both = look([item(1, 8), item(2, 5)]);
  assert.equal(both.kind === "go" && both.asks.length, 2);
  const less = look([item(1, 8, { openMinor: 500_000n, homeMinor: 500_000n })]);
  assert.equal(less.kind === "go" && less.asks[0]?.askedMinor, 500_000n);
  assert.deepEqual(look([item(2, 5)]), { kind: "stop", reason: "nothing_to_ask" });
  const covered = { credits: [{ currency: "CNY", minor: 1_000_000n }] };
  assert.deepEqual(look([item(1, 8)], covered), { kind: "stop", reason: "covered" });
  const taken = { tracks: new Map([[1, track(7, 0)]]) };
  assert.equal(look([item(1, 8)], taken).kind, "stop", "the step was taken meanwhile");
  const closed = { ...rules, calendar: { isWorkingDay: () => false } };
  assert.equal(recheckNotice(facts([item(1, 8)]), closed, { notice, day }).kind, "wait");
});

test("a simulation replays the past and stops asking the day the money came", () => {
  const due = isoDate("2026-01-31");
  const past: PastItem = {
    itemId: 1,
    no: "INV-1",
    kind: "invoice",
    currency: "CNY",
    issueDate: isoDate("2026-01-01"),
    enteredOn: isoDate("2026-01-01"),
    dueDates: [{ on: isoDate("2026-01-01"), due }],
    amountMinor: 1_000_000n,
    homeMinor: 1_000_000n,
    linkedItemId: null,
    applied: [{ on: isoDate("2026-02-20"), minor: 1_000_000n }],
    disputed: [],
  };
  const history = {
    customerId: 7,
    segment: "",
    items: [past],
    credits: [],
    received: [],
    promises: [],
  };
  const of = { policyOf: () => policy, from: isoDate("2026-01-01"), to: isoDate("2026-12-31") };
  const done = simulateCustomer(history, rules, of);
  assert.deepEqual(
    done.touches.map(({ on, nominal }) => `${on} ${nominal}`),
    ["2026-01-24 -7", "2026-01-31 0", "2026-02-07 7", "2026-02-15 15"],
  );
  const disputed = [
    { on: isoDate("2026-02-01"), minor: 1_000_000n },
    { on: isoDate("2026-02-10"), minor: -1_000_000n },
  ];
  const shown = simulateCustomer({ ...history, items: [{ ...past, disputed }] }, rules, of);
  assert.deepEqual(
    shown.touches.map(({ on, nominal }) => `${on} ${nominal}`),
    ["2026-01-24 -7", "2026-01-31 0", "2026-02-10 7", "2026-02-17 15"],
  );
});
