// Open items on their way in: staged by COPY, compared with what the books have, then read back in
// pages so that each gets its entry and is stored.

import { analyzeStaged } from "./bank-lines-in.ts";
import { bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

/** Columns of the staging table in the order of the staged cells. */
const stagedItemColumns = {
  n: "int",
  row_no: "int",
  customer_id: "bigint",
  /** Position in the list of customers this file brings; null when the customer is known. */
  new_customer: "int",
  kind: "text",
  no: "text",
  currency: "text",
  face_minor: "bigint",
  amount_minor: "bigint",
  home_minor: "bigint",
  booking_rate: "text",
  tax_minor: "bigint",
  tax_rate: "text",
  issue_date: "date",
  due_date: "date",
  accounting_date: "date",
  event: "text",
  order_no: "text",
  contract_no: "text",
  delivery_no: "text",
  statement_no: "text",
  statement_confirmed: "boolean",
  linked_no: "text",
  memo: "text",
  discount_date: "date",
  discount_minor: "bigint",
  retention_minor: "bigint",
  retention_due: "date",
  disputed_minor: "bigint",
  extra: "jsonb",
} as const;

export const itemStaging = {
  name: "staged_item",
  ofTable: "open_item",
  columns: stagedItemColumns,
};

/** How the books know a staged item already. */
const knownItem = `open_item o where o.org_id = $1 and o.books_id = $2
  and o.customer_id = s.customer_id and o.kind = s.kind and o.no = s.no and o.cancelled_at is null`;

export type StagedItemCounts = {
  readonly currency: string;
  readonly fresh: number;
  readonly known: number;
  readonly owedMinor: number;
  readonly creditMinor: number;
};

export async function countStagedItems(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<StagedItemCounts[]> {
  const { rows } = await client.query<StagedItemCounts>(
    `select currency, count(*) filter (where not known) as fresh, count(*) filter (where known) as known,
       coalesce(sum(amount_minor) filter (where not known and amount_minor > 0), 0)::bigint as "owedMinor",
       coalesce(-sum(amount_minor) filter (where not known and amount_minor < 0), 0)::bigint as "creditMinor"
     from (select s.currency, s.amount_minor, exists (select from ${knownItem}) as known
           from staged_item s) x
     group by currency order by currency`,
    [orgId, booksId],
  );
  return rows;
}

export type StagedInvoice = {
  /** The item it becomes. */
  readonly id: number;
  readonly rowNo: number;
  readonly no: string;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly openMinor: number;
  readonly issueDate: string | null;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly linkedNo: string;
  readonly memo: string;
};

/** New invoices; those that are part-paid already are staged as openings. */
export const billsDelivery =
  "s.kind = 'invoice' and (s.event = 'J02' or s.event = 'J01' and s.amount_minor <> s.face_minor)";

/** Staged invoices of these customers that are new and may bill a delivery, in the order of the file. */
export async function stagedInvoices(
  client: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  customerIds: readonly number[],
): Promise<StagedInvoice[]> {
  const { rows } = await client.query<StagedInvoice>(
    `select s.id, s.row_no as "rowNo", s.no, s.customer_id as "customerId", c.no as "customerNo",
       c.name as "customerName", s.currency, s.face_minor as "amountMinor",
       s.amount_minor as "openMinor", s.issue_date as "issueDate", s.delivery_no as "deliveryNo",
       s.statement_no as "statementNo", s.linked_no as "linkedNo", s.memo
     from staged_item s join customer c on c.org_id = $1 and c.id = s.customer_id
     where s.customer_id = any($3) and ${billsDelivery}
       and not exists (select from ${knownItem})
     order by s.n`,
    [orgId, booksId, customerIds],
  );
  return rows;
}

/** They are not stored now. */
export async function dropStaged(client: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query("delete from staged_item where id = any($1)", [ids]);
}

export type ChangedItem = {
  readonly rowNo: number;
  readonly no: string;
  readonly currency: string;
  readonly faceMinor: number;
  readonly knownFaceMinor: number;
};

/** Items the books have under the same number with another amount: kept as they are, and named. */
export async function changedItems(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<ChangedItem[]> {
  const { rows } = await client.query<ChangedItem>(
    `select s.row_no as "rowNo", s.no, s.currency, s.face_minor as "faceMinor",
       o.face_minor as "knownFaceMinor"
     from staged_item s join open_item o on o.org_id = $1 and o.books_id = $2
       and o.customer_id = s.customer_id and o.kind = s.kind and o.no = s.no
       and o.cancelled_at is null
     where o.face_minor <> s.face_minor or o.currency <> s.currency
     order by s.n limit 1000`,
    [orgId, booksId],
  );
  return rows;
}

/** Gives the staged items of new customers the ids these were stored under. */
export async function nameStagedCustomers(
  client: Db,
  customerIds: readonly number[],
): Promise<void> {
  if (customerIds.length === 0) return;
  await client.query(
    `update staged_item s set customer_id = m.id
     from unnest($1::bigint[]) with ordinality m (id, n)
     where s.new_customer = m.n - 1`,
    [customerIds],
  );
}

/** Leaves only what the books do not have; answers how many were known. */
export async function dropKnownItems(client: Db, orgId: number, booksId: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from staged_item s where exists (select from ${knownItem})`,
    [orgId, booksId],
  );
  return rowCount ?? 0;
}

export type StagedItem = {
  /** Position in storing order: credit notes after what they may be linked to. */
  readonly position: number;
  readonly id: number;
  readonly rowNo: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly faceMinor: number;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly bookingRate: string;
  readonly taxMinor: number | null;
  readonly taxRate: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly accountingDate: string;
  readonly event: string;
  readonly orderNo: string;
  readonly contractNo: string;
  readonly contractId: number | null;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly statementConfirmed: boolean;
  readonly linkedNo: string;
  readonly linkedItemId: number | null;
  readonly memo: string;
  readonly discountDate: string | null;
  readonly discountMinor: number;
  readonly retentionMinor: number;
  readonly retentionDue: string | null;
  readonly disputedMinor: number;
  readonly extra: string;
  /** Payment terms of the contract, else of the customer. */
  readonly terms: string;
};

/** Makes the lookups by number fast; the staging is complete by then. */
export async function indexStagedItems(client: Db): Promise<void> {
  await client.query("create index on staged_item (no)");
  await client.query("alter table staged_item add column position bigint");
  await client.query(
    `update staged_item s set position = p.position
     from (select id, row_number() over (order by kind = 'credit_note', n) as position
           from staged_item) p where p.id = s.id`,
  );
  await client.query("create index on staged_item (position)");
  await analyzeStaged(client, "staged_item");
}

export async function stagedItemsAfter(
  client: Db,
  orgId: number,
  page: { readonly booksId: number; readonly after: number; readonly limit: number },
): Promise<StagedItem[]> {
  const { rows } = await client.query<StagedItem>(
    `select s.position, s.id, s.row_no as "rowNo", s.customer_id as "customerId",
       c.name as "customerName", s.kind, s.no, s.currency, s.face_minor as "faceMinor",
       s.amount_minor as "amountMinor", s.home_minor as "homeMinor",
       s.booking_rate as "bookingRate", s.tax_minor as "taxMinor", s.tax_rate as "taxRate",
       s.issue_date as "issueDate", s.due_date as "dueDate",
       s.accounting_date as "accountingDate", s.event, s.order_no as "orderNo",
       s.contract_no as "contractNo", k.id as "contractId", s.delivery_no as "deliveryNo",
       s.statement_no as "statementNo", s.statement_confirmed as "statementConfirmed",
       s.linked_no as "linkedNo", coalesce(here.id, there.id) as "linkedItemId", s.memo,
       s.discount_date as "discountDate", s.discount_minor as "discountMinor",
       s.retention_minor as "retentionMinor", s.retention_due as "retentionDue",
       s.disputed_minor as "disputedMinor", s.extra::text as extra,
       coalesce(nullif(k.terms, ''), c.terms) as terms
     from staged_item s
     join customer c on c.org_id = $1 and c.id = s.customer_id
     left join contract k on k.org_id = $1 and k.books_id = $2 and k.no = s.contract_no
       and k.cancelled_at is null
       and k.customer_id = s.customer_id
     left join lateral (
       select h.id from staged_item h where s.linked_no <> '' and h.no = s.linked_no
         and h.customer_id = s.customer_id and h.position < s.position and h.amount_minor > 0
       order by h.position limit 1) here on true
     left join lateral (
       select o.id from open_item o where s.linked_no <> '' and o.org_id = $1 and o.books_id = $2
         and o.no = s.linked_no and o.customer_id = s.customer_id and o.cancelled_at is null
         and o.face_minor > 0
       order by o.id limit 1) there on true
     where s.position > $3 order by s.position limit $4`,
    [orgId, page.booksId, page.after, page.limit],
  );
  return rows;
}

export type NewItemRow = StagedItem & {
  readonly account: string | null;
  readonly origin: "ours" | "gl";
  readonly entryId: number | null;
  /** Of an invoice of deliveries the first day of these. */
  readonly ageFrom: string | null;
};

const itemTable = {
  table: "open_item",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    kind: "text",
    no: "text",
    currency: "currency",
    face_minor: "minor",
    amount_minor: "minor",
    home_minor: "minor",
    booking_rate: "text",
    tax_minor: "minor",
    tax_rate: "text",
    issue_date: "date",
    due_date: "date",
    age_from: "date",
    accounting_date: "date",
    recorded_at: "timestamptz",
    order_no: "text",
    contract_no: "text",
    contract_id: "bigint",
    delivery_no: "text",
    statement_no: "text",
    statement_confirmed: "boolean",
    linked_no: "text",
    linked_item_id: "bigint",
    memo: "text",
    discount_date: "date",
    discount_minor: "minor",
    retention_minor: "minor",
    retention_due: "date",
    origin: "text",
    account: "text",
    entry_id: "bigint",
    batch_id: "bigint",
    row_no: "int",
    extra: "jsonb",
  },
} as const;

export async function insertItems(
  client: Db,
  recording: Recording,
  batchId: number,
  items: readonly NewItemRow[],
): Promise<void> {
  const rows = items.map((i): Cell[] => [
    recording.orgId,
    i.id,
    recording.booksId,
    i.customerId,
    i.kind,
    i.no,
    i.currency,
    i.faceMinor,
    i.amountMinor,
    i.homeMinor,
    i.bookingRate,
    i.taxMinor,
    i.taxRate,
    i.issueDate,
    i.dueDate,
    i.ageFrom,
    i.accountingDate,
    recording.recordedAt,
    i.orderNo,
    i.contractNo,
    i.contractId,
    i.deliveryNo,
    i.statementNo,
    i.statementConfirmed,
    i.linkedNo,
    i.linkedItemId,
    i.memo,
    i.discountDate,
    i.discountMinor,
    i.retentionMinor,
    i.retentionDue,
    i.origin,
    i.account,
    i.entryId,
    batchId,
    i.rowNo,
    i.extra,
  ]);
  await bulkInsert(client, itemTable, rows);
}

/** Amounts in dispute from the start (item_change keeps what is known beside the amount). */
export async function insertDisputes(
  client: Db,
  { orgId, recordedAt, memberId }: Recording,
  items: readonly NewItemRow[],
): Promise<void> {
  const rows = items
    .filter((item) => item.disputedMinor !== 0)
    .map((i): Cell[] => [
      orgId,
      i.id,
      recordedAt,
      i.accountingDate,
      i.dueDate,
      i.disputedMinor,
      "import",
      memberId,
    ]);
  await bulkInsert(
    client,
    {
      table: "item_change",
      columns: {
        org_id: "bigint",
        item_id: "bigint",
        recorded_at: "timestamptz",
        accounting_date: "date",
        due_date: "date",
        disputed_delta_minor: "minor",
        reason: "text",
        by_member_id: "bigint",
      },
    },
    rows,
  );
}
