// One open item with all that hangs on it: its document, where it came from, what was taken off it
// and by whom, its differences, changes and entries.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type ItemDocument = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly faceMinor: number;
  readonly amountMinor: number;
  readonly openMinor: number;
  readonly homeMinor: number;
  readonly bookingRate: string;
  readonly taxMinor: number | null;
  readonly issueDate: string | null;
  /** As the document has it; the last agreed one stands in the changes. */
  readonly documentDueDate: string | null;
  readonly dueDate: string | null;
  readonly ageFrom: string | null;
  readonly accountingDate: string;
  readonly recordedAt: Date;
  readonly disputedMinor: number;
  readonly orderNo: string;
  readonly contractNo: string;
  readonly contractId: number | null;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly linkedNo: string;
  readonly linkedItemId: number | null;
  readonly memo: string;
  readonly discountDate: string | null;
  readonly discountMinor: number;
  readonly origin: "ours" | "gl";
  readonly account: string | null;
  readonly entryId: number | null;
  readonly batchId: number | null;
  readonly fileName: string | null;
  readonly rowNo: number | null;
  readonly importedBy: string | null;
  readonly isCancelled: boolean;
};

export async function selectItemDocument(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<ItemDocument | null> {
  const { rows } = await db.query<ItemDocument>(
    `select i.id, i.customer_id as "customerId", c.name as "customerName", i.kind, i.no, i.currency,
       i.face_minor as "faceMinor", i.amount_minor as "amountMinor",
       (i.amount_minor - i.applied_minor)::bigint as "openMinor", i.home_minor as "homeMinor",
       i.booking_rate as "bookingRate", i.tax_minor as "taxMinor", i.issue_date as "issueDate",
       i.due_date as "documentDueDate", coalesce(ch.due_date, i.due_date) as "dueDate",
       i.age_from as "ageFrom", i.accounting_date as "accountingDate", i.recorded_at as "recordedAt",
       coalesce(ch.disputed, 0)::bigint as "disputedMinor", i.order_no as "orderNo",
       i.contract_no as "contractNo", i.contract_id as "contractId", i.delivery_no as "deliveryNo",
       i.statement_no as "statementNo", i.linked_no as "linkedNo",
       i.linked_item_id as "linkedItemId", i.memo, i.discount_date as "discountDate",
       i.discount_minor as "discountMinor", i.origin, i.account, i.entry_id as "entryId",
       i.batch_id as "batchId", f.name as "fileName", i.row_no as "rowNo", m.name as "importedBy",
       i.cancelled_at is not null as "isCancelled"
     from open_item i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join lateral (select sum(x.disputed_delta_minor) as disputed,
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x where x.org_id = i.org_id and x.item_id = i.id) ch on true
     left join import_batch b on b.org_id = i.org_id and b.id = i.batch_id
     left join source_file f on f.org_id = b.org_id and f.id = b.file_id
     left join member m on m.org_id = b.org_id and m.id = b.by_member_id
     where i.org_id = $1 and i.books_id = $2 and i.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type ItemAllocationRow = {
  readonly id: number;
  readonly kind: "receipt" | "netting" | "adjustment" | "cancel";
  readonly code: string;
  readonly difference: string | null;
  readonly itemMinor: number;
  /** The other side: a bank line's receipt, or the other item of a netting. */
  readonly lineId: number | null;
  readonly lineDate: string | null;
  readonly payerName: string | null;
  readonly receiptMinor: number;
  readonly receiptCurrency: string | null;
  readonly otherItemId: number | null;
  readonly otherItemNo: string | null;
  readonly decisionId: number;
  readonly rule: string;
  readonly businessDate: string;
  readonly accountingDate: string;
  readonly recordedAt: Date;
  /** Null: the system decided, whoever had started it. */
  readonly by: string | null;
  readonly entryId: number | null;
  readonly reversesId: number | null;
  readonly isReversed: boolean;
  readonly reason: string;
};

/** What was taken off the item and given back, oldest first. */
export async function selectItemAllocations(
  db: Db,
  orgId: number,
  itemId: number,
): Promise<ItemAllocationRow[]> {
  const { rows } = await db.query<ItemAllocationRow>(
    `select a.id, a.kind, a.code, a.difference, a.item_minor as "itemMinor",
       r.bank_line_id as "lineId", r.date as "lineDate", r.payer_name as "payerName",
       a.receipt_minor as "receiptMinor", r.currency as "receiptCurrency",
       other.id as "otherItemId", other.no as "otherItemNo", a.decision_id as "decisionId", a.rule,
       a.business_date as "businessDate", a.accounting_date as "accountingDate",
       a.recorded_at as "recordedAt",
       case when d.kind = 'auto' then null else m.name end as by, a.entry_id as "entryId",
       a.reverses_id as "reversesId", back.id is not null as "isReversed", a.reason
     from allocation a
     left join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
     left join member m on m.org_id = a.org_id and m.id = a.by_member_id
     left join decision d on d.org_id = a.org_id and d.id = a.decision_id
     left join allocation back on back.org_id = a.org_id and back.reverses_id = a.id
     left join lateral (select o.id, o.no, x.id as n from allocation x
       join open_item o on o.org_id = x.org_id and o.id = x.item_id
       where a.kind = 'netting' and x.org_id = a.org_id and x.decision_id = a.decision_id
         and x.item_id <> a.item_id
       union all
       -- the invoice that billed this delivery
       select o.id, o.no, b.id from delivery_invoice b
       join open_item o on o.org_id = b.org_id and o.id = b.invoice_id
       where a.code = 'invoice_delivery' and b.org_id = a.org_id and b.delivery_id = a.item_id
         and b.decision_id = coalesce(d.reverses_id, d.id)
       union all
       -- what became of it: the part somebody else has, the claim that is open again, what we hold for them
       select o.id, o.no, o.id from entry e
       join open_item o on o.org_id = e.org_id and o.entry_id = e.id and o.linked_item_id = a.item_id
       where a.code in ('discount_bill', 'endorse_bill', 'recourse_bill', 'dishonour',
         'factor', 'recourse_factored', 'apply_receipt')
         and e.org_id = a.org_id and e.source_kind = 'decision'
         and e.source_id = coalesce(d.reverses_id, d.id)
       order by n limit 1) other on true
     where a.org_id = $1 and a.item_id = $2 order by a.id`,
    [orgId, itemId],
  );
  return rows;
}

export type ItemDifferenceRow = {
  readonly id: number;
  readonly code: string | null;
  readonly residual: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly state: string;
  readonly owner: string | null;
  readonly dueOn: string | null;
  readonly recordedAt: Date;
};

export async function selectItemDifferences(
  db: Db,
  orgId: number,
  itemId: number,
): Promise<ItemDifferenceRow[]> {
  const { rows } = await db.query<ItemDifferenceRow>(
    `select d.id, d.code, d.residual, d.currency, d.amount_minor as "amountMinor", d.state,
       m.name as owner, d.due_on as "dueOn", d.recorded_at as "recordedAt"
     from difference d left join member m on m.org_id = d.org_id and m.id = d.owner_member_id
     where d.org_id = $1 and d.item_id = $2 order by d.id`,
    [orgId, itemId],
  );
  return rows;
}

export type ItemChangeRow = {
  readonly id: number;
  readonly recordedAt: Date;
  readonly accountingDate: string;
  readonly dueDate: string | null;
  readonly disputedDeltaMinor: number;
  readonly reason: string;
  readonly by: string | null;
};

export async function selectItemChanges(
  db: Db,
  orgId: number,
  itemId: number,
): Promise<ItemChangeRow[]> {
  const { rows } = await db.query<ItemChangeRow>(
    `select x.id, x.recorded_at as "recordedAt", x.accounting_date as "accountingDate",
       x.due_date as "dueDate", x.disputed_delta_minor as "disputedDeltaMinor", x.reason, m.name as by
     from item_change x left join member m on m.org_id = x.org_id and m.id = x.by_member_id
     where x.org_id = $1 and x.item_id = $2 order by x.id`,
    [orgId, itemId],
  );
  return rows;
}

export type ItemEntryRow = {
  readonly id: number;
  readonly seq: number;
  readonly event: string;
  readonly accountingDate: string;
  readonly recordedAt: Date;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, string | number>>;
  readonly reversesId: number | null;
  readonly by: string | null;
  readonly rule: string;
  readonly lines: readonly {
    readonly account: string;
    readonly side: "D" | "C";
    readonly currency: string;
    readonly amountMinor: number;
    readonly homeMinor: number;
    /** Of this very item. */
    readonly isOwn: boolean;
  }[];
};

/** Entries that touch the item, oldest first, each with all its lines. */
export async function selectItemEntries(
  db: Db,
  orgId: number,
  itemId: number,
): Promise<ItemEntryRow[]> {
  const { rows } = await db.query<ItemEntryRow>(
    `select e.id, e.seq, e.event, e.accounting_date as "accountingDate",
       e.recorded_at as "recordedAt", e.narration_key as "narrationKey",
       e.narration_fields as "narrationFields", e.reverses_id as "reversesId",
       case when d.kind = 'auto' then null else m.name end as by, e.rule,
       (select json_agg(json_build_object('account', p.account, 'side', p.side,
           'currency', p.currency, 'amountMinor', p.amount_minor, 'homeMinor', p.home_minor,
           'isOwn', p.item_id is not distinct from $2) order by p.n)
         from posting_line p where p.org_id = e.org_id and p.entry_id = e.id) as lines
     from entry e
     left join member m on m.org_id = e.org_id and m.id = e.by_member_id
     left join decision d on e.source_kind = 'decision' and d.org_id = e.org_id and d.id = e.source_id
     where e.org_id = $1 and e.id in
       (select p.entry_id from posting_line p where p.org_id = $1 and p.item_id = $2)
     order by e.accounting_date, e.id limit 200`,
    [orgId, itemId],
  );
  return rows;
}

/** A due date agreed anew or an amount put in dispute or taken out of it: one more row. */
export async function insertItemChange(
  db: Db,
  change: {
    readonly orgId: number;
    readonly itemId: number;
    readonly recordedAt: string;
    readonly accountingDate: string;
    readonly dueDate: string | null;
    readonly disputedDeltaMinor: number;
    readonly reason: string;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `insert into item_change (org_id, item_id, recorded_at, accounting_date, due_date,
       disputed_delta_minor, reason, by_member_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      change.orgId,
      change.itemId,
      change.recordedAt,
      change.accountingDate,
      change.dueDate,
      change.disputedDeltaMinor,
      change.reason,
      change.memberId,
    ],
  );
}
