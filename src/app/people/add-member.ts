// A new member: an account for the address (or the one it has), and a role in this organisation.
import type { Member, NewMember } from "../../contract/members.ts";
import { assert } from "../../core/assert.ts";
import { booksDefault, isWider } from "../../core/ledger/wider-limits.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectAloneLimits } from "../../db/books-settings.ts";
import { insertMember, updateMember } from "../../db/members.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type AskLimitsRefusal, askLimits } from "./ask-limits.ts";
import type { Auth } from "./auth.ts";
import { randomPassword } from "./create-first-administrator.ts";
import { memberOnWire } from "./list-members.ts";
import { recordAct } from "./record-act.ts";

type Added = {
  readonly member: Member;
  readonly firstPassword: string | null;
  readonly approvalId: number | null;
};

/** The first password is null when the person has an account already: they keep their own. */
export async function addMember(
  deps: Deps & { readonly auth: Auth },
  actor: Actor,
  input: NewMember,
): Promise<
  Result<Added, { readonly code: "member_exists"; readonly email: string } | AskLimitsRefusal>
> {
  const set = await inOrganisation(deps.pool, actor.orgId, (db) =>
    selectAloneLimits(db, actor.orgId),
  );
  const needsReason = isWider({}, input.limits, booksDefault(set));
  if (needsReason && input.reason === "") return refuse({ code: "reason_missing" });
  const email = input.email.toLowerCase();
  const password = randomPassword();
  const { userId, isNew } = await deps.auth.ensureAccount({ email, name: input.name, password });
  if (isNew) await deps.auth.markFirstPassword(userId);
  const added = await inOrganisation(deps.pool, actor.orgId, async (db) => {
    const member = await insertMember(db, {
      orgId: actor.orgId,
      userId,
      email,
      name: input.name,
      role: input.role,
      limits: {},
      isLead: input.isLead,
      language: input.language,
    });
    if (!member) return null;
    const { limits: to, reason } = input;
    const asked = await askLimits(db, actor, { member, to, reason });
    assert(asked.ok, "a missing reason was refused before");
    const { limits, approvalId } = asked.value;
    const kept = { name: null, role: null, isLead: null, active: null };
    const row = await updateMember(db, actor.orgId, member.id, { ...kept, limits });
    await recordAct(db, actor, {
      action: "member_added",
      subjectKind: "member",
      subjectId: member.id,
      detail: { email, role: input.role, limits: input.limits },
    });
    return { row: row ?? member, approvalId };
  });
  if (!added) return refuse({ code: "member_exists", email });
  const { row, approvalId } = added;
  const firstPassword = isNew ? password : null;
  return ok({ member: memberOnWire(row, false), firstPassword, approvalId });
}
