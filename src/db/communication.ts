// 沟通记录: everything that passed between us and customers, of whatever channel, in one order. Each part
// lives in its own table, append-only; here they are read together.
import { booksDay } from "./books-day.ts";
import type { Db } from "./pool.ts";

export const communicationSources = [
  "message",
  "statement",
  "portal",
  "question",
  "dispute",
  "reply",
  "call",
  "comparison",
  "announcement",
  "rating",
  "notice",
] as const;
export type CommunicationSource = (typeof communicationSources)[number];

export type CommunicationRow = {
  readonly at: Date;
  /** The instant in microseconds, so that a page ends exactly where the next begins. */
  readonly atText: string;
  readonly source: CommunicationSource;
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly side: "us" | "customer" | "system";
  readonly act: string;
  readonly actor: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly statementId: number | null;
  readonly disputeId: number | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** One event a row; what we say among ourselves in a dispute is no communication. */
const events = `
  select e.recorded_at as at, 'message' as source, e.id, m.customer_id, m.statement_id,
    null::bigint as dispute_id, case when e.act = 'reply' then 'customer' else 'us' end as side,
    e.act, coalesce(p.name, '') as actor, m.to_address as address, m.subject,
    case when e.act = 'queued' or e.act = 'sent' then m.body else '' end as body,
    e.detail || jsonb_build_object('channel', m.channel, 'toName', m.to_name) as detail
  from message_event e join message m on m.org_id = e.org_id and m.id = e.message_id
  left join member p on p.org_id = m.org_id and p.id = m.member_id
  where e.org_id = $1 and m.books_id = $2 and m.customer_id is not null
    -- a one-time code is a key, not a word to anybody
    and m.template <> 'portal_code'
    and ($3::bigint is null or m.customer_id = $3)
  union all
  select e.recorded_at, 'statement', e.id, s.customer_id, s.id, null, e.side, e.act, e.actor, '',
    s.no, case when jsonb_typeof(e.detail -> 'note') = 'string' then e.detail ->> 'note' else '' end,
    e.detail || jsonb_build_object('line', e.line_n)
  from statement_event e join statement s on s.org_id = e.org_id and s.id = e.statement_id
  where e.org_id = $1 and e.books_id = $2 and ($3::bigint is null or s.customer_id = $3)
  union all
  select e.recorded_at, 'portal', e.id, e.customer_id, null, null, 'customer', e.act, '', e.address,
    '', '', e.detail || jsonb_build_object('refusal', e.is_refusal)
  from portal_event e
  where e.org_id = $1 and e.books_id = $2 and ($3::bigint is null or e.customer_id = $3)
  union all
  select m.recorded_at, 'question', m.id, q.customer_id, q.statement_id, null, m.side, 'said',
    m.author, '', q.subject, m.body, jsonb_build_object('files', to_jsonb(m.file_ids))
  from portal_message m join portal_question q on q.org_id = m.org_id and q.id = m.question_id
  where m.org_id = $1 and q.books_id = $2 and ($3::bigint is null or q.customer_id = $3)
  union all
  select e.recorded_at, 'dispute', e.id, d.customer_id, d.statement_id, d.id, e.side, e.act,
    e.author, '', '', e.body, e.detail || jsonb_build_object('files', to_jsonb(e.file_ids))
  from dispute_event e join dispute d on d.org_id = e.org_id and d.id = e.dispute_id
  where e.org_id = $1 and d.books_id = $2 and e.is_shared
    and ($3::bigint is null or d.customer_id = $3)
  union all
  select coalesce(r.sent_at, r.recorded_at), 'reply', r.id, r.customer_id, r.statement_id, null,
    'customer', r.kind, r.from_name, r.from_address, r.subject, r.body,
    jsonb_build_object('files', r.files, 'foundBy', r.found_by)
  from mail_reply r
  where r.org_id = $1 and r.books_id = $2 and r.customer_id is not null
    and ($3::bigint is null or r.customer_id = $3)
  union all
  select l.recorded_at, 'call', l.id, l.customer_id, null, l.dispute_id, 'us', l.outcome,
    coalesce(p.name, ''), '', '', l.note, jsonb_build_object('channel', l.channel)
  from call_log l left join member p on p.org_id = l.org_id and p.id = l.member_id
  where l.org_id = $1 and l.books_id = $2 and ($3::bigint is null or l.customer_id = $3)
  union all
  select e.recorded_at, 'comparison', e.id, c.customer_id, null, null, e.side, e.act, e.actor, '',
    c.file_name, '', e.detail || jsonb_build_object('comparisonId', c.id)
  from comparison_event e join comparison c on c.org_id = e.org_id and c.id = e.comparison_id
  where e.org_id = $1 and e.books_id = $2 and ($3::bigint is null or c.customer_id = $3)
  union all
  select a.announced_at, 'announcement', a.id, a.customer_id, null, null, 'customer', 'announced',
    a.by_name, '', a.pay_code, a.note,
    jsonb_build_object('currency', a.currency, 'amountMinor', a.amount_minor, 'payOn', a.pay_on)
  from payment_announcement a
  where a.org_id = $1 and a.books_id = $2 and ($3::bigint is null or a.customer_id = $3)
  union all
  select r.recorded_at, 'rating', r.id, r.customer_id, null, null, 'customer', 'rated', '', '',
    r.about, r.note, jsonb_build_object('stars', r.stars, 'about', r.about)
  from portal_rating r
  where r.org_id = $1 and r.books_id = $2 and ($3::bigint is null or r.customer_id = $3)
  union all
  select n.answered_at, 'notice', n.id, n.customer_id, null, n.dispute_id, 'customer', n.state,
    n.answered_by, '', '', n.answer_note,
    jsonb_build_object('currency', n.currency, 'shortMinor', n.short_minor)
  from difference_notice n
  where n.org_id = $1 and n.books_id = $2 and n.answered_at is not null
    and ($3::bigint is null or n.customer_id = $3)`;

export type CommunicationFilter = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number | null;
  readonly sources: readonly CommunicationSource[] | null;
  readonly sides: readonly string[] | null;
  readonly pattern: string;
  /** Instants: from inclusive, to exclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly before: { readonly at: string; readonly source: string; readonly id: number } | null;
  readonly limit: number;
};

/** The newest first. */
export async function selectCommunication(
  db: Db,
  filter: CommunicationFilter,
): Promise<CommunicationRow[]> {
  const { rows } = await db.query<CommunicationRow>(
    `with events as (${events})
     select x.at, to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "atText",
       x.source, x.id, x.customer_id as "customerId", c.name as "customerName", x.side, x.act,
       x.actor, x.address, x.subject, x.body, x.statement_id as "statementId",
       x.dispute_id as "disputeId", x.detail
     from events x join customer c on c.org_id = $1 and c.id = x.customer_id
     where ($4::text[] is null or x.source = any($4)) and ($5::text[] is null or x.side = any($5))
       and ($6 = '%' or x.subject ilike $6 or x.body ilike $6 or x.actor ilike $6
         or x.address ilike $6 or c.name ilike $6)
       and ($7::timestamptz is null or x.at >= $7) and ($8::timestamptz is null or x.at < $8)
       and ($9::timestamptz is null or (x.at, x.source, x.id) < ($9, $10, $11))
     order by x.at desc, x.source desc, x.id desc limit $12`,
    [
      filter.orgId,
      filter.booksId,
      filter.customerId,
      filter.sources,
      filter.sides,
      filter.pattern,
      filter.from,
      filter.to,
      filter.before?.at ?? null,
      filter.before?.source ?? "",
      filter.before?.id ?? 0,
      filter.limit,
    ],
  );
  return rows;
}

export type EvidenceFileRow = {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly side: "us" | "customer";
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly storedAs: string;
  readonly recordedAt: Date;
};

/** Files that either side put in the portal, of one customer and a time. */
export async function selectEvidenceFiles(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly from: string;
    readonly to: string;
  },
): Promise<EvidenceFileRow[]> {
  const { rows } = await db.query<EvidenceFileRow>(
    `select id, name, kind, side, size_bytes as "sizeBytes", encode(sha256, 'hex') as sha256,
       stored_as as "storedAs", recorded_at as "recordedAt"
     from portal_file
     where org_id = $1 and books_id = $2 and customer_id = $3 and recorded_at >= $4
       and recorded_at < $5
     order by id`,
    [of.orgId, of.booksId, of.customerId, of.from, of.to],
  );
  return rows;
}

