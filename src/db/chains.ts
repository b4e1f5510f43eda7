// The two chains of an organisation, link by link, for verification.
import type pg from "pg";
import type { ChainedAudit, ChainedEntry } from "../core/ledger/chain.ts";

const utc = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export type Link<T> = T & { readonly prevHash: Buffer; readonly hash: Buffer };

/** An entry whose lines are the text that is hashed of them: put together once, where they are read. */
type EntryLinkRow = Link<Omit<ChainedEntry, "lines"> & { readonly linesText: string }>;

const orNull = (column: string) => `coalesce(${column}::text, 'null')`;

const linesSql = `'[' || coalesce((select string_agg(
    '[' || to_json(p.account) || ',' || to_json(p.side::text) || ',' || to_json(p.currency::text)
      || ',' || p.amount_minor || ',' || p.home_minor || ',' || ${orNull("p.customer_id")}
      || ',' || ${orNull("p.item_id")} || ',' || ${orNull("p.receipt_id")}
      || ',' || ${orNull("p.bank_account_id")} || ']', ',' order by p.n)
  from posting_line p where p.org_id = e.org_id and p.entry_id = e.id), '') || ']'`;

export async function selectEntryLinks(
  client: pg.ClientBase,
  orgId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<EntryLinkRow[]> {
  const { rows } = await client.query<EntryLinkRow>(
    `select e.id, e.books_id as "booksId", e.seq, e.event, e.origin,
            e.business_date as "businessDate", e.accounting_date as "accountingDate",
            ${utc("e.recorded_at")} as "recordedAt", e.narration_key as "narrationKey",
            e.narration_fields as "narrationFields", e.source_kind as "sourceKind",
            e.source_id as "sourceId", e.reverses_id as "reversesId", e.by_member_id as "memberId",
            e.rule, e.prev_hash as "prevHash", e.hash,
            ${linesSql} as "linesText"
     from entry e where e.org_id = $1 and e.seq > $2 order by e.seq limit $3`,
    [orgId, page.after, page.limit],
  );
  return rows;
}

export async function selectAuditLinks(
  client: pg.ClientBase,
  orgId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<Link<ChainedAudit>[]> {
  const { rows } = await client.query<Link<ChainedAudit>>(
    `select seq, ${utc("recorded_at")} as "recordedAt", actor, member_id as "memberId", action,
            subject_kind as "subjectKind", subject_id as "subjectId", detail,
            prev_hash as "prevHash", hash
     from audit_event where org_id = $1 and seq > $2 order by seq limit $3`,
    [orgId, page.after, page.limit],
  );
  return rows;
}

export async function selectChainHead(
  client: pg.ClientBase,
  orgId: number,
  chain: "entry" | "audit",
): Promise<{ readonly seq: number; readonly hash: Buffer } | null> {
  const { rows } = await client.query<{ seq: number; hash: Buffer }>(
    "select seq, hash from chain_head where org_id = $1 and chain = $2",
    [orgId, chain],
  );
  return rows[0] ?? null;
}
