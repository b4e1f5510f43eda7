// What statements are built from, for many customers at once and from records alone: balances of the
// ledger, its movements entry by entry, open items and receipts not applied at a viewpoint.
import type { Db } from "./pool.ts";

export type StatementScope = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerIds: readonly number[];
  /** Accounts whose balance is what a customer owes. */
  readonly accounts: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly knownAt: string;
};

/** The tax of an advance (2221.10) is the customer's money as well; that of a delivery is not. */
const ofCustomer = `(p.account = any($4) or p.account = 'deferred_vat' and exists (
  select from open_item a where a.org_id = p.org_id and a.id = p.item_id and a.kind = 'advance'))`;

export type BalancePairRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly openingMinor: number;
  readonly closingMinor: number;
};

/** By customer and currency, debit positive: the day before the period and its last day. */
export async function selectBalancePairs(db: Db, scope: StatementScope): Promise<BalancePairRow[]> {
  const { rows } = await db.query<BalancePairRow>(
    `select p.customer_id as "customerId", p.currency,
       coalesce(sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)
         filter (where e.accounting_date < $5), 0)::bigint as "openingMinor",
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as "closingMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and p.customer_id = any($3) and ${ofCustomer}
       and e.accounting_date <= $6 and e.recorded_at <= $7
     group by p.customer_id, p.currency order by p.customer_id, p.currency`,
    scopeValues(scope),
  );
  return rows;
}

export type MovementRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly date: string;
  readonly event: string;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, string | number>>;
  readonly reversesId: number | null;
  readonly no: string;
  /** Null: the entry has lines on both sides. */
  readonly side: "D" | "C" | null;
  /** Debit less credit. */
  readonly netMinor: number;
};

/** One row an entry: what it changed of a customer's balance; what changed nothing is left out. */
export async function selectMovements(db: Db, scope: StatementScope): Promise<MovementRow[]> {
  const { rows } = await db.query<MovementRow>(
    `select p.customer_id as "customerId", p.currency, e.accounting_date as date, e.event,
       e.narration_key as "narrationKey", e.narration_fields as "narrationFields",
       e.reverses_id as "reversesId",
       coalesce(string_agg(distinct i.no, ', '), max(l.bank_ref), '') as no,
       case when min(p.side) = max(p.side) then min(p.side) end as side,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as "netMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     left join open_item i on i.org_id = p.org_id and i.id = p.item_id
     left join receipt r on r.org_id = p.org_id and r.id = p.receipt_id
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     where p.org_id = $1 and e.books_id = $2 and p.customer_id = any($3) and ${ofCustomer}
       and e.accounting_date between $5 and $6 and e.recorded_at <= $7
     group by p.customer_id, p.currency, e.id, e.org_id
     having sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end) <> 0
     order by p.customer_id, p.currency, e.accounting_date, e.recorded_at, e.id`,
    scopeValues(scope),
  );
  return rows;
}

export type OpenItemRow = {
  readonly customerId: number;
  readonly id: number;
  readonly kind: string;
  readonly account: string;
  readonly no: string;
  readonly reference: string;
  readonly currency: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly amountMinor: number;
  readonly openMinor: number;
  readonly disputedMinor: number;
  /** Whom it is to be paid to instead of us; "": nobody has it. */
  readonly factor: string;
};

