// The past of customers for a simulation, whole tables at a time: documents with what took them down,
// disputes, money on account, promises. By accounting date.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type HistoryItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly segment: string;
  readonly customerName: string;
  readonly no: string;
  readonly kind: string;
  readonly currency: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly enteredOn: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly linkedItemId: number | null;
};

/** Claims and credit notes that were open at some time from `from` on. */
export async function selectHistoryItems(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly from: string; readonly to: string },
): Promise<HistoryItemRow[]> {
  const { rows } = await db.query<HistoryItemRow>(
    `select i.id, i.customer_id as "customerId", c.segment, c.name as "customerName", i.no, i.kind,
       i.currency, i.issue_date as "issueDate", i.due_date as "dueDate",
       least(i.accounting_date, coalesce(i.issue_date, i.accounting_date)) as "enteredOn",
       i.amount_minor as "amountMinor", i.home_minor as "homeMinor",
       i.linked_item_id as "linkedItemId"
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null and i.amount_minor <> 0
       and i.kind in ('invoice', 'interest', 'debit_note', 'delivery', 'retention', 'e_receivable',
         'credit_note')
       and coalesce(i.issue_date, i.accounting_date) <= $4::date
       and (i.applied_minor <> i.amount_minor or exists (select from allocation a
         where a.org_id = i.org_id and a.item_id = i.id and a.accounting_date >= $3::date))
     order by i.customer_id, i.id`,
    [orgId, booksId, of.from, of.to],
  );
  return rows;
}

export type HistoryChangeRow = {
  readonly itemId: number;
  readonly on: string;
  readonly minor: number;
};

export async function selectHistoryApplied(
  db: Db,
  { orgId, booksId }: InBooks,
  to: string,
): Promise<HistoryChangeRow[]> {
  const { rows } = await db.query<HistoryChangeRow>(
    `select item_id as "itemId", accounting_date as "on", sum(item_minor)::bigint as minor
     from allocation where org_id = $1 and books_id = $2 and item_id is not null
       and accounting_date <= $3::date
     group by item_id, accounting_date having sum(item_minor) <> 0 order by item_id, "on"`,
    [orgId, booksId, to],
  );
  return rows;
}

export type HistoryItemChangeRow = HistoryChangeRow & { readonly dueDate: string | null };

export async function selectHistoryItemChanges(
  db: Db,
  { orgId, booksId }: InBooks,
  to: string,
): Promise<HistoryItemChangeRow[]> {
  const { rows } = await db.query<HistoryItemChangeRow>(
    `select x.item_id as "itemId", x.accounting_date as "on", x.disputed_delta_minor as minor,
       x.due_date as "dueDate"
     from item_change x join open_item i on i.org_id = x.org_id and i.id = x.item_id
     where x.org_id = $1 and i.books_id = $2 and x.accounting_date <= $3::date
     order by x.item_id, x.id`,
    [orgId, booksId, to],
  );
  return rows;
}

export type HistoryMoneyRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly on: string;
  readonly minor: number;
};

/** What came to customers' accounts and left them, receipt by receipt. */
export async function selectHistoryOnAccount(
  db: Db,
  { orgId, booksId }: InBooks,
  to: string,
): Promise<HistoryMoneyRow[]> {
  const { rows } = await db.query<HistoryMoneyRow>(
    `select customer_id as "customerId", currency, on_day as "on", sum(minor)::bigint as minor from (
       select c.customer_id, r.currency, c.accounting_date as on_day, c.amount_minor as minor
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
       where c.org_id = $1 and r.books_id = $2
       union all
       select a.receipt_customer_id, r.currency, a.accounting_date, -a.receipt_minor
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where a.org_id = $1 and a.books_id = $2 and a.receipt_customer_id is not null) x
     where on_day <= $3::date
     group by 1, 2, 3 having sum(minor) <> 0 order by 1, 2, 3`,
    [orgId, booksId, to],
  );
  return rows;
}

/** By the day the money came. */
export async function selectHistoryReceived(
  db: Db,
  { orgId, booksId }: InBooks,
  to: string,
): Promise<HistoryMoneyRow[]> {
  const { rows } = await db.query<HistoryMoneyRow>(
    `select customer_id as "customerId", currency, date as "on", sum(amount_minor)::bigint as minor
     from receipt where org_id = $1 and books_id = $2 and customer_id is not null
       and cancelled_at is null and date <= $3::date
     group by 1, 2, 3 order by 1, 2, 3`,
    [orgId, booksId, to],
  );
  return rows;
}

export type HistoryPromiseRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: number;
  readonly promisedOn: string;
  readonly dueOn: string;
};

export async function selectHistoryPromises(
  db: Db,
  { orgId, booksId }: InBooks,
  to: string,
): Promise<HistoryPromiseRow[]> {
  const { rows } = await db.query<HistoryPromiseRow>(
    `select customer_id as "customerId", currency, amount_minor as "amountMinor",
       promised_on as "promisedOn", due_on as "dueOn"
     from promise_to_pay where org_id = $1 and books_id = $2 and state <> 'withdrawn'
       and promised_on <= $3::date order by customer_id, id`,
    [orgId, booksId, to],
  );
  return rows;
}

export type SimulationRow = {
  readonly id: number;
  readonly ask: unknown;
  readonly result: unknown;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
};

export async function insertSimulation(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly ask: object; readonly memberId: number | null },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into dunning_simulation (org_id, books_id, ask, by_member_id)
     values ($1, $2, $3, $4) returning id`,
    [orgId, booksId, JSON.stringify(of.ask), of.memberId],
  );
  return rows[0]?.id ?? 0;
}

export async function finishSimulation(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly result: object },
): Promise<void> {
  await db.query(
    `update dunning_simulation set result = $3, finished_at = clock_timestamp()
     where org_id = $1 and id = $2`,
    [orgId, of.id, JSON.stringify(of.result)],
  );
}

/** The newest first; of `id` alone where it is given. */
export async function selectSimulations(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number | null = null,
): Promise<SimulationRow[]> {
  const { rows } = await db.query<SimulationRow>(
    `select id, ask, result, recorded_at as "startedAt", finished_at as "finishedAt"
     from dunning_simulation where org_id = $1 and books_id = $2 and ($3::bigint is null or id = $3)
     order by id desc limit 20`,
    [orgId, booksId, id],
  );
  return rows;
}
