// How far the work that the clock starts has come, and over which books it goes.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** Ids alone, over all organisations (function all_books of migration 0027). */
export async function selectAllBooks(db: Pick<Db, "query">): Promise<InBooks[]> {
  const { rows } = await db.query<InBooks>(
    `select org_id as "orgId", books_id as "booksId" from all_books()`,
  );
  return rows;
}

export async function selectClockMarks(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ work: string; doneFor: string }>(
    `select work, done_for as "doneFor" from clock_mark where org_id = $1 and books_id = $2`,
    [orgId, booksId],
  );
  return new Map(rows.map(({ work, doneFor }) => [work, doneFor]));
}

/** A null doneFor leaves how far it came: the attempt failed. */
export async function storeClockMark(
  db: Db,
  { orgId, booksId }: InBooks,
  mark: { readonly work: string; readonly doneFor: string | null; readonly error: string },
): Promise<void> {
  await db.query(
    `insert into clock_mark (org_id, books_id, work, done_for, error)
     values ($1, $2, $3, coalesce($4, ''), $5)
     on conflict (org_id, books_id, work) do update set
       done_for = coalesce($4, clock_mark.done_for), error = $5, tried_at = clock_timestamp()`,
    [orgId, booksId, mark.work, mark.doneFor, mark.error],
  );
}
