// A policy tried on the past of one customer: what would have been sent and asked, day by day. Whoever
// is to release is taken to release on the day; what would have been paid is never said.

import { addDays, type IsoDate } from "../date.ts";
import { type CustomerHistory, standingOn } from "./history.ts";
import {
  type CustomerFacts,
  type DunningRules,
  type PastAction,
  type PlannedTouch,
  planCustomer,
} from "./plan.ts";
import type { ScopedPolicy } from "./policy.ts";
import type { Track } from "./schedule.ts";

export type SimulatedTouch = PlannedTouch & { readonly customerId: number; readonly on: IsoDate };
export type SimulatedAction = PastAction & { readonly customerId: number };

export type SimulatedCustomer = {
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

export function simulateCustomer(
  history: CustomerHistory,
  rules: DunningRules,
  { policyOf, from, to }: SimulationOf,
): SimulatedCustomer {
  const { customerId } = history;
  const tracks = new Map<number, Track>();
  const touches: SimulatedTouch[] = [];
  const actions: SimulatedAction[] = [];
  let starts = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!rules.calendar.isWorkingDay(day)) continue;
    const standing = standingOn(history, { day, observedFrom: from });
    if (standing.items.length === 0) continue;
    const facts: CustomerFacts = {
      ...standing,
      customerId,
      policyOf,
      tracks,
      touches: touches.map(({ on, channel, kind }) => ({
        on,
        channel,
        kind: kind === "step" ? "step" : "other",
      })),
      actions,
      isInFlight: false,
      hasMoneyToConfirm: false,
      isPaused: false,
      hasContact: true,
    };
    let plan = planCustomer(facts, rules, day);
    if (plan.newDebts.length > 0) {
      for (const { itemId, proposed } of plan.newDebts) {
        tracks.set(itemId, { taken: null, startAt: proposed.nominal });
      }
      starts += plan.newDebts.length;
      plan = planCustomer(facts, rules, day);
    }
    const { touch } = plan;
    if (touch) {
      touches.push({ ...touch, customerId, on: day });
      for (const [itemId, nominal] of touch.takes) {
        tracks.set(itemId, {
          taken: { nominal, on: day },
          startAt: tracks.get(itemId)?.startAt ?? null,
        });
      }
    }
    for (const { kind } of plan.actions) actions.push({ customerId, kind, on: day });
  }
  return { touches, actions, starts };
}