/** Statements that left us, and every one that was signed or objected to, within a time. */
export async function selectEvidenceStatements(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly from: string;
    readonly to: string;
  },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from statement
     where org_id = $1 and books_id = $2 and customer_id = $3 and sent_at >= $4 and sent_at < $5
     order by id`,
    [of.orgId, of.booksId, of.customerId, of.from, of.to],
  );
  return rows.map(({ id }) => id);
}

export type ChainHeadRow = { readonly chain: string; readonly seq: number; readonly hash: string };

/** Where the chains of the books stand: what is in them cannot be changed afterwards unseen. */
export async function selectChainHeads(db: Db, orgId: number): Promise<ChainHeadRow[]> {
  const { rows } = await db.query<ChainHeadRow>(
    `select chain, seq, encode(hash, 'hex') as hash from chain_head where org_id = $1 order by chain`,
    [orgId],
  );
  return rows;
}

export type EvidenceMessageRow = {
  readonly id: number;
  readonly channel: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
  readonly state: string;
  readonly events: readonly {
    readonly at: string;
    readonly act: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
};

/** Messages of a customer with what became of each; a one-time code is a key, not a word to anybody. */
export async function selectEvidenceMessages(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly from: string;
    readonly to: string;
  },
): Promise<EvidenceMessageRow[]> {
  const { rows } = await db.query<EvidenceMessageRow>(
    `select m.id, m.channel, m.to_name as "toName", m.to_address as "toAddress", m.subject, m.body,
       m.message_id as "messageId", m.state,
       coalesce((select json_agg(json_build_object('at', e.recorded_at, 'act', e.act, 'detail',
           e.detail) order by e.id)
         from message_event e where e.org_id = m.org_id and e.message_id = m.id), '[]') as events
     from message m
     where m.org_id = $1 and m.books_id = $2 and m.customer_id = $3 and m.created_at >= $4
       and m.created_at < $5 and m.template <> 'portal_code'
     order by m.id`,
    [of.orgId, of.booksId, of.customerId, of.from, of.to],
  );
  return rows;
}

export type SatisfactionRow = {
  /** statement, question, or dispute with its reason. */
  readonly about: string;
  readonly reason: string;
  readonly ratings: number;
  readonly starsSum: number;
};

/** Stars by what they are about; of one customer or all, since a day. */
export async function selectSatisfaction(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number | null;
    readonly since: string | null;
  },
): Promise<SatisfactionRow[]> {
  const { rows } = await db.query<SatisfactionRow>(
    `select r.about, coalesce(d.reason, '') as reason, count(*) as ratings,
       sum(r.stars)::int as "starsSum"
     from portal_rating r
     left join dispute d on d.org_id = r.org_id and d.id = r.about_id and r.about = 'dispute'
     where r.org_id = $1 and r.books_id = $2 and ($3::bigint is null or r.customer_id = $3)
       and ($4::date is null or ${booksDay("r.recorded_at")} >= $4)
     group by r.about, coalesce(d.reason, '') order by r.about, coalesce(d.reason, '')`,
    [of.orgId, of.booksId, of.customerId, of.since],
  );
  return rows;
}
