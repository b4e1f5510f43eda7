// The members of an organisation with what the sign-in library knows of them.
import type { Member } from "../../contract/members.ts";
import { lastSignIns, type MemberRow, membersOf } from "../../db/members.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { Auth } from "./auth.ts";

type PeopleDeps = Deps & { readonly auth: Auth };

export async function listMembers(deps: PeopleDeps, orgId: number): Promise<Member[]> {
  const { rows, signIns } = await inOrganisation(deps.pool, orgId, async (db) => ({
    rows: await membersOf(db, orgId),
    signIns: await lastSignIns(db, orgId),
  }));
  const secured = await deps.auth.hasSecondFactor(rows.map((row) => row.userId));
  return rows.map((row) => ({
    ...memberOnWire(row, secured.has(row.userId)),
    lastSignInAt: signIns.get(row.id)?.toISOString() ?? null,
  }));
}

export function memberOnWire(row: MemberRow, hasSecondFactor: boolean): Member {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    limits: { ...row.limits },
    isLead: row.isLead,
    language: row.language,
    active: row.active,
    hasSecondFactor,
    lastSignInAt: null,
    createdAt: row.createdAt.toISOString(),
  };
}
