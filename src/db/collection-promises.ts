// Promises to pay as the collectors' day reads and settles them.
import type { PromiseState } from "../core/dunning/promise.ts";
import { isReceiptOf } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type PromiseRow = {
  readonly id: number;
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: number;
  readonly receivedMinor: number;
  readonly promisedOn: string;
  readonly dueOn: string;
  readonly state: PromiseState;
  readonly note: string;
  readonly madeBy: number | null;
  readonly madeByName: string | null;
  readonly recordedAt: string;
};

const columns = `p.id, p.customer_id as "customerId", p.currency, p.amount_minor as "amountMinor",
  p.received_minor as "receivedMinor", p.promised_on as "promisedOn", p.due_on as "dueOn", p.state,
  p.note, p.made_by as "madeBy", m.name as "madeByName",
  to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`;
const tables = `promise_to_pay p
  left join member m on m.org_id = p.org_id and m.id = p.made_by`;

export async function insertPromise(
  db: Db,
  { orgId, booksId }: InBooks,
  promise: {
    readonly customerId: number;
    readonly currency: string;
    readonly amountMinor: number;
    readonly promisedOn: string;
    readonly dueOn: string;
    readonly madeBy: number | null;
    readonly note: string;
    readonly callId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into promise_to_pay (org_id, books_id, customer_id, currency, amount_minor, promised_on,
       due_on, made_by, note, call_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      orgId,
      booksId,
      promise.customerId,
      promise.currency,
      promise.amountMinor,
      promise.promisedOn,
      promise.dueOn,
      promise.madeBy,
      promise.note,
      promise.callId,
    ],
  );
  return rows[0]!.id;
}

export async function selectOpenPromises(
  db: Db,
  { orgId, booksId }: InBooks,
  customerId: number | null = null,
): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow>(
    `select ${columns} from ${tables} where p.org_id = $1 and p.books_id = $2 and p.state = 'open'
       and ($3::bigint is null or p.customer_id = $3) order by p.due_on, p.id`,
    [orgId, booksId, customerId],
  );
  return rows;
}

/** The last ones of a customer, the newest first. */
export async function selectPromises(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow>(
    `select ${columns} from ${tables} where p.org_id = $1 and p.customer_id = $2
     order by p.id desc limit 20`,
    [orgId, customerId],
  );
  return rows;
}

/** How many promises of each customer were broken since a day. */
export async function selectBrokenPromises(
  db: Db,
  { orgId, booksId }: InBooks,
  since: string,
): Promise<{ readonly customerId: number; readonly count: number }[]> {
  const { rows } = await db.query<{ customerId: number; count: number }>(
    `select customer_id as "customerId", count(*) as count from promise_to_pay
     where org_id = $1 and books_id = $2 and state = 'broken' and due_on >= $3 group by customer_id`,
    [orgId, booksId, since],
  );
  return rows;
}

export type PromiseReceiptRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly date: string;
  readonly recordedAt: string;
  readonly amountMinor: number;
};

/** Open ones, and broken ones whose money may only have been matched late. */
const undecided = "(state = 'open' or state = 'broken' and due_on >= $3::date)";

/** Receipts of each of these customers since its day. */
export async function selectPromiseReceipts(
  db: Db,
  { orgId, booksId }: InBooks,
  since: ReadonlyMap<number, string>,
): Promise<PromiseReceiptRow[]> {
  const { rows } = await db.query<PromiseReceiptRow>(
    `select r.customer_id as "customerId", r.currency, r.date,
       to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
       r.amount_minor as "amountMinor"
     from receipt r join unnest($3::bigint[], $4::date[]) p (customer_id, since)
       on p.customer_id = r.customer_id and r.date >= p.since
     where r.org_id = $1 and r.books_id = $2 and ${isReceiptOf("r", "= any($3)")}
       and r.cancelled_at is null
     order by r.date, r.id`,
    [orgId, booksId, [...since.keys()], [...since.values()]],
  );
  return rows;
}

/** All that were not withdrawn, of the customers with one to decide: earlier ones use up receipts. */
export async function selectPromisesToJudge(
  db: Db,
  { orgId, booksId }: InBooks,
  since: string,
): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow>(
    `select ${columns} from ${tables} where p.org_id = $1 and p.books_id = $2
       and p.state <> 'withdrawn' and p.customer_id in (select customer_id from promise_to_pay
         where org_id = $1 and books_id = $2 and ${undecided})
     order by p.customer_id, p.currency, p.due_on, p.id`,
    [orgId, booksId, since],
  );
  return rows;
}

export async function decidePromises(
  db: Db,
  orgId: number,
  decided: readonly {
    readonly id: number;
    readonly state: PromiseState;
    readonly receivedMinor: number;
  }[],
): Promise<void> {
  if (decided.length === 0) return;
  await db.query(
    `update promise_to_pay p set state = x.state, received_minor = x.received,
       decided_at = case x.state when 'open' then p.decided_at else clock_timestamp() end
     from unnest($2::bigint[], $3::text[], $4::bigint[]) as x (id, state, received)
     where p.org_id = $1 and p.id = x.id and p.state in ('open', 'broken')`,
    [
      orgId,
      decided.map(({ id }) => id),
      decided.map(({ state }) => state),
      decided.map(({ receivedMinor }) => receivedMinor),
    ],
  );
}

/** False when it is not open. */
export async function withdrawPromise(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly id: number; readonly reason: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update promise_to_pay set state = 'withdrawn', decided_at = clock_timestamp(),
       note = concat_ws(' · ', nullif(note, ''), nullif($4, ''))
     where org_id = $1 and books_id = $2 and id = $3 and state = 'open'`,
    [orgId, booksId, of.id, of.reason],
  );
  return rowCount === 1;
}
