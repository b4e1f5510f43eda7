// What stands on a decision, so that it is undone first: uses of the items, receipts and claims that
// the decision made, and a refund on a line whose category it gave.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";

/** Later decisions that stand directly on this one, newest first. */
export async function selectDependants(
  db: Db,
  orgId: number,
  decisionId: number,
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `with own as (select d.kind, d.bank_line_id, d.detail -> 'moved' is not null as is_move
       from decision d where d.org_id = $1 and d.id = $2),
     posted as (select id from entry
       where org_id = $1 and source_kind = 'decision' and source_id = $2),
     begun as (select i.id from open_item i join posted e on i.entry_id = e.id
       where i.org_id = $1 and i.cancelled_at is null),
     taken as (select r.id from receipt r join posted e on r.entry_id = e.id
       where r.org_id = $1 and r.kind <> 'bank_line' and r.cancelled_at is null),
     given as (select id, receipt_id, customer_id from receipt_claim
       where org_id = $1 and decision_id = $2 and amount_minor > 0),
     users as (
       select a.decision_id as id from allocation a
       where a.org_id = $1 and (a.item_minor <> 0 or a.receipt_minor <> 0)
         and (a.item_id in (select id from begun) or a.receipt_id in (select id from taken))
       union
       -- money of a claim is given back to nobody while somebody has applied it; what was applied
       -- before, when the customer had it once already, does not stand on it
       select a.decision_id from allocation a join given g on g.receipt_id = a.receipt_id
         and g.customer_id = a.receipt_customer_id, own
       where a.org_id = $1 and a.receipt_minor <> 0 and a.decision_id > $2
         and (own.kind = 'claim' or own.is_move)
       union
       select c.decision_id from receipt_claim c
       join given g on g.receipt_id = c.receipt_id and c.id > g.id where c.org_id = $1
       union
       -- money that has since moved to another customer: what comes back would rest in two places
       select c.decision_id from allocation a join receipt_claim c on c.receipt_id = a.receipt_id
         and c.customer_id = a.receipt_customer_id and c.amount_minor < 0 and c.reverses_id is null
         and c.decision_id > a.decision_id
       where a.org_id = $1 and a.decision_id = $2 and a.receipt_minor <> 0 and c.org_id = $1
       union
       -- what was nobody's and was claimed since: what comes back would be nobody's again
       select c.decision_id from allocation a join receipt_claim c on c.receipt_id = a.receipt_id
         and c.amount_minor > 0 and c.reverses_id is null and c.decision_id > a.decision_id
       where a.org_id = $1 and a.decision_id = $2 and a.receipt_minor <> 0
         and a.receipt_customer_id is null and c.org_id = $1
       union
       select d.id from decision d, own where d.org_id = $1 and own.kind = 'categorise'
         and d.bank_line_id = own.bank_line_id and d.kind = 'adjust')
     select d.id from decision d join users u on u.id = d.id
     where d.org_id = $1 and d.id <> $2 and d.kind <> 'reverse' and d.undone_by_id is null
     order by d.id desc`,
    [orgId, decisionId],
  );
  return rows.map((row) => row.id);
}

export type BegunReceipt = {
  readonly id: number;
  readonly amountMinor: number;
  readonly homeMinor: number;
  /** Accounting date of its entry. */
  readonly begunOn: IsoDate;
};

/** Receipts that entries of a decision began (bills). */
export async function selectReceiptsBegunBy(
  db: Db,
  orgId: number,
  entryIds: readonly number[],
): Promise<BegunReceipt[]> {
  const { rows } = await db.query<BegunReceipt>(
    `select r.id, r.amount_minor as "amountMinor", r.home_minor as "homeMinor",
       e.accounting_date as "begunOn"
     from receipt r join entry e on e.org_id = r.org_id and e.id = r.entry_id
     where r.org_id = $1 and r.entry_id = any($2) and r.kind <> 'bank_line'
       and r.cancelled_at is null`,
    [orgId, entryIds],
  );
  return rows;
}

/** What was taken of receipts while they were nobody's (a part for another set of books). */
export async function selectUsedUnclaimed(
  db: Db,
  orgId: number,
  receiptIds: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ id: number; used: number }>(
    `select receipt_id as id, sum(receipt_minor)::bigint as used from allocation
     where org_id = $1 and receipt_id = any($2) and receipt_customer_id is null
     group by receipt_id`,
    [orgId, receiptIds],
  );
  return new Map(rows.map(({ id, used }) => [id, used]));
}

/** Accounting dates of everything a decision wrote, each once. */
export async function selectDecisionDates(
  db: Db,
  orgId: number,
  decisionId: number,
): Promise<IsoDate[]> {
  const { rows } = await db.query<{ date: IsoDate }>(
    `select accounting_date as date from entry
     where org_id = $1 and source_kind = 'decision' and source_id = $2
     union select accounting_date from allocation where org_id = $1 and decision_id = $2
     union select accounting_date from receipt_claim where org_id = $1 and decision_id = $2
     order by 1`,
    [orgId, decisionId],
  );
  return rows.map((row) => row.date);
}

/** When something last moved of what a decision began or claimed; null: it did neither, or nothing moved. */
export async function selectLastMove(
  db: Db,
  orgId: number,
  decisionId: number,
): Promise<IsoDate | null> {
  const { rows } = await db.query<{ date: IsoDate | null }>(
    `with posted as (select id from entry
       where org_id = $1 and source_kind = 'decision' and source_id = $2),
     begun as (select i.id from open_item i join posted e on i.entry_id = e.id where i.org_id = $1),
     taken as (select r.id from receipt r join posted e on r.entry_id = e.id
       where r.org_id = $1 and r.kind <> 'bank_line'),
     given as (select id, receipt_id, customer_id from receipt_claim
       where org_id = $1 and decision_id = $2 and amount_minor > 0)
     select max(m.date) as date from (
       select a.accounting_date as date from allocation a
       where a.org_id = $1 and (a.item_minor <> 0 or a.receipt_minor <> 0)
         and (a.item_id in (select id from begun) or a.receipt_id in (select id from taken))
       union all
       select a.accounting_date from allocation a join given g on g.receipt_id = a.receipt_id
         and g.customer_id = a.receipt_customer_id
       where a.org_id = $1 and a.receipt_minor <> 0
       union all
       select c.accounting_date from receipt_claim c
       join given g on g.receipt_id = c.receipt_id and c.id > g.id where c.org_id = $1) m`,
    [orgId, decisionId],
  );
  return rows[0]?.date ?? null;
}
