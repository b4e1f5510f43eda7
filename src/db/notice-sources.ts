// What happened that somebody of ours should hear of, within the last few days: one statement a kind.
import { booksDay } from "./books-day.ts";
import { openDocuments } from "./collection-cases.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** Told once each; older things are history, so that the first day is not a flood. */
const lookBackDays = 3;

type CustomerFields = {
  readonly customerId: number;
  readonly customerName: string;
  readonly assigneeId: number | null;
  readonly ownerId: number | null;
};

const who = `c.id as "customerId", c.name as "customerName", s.member_id as "assigneeId",
  c.owner_member_id as "ownerId"`;
const joinWho = (on: string) => `join customer c on c.org_id = $1 and c.id = ${on}
  left join collection_assignment s on s.org_id = $1 and s.customer_id = c.id`;

export type OverdueOverRow = CustomerFields & {
  readonly count: number;
  readonly homeMinor: number;
  readonly newest: string;
};

/** Customers of whom a document has just become so many days late, with all that is that late. */
export async function selectOverdueOver(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly today: string; readonly days: number; readonly fromMinor: number },
): Promise<OverdueOverRow[]> {
  const { rows } = await db.query<OverdueOverRow>(
    `${openDocuments},
     late as (
       select customer_id, count(*) as count, max(due) as newest, sum(left_home) as home
       from document where left_minor > 0 and due < $3::date - $4::int group by customer_id)
     select ${who}, l.count, l.home::bigint as "homeMinor", l.newest
     from late l ${joinWho("l.customer_id")}
     where l.newest >= $3::date - $4::int - ${lookBackDays} and l.home >= $5
     order by l.home desc limit 500`,
    [orgId, booksId, of.today, of.days, of.fromMinor],
  );
  return rows;
}

export type LargeReceiptRow = {
  readonly id: number;
  readonly bankLineId: number | null;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly assigneeId: number | null;
  readonly payerName: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly date: string;
};

export async function selectLargeReceipts(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly today: string; readonly fromMinor: number },
): Promise<LargeReceiptRow[]> {
  const { rows } = await db.query<LargeReceiptRow>(
    `select r.id, r.bank_line_id as "bankLineId", r.customer_id as "customerId",
       c.name as "customerName", s.member_id as "assigneeId", r.payer_name as "payerName", r.currency,
       r.amount_minor as "amountMinor", r.date
     from receipt r
     left join customer c on c.org_id = r.org_id and c.id = r.customer_id
     left join collection_assignment s on s.org_id = r.org_id and s.customer_id = r.customer_id
     where r.org_id = $1 and r.books_id = $2 and r.cancelled_at is null and r.home_minor >= $4
       and r.date between $3::date - ${lookBackDays} and $3::date
     order by r.home_minor desc limit 200`,
    [orgId, booksId, of.today, of.fromMinor],
  );
  return rows;
}

export type PromiseNoticeRow = CustomerFields & {
  readonly id: number;
  readonly state: "open" | "broken";
  readonly currency: string;
  readonly amountMinor: number;
  readonly receivedMinor: number;
  readonly dueOn: string;
  readonly madeBy: number | null;
};

/** Promises for today, and those broken within the last days. */
export async function selectPromisesToTell(
  db: Db,
  { orgId, booksId }: InBooks,
  today: string,
): Promise<PromiseNoticeRow[]> {
  const { rows } = await db.query<PromiseNoticeRow>(
    `select ${who}, p.id, p.state, p.currency, p.amount_minor as "amountMinor",
       p.received_minor as "receivedMinor", p.due_on as "dueOn", p.made_by as "madeBy"
     from promise_to_pay p ${joinWho("p.customer_id")}
     where p.org_id = $1 and p.books_id = $2 and (p.state = 'open' and p.due_on = $3::date
       or p.state = 'broken' and p.decided_at > clock_timestamp() - interval '${lookBackDays} days')
     order by p.id`,
    [orgId, booksId, today],
  );
  return rows;
}

export type ObjectionRow = CustomerFields & {
  readonly statementId: number;
  readonly no: string;
  readonly count: number;
  readonly last: string;
  readonly statementOwnerId: number | null;
};

/** Statements a customer objected to lately. */
export async function selectObjections(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<ObjectionRow[]> {
  const { rows } = await db.query<ObjectionRow>(
    `select ${who}, t.id as "statementId", t.no, e.count, e.last::text as last,
       t.owner_member_id as "statementOwnerId"
     from (select statement_id, count(distinct line_n) as count, ${booksDay("max(recorded_at)")} as last
       from statement_event where org_id = $1 and books_id = $2 and act = 'objected'
         and side = 'customer' and recorded_at > clock_timestamp() - interval '${lookBackDays} days'
       group by statement_id) e
     join statement t on t.org_id = $1 and t.id = e.statement_id ${joinWho("t.customer_id")}
     order by t.id`,
    [orgId, booksId],
  );
  return rows;
}

export type BillDueRow = CustomerFields & {
  readonly id: number;
  readonly no: string;
  readonly currency: string;
  readonly leftMinor: number;
  readonly dueDate: string;
};

export async function selectBillsDue(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly today: string; readonly days: number },
): Promise<BillDueRow[]> {
  const { rows } = await db.query<BillDueRow>(
    `select ${who}, i.id, i.no, i.currency, (i.amount_minor - i.applied_minor)::bigint as "leftMinor",
       i.due_date as "dueDate"
     from open_item i ${joinWho("i.customer_id")}
     where i.org_id = $1 and i.books_id = $2 and i.kind = 'bill' and i.cancelled_at is null
       and i.applied_minor <> i.amount_minor
       and i.due_date between $3::date and $3::date + $4::int
     order by i.due_date, i.id limit 500`,
    [orgId, booksId, of.today, of.days],
  );
  return rows;
}
