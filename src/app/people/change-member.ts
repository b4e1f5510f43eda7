// A member's role, limits, name or leave. Nobody changes their own rights, and one administrator
// always remains.
import type { ChangedMember, MemberChange } from "../../contract/members.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { activeAdministrators, memberById, updateMember } from "../../db/members.ts";
import { revokeTokensOfMember } from "../../db/tokens.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type AskLimitsRefusal, askLimits } from "./ask-limits.ts";
import type { Auth } from "./auth.ts";
import { memberOnWire } from "./list-members.ts";
import { recordAct } from "./record-act.ts";

export type ChangeMemberRefusal =
  | { readonly code: "member_not_found" }
  | { readonly code: "own_role" }
  | { readonly code: "last_administrator" }
  | AskLimitsRefusal;

export async function changeMember(
  deps: Deps & { readonly auth: Auth },
  actor: Actor,
  input: { id: number; change: MemberChange },
): Promise<Result<ChangedMember, ChangeMemberRefusal>> {
  const { id, change } = input;
  const { orgId } = actor;
  const changed = await inOrganisation(deps.pool, orgId, async (db) => {
    const administrators = await activeAdministrators(db, orgId);
    const present = await memberById(db, orgId, id);
    if (!present) return refuse({ code: "member_not_found" });
    if (id === actor.memberId && changesRights(change)) return refuse({ code: "own_role" });
    const leavesOffice =
      (change.role ?? "administrator") !== "administrator" || change.active === false;
    const isLast = administrators.length === 1 && administrators[0] === id;
    if (isLast && leavesOffice) return refuse({ code: "last_administrator" });
    const { limits: to, reason } = change;
    const asked = to ? await askLimits(db, actor, { member: present, to, reason }) : null;
    if (asked && !asked.ok) return asked;
    const row = await updateMember(db, orgId, id, {
      name: change.name ?? null,
      role: change.role ?? null,
      limits: asked?.value.limits ?? null,
      isLead: change.isLead ?? null,
      active: change.active ?? null,
    });
    if (!row) return refuse({ code: "member_not_found" });
    if (change.active === false) await revokeTokensOfMember(db, orgId, id, deps.clock.now());
    await recordAct(db, actor, {
      action: "member_changed",
      subjectKind: "member",
      subjectId: id,
      detail: {
        from: { role: present.role, limits: present.limits, active: present.active },
        to: change,
      },
    });
    return ok({ row, approvalId: asked?.value.approvalId ?? null });
  });
  if (!changed.ok) return changed;
  const { row, approvalId } = changed.value;
  const secured = await deps.auth.hasSecondFactor([row.userId]);
  return ok({ ...memberOnWire(row, secured.has(row.userId)), approvalId });
}

function changesRights(change: MemberChange): boolean {
  const { role, limits, isLead, active } = change;
  return [role, limits, isLead, active].some((right) => right !== undefined);
}
