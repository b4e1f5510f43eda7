// The door of the portal: invitations, one-time codes, sessions, and the trail of both. One
// statement a function.
import type { Confirmation } from "../core/statements/statement.ts";
import type { Db } from "./pool.ts";

export type NewInvitation = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly statementId: number;
  readonly linkVersion: number;
  readonly contactId: number | null;
  readonly tokenHash: Uint8Array;
  readonly expiresAt: Date;
};

export async function insertInvitation(db: Db, invitation: NewInvitation): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into portal_invitation (org_id, books_id, customer_id, statement_id, link_version,
       contact_id, token_hash, expires_at)
     values ($1, $2, $3, nullif($4::bigint, 0), $5, $6, $7, $8) returning id`,
    [
      invitation.orgId,
      invitation.booksId,
      invitation.customerId,
      invitation.statementId,
      invitation.linkVersion,
      invitation.contactId,
      Buffer.from(invitation.tokenHash),
      invitation.expiresAt,
    ],
  );
  return rows[0]!.id;
}

/** False: it was dead before. */
export async function revokeInvitation(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update portal_invitation set revoked_at = $3
     where org_id = $1 and id = $2 and revoked_at is null and expires_at > $3`,
    [orgId, of.id, of.at],
  );
  return rowCount === 1;
}

/** Whose link a token is (policy own_invitation shows this one row and no other). */
export async function invitationOfToken(
  db: Db,
  tokenHash: Uint8Array,
): Promise<{ orgId: number; id: number } | null> {
  const { rows } = await db.query<{ orgId: number; id: number }>(
    `select org_id as "orgId", id from portal_invitation where token_hash = $1`,
    [Buffer.from(tokenHash)],
  );
  return rows[0] ?? null;
}

export type InvitationRow = {
  readonly id: number;
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly customerName: string;
  /** 0: the link belongs to no statement (a notice of a difference). */
  readonly statementId: number;
  readonly statementNo: string;
  readonly language: "zh" | "en";
  readonly from: string;
  readonly to: string;
  readonly confirmation: Confirmation;
  readonly linkVersion: number;
  readonly statementVersion: number;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly contactId: number | null;
  readonly contactName: string;
  readonly email: string;
  readonly phone: string;
  readonly organisation: string;
};

export async function selectInvitation(
  db: Db,
  orgId: number,
  id: number,
): Promise<InvitationRow | null> {
  const { rows } = await db.query<InvitationRow>(
    `select p.id, p.org_id as "orgId", p.books_id as "booksId", p.customer_id as "customerId",
       c.name as "customerName", coalesce(s.id, 0)::bigint as "statementId",
       coalesce(s.no, '') as "statementNo", coalesce(s.language, k.language, 'zh') as language,
       coalesce(s.from_date, (p.created_at at time zone b.time_zone)::date) as "from",
       coalesce(s.to_date, (p.created_at at time zone b.time_zone)::date) as "to",
       coalesce(s.confirmation, 'sent') as confirmation, p.link_version as "linkVersion",
       coalesce(s.link_version, p.link_version) as "statementVersion",
       p.expires_at as "expiresAt",
       p.revoked_at as "revokedAt", p.contact_id as "contactId",
       coalesce(k.name, '') as "contactName", coalesce(k.email, '') as email,
       coalesce(k.phone, '') as phone,
       -- a firm with a name in each language is called by the one its paper is written in
       coalesce((select u.name from unnest(b.own_names) with ordinality as u (name, at)
         order by (u.name ~ '[一-鿿]') = (coalesce(s.language, k.language, 'zh') = 'zh') desc, u.at
         limit 1), o.name) as organisation
     from portal_invitation p
     left join statement s on s.org_id = p.org_id and s.id = p.statement_id
     join customer c on c.org_id = p.org_id and c.id = p.customer_id
     join organisation o on o.org_id = p.org_id
     join books b on b.org_id = p.org_id and b.id = p.books_id
     left join customer_contact k on k.org_id = p.org_id and k.id = p.contact_id
       and k.ended_at is null
     where p.org_id = $1 and p.id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** One request at a time tries or asks for codes of a link, so that no try goes uncounted. */
export async function lockInvitation(db: Db, orgId: number, id: number): Promise<void> {
  await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `portal-invitation ${orgId} ${id}`,
  ]);
}

export type CodeHistoryRow = { readonly madeAt: readonly Date[]; readonly wrongToday: number };

export async function selectCodeHistory(
  db: Db,
  orgId: number,
  invitationId: number,
  now: Date,
): Promise<CodeHistoryRow> {
  const { rows } = await db.query<{ madeAt: Date[] | null; wrongToday: number }>(
    `select array_agg(created_at) filter (where created_at > $3::timestamptz - interval '1 hour')
         as "madeAt", coalesce(sum(attempts), 0)::int as "wrongToday"
     from portal_code
     where org_id = $1 and invitation_id = $2 and created_at > $3::timestamptz - interval '1 day'`,
    [orgId, invitationId, now],
  );
  return { madeAt: rows[0]?.madeAt ?? [], wrongToday: rows[0]?.wrongToday ?? 0 };
}

/** Codes made before stop working: one is alive at a time. */
export async function endCodes(
  db: Db,
  orgId: number,
  invitationId: number,
  now: Date,
): Promise<void> {
  await db.query(
    `update portal_code set ended_at = $3
     where org_id = $1 and invitation_id = $2 and ended_at is null`,
    [orgId, invitationId, now],
  );
}

export async function insertCode(
  db: Db,
  code: {
    readonly orgId: number;
    readonly invitationId: number;
    readonly codeHash: Uint8Array;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into portal_code (org_id, invitation_id, code_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5) returning id`,
    [code.orgId, code.invitationId, Buffer.from(code.codeHash), code.now, code.expiresAt],
  );
  return rows[0]!.id;
}

