// Where a person is signed in, and ending it: by themselves with their password, by an administrator for
// a member. Only for people of this organisation alone: a session opens every organisation of its person.
import type { SignIn } from "../../contract/sign-ins.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type MemberRow, memberById, membershipsOfUser } from "../../db/members.ts";
import type { SessionRow } from "../../db/sign-in.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Auth, SignedIn } from "./auth.ts";
import { recordAct } from "./record-act.ts";
import { recordAccountEvent } from "./record-sign-in.ts";

type WithAuth = Deps & { readonly auth: Auth };

export async function listOwnSignIns({ auth }: WithAuth, person: SignedIn): Promise<SignIn[]> {
  const rows = await auth.sessionsOf(person.userId);
  return rows.map((row) => signInOnWire(row, person.sessionId));
}

export async function endSignInsOfOwn(
  deps: WithAuth,
  person: SignedIn,
  input: {
    readonly ids: readonly string[] | null;
    readonly password: string;
    /** The browser's cookies, for the library to know whose password it is. */
    readonly headers: Headers;
    readonly address: string;
  },
): Promise<Result<number, { readonly code: "password_wrong" }>> {
  const { userId, sessionId } = person;
  const { ids, password, headers, address } = input;
  if (!(await deps.auth.isPassword(headers, password))) {
    await recordAccountEvent(deps, { userId, event: "sign_in_failed", address });
    return refuse({ code: "password_wrong" });
  }
  const chosen = (await deps.auth.sessionsOf(userId)).filter(({ id }) =>
    ids === null ? id !== sessionId : ids.includes(id),
  );
  await deps.auth.endSessions(chosen);
  if (chosen.length > 0) {
    await recordAccountEvent(deps, { userId, event: "sessions_ended", address });
  }
  return ok(chosen.length);
}

export type MembersSignInRefusal =
  | { readonly code: "member_not_found" }
  | { readonly code: "sessions_elsewhere" };

export async function listSignInsOfMember(
  deps: WithAuth,
  { actor, person, id }: { readonly actor: Actor; readonly person: SignedIn; readonly id: number },
): Promise<Result<SignIn[], MembersSignInRefusal>> {
  const member = await memberHereAlone(deps, actor, id);
  if (!member.ok) return member;
  const rows = await deps.auth.sessionsOf(member.value.userId);
  return ok(rows.map((row) => signInOnWire(row, person.sessionId)));
}

export async function endSignInsOfMember(
  deps: WithAuth,
  actor: Actor,
  { id, ids }: { readonly id: number; readonly ids: readonly string[] | null },
): Promise<Result<number, MembersSignInRefusal | { readonly code: "own_role" }>> {
  // one's own are ended with the password
  if (id === actor.memberId) return refuse({ code: "own_role" });
  const member = await memberHereAlone(deps, actor, id);
  if (!member.ok) return member;
  const all = await deps.auth.sessionsOf(member.value.userId);
  const chosen = all.filter((row) => ids === null || ids.includes(row.id));
  await deps.auth.endSessions(chosen);
  await inOrganisation(deps.pool, actor.orgId, (db) => {
    const subject = { subjectKind: "member", subjectId: id };
    const detail = { name: member.value.name, sessions: chosen.length };
    return recordAct(db, actor, { action: "sessions_ended", ...subject, detail });
  });
  return ok(chosen.length);
}

async function memberHereAlone(
  { pool }: Deps,
  { orgId }: Actor,
  id: number,
): Promise<Result<MemberRow, MembersSignInRefusal>> {
  const member = await inOrganisation(pool, orgId, (db) => memberById(db, orgId, id));
  if (!member) return refuse({ code: "member_not_found" });
  const { userId } = member;
  const memberships = await beforeOrganisation(pool, { userId }, (db) =>
    membershipsOfUser(db, userId),
  );
  if (memberships.some((one) => one.orgId !== orgId)) return refuse({ code: "sessions_elsewhere" });
  return ok(member);
}

function signInOnWire(row: SessionRow, currentId: string): SignIn {
  return {
    id: row.id,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    address: row.address ?? "",
    userAgent: row.userAgent ?? "",
    isCurrent: row.id === currentId,
  };
}
