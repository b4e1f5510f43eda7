// Receipts that the bank takes back (退票): which a line of money out may be, and what stands on one.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";
import type { OutgoingLine } from "./refunds.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type SettledItemRow = {
  readonly id: number;
  readonly no: string;
  readonly customerName: string;
  /** What the receipt settled of it. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly dueDate: IsoDate | null;
};

export type ReturnableRow = {
  readonly receiptId: number;
  readonly lineId: number;
  readonly date: IsoDate;
  readonly amountMinor: number;
  readonly currency: string;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly bankRef: string;
  readonly endToEnd: string;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly settled: readonly SettledItemRow[];
};

/** Live receipts of that amount on the line's account, not after it; newest first. */
export async function selectReturnable(
  db: Db,
  { orgId, booksId }: Books,
  out: Pick<OutgoingLine, "bankAccountId" | "currency" | "amountMinor" | "date">,
): Promise<ReturnableRow[]> {
  const { rows } = await db.query<ReturnableRow>(
    `select r.id as "receiptId", l.id as "lineId", l.booking_date as date,
       l.amount_minor as "amountMinor", l.currency, l.payer_name as "payerName",
       l.payer_account as "payerAccount", l.memo, l.bank_ref as "bankRef",
       l.end_to_end as "endToEnd", r.customer_id as "customerId", c.name as "customerName",
       coalesce((select json_agg(json_build_object('id', i.id, 'no', i.no, 'customerName', o.name,
           'amountMinor', s.minor, 'currency', i.currency, 'dueDate', i.due_date) order by i.id)
         from (select a.item_id, sum(a.item_minor)::bigint as minor from allocation a
           where a.org_id = r.org_id and a.receipt_id = r.id and a.item_id is not null
           group by a.item_id having sum(a.item_minor) <> 0) s
         join open_item i on i.org_id = r.org_id and i.id = s.item_id
         join customer o on o.org_id = i.org_id and o.id = i.customer_id), '[]') as settled
     from bank_line l
     join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     left join customer c on c.org_id = r.org_id and c.id = r.customer_id
     where l.org_id = $1 and l.books_id = $2 and l.bank_account_id = $3 and l.currency = $4
       and l.amount_minor = $5 and l.booking_date <= $6 and l.cancelled_at is null
       and l.category is distinct from 'reversal'
     order by l.booking_date desc, l.id desc limit 50`,
    [orgId, booksId, out.bankAccountId, out.currency, out.amountMinor, out.date],
  );
  return rows;
}

export type UserOfReceipt = {
  readonly decisionId: number;
  /** Which adjustment used it; null: none. */
  readonly adjustment: string | null;
};

/** Decisions that still use money of the receipt. */
export async function selectUsers(
  db: Db,
  orgId: number,
  receiptId: number,
): Promise<UserOfReceipt[]> {
  const { rows } = await db.query<UserOfReceipt>(
    `select distinct d.id as "decisionId", d.detail ->> 'adjustment' as adjustment
     from allocation a join decision d on d.org_id = a.org_id and d.id = a.decision_id
     where a.org_id = $1 and a.receipt_id = $2 and a.receipt_minor <> 0 and d.kind <> 'reverse'
       and d.undone_by_id is null
     order by d.id`,
    [orgId, receiptId],
  );
  return rows;
}

/**
 * The latest accounting date on the receipt, of these decisions, and on the items they began, what was
 * taken back of them included; null: of nothing.
 */
export async function selectLastDay(
  db: Db,
  orgId: number,
  of: { readonly receiptId: number; readonly decisionIds: readonly number[] },
): Promise<IsoDate | null> {
  const { rows } = await db.query<{ day: IsoDate | null }>(
    `with posted as (select id, accounting_date from entry
       where org_id = $1 and source_kind = 'decision' and source_id = any($2)),
     begun as (select i.id from open_item i join posted e on e.id = i.entry_id where i.org_id = $1)
     select max(day) as day from (
       select accounting_date as day from posted
       union all
       select accounting_date from allocation where org_id = $1 and decision_id = any($2)
       union all
       select accounting_date from allocation where org_id = $1 and receipt_id = $3
       union all
       select accounting_date from allocation
       where org_id = $1 and item_id = any(array(select id from begun))
       union all
       select accounting_date from receipt_claim where org_id = $1 and receipt_id = $3) x`,
    [orgId, of.decisionIds, of.receiptId],
  );
  return rows[0]?.day ?? null;
}

/** What decisions settled with one receipt, by item. */
export async function selectSettledItems(
  db: Db,
  orgId: number,
  of: { readonly receiptId: number; readonly decisionIds: readonly number[] },
): Promise<SettledItemRow[]> {
  const { rows } = await db.query<SettledItemRow>(
    `select i.id, i.no, c.name as "customerName", s.minor as "amountMinor", i.currency,
       i.due_date as "dueDate"
     from (select a.item_id, sum(a.item_minor)::bigint as minor from allocation a
       where a.org_id = $1 and a.receipt_id = $2 and a.decision_id = any($3)
         and a.item_id is not null
       group by a.item_id) s
     join open_item i on i.org_id = $1 and i.id = s.item_id
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where s.minor <> 0 order by i.id`,
    [orgId, of.receiptId, of.decisionIds],
  );
  return rows;
}

export type FreedLine = {
  readonly id: number;
  readonly date: IsoDate;
  readonly payerName: string;
  readonly amountMinor: number;
  readonly currency: string;
};

/** Lines that these decisions were about. */
export async function selectLinesOfDecisions(
  db: Db,
  orgId: number,
  decisionIds: readonly number[],
): Promise<FreedLine[]> {
  const { rows } = await db.query<FreedLine>(
    `select distinct l.id, l.booking_date as date, l.payer_name as "payerName",
       l.amount_minor as "amountMinor", l.currency
     from decision d
     cross join lateral (select d.bank_line_id as id union
       select jsonb_array_elements(d.detail -> 'lineIds')::bigint) about
     join bank_line l on l.org_id = d.org_id and l.id = about.id
     where d.org_id = $1 and d.id = any($2) order by l.id`,
    [orgId, decisionIds],
  );
  return rows;
}
