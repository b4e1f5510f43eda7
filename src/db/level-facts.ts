// What levelling is asked about: the money, credits and debts of one customer that are still open.
import type { IsoDate } from "../core/date.ts";
import { unappliedReceiptsSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type LevelCustomerRow = {
  readonly id: number;
  readonly name: string;
  readonly feeBearer: "us" | "customer";
};

/** The customer of a bank line: whose money it is, else whom the last run took for the payer. */
export async function selectLevelCustomer(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly customerId: number | null; readonly lineId: number | null },
): Promise<LevelCustomerRow | null> {
  const { rows } = await db.query<LevelCustomerRow>(
    `select c.id, c.name, c.fee_bearer as "feeBearer" from customer c
     where c.org_id = $1 and c.books_id = $2 and c.id = coalesce($3::bigint,
       (select coalesce(r.customer_id, m.payer_id) from bank_line l
        join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
        left join match m on m.org_id = l.org_id and m.id = l.match_id
        where l.org_id = $1 and l.id = $4))`,
    [orgId, booksId, of.customerId, of.lineId],
  );
  return rows[0] ?? null;
}

export type LevelMoneyRow = {
  readonly id: number;
  readonly lineId: number | null;
  readonly no: string;
  readonly date: IsoDate;
  readonly currency: string;
  readonly openMinor: number;
};

/** Unapplied money on the customer's account, and of the bank line asked for. */
export async function selectLevelMoney(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly customerId: number; readonly lineId: number | null },
): Promise<LevelMoneyRow[]> {
  const { rows } = await db.query<LevelMoneyRow>(
    `select r.id, r.bank_line_id as "lineId", coalesce(nullif(r.payer_name, ''), r.kind) as no, r.date,
       r.currency, (r.amount_minor - r.applied_minor)::bigint as "openMinor"
     from ${of.lineId === null ? unappliedReceiptsSql : "receipt r"}
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     where r.org_id = $1 and r.books_id = $2 and r.cancelled_at is null
       and r.applied_minor < r.amount_minor and coalesce(l.lane, '') <> 'held'
       and ${of.lineId === null ? "resting.customer_id = $3" : "r.bank_line_id = $3"}
     order by r.date, r.id limit 500`,
    [orgId, booksId, of.lineId ?? of.customerId],
  );
  return rows;
}

export type LevelItemRow = {
  readonly id: number;
  readonly dueDate: string | null;
  readonly disputedMinor: number;
  readonly retentionDue: string | null;
  readonly linkedNo: string;
  readonly date: string;
};

/** What the debts and credits of the customer have beside their amounts. */
export async function selectLevelItems(
  db: Db,
  { orgId, booksId }: Books,
  customerId: number,
): Promise<Map<number, LevelItemRow>> {
  const { rows } = await db.query<LevelItemRow>(
    `select i.id, coalesce((array_agg(ch.due_date order by ch.id desc)
         filter (where ch.due_date is not null))[1], i.due_date) as "dueDate",
       coalesce(sum(ch.disputed_delta_minor), 0)::bigint as "disputedMinor",
       i.retention_due as "retentionDue", i.linked_no as "linkedNo",
       coalesce(i.issue_date, i.accounting_date) as date
     from open_item i left join item_change ch on ch.org_id = i.org_id and ch.item_id = i.id
     where i.org_id = $1 and i.books_id = $2 and i.customer_id = $3 and i.cancelled_at is null
       and i.amount_minor <> i.applied_minor
     group by i.org_id, i.id`,
    [orgId, booksId, customerId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
