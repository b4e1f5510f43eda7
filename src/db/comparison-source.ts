// Our side of a comparison: what was booked on one customer's account in one currency, an entry a
// row, from the first day on and as known now.
import type { Db } from "./pool.ts";

export type OurLedgerRow = {
  readonly entryId: number;
  /** Of the document or of the money; bookedOn decides the period. */
  readonly date: string;
  readonly bookedOn: string;
  readonly event: string;
  readonly no: string;
  readonly refs: string;
  readonly memo: string;
  readonly minor: number;
  readonly itemId: number | null;
  readonly receiptId: number | null;
};

/** What a customer's account is kept in: home money where any of it is, else what most of it is. */
export async function selectAccountCurrency(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly homeCurrency: string;
  },
): Promise<string> {
  const { rows } = await db.query<{ currency: string }>(
    `select currency from open_item
     where org_id = $1 and books_id = $2 and customer_id = $3 and cancelled_at is null
     group by currency order by currency = $4 desc, count(*) desc, currency limit 1`,
    [of.orgId, of.booksId, of.customerId, of.homeCurrency],
  );
  return rows[0]?.currency ?? of.homeCurrency;
}

/** An opening item counts from its own date: there is no other booking of it. */
export async function selectOurLedger(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly currency: string;
    /** Accounts whose balance is what a customer owes. */
    readonly accounts: readonly string[];
    readonly limit: number;
  },
): Promise<OurLedgerRow[]> {
  const { rows } = await db.query<OurLedgerRow>(
    `select e.id as "entryId", coalesce(min(r.date), min(i.issue_date), e.accounting_date) as date,
       case when e.event = 'J01' then coalesce(min(i.issue_date), e.accounting_date)
         else e.accounting_date end as "bookedOn",
       e.event, coalesce(string_agg(distinct i.no, ' '), max(l.bank_ref), '') as no,
       coalesce(string_agg(distinct concat_ws(' ', nullif(i.order_no, ''),
         nullif(i.contract_no, ''), nullif(i.delivery_no, '')), ' '), '') as refs,
       coalesce(max(l.memo), max(i.memo), '') as memo,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as minor,
       case when count(distinct p.item_id) = 1 then min(p.item_id) end as "itemId",
       min(p.receipt_id) as "receiptId"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     left join open_item i on i.org_id = p.org_id and i.id = p.item_id
     left join receipt r on r.org_id = p.org_id and r.id = p.receipt_id
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     where p.org_id = $1 and e.books_id = $2 and p.customer_id = $3 and p.currency = $4
       and (p.account = any($5) or p.account = 'deferred_vat' and i.kind = 'advance')
     group by e.org_id, e.id
     having sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end) <> 0
     order by e.accounting_date, e.id limit $6`,
    [of.orgId, of.booksId, of.customerId, of.currency, of.accounts, of.limit],
  );
  return rows;
}

/** Which of these numbers are documents of other customers, in whatever writing. */
export async function selectNumbersOfOthers(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly customerId: number;
    readonly numbers: readonly string[];
  },
): Promise<string[]> {
  const { rows } = await db.query<{ no: string }>(
    `select distinct no from open_item
     where org_id = $1 and books_id = $2 and customer_id <> $3 and no = any($4)`,
    [of.orgId, of.booksId, of.customerId, of.numbers],
  );
  return rows.map(({ no }) => no);
}
