// What a person decides about one customer: a pause, deliveries stopped and taken up again.
import type { SupplyHoldOnWire } from "../../contract/dunning-charges.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { hasPolicySubject } from "../../db/dunning-policies.ts";
import { endPauses, insertPause } from "../../db/dunning-starts.ts";
import { liftSupplyHold, placeSupplyHold, selectSupplyHolds } from "../../db/supply-holds.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";
import type { DunningBooks } from "./rules.ts";

type Steerer = Pick<Actor, "orgId" | "memberId" | "name">;
type NotFound = { readonly code: "not_found" };

export async function pauseCustomer(
  deps: Deps,
  actor: Steerer,
  of: {
    readonly books: DunningBooks;
    readonly customerId: number;
    readonly until: string | null;
    readonly reason: string;
  },
): Promise<Result<null, NotFound>> {
  const { books, customerId, until, reason } = of;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    if (!(await hasPolicySubject(db, books, { customerId, itemId: null }))) {
      return refuse({ code: "not_found" });
    }
    await endPauses(db, books.orgId, customerId);
    const { memberId } = actor;
    if (until !== null) await insertPause(db, books, { customerId, until, reason, memberId });
    const subject = { subjectKind: "customer", subjectId: customerId };
    await recordAct(db, actor, { action: "dunning.pause", ...subject, detail: { until, reason } });
    return ok(null);
  });
}

export function listSupplyHolds(deps: Deps, books: DunningBooks): Promise<SupplyHoldOnWire[]> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectSupplyHolds(db, books);
    return rows.map((row) => ({
      id: row.id,
      customer: { id: row.customerId, no: row.customerNo, name: row.customerName },
      reason: row.reason,
      source: row.source,
      placedAt: row.placedAt.toISOString(),
      placedBy: row.placedBy,
      liftedAt: row.liftedAt?.toISOString() ?? null,
      liftedBy: row.liftedBy,
      liftReason: row.liftReason,
    }));
  });
}

export type HoldRefusal = NotFound | { readonly code: "supply_held_already" };

export async function placeHoldByPerson(
  deps: Deps,
  actor: Steerer,
  of: { readonly books: DunningBooks; readonly customerId: number; readonly reason: string },
): Promise<Result<{ readonly id: number }, HoldRefusal>> {
  const { books, customerId, reason } = of;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    if (!(await hasPolicySubject(db, books, { customerId, itemId: null }))) {
      return refuse({ code: "not_found" });
    }
    const { memberId } = actor;
    const id = await placeSupplyHold(db, books, { customerId, reason, source: "person", memberId });
    if (id === null) return refuse({ code: "supply_held_already" });
    const subject = { subjectKind: "customer", subjectId: customerId };
    await recordAct(db, actor, { action: "supply.hold", ...subject, detail: { reason } });
    return ok({ id });
  });
}

export async function liftHoldByPerson(
  deps: Deps,
  actor: Steerer,
  of: { readonly books: DunningBooks; readonly id: number; readonly reason: string },
): Promise<Result<null, NotFound>> {
  const { books, id, reason } = of;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const { memberId } = actor;
    if (!(await liftSupplyHold(db, books, { id, reason, memberId }))) {
      return refuse({ code: "not_found" });
    }
    await recordAct(db, actor, { action: "supply.lift", detail: { id, reason } });
    return ok(null);
  });
}
