// Replies by e-mail: how far the mailbox was read, what came, and whose it is. One statement a function.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type CursorRow = {
  readonly uidValidity: number;
  readonly lastUid: number;
  readonly checkedAt: Date;
  readonly error: string;
};

export async function selectMailboxCursor(
  db: Db,
  orgId: number,
  folder: string,
): Promise<CursorRow | null> {
  const { rows } = await db.query<CursorRow>(
    `select uid_validity as "uidValidity", last_uid as "lastUid", checked_at as "checkedAt", error
     from mailbox_cursor where org_id = $1 and folder = $2`,
    [orgId, folder],
  );
  return rows[0] ?? null;
}

export async function storeMailboxCursor(
  db: Db,
  orgId: number,
  at: {
    readonly folder: string;
    readonly uidValidity: number;
    readonly lastUid: number;
    readonly error: string;
  },
): Promise<void> {
  await db.query(
    `insert into mailbox_cursor (org_id, folder, uid_validity, last_uid, error)
     values ($1, $2, $3, $4, $5)
     on conflict (org_id, folder) do update set uid_validity = $3, last_uid = $4, error = $5,
       checked_at = clock_timestamp()`,
    [orgId, at.folder, at.uidValidity, at.lastUid, at.error],
  );
}

export type ReplyOwner = {
  readonly booksId: number;
  readonly customerId: number | null;
  readonly statementId: number | null;
  readonly messageId: number | null;
};

/** The message of ours that one of these Message-IDs names; the first that is known. */
export async function ownerByMessageIds(
  db: Db,
  orgId: number,
  ids: readonly string[],
): Promise<ReplyOwner | null> {
  if (ids.length === 0) return null;
  const { rows } = await db.query<ReplyOwner>(
    `select m.books_id as "booksId", m.customer_id as "customerId",
       m.statement_id as "statementId", m.id as "messageId"
     from message m where m.org_id = $1 and m.message_id = any($2::text[])
     order by array_position($2::text[], m.message_id) limit 1`,
    [orgId, ids],
  );
  return rows[0] ?? null;
}

/** Statements and announced payments of these numbers. */
export async function ownersByCodes(
  db: Db,
  orgId: number,
  codes: readonly string[],
): Promise<ReplyOwner[]> {
  if (codes.length === 0) return [];
  const { rows } = await db.query<ReplyOwner>(
    `select books_id as "booksId", customer_id as "customerId", id as "statementId",
       null::bigint as "messageId"
     from statement where org_id = $1 and no = any($2::text[])
     union all
     select books_id, customer_id, null, null from payment_announcement
     where org_id = $1 and pay_code = any($2::text[])`,
    [orgId, codes],
  );
  return rows;
}

/** Customers with a contact of that address. */
export async function ownersByAddress(
  db: Db,
  orgId: number,
  address: string,
): Promise<ReplyOwner[]> {
  if (address === "") return [];
  const { rows } = await db.query<ReplyOwner>(
    `select distinct c.books_id as "booksId", c.id as "customerId", null::bigint as "statementId",
       null::bigint as "messageId"
     from customer_contact k join customer c on c.org_id = k.org_id and c.id = k.customer_id
     where k.org_id = $1 and lower(k.email) = lower($2) and k.ended_at is null`,
    [orgId, address],
  );
  return rows;
}

export type ReplyFile = {
  readonly name: string;
  readonly size: number;
  /** Empty: it was not taken, `why` says for what reason. */
  readonly kind: string;
  readonly storedAs: string;
  readonly sha256: string;
  readonly why: string;
};

export type NewReply = {
  readonly dedupeKey: string;
  readonly kind: "reply" | "auto" | "bounce";
  readonly mailId: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly sentAt: Date | null;
  readonly foundBy: "" | "message" | "number" | "address";
  readonly owner: ReplyOwner | null;
  readonly files: readonly ReplyFile[];
};

/** Null: this mail is here already. */
export async function insertReply(db: Db, orgId: number, reply: NewReply): Promise<number | null> {
  const { owner } = reply;
  const { rows } = await db.query<{ id: number }>(
    `insert into mail_reply (org_id, books_id, dedupe_key, kind, mail_id, from_name, from_address,
       subject, body, sent_at, found_by, customer_id, statement_id, message_id, files)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (org_id, dedupe_key) do nothing returning id`,
    [
      orgId,
      owner?.booksId ?? null,
      reply.dedupeKey,
      reply.kind,
      reply.mailId,
      reply.fromName,
      reply.fromAddress,
      reply.subject,
      reply.body,
      reply.sentAt,
      reply.foundBy,
      owner?.customerId ?? null,
      owner?.statementId ?? null,
      owner?.messageId ?? null,
      JSON.stringify(reply.files),
    ],
  );
  return rows[0]?.id ?? null;
}

