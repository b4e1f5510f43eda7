// Which invoice bills how much of which delivery (J04), and what of a delivery is not billed yet.
import type pg from "pg";
import type { DeliveryOnHand } from "../core/ledger/match-deliveries.ts";
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import { billsDelivery } from "./items-in.ts";
import type { Recording } from "./recording.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** Rows of which the decision stands; $1 org. */
const billedSql = `select sum(x.billed_minor)::bigint as minor,
    sum(x.deferred_minor)::bigint as deferred, sum(x.deferred_home_minor)::bigint as deferred_home
  from delivery_invoice x join decision d on d.org_id = x.org_id and d.id = x.decision_id
  where x.org_id = $1 and x.delivery_id = i.id and d.undone_by_id is null`;

export type UnbilledDelivery = {
  readonly id: number;
  readonly unbilledMinor: number;
  readonly deferredMinor: number;
  readonly deferredHomeMinor: number;
};

/** By delivery; what is no delivery of these books is absent. */
export async function selectUnbilled(
  client: pg.ClientBase,
  { orgId, booksId }: InBooks,
  ids: readonly number[],
): Promise<Map<number, UnbilledDelivery>> {
  const { rows } = await client.query<UnbilledDelivery>(
    `select i.id, (i.face_minor - coalesce(b.minor, 0))::bigint as "unbilledMinor",
       (coalesce(t.minor, 0) - coalesce(b.deferred, 0))::bigint as "deferredMinor",
       (coalesce(t.home, 0) - coalesce(b.deferred_home, 0))::bigint as "deferredHomeMinor"
     from open_item i
     left join lateral (${billedSql}) b on true
     left join lateral (
       select sum(case p.side when 'C' then p.amount_minor else -p.amount_minor end) as minor,
         sum(case p.side when 'C' then p.home_minor else -p.home_minor end) as home
       from posting_line p where p.org_id = i.org_id and p.entry_id = i.entry_id
         and p.account = 'deferred_vat') t on true
     where i.org_id = $1 and i.books_id = $2 and i.id = any($3) and i.kind = 'delivery'
       and i.cancelled_at is null`,
    [orgId, booksId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Deliveries not billed in full, of the customers whose new invoices are staged. */
export async function selectDeliveriesOfStaged(
  client: pg.ClientBase,
  { orgId, booksId }: InBooks,
): Promise<DeliveryOnHand[]> {
  const { rows } = await client.query<DeliveryOnHand>(
    `select i.id, i.customer_id as "customerId", i.currency, i.no, i.delivery_no as "deliveryNo",
       i.statement_no as "statementNo", coalesce(i.issue_date, i.accounting_date) as "issueDate",
       (i.amount_minor - i.applied_minor)::bigint as "openMinor",
       (i.face_minor - coalesce(b.minor, 0))::bigint as "unbilledMinor"
     from open_item i left join lateral (${billedSql}) b on true
     where i.org_id = $1 and i.books_id = $2 and i.kind = 'delivery' and i.cancelled_at is null
       and i.customer_id in (select s.customer_id from staged_item s
         where ${billsDelivery} and s.customer_id is not null)
       and i.face_minor > coalesce(b.minor, 0)
     order by i.id`,
    [orgId, booksId],
  );
  return rows;
}

/** Not billed in full, of the customer and in the currency of this one, which is left out. */
export async function selectOtherDeliveries(
  client: pg.ClientBase,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<{ id: number; no: string; issueDate: string; unbilledMinor: number }[]> {
  const { rows } = await client.query<{
    id: number;
    no: string;
    issueDate: string;
    unbilledMinor: number;
  }>(
    `select i.id, i.no, coalesce(i.issue_date, i.accounting_date) as "issueDate",
       (i.face_minor - coalesce(b.minor, 0))::bigint as "unbilledMinor"
     from open_item one
     join open_item i on i.org_id = one.org_id and i.books_id = one.books_id
       and i.customer_id = one.customer_id and i.currency = one.currency and i.kind = 'delivery'
       and i.cancelled_at is null and i.id <> one.id
     left join lateral (${billedSql}) b on true
     where one.org_id = $1 and one.books_id = $2 and one.id = $3
       and i.face_minor > coalesce(b.minor, 0)
     order by 3, i.id`,
    [orgId, booksId, id],
  );
  return rows;
}

export type Billing = {
  readonly decisionId: number;
  /** The invoice of a delivery, the delivery of an invoice. */
  readonly otherId: number;
  readonly otherNo: string;
  readonly billedMinor: number;
};

/** Which invoices bill the delivery, or which deliveries the invoice bills; oldest first. */
export async function selectBillingOf(
  client: pg.ClientBase,
  orgId: number,
  itemId: number,
): Promise<Billing[]> {
  const { rows } = await client.query<Billing>(
    `select x.decision_id as "decisionId", o.id as "otherId", o.no as "otherNo",
       x.billed_minor as "billedMinor"
     from delivery_invoice x
     join decision d on d.org_id = x.org_id and d.id = x.decision_id and d.undone_by_id is null
     join open_item o on o.org_id = x.org_id
       and o.id = case x.delivery_id when $2 then x.invoice_id else x.delivery_id end
     where x.org_id = $1 and (x.delivery_id = $2 or x.invoice_id = $2) order by x.id`,
    [orgId, itemId],
  );
  return rows;
}

const table: BulkTable = {
  table: "delivery_invoice",
  columns: {
    org_id: "bigint",
    delivery_id: "bigint",
    invoice_id: "bigint",
    decision_id: "bigint",
    billed_minor: "minor",
    deferred_minor: "minor",
    deferred_home_minor: "minor",
  },
};

export type NewDeliveryInvoice = {
  readonly deliveryId: number;
  readonly invoiceId: number;
  readonly decisionId: number;
  readonly billedMinor: number;
  readonly deferredMinor: number;
  readonly deferredHomeMinor: number;
};

/** Their items and decisions must be stored before. */
export async function insertDeliveryInvoices(
  client: pg.ClientBase,
  { orgId }: Recording,
  rows: readonly NewDeliveryInvoice[],
): Promise<void> {
  await bulkInsert(
    client,
    table,
    rows.map((row) => [
      orgId,
      row.deliveryId,
      row.invoiceId,
      row.decisionId,
      row.billedMinor,
      row.deferredMinor,
      row.deferredHomeMinor,
    ]),
  );
}

/** Payment terms of its contract, else of its customer; "" = none. */
export async function selectTermsOfItem(
  client: pg.ClientBase,
  orgId: number,
  itemId: number,
): Promise<string> {
  const { rows } = await client.query<{ terms: string }>(
    `select coalesce(nullif(k.terms, ''), c.terms) as terms
     from open_item i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join contract k on k.org_id = i.org_id and k.id = i.contract_id and k.cancelled_at is null
     where i.org_id = $1 and i.id = $2`,
    [orgId, itemId],
  );
  return rows[0]?.terms ?? "";
}
