// What a request for an approval names by number: the documents, the money and whose they are, as the
// second person reads them.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type NamedItemRow = {
  readonly id: number;
  readonly no: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly dueDate: IsoDate | null;
  readonly customerName: string;
};

export async function selectNamedItem(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<NamedItemRow | null> {
  const { rows } = await db.query<NamedItemRow>(
    `select i.id, i.no, i.currency, (i.amount_minor - i.applied_minor)::bigint as "openMinor",
       i.due_date as "dueDate", c.name as "customerName"
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where i.org_id = $1 and i.books_id = $2 and i.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export async function selectNamedCustomer(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<{ readonly id: number; readonly name: string } | null> {
  const { rows } = await db.query<{ id: number; name: string }>(
    "select id, name from customer where org_id = $1 and books_id = $2 and id = $3",
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type NamedReceiptRow = {
  readonly id: number;
  /** Null: it came by no bank line (a bill). */
  readonly lineId: number | null;
  readonly date: IsoDate;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly currency: string;
  readonly amountMinor: number;
  /** Whose money rests on it; null: nobody's, or none does. */
  readonly customerName: string | null;
};

export async function selectNamedReceipt(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<NamedReceiptRow | null> {
  const { rows } = await db.query<NamedReceiptRow>(
    `select r.id, r.bank_line_id as "lineId", r.date, r.payer_name as "payerName",
       coalesce(l.payer_account, '') as "payerAccount", r.currency,
       r.amount_minor as "amountMinor", c.name as "customerName"
     from receipt r
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     left join lateral (select u.customer_id from unapplied_receipt u
       where u.org_id = r.org_id and u.books_id = r.books_id and u.receipt_id = r.id
       limit 1) resting on true
     left join customer c on c.org_id = r.org_id and c.id = resting.customer_id
     where r.org_id = $1 and r.books_id = $2 and r.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type NamedOutgoingRow = {
  readonly id: number;
  readonly date: IsoDate;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly currency: string;
  /** Without its sign. */
  readonly amountMinor: number;
};

export async function selectNamedOutgoing(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<NamedOutgoingRow | null> {
  const { rows } = await db.query<NamedOutgoingRow>(
    `select id, booking_date as date, payer_name as "payeeName", payer_account as "payeeAccount",
       currency, (-amount_minor)::bigint as "amountMinor"
     from bank_line where org_id = $1 and books_id = $2 and id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export async function selectNamedAccount(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<{ readonly bank: string; readonly accountNo: string } | null> {
  const { rows } = await db.query<{ bank: string; accountNo: string }>(
    `select bank, account_no as "accountNo" from bank_account
     where org_id = $1 and books_id = $2 and id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}
