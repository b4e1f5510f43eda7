// What a set of books keeps as settings, and which accounts were posted to. One statement a function.
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Lays these over what is kept; a null takes its setting away. */
export async function mergeBooksSettings(
  db: Db,
  { orgId, booksId }: Books,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db.query(
    `update books set settings = jsonb_strip_nulls(settings || $3::jsonb)
     where org_id = $1 and id = $2`,
    [orgId, booksId, JSON.stringify(settings)],
  );
}

/** What an accountant posts alone in each set of books; null = as shipped. */
export async function selectAloneLimits(db: Db, orgId: number): Promise<(string | null)[]> {
  const { rows } = await db.query<{ amount: string | null }>(
    `select settings #>> '{limits,roundingByAccountant}' as amount from books where org_id = $1`,
    [orgId],
  );
  return rows.map(({ amount }) => amount);
}

export async function countLinesByAccount(
  db: Db,
  { orgId, booksId }: Books,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ account: string; lines: number }>(
    `select p.account, count(*) as lines
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 group by 1`,
    [orgId, booksId],
  );
  return new Map(rows.map(({ account, lines }) => [account, lines]));
}

/** Whether an invoice, a delivery or a red invoice was ever booked (J02–J05). */
export async function hasSales(db: Db, { orgId, booksId }: Books): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select from entry where org_id = $1 and books_id = $2
       and event in ('J02', 'J03', 'J04', 'J05')) as found`,
    [orgId, booksId],
  );
  return rows[0]?.found ?? false;
}

/** Of that act in these books, the newest that waits; null: none. */
export async function selectWaitingApproval(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly act: string; readonly payload: string },
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `select id from approval where org_id = $1 and books_id = $2 and state = 'pending'
       and act = $3 and payload ? $4 order by id desc limit 1`,
    [orgId, booksId, of.act, of.payload],
  );
  return rows[0]?.id ?? null;
}
