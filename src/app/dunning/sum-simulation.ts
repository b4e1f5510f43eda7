// What a simulation comes to: touches and what they asked for, by month, step and channel. The sum
// asked counts the same money as often as it was asked for; what came of it is not said.
import type { SimulationResult } from "../../contract/dunning-simulation.ts";
import { daysBetween } from "../../core/date.ts";
import type { SimulatedCustomer, SimulatedTouch } from "../../core/dunning/simulate.ts";
import { formatMinor } from "../../core/money.ts";

const topCount = 20;

export function sumSimulation(
  customers: readonly SimulatedCustomer[],
  of: { readonly names: ReadonlyMap<number, string>; readonly homeCurrency: string },
): SimulationResult {
  const { homeCurrency } = of;
  const touches = customers.flatMap((one) => one.touches);
  const touched = customers.filter((one) => one.touches.length > 0);
  const by = (key: (touch: SimulatedTouch) => string) => counted(touches, key, homeCurrency);
  const actions = Map.groupBy(
    customers.flatMap((one) => one.actions),
    ({ kind }) => kind,
  );
  return {
    customers: customers.length,
    customersTouched: touched.length,
    touches: touches.length,
    asked: formatMinor(askedOf(touches), homeCurrency),
    starts: customers.reduce((sum, { starts }) => sum + starts, 0),
    needRelease: touches.filter(({ approver }) => approver !== "nobody").length,
    mostInAWeek: customers.reduce((most, one) => Math.max(most, busiestWeek(one.touches)), 0),
    byMonth: by(({ on }) => on.slice(0, 7)),
    byStep: by(({ nominal }) => (nominal === null ? "repeat" : String(nominal))),
    byChannel: by(({ channel }) => channel),
    actions: [...actions].map(([key, list]) => ({ key, count: list.length })),
    top: [...touched]
      .sort((a, b) => b.touches.length - a.touches.length)
      .slice(0, topCount)
      .flatMap((one) => {
        const last = one.touches.at(-1);
        if (!last) return [];
        const customer = { id: last.customerId, name: of.names.get(last.customerId) ?? "" };
        return [{ customer, touches: one.touches.length, last: last.on }];
      }),
  };
}

function counted(
  touches: readonly SimulatedTouch[],
  key: (touch: SimulatedTouch) => string,
  homeCurrency: string,
): SimulationResult["byMonth"] {
  return [...Map.groupBy(touches, key)]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([name, list]) => ({
      key: name,
      touches: list.length,
      asked: formatMinor(askedOf(list), homeCurrency),
    }));
}

function askedOf(touches: readonly SimulatedTouch[]): bigint {
  return touches
    .flatMap(({ asks }) => asks)
    .reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
}

/** The most touches within any seven days. */
function busiestWeek(touches: readonly SimulatedTouch[]): number {
  return touches.reduce((most, { on }) => {
    const inWeek = touches.filter((one) => {
      const days = daysBetween(one.on, on);
      return days >= 0 && days < 7;
    });
    return Math.max(most, inWeek.length);
  }, 0);
}