/** It was answered, so it arrived; or it came back. */
export async function noteMessageArrived(
  db: Db,
  orgId: number,
  of: { readonly messageId: number; readonly bouncedBecause: string | null },
): Promise<void> {
  await db.query(
    `update message set unconfirmed = false,
       state = case when $3::text is null then state else 'bounced' end,
       last_error = coalesce($3, last_error)
     where org_id = $1 and id = $2 and state in ('sent', 'bounced')`,
    [orgId, of.messageId, of.bouncedBecause],
  );
}

export type ReplyRow = {
  readonly id: number;
  readonly kind: "reply" | "auto" | "bounce";
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly sentAt: Date | null;
  readonly foundBy: "" | "message" | "number" | "address" | "hand";
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly statementId: number | null;
  readonly statementNo: string | null;
  readonly files: readonly ReplyFile[];
  readonly handledAt: Date | null;
  readonly handledBy: string | null;
  readonly recordedAt: Date;
};

/** Of these books, and those nobody could place yet; the newest first. */
export async function selectReplies(
  db: Db,
  { orgId, booksId }: InBooks,
  filter: {
    readonly id: number | null;
    readonly customerId: number | null;
    readonly statementId: number | null;
    readonly openOnly: boolean;
    readonly pattern: string;
    readonly beforeId: number | null;
    readonly limit: number;
  },
): Promise<ReplyRow[]> {
  const { rows } = await db.query<ReplyRow>(
    `select r.id, r.kind, r.from_name as "fromName", r.from_address as "fromAddress", r.subject,
       r.body, r.sent_at as "sentAt", r.found_by as "foundBy", r.customer_id as "customerId",
       c.name as "customerName", r.statement_id as "statementId", s.no as "statementNo", r.files,
       r.handled_at as "handledAt", m.name as "handledBy", r.recorded_at as "recordedAt"
     from mail_reply r
     left join customer c on c.org_id = r.org_id and c.id = r.customer_id
     left join statement s on s.org_id = r.org_id and s.id = r.statement_id
     left join member m on m.org_id = r.org_id and m.id = r.handled_by_member_id
     where r.org_id = $1 and (r.books_id = $2 or r.books_id is null)
       and ($3::bigint is null or r.id = $3) and ($4::bigint is null or r.customer_id = $4)
       and ($5::bigint is null or r.statement_id = $5)
       and (not $6 or (r.handled_at is null and r.kind = 'reply'))
       and ($7 = '%' or r.subject ilike $7 or r.body ilike $7 or r.from_address ilike $7)
       and ($8::bigint is null or r.id < $8)
     order by r.id desc limit $9`,
    [
      orgId,
      booksId,
      filter.id,
      filter.customerId,
      filter.statementId,
      filter.openOnly,
      filter.pattern,
      filter.beforeId,
      filter.limit,
    ],
  );
  return rows;
}

export async function placeReply(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly id: number; readonly customerId: number; readonly statementId: number | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update mail_reply set books_id = $2, customer_id = $4, statement_id = $5, found_by = 'hand'
     where org_id = $1 and (books_id = $2 or books_id is null) and id = $3`,
    [orgId, booksId, of.id, of.customerId, of.statementId],
  );
  return rowCount === 1;
}

export async function markReplyHandled(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly id: number; readonly memberId: number | null; readonly handled: boolean },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update mail_reply set handled_at = case when $4 then clock_timestamp() end,
       handled_by_member_id = case when $4 then $5::bigint end
     where org_id = $1 and (books_id = $2 or books_id is null) and id = $3`,
    [orgId, booksId, of.id, of.handled, of.memberId],
  );
  return rowCount === 1;
}

export async function countOpenReplies(db: Db, { orgId, booksId }: InBooks): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from mail_reply where org_id = $1
       and (books_id = $2 or books_id is null) and handled_at is null and kind = 'reply'`,
    [orgId, booksId],
  );
  return rows[0]?.count ?? 0;
}