export type CodeRow = {
  readonly id: number;
  readonly codeHash: Buffer;
  readonly attempts: number;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
};

export async function selectLastCode(
  db: Db,
  orgId: number,
  invitationId: number,
): Promise<CodeRow | null> {
  const { rows } = await db.query<CodeRow>(
    `select id, code_hash as "codeHash", attempts, expires_at as "expiresAt", ended_at as "endedAt"
     from portal_code where org_id = $1 and invitation_id = $2 order by id desc limit 1`,
    [orgId, invitationId],
  );
  return rows[0] ?? null;
}

export async function countWrongCode(db: Db, orgId: number, id: number): Promise<void> {
  await db.query(
    `update portal_code set attempts = attempts + 1 where org_id = $1 and id = $2 and attempts < 5`,
    [orgId, id],
  );
}

export async function insertPortalSession(
  db: Db,
  session: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly invitationId: number;
    readonly tokenHash: Uint8Array;
    readonly isRemembered: boolean;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into portal_session (org_id, books_id, customer_id, invitation_id, token_hash,
       is_remembered, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      session.orgId,
      session.booksId,
      session.customerId,
      session.invitationId,
      Buffer.from(session.tokenHash),
      session.isRemembered,
      session.now,
      session.expiresAt,
    ],
  );
  return rows[0]!.id;
}

/** The organisation of a session (policy own_portal_session shows this one row and no other). */
export async function sessionOfToken(
  db: Db,
  tokenHash: Uint8Array,
): Promise<{ orgId: number; id: number } | null> {
  const { rows } = await db.query<{ orgId: number; id: number }>(
    `select org_id as "orgId", id from portal_session where token_hash = $1`,
    [Buffer.from(tokenHash)],
  );
  return rows[0] ?? null;
}

export type PortalSessionRow = {
  readonly id: number;
  readonly invitationId: number;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
};

export async function selectPortalSession(
  db: Db,
  orgId: number,
  id: number,
): Promise<PortalSessionRow | null> {
  const { rows } = await db.query<PortalSessionRow>(
    `select id, invitation_id as "invitationId", expires_at as "expiresAt", ended_at as "endedAt"
     from portal_session where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export async function endPortalSession(
  db: Db,
  orgId: number,
  id: number,
  now: Date,
): Promise<void> {
  await db.query(
    `update portal_session set ended_at = $3 where org_id = $1 and id = $2 and ended_at is null`,
    [orgId, id, now],
  );
}

export type NewPortalEvent = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly invitationId: number | null;
  readonly sessionId: number | null;
  readonly act: string;
  readonly isRefusal: boolean;
  readonly detail: object;
  readonly address: string;
};

export async function insertPortalEvent(db: Db, event: NewPortalEvent): Promise<void> {
  await db.query(
    `insert into portal_event (org_id, books_id, customer_id, invitation_id, session_id, act,
       is_refusal, detail, address)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      event.orgId,
      event.booksId,
      event.customerId,
      event.invitationId,
      event.sessionId,
      event.act,
      event.isRefusal,
      JSON.stringify(event.detail),
      event.address,
    ],
  );
}
