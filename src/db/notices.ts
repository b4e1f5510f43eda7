// Notices of members, what they muted, and which of them a digest has carried.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
type OfMember = InBooks & { readonly memberId: number };

const noticeTable: BulkTable = {
  table: "notice",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    member_id: "bigint",
    kind: "text",
    dedupe_key: "text",
    customer_id: "bigint",
    currency: "text",
    amount_minor: "bigint",
    fields: "jsonb",
    page: "text",
    query: "text",
  },
};

export type NewNotice = {
  readonly memberId: number;
  readonly kind: string;
  readonly dedupeKey: string;
  readonly customerId: number | null;
  readonly currency: string | null;
  readonly amountMinor: number | null;
  readonly fields: object;
  readonly page: string;
  readonly query: string;
};

/** How many were new. */
export async function insertNotices(
  db: Db,
  { orgId, booksId }: InBooks,
  notices: readonly NewNotice[],
): Promise<number> {
  return bulkInsert(
    db,
    noticeTable,
    notices.map((one) => [
      orgId,
      booksId,
      one.memberId,
      one.kind,
      one.dedupeKey,
      one.customerId,
      one.currency,
      one.amountMinor,
      JSON.stringify(one.fields),
      one.page,
      one.query,
    ]),
    "on conflict (org_id, member_id, dedupe_key) do nothing",
  );
}

/** Of these keys, the ones that somebody has been told already. */
export async function selectToldKeys(
  db: Db,
  orgId: number,
  keys: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ key: string }>(
    `select distinct dedupe_key as key from notice
     where org_id = $1 and dedupe_key = any($2::text[])`,
    [orgId, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

export type NoticeRow = {
  readonly id: number;
  readonly memberId: number;
  readonly kind: string;
  readonly customerId: number | null;
  readonly currency: string | null;
  readonly amountMinor: number | null;
  readonly fields: Readonly<Record<string, string | number>>;
  readonly page: string;
  readonly query: string;
  readonly createdAt: Date;
  readonly isRead: boolean;
};

const columns = `id, member_id as "memberId", kind, customer_id as "customerId", currency,
  amount_minor as "amountMinor", fields, page, query, created_at as "createdAt",
  read_at is not null as "isRead"`;

/** The newest first, below `beforeId`. */
export async function selectNotices(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  of: {
    readonly unreadOnly: boolean;
    readonly beforeId: number | null;
    readonly limit: number;
  },
): Promise<NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `select ${columns} from notice where org_id = $1 and member_id = $2 and books_id = $3
       and (not $4 or read_at is null) and ($5::bigint is null or id < $5)
     order by id desc limit $6`,
    [orgId, memberId, booksId, of.unreadOnly, of.beforeId, of.limit],
  );
  return rows;
}

export async function countUnread(db: Db, { orgId, booksId, memberId }: OfMember): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from notice
     where org_id = $1 and member_id = $2 and books_id = $3 and read_at is null`,
    [orgId, memberId, booksId],
  );
  return rows[0]?.count ?? 0;
}

/** Ids null: all of them. */
export async function markRead(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  ids: readonly number[] | null,
): Promise<void> {
  await db.query(
    `update notice set read_at = clock_timestamp() where org_id = $1 and member_id = $2
       and books_id = $3 and read_at is null and ($4::bigint[] is null or id = any($4))`,
    [orgId, memberId, booksId, ids],
  );
}

export type MuteRow = {
  readonly id: number;
  readonly memberId: number;
  readonly kind: string;
  readonly customerId: number | null;
  readonly customerName: string | null;
};

/** Of all members, or of one. */
export async function selectMutes(
  db: Db,
  { orgId, booksId }: InBooks,
  memberId: number | null = null,
): Promise<MuteRow[]> {
  const { rows } = await db.query<MuteRow>(
    `select m.id, m.member_id as "memberId", m.kind, m.customer_id as "customerId",
       c.name as "customerName"
     from notice_mute m left join customer c on c.org_id = m.org_id and c.id = m.customer_id
     where m.org_id = $1 and m.books_id = $2 and m.ended_at is null
       and ($3::bigint is null or m.member_id = $3) order by m.id`,
    [orgId, booksId, memberId],
  );
  return rows;
}

export async function insertMute(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  mute: { readonly kind: string; readonly customerId: number | null },
): Promise<void> {
  await db.query(
    `insert into notice_mute (org_id, books_id, member_id, kind, customer_id)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [orgId, booksId, memberId, mute.kind, mute.customerId],
  );
}

/** What is muted is read: nothing of it stays in the count. */
export async function readMuted(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  mute: { readonly kind: string; readonly customerId: number | null },
): Promise<void> {
  await db.query(
    `update notice set read_at = clock_timestamp() where org_id = $1 and member_id = $2
       and books_id = $3 and read_at is null and kind = $4
       and ($5::bigint is null or customer_id = $5)`,
    [orgId, memberId, booksId, mute.kind, mute.customerId],
  );
}

/** False when it is not one of the member's. */
export async function endMute(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  id: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update notice_mute set ended_at = clock_timestamp() where org_id = $1 and books_id = $2
       and member_id = $3 and id = $4 and ended_at is null`,
    [orgId, booksId, memberId, id],
  );
  return rowCount === 1;
}

/** Unread and in no digest yet, for all members, the oldest first. */
export async function selectUndigested(db: Db, { orgId, booksId }: InBooks): Promise<NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `select ${columns} from notice where org_id = $1 and books_id = $2 and read_at is null
       and digested_at is null order by member_id, id`,
    [orgId, booksId],
  );
  return rows;
}

export async function markDigested(db: Db, orgId: number, ids: readonly number[]): Promise<void> {
  await db.query(
    `update notice set digested_at = clock_timestamp()
     where org_id = $1 and id = any($2::bigint[])`,
    [orgId, ids],
  );
}
