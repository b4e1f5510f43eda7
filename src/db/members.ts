// Organisations, their members and API tokens, as the request guard and the people pages need them.
import type { Role } from "../core/roles.ts";
import type { Language } from "../core/words/word.ts";
import type { Db } from "./pool.ts";

export type MembershipRow = {
  readonly orgId: number;
  readonly memberId: number;
  readonly role: Role;
  readonly language: Language;
  readonly name: string;
  readonly limits: Readonly<Record<string, string>>;
};

export type MemberRow = {
  readonly id: number;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly limits: Readonly<Record<string, string>>;
  /** Leads their team: a sales lead signs price cuts and penalties. */
  readonly isLead: boolean;
  readonly language: Language;
  readonly active: boolean;
  readonly createdAt: Date;
};

const memberColumns = `id, user_id as "userId", email, name, role, limits, is_lead as "isLead", language,
  active, created_at as "createdAt"`;

/** Active memberships of one person, over all organisations (policy own_memberships). */
export async function membershipsOfUser(db: Db, userId: string): Promise<MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `select org_id as "orgId", id as "memberId", role, language, name, limits
     from member where user_id = $1 and active order by org_id`,
    [userId],
  );
  return rows;
}

export async function organisationById(
  db: Db,
  orgId: number,
): Promise<{ id: number; name: string; isDemo: boolean } | null> {
  const { rows } = await db.query<{ id: number; name: string; isDemo: boolean }>(
    `select org_id as id, name, is_demo as "isDemo" from organisation where org_id = $1`,
    [orgId],
  );
  return rows[0] ?? null;
}

/** When an organisation was made here. */
export async function organisationMadeAt(db: Db, orgId: number): Promise<Date> {
  const { rows } = await db.query<{ at: Date }>(
    "select created_at as at from organisation where org_id = $1",
    [orgId],
  );
  return rows[0]!.at;
}

/** The row-level policy admits a new organisation only under its own id, so the id comes first. */
export async function nextOrganisationId(db: Db): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    "select nextval(pg_get_serial_sequence('organisation', 'org_id'))::bigint as id",
  );
  return rows[0]!.id;
}

export async function insertOrganisation(
  db: Db,
  organisation: { orgId: number; name: string; isDemo: boolean },
): Promise<void> {
  await db.query("insert into organisation (org_id, name, is_demo) values ($1, $2, $3)", [
    organisation.orgId,
    organisation.name,
    organisation.isDemo,
  ]);
}

export async function membersOf(db: Db, orgId: number): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `select ${memberColumns} from member where org_id = $1 order by active desc, id`,
    [orgId],
  );
  return rows;
}

export async function memberById(db: Db, orgId: number, id: number): Promise<MemberRow | null> {
  const { rows } = await db.query<MemberRow>(
    `select ${memberColumns} from member where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export type NewMemberRow = {
  readonly orgId: number;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly limits: Readonly<Record<string, string>>;
  readonly isLead?: boolean;
  readonly language: Language;
};

/** Null when this person already is a member. */
export async function insertMember(db: Db, member: NewMemberRow): Promise<MemberRow | null> {
  const { rows } = await db.query<MemberRow>(
    `insert into member (org_id, user_id, email, name, role, limits, language, is_lead)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (org_id, user_id) do nothing
     returning ${memberColumns}`,
    [
      member.orgId,
      member.userId,
      member.email,
      member.name,
      member.role,
      JSON.stringify(member.limits),
      member.language,
      member.isLead ?? false,
    ],
  );
  return rows[0] ?? null;
}

export type MemberUpdate = {
  readonly name: string | null;
  readonly role: Role | null;
  readonly limits: Readonly<Record<string, string>> | null;
  readonly isLead: boolean | null;
  readonly active: boolean | null;
};

export async function updateMember(
  db: Db,
  orgId: number,
  id: number,
  change: MemberUpdate,
): Promise<MemberRow | null> {
  const { rows } = await db.query<MemberRow>(
    `update member set name = coalesce($3, name), role = coalesce($4, role),
       limits = coalesce($5::jsonb, limits), active = coalesce($6, active),
       is_lead = coalesce($7, is_lead)
     where org_id = $1 and id = $2 returning ${memberColumns}`,
    [
      orgId,
      id,
      change.name,
      change.role,
      change.limits === null ? null : JSON.stringify(change.limits),
      change.active,
      change.isLead,
    ],
  );
  return rows[0] ?? null;
}

export async function setMemberLanguage(
  db: Db,
  orgId: number,
  id: number,
  language: Language,
): Promise<void> {
  await db.query("update member set language = $3 where org_id = $1 and id = $2", [
    orgId,
    id,
    language,
  ]);
}

/** Locks them, so that two administrators cannot remove each other at the same moment. */
export async function activeAdministrators(db: Db, orgId: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from member where org_id = $1 and role = 'administrator' and active
     order by id for update`,
    [orgId],
  );
  return rows.map((row) => row.id);
}

/** When each member last signed in, from the audit trail. */
export async function lastSignIns(db: Db, orgId: number): Promise<ReadonlyMap<number, Date>> {
  const { rows } = await db.query<{ memberId: number; at: Date }>(
    `select member_id as "memberId", max(recorded_at) as at from audit_event
     where org_id = $1 and action = 'signed_in' and member_id is not null group by member_id`,
    [orgId],
  );
  return new Map(rows.map((row) => [row.memberId, row.at]));
}