/** With an amount left at the end of the period; a linked credit note has its invoice's due date. */
export async function selectStatementItems(db: Db, scope: StatementScope): Promise<OpenItemRow[]> {
  const { rows } = await db.query<OpenItemRow>(
    `select i.customer_id as "customerId", i.id, i.kind, i.account, i.no,
       coalesce(nullif(i.delivery_no, ''), nullif(i.order_no, ''), i.contract_no) as reference,
       i.currency, i.issue_date as "issueDate",
       case when blue.id is null then coalesce(ch.due_date, i.due_date)
         else coalesce(bch.due_date, blue.due_date) end as "dueDate",
       i.face_minor as "amountMinor", (i.amount_minor - coalesce(a.used, 0))::bigint as "openMinor",
       coalesce(ch.disputed, 0)::bigint as "disputedMinor",
       case when i.kind = 'factored' then i.memo else '' end as factor
     from open_item i
     left join open_item blue on i.kind = 'credit_note' and blue.org_id = i.org_id
       and blue.id = i.linked_item_id
     left join lateral (select sum(x.item_minor) as used from allocation x
       where x.org_id = i.org_id and x.item_id = i.id and x.accounting_date <= $6
         and x.recorded_at <= $7) a on true
     left join lateral (select sum(x.disputed_delta_minor) as disputed,
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x where x.org_id = i.org_id and x.item_id = i.id
         and x.accounting_date <= $6 and x.recorded_at <= $7) ch on true
     left join lateral (select
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x where x.org_id = blue.org_id and x.item_id = blue.id
         and x.accounting_date <= $6 and x.recorded_at <= $7) bch on true
     where i.org_id = $1 and i.books_id = $2 and i.customer_id = any($3) and i.account = any($4)
       and i.accounting_date <= $6 and i.recorded_at <= $7 and $5::date is not null
       and i.amount_minor <> coalesce(a.used, 0)
     order by i.customer_id, i.currency, "dueDate" nulls last, i.issue_date, i.id`,
    scopeValues(scope),
  );
  return rows;
}

export type UnappliedReceiptRow = {
  readonly customerId: number;
  readonly id: number;
  readonly no: string;
  readonly currency: string;
  readonly date: string;
  readonly amountMinor: number;
  readonly unappliedMinor: number;
};

/**
 * Money on customers' accounts (2203.01), receipt by receipt, by claims and allocations. What was
 * allocated is found through the claims: no index looks at whose money it was.
 */
export async function selectUnappliedReceipts(
  db: Db,
  scope: Omit<StatementScope, "accounts" | "from">,
): Promise<UnappliedReceiptRow[]> {
  const { rows } = await db.query<UnappliedReceiptRow>(
    `select m.customer_id as "customerId", r.id, coalesce(l.bank_ref, '') as no, r.currency, r.date,
       r.amount_minor as "amountMinor", m.left_minor as "unappliedMinor"
     from (select org_id, customer_id, receipt_id, sum(minor)::bigint as left_minor from (
         select c.org_id, c.customer_id, c.receipt_id, c.amount_minor as minor from receipt_claim c
         where c.org_id = $1 and c.customer_id = any($3) and c.accounting_date <= $4
           and c.recorded_at <= $5
         union all
         select a.org_id, a.receipt_customer_id, a.receipt_id, -a.receipt_minor from allocation a
         where a.org_id = $1 and a.books_id = $2 and a.receipt_customer_id = any($3)
           and a.receipt_id in (select k.receipt_id from receipt_claim k
             where k.org_id = $1 and k.customer_id = any($3))
           and a.accounting_date <= $4 and a.recorded_at <= $5) x
       group by org_id, customer_id, receipt_id having sum(minor) <> 0) m
     join receipt r on r.org_id = m.org_id and r.id = m.receipt_id and r.books_id = $2
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     order by m.customer_id, r.currency, r.date, r.id`,
    [scope.orgId, scope.booksId, scope.customerIds, scope.to, scope.knownAt],
  );
  return rows;
}

export type StatementCustomerRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly ownerId: number | null;
};

export async function selectStatementCustomers(
  db: Db,
  scope: Pick<StatementScope, "orgId" | "booksId" | "customerIds">,
): Promise<StatementCustomerRow[]> {
  const { rows } = await db.query<StatementCustomerRow>(
    `select id, no, name, tax_id as "taxId", owner_member_id as "ownerId" from customer
     where org_id = $1 and books_id = $2 and id = any($3) order by id`,
    [scope.orgId, scope.booksId, scope.customerIds],
  );
  return rows;
}

function scopeValues(scope: StatementScope): unknown[] {
  return [
    scope.orgId,
    scope.booksId,
    scope.customerIds,
    scope.accounts,
    scope.from,
    scope.to,
    scope.knownAt,
  ];
}
