// A policy tried on the past of one customer: what would have been sent and asked, day by day. Whoever
// is to release is taken to release on the day; what would have been paid is never said.

import { addDays, type IsoDate } from "../date.ts";
import { type CustomerHistory, standingOn } from "./history.ts";
import {
  type CustomerFacts,
  type CustomerPlan,
  type DunningRules,
  type PastAction,
  type PlannedTask,
  type PlannedTouch,
  planCustomer,
} from "./plan.ts";
import type { ScopedPolicy } from "./policy.ts";
import type { Track } from "./schedule.ts";

export type SimulatedTouch = (PlannedTouch | PlannedTask) & {
  readonly customerId: number;
  readonly on: IsoDate;
};
export type SimulatedAction = PastAction & { readonly customerId: number };

export type SimulatedCustomer = {
  /** Tasks of our own among them. */
  readonly touches: readonly SimulatedTouch[];
  readonly actions: readonly SimulatedAction[];
  /** Documents whose start a person would have had to release. */
  readonly starts: number;
};

export type SimulationOf = {
  readonly policyOf: (itemId: number) => ScopedPolicy | null;
  readonly from: IsoDate;
  readonly to: IsoDate;
};

type Past = {
  readonly tracks: Map<number, Track>;
  readonly touches: SimulatedTouch[];
  readonly actions: SimulatedAction[];
};

export function simulateCustomer(
  history: CustomerHistory,
  rules: DunningRules,
  of: SimulationOf,
): SimulatedCustomer {
  const past: Past = { tracks: new Map(), touches: [], actions: [] };
  let starts = 0;
  for (let day = of.from; day <= of.to; day = addDays(day, 1)) {
    if (!rules.calendar.isWorkingDay(day)) continue;
    const facts = factsOn(history, past, { day, of });
    if (facts.items.length === 0) continue;
    let plan = planCustomer(facts, rules, day);
    if (plan.newDebts.length > 0) {
      for (const { itemId, proposed } of plan.newDebts) {
        past.tracks.set(itemId, { taken: null, startAt: proposed.nominal });
      }
      starts += plan.newDebts.length;
      plan = planCustomer(facts, rules, day);
    }
    remember(past, plan, day);
  }
  return { touches: past.touches, actions: past.actions, starts };
}

function factsOn(
  history: CustomerHistory,
  { tracks, touches, actions }: Past,
  { day, of }: { readonly day: IsoDate; readonly of: SimulationOf },
): CustomerFacts {
  return {
    ...standingOn(history, { day, observedFrom: of.from }),
    customerId: history.customerId,
    policyOf: of.policyOf,
    tracks,
    touches: touches.flatMap((one) =>
      one.kind === "task"
        ? []
        : [{ on: one.on, channel: one.channel, kind: one.kind === "step" ? "step" : "other" }],
    ),
    actions,
    isInFlight: false,
    hasMoneyToConfirm: false,
    isPaused: false,
    hasContact: true,
  };
}

function remember(past: Past, plan: CustomerPlan, on: IsoDate): void {
  const { customerId } = plan;
  for (const planned of [plan.touch, plan.task]) {
    if (planned === null) continue;
    past.touches.push({ ...planned, customerId, on });
    for (const [itemId, nominal] of planned.takes) {
      const startAt = past.tracks.get(itemId)?.startAt ?? null;
      past.tracks.set(itemId, { taken: { nominal, on }, startAt });
    }
  }
  for (const { kind } of plan.actions) past.actions.push({ customerId, kind, on });
}
