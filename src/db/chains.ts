// The two chains of an organisation, link by link, for verification.
import type pg from "pg";
import type { ChainedAudit, ChainedEntry } from "../core/ledger/chain.ts";

const utc = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export type Link<T> = T & { readonly prevHash: Buffer; readonly hash: Buffer };

export async function selectEntryLinks(
  client: pg.ClientBase,
  orgId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<Link<ChainedEntry>[]> {
  const { rows } = await client.query<Link<ChainedEntry>>(
    `select e.id, e.books_id as "booksId", e.seq, e.event, e.origin,
            e.business_date as "businessDate", e.accounting_date as "accountingDate",
            ${utc("e.recorded_at")} as "recordedAt", e.narration_key as "narrationKey",
            e.narration_fields as "narrationFields", e.source_kind as "sourceKind",
            e.source_id as "sourceId", e.reverses_id as "reversesId", e.by_member_id as "memberId",
            e.rule, e.prev_hash as "prevHash", e.hash,
            coalesce((select json_agg(json_build_object('account', p.account, 'side', p.side,
               'currency', p.currency, 'amountMinor', p.amount_minor, 'homeMinor', p.home_minor,
               'customerId', p.customer_id, 'itemId', p.item_id, 'receiptId', p.receipt_id,
               'bankAccountId', p.bank_account_id) order by p.n)
             from posting_line p where p.org_id = e.org_id and p.entry_id = e.id), '[]') as lines
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
