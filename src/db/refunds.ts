// What a refund is made of: a customer's unapplied money, outgoing lines, and the accounts of ours
// that money can leave.
import type { IsoDate } from "../core/date.ts";
import { unappliedReceiptsSql, undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type OutgoingLine = {
  readonly id: number;
  /** Without its sign. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly date: IsoDate;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly memo: string;
  readonly bankAccountId: number;
  readonly origin: "ours" | "gl";
  readonly lane: string;
  readonly category: string | null;
};

const columns = `l.id, (-l.amount_minor)::bigint as "amountMinor", l.currency,
  l.booking_date as date, l.payer_name as "payeeName", l.payer_account as "payeeAccount", l.memo,
  l.bank_account_id as "bankAccountId", b.origin, l.lane, l.category`;

/** Money out that no refund stands on yet. */
const free = `l.cancelled_at is null and l.amount_minor < 0 and not exists (
  select from decision d where d.org_id = l.org_id and d.bank_line_id = l.id
    and d.kind = 'adjust' and d.undone_by_id is null)`;

const tables = `bank_line l
  join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id`;

export async function selectOutgoingLine(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<OutgoingLine | null> {
  const { rows } = await db.query<OutgoingLine>(
    `select ${columns} from ${tables}
     where l.org_id = $1 and l.books_id = $2 and l.id = $3 and ${free}`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** Newest first; of one amount where it is given. */
export async function selectOutgoingLines(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly currency: string; readonly amountMinor: number | null; readonly limit: number },
): Promise<OutgoingLine[]> {
  const { rows } = await db.query<OutgoingLine>(
    `select ${columns} from ${tables}
     where l.org_id = $1 and l.books_id = $2 and l.currency = $3
       and ($4::bigint is null or l.amount_minor = -$4::bigint) and ${free}
     order by l.booking_date desc, l.id desc limit $5`,
    [orgId, booksId, of.currency, of.amountMinor, of.limit],
  );
  return rows;
}

export async function selectOwnAccount(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<{ id: number; currency: string; origin: "ours" | "gl" } | null> {
  const { rows } = await db.query<{ id: number; currency: string; origin: "ours" | "gl" }>(
    `select id, currency, origin from bank_account
     where org_id = $1 and books_id = $2 and id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type OpenReceiptRow = {
  readonly id: number;
  readonly kind: string;
  readonly lineId: number | null;
  readonly date: string;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly openMinor: number;
};

/** Money on the customer's account, from the records; newest first. */
export async function selectOpenReceipts(
  db: Db,
  { orgId, booksId }: Books,
  customerId: number,
): Promise<OpenReceiptRow[]> {
  const { rows } = await db.query<OpenReceiptRow>(
    `select r.id, r.kind, r.bank_line_id as "lineId", r.date, r.payer_name as "payerName",
       coalesce(l.payer_account, '') as "payerAccount", r.currency,
       r.amount_minor as "amountMinor",
       (r.amount_minor - coalesce(a.used, 0))::bigint as "openMinor"
     from ${unappliedReceiptsSql}
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     left join lateral (select sum(x.receipt_minor) as used from allocation x
       where x.org_id = r.org_id and x.receipt_id = r.id) a on true
     where r.org_id = $1 and r.books_id = $2 and resting.customer_id = $3
       and r.amount_minor <> coalesce(a.used, 0)
     order by r.date desc, r.id desc limit 200`,
    [orgId, booksId, customerId],
  );
  return rows;
}

/** Money of bank lines that is nobody's yet, all of it; newest first. */
export async function selectUnclaimedReceipts(
  db: Db,
  { orgId, booksId }: Books,
  of: {
    readonly currency: string | null;
    readonly amountMinor: number | null;
    readonly bankAccountId: number | null;
    readonly limit: number;
  },
): Promise<(OpenReceiptRow & { readonly date: IsoDate })[]> {
  const { rows } = await db.query<OpenReceiptRow & { date: IsoDate }>(
    `select r.id, r.kind, l.id as "lineId", r.date, r.payer_name as "payerName",
       l.payer_account as "payerAccount", r.currency, r.amount_minor as "amountMinor",
       r.amount_minor as "openMinor"
     from ${undecidedLinesSql}
     join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where l.org_id = $1 and l.books_id = $2 and r.customer_id is null and r.applied_minor = 0
       and ($3::text is null or r.currency = $3) and ($4::bigint is null or r.amount_minor = $4)
       and ($5::bigint is null or l.bank_account_id = $5)
     order by r.date desc, r.id desc limit $6`,
    [orgId, booksId, of.currency, of.amountMinor, of.bankAccountId, of.limit],
  );
  return rows;
}
