// One customer's plan of today: every document with where its open amount goes, and the message as it
// would be written. Nothing is stored.
import type { CustomerPlanOnWire } from "../../contract/dunning.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Db } from "../../db/pool.ts";
import { selectSupplyHolds } from "../../db/supply-holds.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { addressOn, aroundOf, contactOfNotice, openDesk, wordNotice } from "./desk.ts";
import { askRows, type PlannedCustomer, planDay, planRow } from "./plan-day.ts";
import { type DunningBooks, type LoadedRules, loadRules } from "./rules.ts";

export async function readCustomerPlan(
  deps: Deps,
  books: DunningBooks,
  customerId: number,
): Promise<Result<CustomerPlanOnWire, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const loaded = await loadRules(db, books);
    const [planned] = await planDay(db, books, { loaded, customerIds: [customerId] });
    if (!planned) return refuse({ code: "not_found" });
    const holds = await selectSupplyHolds(db, books);
    const hold = holds.find((one) => one.customerId === customerId && one.liftedAt === null);
    return ok({
      row: planRow(planned, { books, rules: loaded.rules }),
      asks: askRows(planned.plan),
      message: await messageFor(db, books, { loaded, planned }),
      pausedUntil: planned.customer.state.pausedUntil,
      onHoldSince: hold?.placedAt.toISOString() ?? null,
    });
  });
}

async function messageFor(
  db: Db,
  books: DunningBooks,
  of: { readonly loaded: LoadedRules; readonly planned: PlannedCustomer },
): Promise<CustomerPlanOnWire["message"]> {
  const { plan, customer } = of.planned;
  const { touch } = plan;
  if (!touch) return null;
  const desk = await openDesk(db, books, { loaded: of.loaded, memberId: null });
  const { template, tone, channel, asks } = touch;
  const contact = await contactOfNotice(desk, { planned: null, customer, tone });
  const around = aroundOf(plan);
  const wording = { customer, contact, template, tone, channel, asks, around };
  const text = await wordNotice(desk, wording);
  return { ...text, to: addressOn(contact, channel) };
}
