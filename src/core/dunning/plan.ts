// What one customer gets on one day: at most one touch, for all its documents together, or the reason
// why none. The furthest ready step speaks for all; every document takes its own next step.

import { assert } from "../assert.ts";
import { addDays, type IsoDate } from "../date.ts";
import { askOf, type ItemAsk, type Standing } from "./asking.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type GradeActionKind, type GradeRule, gradeOf } from "./grade.ts";
import {
  type DunningTemplate,
  leastDaysBetweenSteps,
  type ScopedPolicy,
  type StepApprover,
  type StepChannel,
  type Tone,
  type TouchChannel,
} from "./policy.ts";
import { type NextStep, nextStep, type StepPlace, type Track, untouched } from "./schedule.ts";

export type DunningRules = {
  readonly grades: readonly GradeRule[];
  /** Touches of a customer within seven days, by channel. */
  readonly caps: Readonly<Record<TouchChannel, number>>;
  readonly promiseGraceDays: number;
  readonly calendar: WorkCalendar;
};

export type PastTouch = {
  readonly on: IsoDate;
  readonly channel: TouchChannel;
  /** step: keeps the next step a week away; other: counts for the caps alone. */
  readonly kind: "step" | "other";
};

export type PastAction = { readonly kind: GradeActionKind; readonly on: IsoDate };

export type CustomerFacts = Standing & {
  readonly customerId: number;
  readonly policyOf: (itemId: number) => ScopedPolicy | null;
  readonly tracks: ReadonlyMap<number, Track>;
  readonly touches: readonly PastTouch[];
  readonly actions: readonly PastAction[];
  /** Something is on its way to this customer, or waits for a release. */
  readonly isInFlight: boolean;
  /** Money that is probably theirs waits to be settled. */
  readonly hasMoneyToConfirm: boolean;
  /** A person stopped dunning of this customer for a while. */
  readonly isPaused: boolean;
  /** Somebody who can be written to. */
  readonly hasContact: boolean;
};

export type HoldReason =
  | "day_off"
  | "nothing_to_ask"
  | "paused"
  | "disputed"
  | "covered"
  | "promised"
  | "money_to_confirm"
  | "in_flight"
  | "start_to_release"
  | "not_yet"
  | "week_not_over"
  | "below_minimum"
  | "cap_reached"
  | "no_contact";

export type PlannedTouch = PlannedStep & {
  readonly kind: "step" | "repeat";
  readonly channel: TouchChannel;
};

/** A step that is work of our own: beside the touch of the day, not in its place. */
export type PlannedTask = PlannedStep & { readonly kind: "task"; readonly channel: "task" };

type PlannedStep = {
  readonly template: DunningTemplate;
  readonly tone: Tone;
  readonly approver: StepApprover;
  /** Of the furthest step; null: a reminder between steps. */
  readonly nominal: number | null;
  readonly policyId: number | null;
  /** Which document takes which step with it. */
  readonly takes: ReadonlyMap<number, number>;
  /** What the message lists. */
  readonly asks: readonly ItemAsk[];
};

export type NewDebt = { readonly itemId: number; readonly proposed: StepPlace };

export type CustomerPlan = {
  readonly customerId: number;
  readonly grade: GradeRule | null;
  readonly asks: readonly ItemAsk[];
  readonly touch: PlannedTouch | null;
  readonly task: PlannedTask | null;
  /** Null when there is a touch. */
  readonly held: HoldReason | null;
  /** When the held touch may be expected, where that is known. */
  readonly readyOn: IsoDate | null;
  readonly newDebts: readonly NewDebt[];
  readonly actions: readonly GradeActionOf[];
};

export type GradeActionOf = GradeRule["actions"][number];

type Ready = { readonly ask: ItemAsk; readonly place: StepPlace; readonly policy: ScopedPolicy };

