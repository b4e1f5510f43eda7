// A new member: an account for the address (or the one it has), and a role in this organisation.
import type { Member, NewMember } from "../../contract/members.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertMember } from "../../db/members.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Auth } from "./auth.ts";
import { randomPassword } from "./create-first-administrator.ts";
import { memberOnWire } from "./list-members.ts";
import { recordAct } from "./record-act.ts";

type Added = { readonly member: Member; readonly firstPassword: string | null };

/** The first password is null when the person has an account already: they keep their own. */
export async function addMember(
  deps: Deps & { readonly auth: Auth },
  actor: Actor,
  input: NewMember,
): Promise<Result<Added, { readonly code: "member_exists"; readonly email: string }>> {
  const email = input.email.toLowerCase();
  const password = randomPassword();
  const { userId, isNew } = await deps.auth.ensureAccount({ email, name: input.name, password });
  const row = await inOrganisation(deps.pool, actor.orgId, async (db) => {
    const member = await insertMember(db, {
      orgId: actor.orgId,
      userId,
      email,
      name: input.name,
      role: input.role,
      limits: definedLimits(input.limits),
      language: input.language,
    });
    if (!member) return null;
    await recordAct(db, actor, {
      action: "member_added",
      subjectKind: "member",
      subjectId: member.id,
      detail: { email, role: input.role, limits: input.limits },
    });
    return member;
  });
  if (!row) return refuse({ code: "member_exists", email });
  return ok({ member: memberOnWire(row, false), firstPassword: isNew ? password : null });
}

export function definedLimits(limits: NewMember["limits"]): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [act, limit] of Object.entries(limits)) if (limit !== undefined) defined[act] = limit;
  return defined;
}
