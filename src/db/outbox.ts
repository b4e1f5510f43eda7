// The outbox: messages to leave, by whom they are being sent, and what became of each.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type MessageAttachment =
  | { readonly kind: "statement"; readonly id: number; readonly format: "pdf" | "xlsx" }
  /** id: of report_sending. */
  | { readonly kind: "report"; readonly id: number; readonly format: "pdf" | "xlsx" | "csv" };

export type NewMessage = {
  /** The same key is never queued twice. */
  readonly dedupeKey: string;
  readonly channel: string;
  readonly template: string;
  readonly language: "zh" | "en";
  readonly customerId: number | null;
  readonly contactId: number | null;
  readonly statementId: number | null;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly attachments: readonly MessageAttachment[];
  /** A one-time code waits for no quiet hours. */
  readonly isUrgent: boolean;
  readonly messageId: string;
  readonly memberId: number | null;
  /** What stands in the places of the template, for channels with templates of their own. */
  readonly params?: Readonly<Record<string, string>>;
};

const messageTable: BulkTable = {
  table: "message",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    dedupe_key: "text",
    channel: "text",
    template: "text",
    language: "text",
    customer_id: "bigint",
    contact_id: "bigint",
    statement_id: "bigint",
    to_name: "text",
    to_address: "text",
    subject: "text",
    body: "text",
    attachments: "jsonb",
    is_urgent: "boolean",
    message_id: "text",
    member_id: "bigint",
    params: "jsonb",
  },
};

/** How many were new. */
export async function insertMessages(
  db: Db,
  { orgId, booksId }: InBooks,
  messages: readonly NewMessage[],
): Promise<number> {
  return bulkInsert(
    db,
    messageTable,
    messages.map((one) => [
      orgId,
      booksId,
      one.dedupeKey,
      one.channel,
      one.template,
      one.language,
      one.customerId,
      one.contactId,
      one.statementId,
      one.toName,
      one.toAddress,
      one.subject,
      one.body,
      JSON.stringify(one.attachments),
      one.isUrgent,
      one.messageId,
      one.memberId,
      JSON.stringify(one.params ?? {}),
    ]),
    "on conflict (org_id, dedupe_key) do nothing",
  );
}

export type DueMessage = {
  readonly id: number;
  readonly channel: string;
  readonly messageId: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly language: "zh" | "en";
  readonly attachments: readonly MessageAttachment[];
  readonly attempts: number;
  readonly statementId: number | null;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
};

/** Takes messages that are due into the hands of one sender; urgent ones first. */
export async function claimDueMessages(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly sender: string; readonly limit: number; readonly urgentOnly: boolean },
): Promise<DueMessage[]> {
  const { rows } = await db.query<DueMessage>(
    `update message m set state = 'sending', sender = $3, attempts = m.attempts + 1
     from (select id from message where org_id = $1 and books_id = $2 and state = 'queued'
         and next_try_at <= clock_timestamp() and (is_urgent or not $5)
       order by is_urgent desc, next_try_at, id limit $4 for update skip locked) due
     where m.org_id = $1 and m.id = due.id
     returning m.id, m.channel, m.message_id as "messageId", m.to_name as "toName",
       m.to_address as "toAddress", m.subject, m.body, m.language, m.attachments, m.attempts,
       m.statement_id as "statementId", m.template, m.params`,
    [orgId, booksId, of.sender, of.limit, of.urgentOnly],
  );
  return rows.sort((a, b) => a.id - b.id);
}