export function planCustomer(
  facts: CustomerFacts,
  rules: DunningRules,
  day: IsoDate,
): CustomerPlan {
  const { promiseGraceDays } = rules;
  const asks = askOf(facts, { day, promiseGraceDays }).filter(
    ({ item }) => facts.policyOf(item.itemId)?.policy.isOn === true,
  );
  const grade = gradeOf(asks, rules.grades);
  const steps = asks.map((ask) => ({ ask, next: stepOf(facts, ask, day) }));
  const newDebts = steps.flatMap(({ ask, next }) =>
    next?.kind === "start_to_release" && ask.askedMinor > 0n
      ? [{ itemId: ask.item.itemId, proposed: next.proposed }]
      : [],
  );
  const isStill = stillReason(facts, { rules, asks, day });
  const actions = isStill === null ? actionsDue(facts, { grade, asks, day }) : [];
  const base = { customerId: facts.customerId, grade, asks, newDebts, actions };
  if (isStill !== null) return { ...base, touch: null, task: null, held: isStill, readyOn: null };
  const ready = steps.flatMap(({ ask, next }) => readyOf(facts, ask, next));
  const task = taskOf(steps, ready);
  const stepped = stepTouch(facts, { steps, ready, day });
  const touch = isTouch(stepped) ? stepped : repeatTouch(facts, { grade, asks, day });
  if (touch === null) {
    const held = isTouch(stepped) ? null : stepped;
    const idle = newDebts.length > 0 ? "start_to_release" : "not_yet";
    return { ...base, touch, task, held: held ?? idle, readyOn: earliest(steps) };
  }
  const held = lastCheck(facts, rules, touch, day);
  return { ...base, touch: held === null ? touch : null, task, held, readyOn: null };
}

type StepOfAsk = { readonly ask: ItemAsk; readonly next: NextStep | null };
type NoStep = "week_not_over" | "below_minimum";

function isTouch(found: PlannedTouch | NoStep | null): found is PlannedTouch {
  return found !== null && typeof found !== "string";
}

function stepOf(facts: CustomerFacts, { item }: ItemAsk, day: IsoDate): NextStep | null {
  const scoped = facts.policyOf(item.itemId);
  if (!scoped || item.dueDate === null) return null;
  const { itemId, dueDate, observedFrom } = item;
  const track = facts.tracks.get(itemId) ?? untouched;
  return nextStep({ steps: scoped.policy.steps, dueDate, observedFrom, track, day });
}

/** Why nothing at all happens to this customer today; null: it may. */
function stillReason(
  facts: CustomerFacts,
  of: { readonly rules: DunningRules; readonly asks: readonly ItemAsk[]; readonly day: IsoDate },
): HoldReason | null {
  const { asks } = of;
  if (!asks.some(({ askedMinor }) => askedMinor > 0n)) return whyNothing(asks);
  if (!of.rules.calendar.isWorkingDay(of.day)) return "day_off";
  if (facts.isPaused) return "paused";
  if (facts.hasMoneyToConfirm) return "money_to_confirm";
  return null;
}

/** Why none of these may be asked for. */
export function whyNothing(asks: readonly ItemAsk[]): HoldReason {
  const due = asks.filter(({ days }) => days > 0);
  if (due.some(({ promisedMinor }) => promisedMinor > 0n)) return "promised";
  if (due.some(({ disputedMinor }) => disputedMinor > 0n)) return "disputed";
  if (due.some(({ creditMinor }) => creditMinor > 0n)) return "covered";
  return "nothing_to_ask";
}

function readyOf(facts: CustomerFacts, ask: ItemAsk, next: NextStep | null): Ready[] {
  const policy = facts.policyOf(ask.item.itemId);
  const isReady = next?.kind === "ready" && ask.askedMinor > 0n && policy !== null;
  return isReady ? [{ ask, place: next.next, policy }] : [];
}

/** Null: no document has a step today that reaches the customer. */
function stepTouch(
  facts: CustomerFacts,
  of: {
    readonly steps: readonly StepOfAsk[];
    readonly ready: readonly Ready[];
    readonly day: IsoDate;
  },
): PlannedTouch | NoStep | null {
  const ready = of.ready.filter(({ place }) => place.step.channel !== "task");
  if (ready.length === 0) return null;
  const lastStep = latest(facts.touches.filter(({ kind }) => kind === "step").map(({ on }) => on));
  if (lastStep !== null && of.day < addDays(lastStep, leastDaysBetweenSteps)) {
    return "week_not_over";
  }
  const planned = stepFor(of.steps, ready);
  if (planned === null) return "below_minimum";
  const { channel, ...how } = planned;
  assert(channel !== "task", "tasks were left out");
  return { ...how, kind: "step", channel };
}

function taskOf(steps: readonly StepOfAsk[], all: readonly Ready[]): PlannedTask | null {
  const ready = all.filter(({ place }) => place.step.channel === "task");
  const own = steps.filter(({ ask }) => ready.some((one) => one.ask === ask));
  const planned = stepFor(own, ready);
  return planned && { ...planned, kind: "task", channel: "task" };
}

