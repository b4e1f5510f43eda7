// One tap 1–5 and a line, never twice in a quarter.
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertRating } from "../../db/portal-threads.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { Visitor } from "./find-visitor.ts";
import { portalDay, quarterOf } from "./read-overview.ts";

export type Rating = {
  readonly about: "question" | "statement" | "dispute";
  readonly id: number;
  readonly stars: number;
  readonly note: string;
};

export async function rate(
  deps: Deps,
  visitor: Visitor,
  { about, id, stars, note }: Rating,
): Promise<Result<null, { readonly code: "rated_already" }>> {
  const { orgId, booksId, customerId } = visitor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const quarter = quarterOf(await portalDay(deps, db, visitor));
    const of = { orgId, booksId, customerId, about, aboutId: id };
    const isNew = await insertRating(db, { ...of, quarter, stars, note });
    return isNew ? ok(null) : refuse({ code: "rated_already" });
  });
}
