// The last look before a notice leaves: the ledger is read again, and what was paid, disputed,
// promised or settled since it was planned is not asked for.

import type { IsoDate } from "../date.ts";
import { askOf, type ItemAsk } from "./asking.ts";
import {
  type CustomerFacts,
  type DunningRules,
  type HoldReason,
  isCapped,
  whyNothing,
} from "./plan.ts";
import type { TouchChannel } from "./policy.ts";
import { placesOf, untouched } from "./schedule.ts";

export type PlannedNotice = {
  readonly kind: "step" | "repeat" | "action";
  /** Null: no touch of the customer, so no cap. */
  readonly channel: TouchChannel | null;
  /** Every document it names; the step each takes, or null. */
  readonly items: ReadonlyMap<number, number | null>;
};

export type Recheck =
  | { readonly kind: "go"; readonly asks: readonly ItemAsk[]; readonly around: readonly ItemAsk[] }
  /** Not on this day; the same notice may leave on the next working day. */
  | { readonly kind: "wait" }
  | { readonly kind: "stop"; readonly reason: HoldReason };

export function recheckNotice(
  facts: CustomerFacts,
  rules: DunningRules,
  of: { readonly notice: PlannedNotice; readonly day: IsoDate },
): Recheck {
  const { notice, day } = of;
  const { promiseGraceDays } = rules;
  const all = askOf(facts, { day, promiseGraceDays }).filter(
    ({ item }) => facts.policyOf(item.itemId)?.policy.isOn === true,
  );
  const named = all.filter(({ item }) => notice.items.has(item.itemId));
  const asks = named.filter(({ askedMinor }) => askedMinor > 0n);
  const carried = asks.filter((ask) => isStillToTake(facts, notice, ask));
  if (carried.length === 0) return { kind: "stop", reason: whyNothing(named) };
  if (facts.isPaused) return { kind: "stop", reason: "paused" };
  if (facts.hasMoneyToConfirm) return { kind: "stop", reason: "money_to_confirm" };
  if (!rules.calendar.isWorkingDay(day)) return { kind: "wait" };
  if (notice.channel !== null && isCapped(facts, rules, notice.channel, day)) {
    return { kind: "stop", reason: "cap_reached" };
  }
  if (isBelow(facts, notice, asks)) return { kind: "stop", reason: "below_minimum" };
  const around = all.filter(({ days, item }) => days > 0 || notice.items.has(item.itemId));
  return { kind: "go", asks, around };
}

/** Reminders and actions carry what is overdue; a step what has not taken it yet. */
function isStillToTake(facts: CustomerFacts, notice: PlannedNotice, ask: ItemAsk): boolean {
  if (notice.kind !== "step") return ask.days > 0;
  const nominal = notice.items.get(ask.item.itemId) ?? null;
  if (nominal === null) return false;
  const { taken } = facts.tracks.get(ask.item.itemId) ?? untouched;
  return taken === null || taken.nominal < nominal;
}

/** Below the least minimum of the steps it takes. */
function isBelow(facts: CustomerFacts, notice: PlannedNotice, asks: readonly ItemAsk[]): boolean {
  if (notice.kind !== "step") return false;
  const asked = asks.reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
  const minima = asks.flatMap(({ item }) => {
    const nominal = notice.items.get(item.itemId) ?? null;
    const steps = facts.policyOf(item.itemId)?.policy.steps ?? [];
    const place = placesOf(steps).find((one) => one.nominal === nominal);
    return place ? [place.step.minimumMinor] : [];
  });
  return minima.length > 0 && minima.every((minimum) => asked < minimum);
}
