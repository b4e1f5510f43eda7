// Views of a table that a member saves, for themselves or for everybody.
import type { SavedView } from "../../contract/settings.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { deleteView, insertView, type ViewRow, viewsOfPage } from "../../db/views.ts";
import type { Deps } from "../deps.ts";
import type { KnownActor } from "./find-actor.ts";

export async function listViews(deps: Deps, actor: KnownActor, page: string): Promise<SavedView[]> {
  const { orgId, memberId } = actor;
  const rows = await inOrganisation(deps.pool, orgId, (db) =>
    viewsOfPage(db, { orgId, memberId, page }),
  );
  return rows.map((row) => viewOnWire(row, memberId));
}

export async function saveView(
  deps: Deps,
  actor: KnownActor,
  input: { page: string; name: string; shared: boolean; view: Record<string, unknown> },
): Promise<SavedView> {
  const { orgId, memberId } = actor;
  const row = await inOrganisation(deps.pool, orgId, (db) =>
    insertView(db, { orgId, memberId, ...input }),
  );
  return viewOnWire(row, memberId);
}

export async function removeView(
  deps: Deps,
  actor: KnownActor,
  id: number,
): Promise<Result<null, { readonly code: "view_not_found" }>> {
  const { orgId, memberId } = actor;
  const removed = await inOrganisation(deps.pool, orgId, (db) =>
    deleteView(db, { orgId, memberId, id }),
  );
  return removed ? ok(null) : refuse({ code: "view_not_found" });
}

function viewOnWire(row: ViewRow, memberId: number): SavedView {
  const { id, page, name, shared, view } = row;
  return { id, page, name, shared, mine: row.memberId === memberId, view: { ...view } };
}