/** The furthest of these steps speaks for all; null: what is asked for is below every minimum. */
function stepFor(
  steps: readonly StepOfAsk[],
  ready: readonly Ready[],
): (PlannedStep & { readonly channel: StepChannel }) | null {
  const listed = steps.filter((one) => isListed(one, ready)).map(({ ask }) => ask);
  const asked = sumHome(listed);
  const speaking = ready.filter(({ place }) => asked >= place.step.minimumMinor);
  const speaks = speaking.reduce<Ready | null>(
    (far, one) => (far === null || one.place.nominal > far.place.nominal ? one : far),
    null,
  );
  if (speaks === null) return null;
  const { step, nominal } = speaks.place;
  const takes = new Map(speaking.map(({ ask, place }) => [ask.item.itemId, place.nominal]));
  const { channel, template, tone, approver } = step;
  const policyId = speaks.policy.id;
  return { channel, template, tone, approver, nominal, policyId, takes, asks: listed };
}

/**
 * Everything overdue is in the message, and what a notice before the due date is about; what waits
 * for a person to say where it starts is not.
 */
function isListed({ ask, next }: StepOfAsk, ready: readonly Ready[]): boolean {
  if (ask.askedMinor === 0n || next?.kind === "start_to_release") return false;
  return ask.days > 0 || ready.some((one) => one.ask === ask);
}

/** The reminder of a grade between two steps: never on the heels of any other touch. */
function repeatTouch(
  facts: CustomerFacts,
  of: {
    readonly grade: GradeRule | null;
    readonly asks: readonly ItemAsk[];
    readonly day: IsoDate;
  },
): PlannedTouch | null {
  const { grade, day } = of;
  if (!grade?.reminder.isOn) return null;
  const last = latest(facts.touches.map(({ on }) => on));
  if (last !== null && day < addDays(last, grade.reminder.everyDays)) return null;
  const asks = of.asks.filter(
    (ask) => ask.days > 0 && ask.askedMinor > 0n && isUnderWay(facts, ask),
  );
  if (asks.length === 0) return null;
  const { channel, template, tone } = grade.reminder;
  const how = { channel, template, tone, approver: "nobody", nominal: null } as const;
  return { kind: "repeat", ...how, policyId: null, takes: new Map(), asks };
}

/** A document is repeated only after its first step. */
function isUnderWay({ tracks }: CustomerFacts, { item }: ItemAsk): boolean {
  return (tracks.get(item.itemId) ?? untouched).taken !== null;
}

function lastCheck(
  facts: CustomerFacts,
  rules: DunningRules,
  touch: PlannedTouch,
  day: IsoDate,
): HoldReason | null {
  if (facts.isInFlight) return "in_flight";
  if (isCapped(facts, rules, touch.channel, day)) return "cap_reached";
  if (touch.channel === "email" && !facts.hasContact) return "no_contact";
  return null;
}

export function isCapped(
  { touches }: Pick<CustomerFacts, "touches">,
  { caps }: Pick<DunningRules, "caps">,
  channel: TouchChannel,
  day: IsoDate,
): boolean {
  const weekAgo = addDays(day, -6);
  const inWeek = touches.filter((one) => one.channel === channel && one.on >= weekAgo);
  return inWeek.length >= caps[channel];
}

/** Of a debt that was reminded of before: no lawyer's letter out of the blue. */
function actionsDue(
  facts: CustomerFacts,
  of: {
    readonly grade: GradeRule | null;
    readonly asks: readonly ItemAsk[];
    readonly day: IsoDate;
  },
): GradeActionOf[] {
  const { grade, day } = of;
  if (grade === null) return [];
  const isKnown = of.asks.some(
    (ask) => ask.days >= grade.fromDays && ask.askedMinor > 0n && isUnderWay(facts, ask),
  );
  return grade.actions.filter(({ kind, isOn, everyDays }) => {
    const last = latest(facts.actions.filter((one) => one.kind === kind).map(({ on }) => on));
    return isOn && isKnown && (last === null || day >= addDays(last, everyDays));
  });
}

function earliest(steps: readonly StepOfAsk[]): IsoDate | null {
  const days = steps.flatMap(({ next }) => (next?.kind === "waits" ? [next.readyOn] : []));
  return days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b));
}

function latest(days: readonly IsoDate[]): IsoDate | null {
  return days.length === 0 ? null : days.reduce((a, b) => (a > b ? a : b));
}

function sumHome(asks: readonly ItemAsk[]): bigint {
  return asks.reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
}