/** In the hands of a sender that is gone: the job of these books runs once at a time. */
export async function selectLeftBehind(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<{ id: number; statementId: number | null; attempts: number }[]> {
  const { rows } = await db.query<{ id: number; statementId: number | null; attempts: number }>(
    `select id, statement_id as "statementId", attempts from message
     where org_id = $1 and books_id = $2 and state = 'sending' order by id`,
    [orgId, booksId],
  );
  return rows;
}

export type MessageEnd = {
  readonly id: number;
  readonly state: "queued" | "sent" | "failed" | "bounced" | "cancelled";
  readonly unconfirmed: boolean;
  readonly error: string;
  /** Minutes until the next attempt; for state queued. */
  readonly waitMinutes: number;
  /** What message_event keeps of it. */
  readonly act: string;
  readonly detail: object;
};

export async function endMessages(
  db: Db,
  orgId: number,
  ends: readonly MessageEnd[],
): Promise<void> {
  if (ends.length === 0) return;
  await db.query(
    `update message m set state = x.state, unconfirmed = x.unsure, last_error = x.error, sender = '',
       sent_at = case x.state when 'sent' then clock_timestamp() else m.sent_at end,
       next_try_at = case x.state when 'queued'
         then clock_timestamp() + make_interval(mins => x.wait) else m.next_try_at end
     from unnest($2::bigint[], $3::text[], $4::boolean[], $5::text[], $6::int[])
       as x(id, state, unsure, error, wait)
     where m.org_id = $1 and m.id = x.id`,
    [
      orgId,
      ends.map(({ id }) => id),
      ends.map(({ state }) => state),
      ends.map(({ unconfirmed }) => unconfirmed),
      ends.map(({ error }) => error),
      ends.map(({ waitMinutes }) => waitMinutes),
    ],
  );
  await insertMessageEvents(
    db,
    orgId,
    ends.map(({ id, act, detail }) => ({ messageId: id, act, detail })),
  );
}

export async function insertMessageEvents(
  db: Db,
  orgId: number,
  events: readonly { readonly messageId: number; readonly act: string; readonly detail: object }[],
): Promise<void> {
  await bulkInsert(
    db,
    {
      table: "message_event",
      columns: { org_id: "bigint", message_id: "bigint", act: "text", detail: "jsonb" },
    },
    events.map(({ messageId, act, detail }) => [orgId, messageId, act, JSON.stringify(detail)]),
  );
}

export type OutboxStanding = {
  readonly due: number;
  readonly waiting: number;
  /** Seconds until the next one is due; null: none waits. */
  readonly nextInSeconds: number | null;
};

export async function outboxStanding(db: Db, { orgId, booksId }: InBooks): Promise<OutboxStanding> {
  const { rows } = await db.query<OutboxStanding>(
    `select count(*) filter (where next_try_at <= clock_timestamp()) as due, count(*) as waiting,
       ceil(extract(epoch from min(next_try_at) - clock_timestamp()))::int as "nextInSeconds"
     from message where org_id = $1 and books_id = $2 and state = 'queued'`,
    [orgId, booksId],
  );
  return rows[0] ?? { due: 0, waiting: 0, nextInSeconds: null };
}

/** False when it is not in a state that allows it. */
export async function cancelMessage(db: Db, orgId: number, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update message set state = 'cancelled'
     where org_id = $1 and id = $2 and state in ('queued', 'failed')`,
    [orgId, id],
  );
  return rowCount === 1;
}

/** Of a statement that was withdrawn: what has not left yet does not leave any more. */
export async function cancelStatementMessages(
  db: Db,
  orgId: number,
  statementId: number,
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `update message set state = 'cancelled'
     where org_id = $1 and statement_id = $2 and state = 'queued' returning id`,
    [orgId, statementId],
  );
  return rows.map(({ id }) => id);
}

/** Of a notice that was taken back, as long as it has not left. */
export async function cancelNoticeMessages(db: Db, orgId: number, noticeId: number): Promise<void> {
  await db.query(
    `update message set state = 'cancelled'
     where org_id = $1 and template = 'difference_notice' and dedupe_key = $2 and state = 'queued'`,
    [orgId, noticeMessageKey(noticeId)],
  );
}

/** The one message of a notice. */
export function noticeMessageKey(noticeId: number): string {
  return `difference notice ${noticeId}`;
}

/** The receiver came in by the link that stood in it: it arrived. */
export async function noteLinkUsed(
  db: Db,
  orgId: number,
  of: { readonly statementId: number; readonly contactId: number | null },
): Promise<void> {
  await db.query(
    `update message set unconfirmed = false
     where org_id = $1 and statement_id = $2 and contact_id = $3 and unconfirmed
       and template <> 'portal_code'`,
    [orgId, of.statementId, of.contactId],
  );
}

/** A person sends it again, a code to nobody else; what was sent for sure is not in this state. */
export async function retryMessage(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly toAddress: string | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update message set state = 'queued', next_try_at = clock_timestamp(), attempts = 0,
       unconfirmed = false, to_address = coalesce($3, to_address)
     where org_id = $1 and id = $2 and ($3::text is null or template <> 'portal_code')
       and (state in ('failed', 'bounced', 'cancelled') or state = 'sent' and unconfirmed)`,
    [orgId, of.id, of.toAddress],
  );
  return rowCount === 1;
}

export type MessageRow = {
  readonly id: number;
  readonly channel: string;
  readonly template: string;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly statementId: number | null;
  readonly statementNo: string | null;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly state: string;
  readonly attempts: number;
  readonly unconfirmed: boolean;
  readonly error: string;
  readonly createdAt: Date;
  readonly nextTryAt: Date;
  readonly sentAt: Date | null;
  readonly by: string | null;
};

/**
 * A one-time code proves that the customer's own mailbox or phone was read: whoever sees the outbox
 * must not learn it. Of the trial channel, which sends nothing, this is the only place it is told.
 */
const shown = (column: string) => `case when m.template = 'portal_code' and m.channel <> 'log'
         then regexp_replace(${column}, '[0-9]{6}', '••••••', 'g') else ${column} end`;

/** The newest first, below `beforeId`. */
export async function selectMessages(
  db: Db,
  { orgId, booksId }: InBooks,
  filter: {
    readonly customerId: number | null;
    readonly statementId: number | null;
    readonly states: readonly string[] | null;
    readonly pattern: string;
    readonly beforeId: number | null;
    readonly limit: number;
  },
): Promise<MessageRow[]> {
  const { rows } = await db.query<MessageRow>(
    `select m.id, m.channel, m.template, m.customer_id as "customerId", c.name as "customerName",
       m.statement_id as "statementId", s.no as "statementNo", m.to_name as "toName",
       m.to_address as "toAddress", ${shown("m.subject")} as subject, ${shown("m.body")} as body,
       m.state, m.attempts, m.unconfirmed, m.last_error as error, m.created_at as "createdAt", m.next_try_at as "nextTryAt",
       m.sent_at as "sentAt", p.name as by
     from message m
     left join customer c on c.org_id = m.org_id and c.id = m.customer_id
     left join statement s on s.org_id = m.org_id and s.id = m.statement_id
     left join member p on p.org_id = m.org_id and p.id = m.member_id
     where m.org_id = $1 and m.books_id = $2 and ($3::bigint is null or m.customer_id = $3)
       and ($4::bigint is null or m.statement_id = $4) and ($5::text[] is null or m.state = any($5))
       and ($6 = '%' or ${shown("m.subject")} ilike $6 or ${shown("m.body")} ilike $6
         or m.to_address ilike $6)
       and ($7::bigint is null or m.id < $7)
     order by m.id desc limit $8`,
    [
      orgId,
      booksId,
      filter.customerId,
      filter.statementId,
      filter.states,
      filter.pattern,
      filter.beforeId,
      filter.limit,
    ],
  );
  return rows;
}
