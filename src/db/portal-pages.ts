// What a customer sees of its account, live. Every statement names the customer, and the policies of
// the database hold it to that customer once more.
import { isReceiptOf } from "./open-lists.ts";
import type { Db } from "./pool.ts";

export type OfCustomer = { readonly orgId: number; readonly customerId: number };

export type PortalItemRow = {
  readonly id: number;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly amountMinor: number;
  readonly openMinor: number;
  readonly disputedMinor: number;
  readonly isAnnounced: boolean;
};

/** Open documents, the earliest due first; payables, bills and memos are none of the customer's debt. */
export async function selectPortalItems(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<PortalItemRow[]> {
  const { rows } = await db.query<PortalItemRow>(
    `select i.id, i.kind, i.no, i.currency, i.issue_date as "issueDate",
       coalesce(ch.due_date, i.due_date) as "dueDate", i.amount_minor as "amountMinor",
       (i.amount_minor - i.applied_minor)::bigint as "openMinor",
       coalesce(ch.disputed, 0)::bigint as "disputedMinor",
       exists (select from announced_item a
         join payment_announcement p on p.org_id = a.org_id and p.id = a.announcement_id
         where a.org_id = i.org_id and a.item_id = i.id and p.cancelled_at is null) as "isAnnounced"
     from open_item i
     left join lateral (select sum(x.disputed_delta_minor) as disputed,
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x where x.org_id = i.org_id and x.item_id = i.id) ch on true
     where i.org_id = $1 and i.customer_id = $2 and i.cancelled_at is null
       and i.applied_minor <> i.amount_minor
       and i.kind in ('invoice', 'interest', 'debit_note', 'credit_note', 'delivery', 'retention',
         'advance')
     order by coalesce(ch.due_date, i.due_date) nulls last, i.id`,
    [orgId, customerId],
  );
  return rows;
}

export type PortalReceiptRow = {
  readonly id: number;
  readonly date: string;
  readonly payerName: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly restMinor: number;
  readonly applied: readonly {
    readonly no: string;
    readonly currency: string;
    readonly minor: number;
  }[];
};

/** The last receipts, each with what it paid (taken-back allocations have no sum left). */
export async function selectPortalReceipts(
  db: Db,
  { orgId, customerId }: OfCustomer,
  limit: number,
): Promise<PortalReceiptRow[]> {
  const { rows } = await db.query<PortalReceiptRow>(
    `select r.id, r.date, r.payer_name as "payerName", r.currency, r.amount_minor as "amountMinor",
       (r.amount_minor - r.applied_minor)::bigint as "restMinor",
       coalesce((select json_agg(json_build_object('no', x.no, 'currency', x.currency,
           'minor', x.minor) order by x.id)
         from (select i.id, i.no, i.currency, sum(a.item_minor)::bigint as minor
           from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id
           where a.org_id = r.org_id and a.receipt_id = r.id and i.customer_id = $2
           group by i.id, i.no, i.currency having sum(a.item_minor) <> 0) x), '[]') as applied
     from receipt r
     where r.org_id = $1 and ${isReceiptOf("r", "= $2")} and r.cancelled_at is null
     order by r.date desc, r.id desc limit $3`,
    [orgId, customerId, limit],
  );
  return rows;
}

export type UnappliedRow = { readonly currency: string; readonly minor: number };

export async function selectUnapplied(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<UnappliedRow[]> {
  const { rows } = await db.query<UnappliedRow>(
    `select currency, sum(amount_minor - applied_minor)::bigint as minor from receipt r
     where org_id = $1 and ${isReceiptOf("r", "= $2")} and cancelled_at is null
       and applied_minor <> amount_minor
     group by currency`,
    [orgId, customerId],
  );
  return rows;
}

export type PortalStatementListRow = {
  readonly id: number;
  readonly no: string;
  readonly form: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly closingMinor: number;
  readonly confirmation: string;
  readonly replyBy: string | null;
};

/** What was sent; drafts are ours, withdrawn ones were taken back. */
export async function selectPortalStatements(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<PortalStatementListRow[]> {
  const { rows } = await db.query<PortalStatementListRow>(
    `select id, no, form, currency, from_date as "from", to_date as "to",
       closing_minor as "closingMinor", confirmation, reply_by as "replyBy"
     from statement
     where org_id = $1 and customer_id = $2
       and confirmation not in ('draft', 'withdrawn', 'superseded')
     order by to_date desc, id desc limit 60`,
    [orgId, customerId],
  );
  return rows;
}

export async function selectBooksDay(
  db: Db,
  orgId: number,
  booksId: number,
): Promise<{ readonly timeZone: string }> {
  const { rows } = await db.query<{ timeZone: string }>(
    `select time_zone as "timeZone" from books where org_id = $1 and id = $2`,
    [orgId, booksId],
  );
  return rows[0]!;
}
