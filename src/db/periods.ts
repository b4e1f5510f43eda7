// Accounting periods: closed through which day, and every closing and reopening.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export async function firstEntryDate(db: Db, { orgId, booksId }: Books): Promise<IsoDate | null> {
  const { rows } = await db.query<{ first: IsoDate | null }>(
    "select min(accounting_date) as first from entry where org_id = $1 and books_id = $2",
    [orgId, booksId],
  );
  return rows[0]?.first ?? null;
}

/** Of entries booked here: where opening balances end. */
export async function firstOwnEntryDate(
  db: Db,
  { orgId, booksId }: Books,
): Promise<IsoDate | null> {
  const { rows } = await db.query<{ first: IsoDate | null }>(
    `select min(accounting_date) as first from entry
     where org_id = $1 and books_id = $2 and origin = 'ours'`,
    [orgId, booksId],
  );
  return rows[0]?.first ?? null;
}

export async function setClosedThrough(
  db: Db,
  { orgId, booksId }: Books,
  day: IsoDate | null,
): Promise<void> {
  await db.query("update books set closed_through = $3 where org_id = $1 and id = $2", [
    orgId,
    booksId,
    day,
  ]);
}

export async function insertPeriodEvent(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  event: {
    readonly month: string;
    readonly act: "close" | "reopen";
    readonly reason: string;
    /** What the figures were. */
    readonly snapshot: unknown;
  },
): Promise<void> {
  const { month, act, reason } = event;
  await db.query(
    `insert into period_event (org_id, books_id, month, act, reason, by_member_id, recorded_at,
       snapshot) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [orgId, booksId, month, act, reason, memberId, recordedAt, JSON.stringify(event.snapshot)],
  );
}

export type PeriodEventRow = {
  readonly id: number;
  readonly month: string;
  readonly act: "close" | "reopen";
  readonly reason: string;
  readonly by: string | null;
  readonly at: Date;
  readonly snapshot: unknown;
};

export async function selectPeriodEvents(
  db: Db,
  { orgId, booksId }: Books,
): Promise<PeriodEventRow[]> {
  const { rows } = await db.query<PeriodEventRow>(
    `select e.id, e.month, e.act, e.reason, m.name as by, e.recorded_at as at, e.snapshot
     from period_event e left join member m on m.org_id = e.org_id and m.id = e.by_member_id
     where e.org_id = $1 and e.books_id = $2 order by e.id desc limit 200`,
    [orgId, booksId],
  );
  return rows;
}

/** Months whose last event is a reopening. */
export async function selectReopenedMonths(db: Db, { orgId, booksId }: Books): Promise<string[]> {
  const { rows } = await db.query<{ month: string }>(
    `select month from (select distinct on (month) month, act from period_event
       where org_id = $1 and books_id = $2 order by month, id desc) last
     where act = 'reopen' order by month`,
    [orgId, booksId],
  );
  return rows.map((row) => row.month);
}
