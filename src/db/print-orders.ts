// Orders to print the papers of many statements, and what is printed with them. One statement a function.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type PrintOrderRow = {
  readonly id: number;
  readonly statementIds: readonly number[];
  readonly storedAs: string;
  readonly sizeBytes: number;
  readonly papers: number;
  readonly by: string | null;
  readonly orderedAt: Date;
  readonly finishedAt: Date | null;
  /** Its archive is gone since then. */
  readonly removedAt: Date | null;
};

export async function insertPrintOrder(
  db: Db,
  { orgId, booksId }: InBooks,
  order: { readonly statementIds: readonly number[]; readonly memberId: number | null },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into print_order (org_id, books_id, statement_ids, by_member_id)
     values ($1, $2, $3, $4) returning id`,
    [orgId, booksId, order.statementIds, order.memberId],
  );
  return rows[0]!.id;
}

/** The newest first. */
export async function selectPrintOrders(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly id: number | null; readonly limit: number },
): Promise<PrintOrderRow[]> {
  const { rows } = await db.query<PrintOrderRow>(
    `select p.id, to_json(p.statement_ids) as "statementIds", p.stored_as as "storedAs",
       p.size_bytes as "sizeBytes", p.papers, m.name as by, p.recorded_at as "orderedAt",
       p.finished_at as "finishedAt", p.removed_at as "removedAt"
     from print_order p left join member m on m.org_id = p.org_id and m.id = p.by_member_id
     where p.org_id = $1 and p.books_id = $2 and ($3::bigint is null or p.id = $3)
     order by p.id desc limit $4`,
    [orgId, booksId, of.id, of.limit],
  );
  return rows;
}

export async function finishPrintOrder(
  db: Db,
  orgId: number,
  done: {
    readonly id: number;
    readonly storedAs: string;
    readonly sizeBytes: number;
    readonly papers: number;
  },
): Promise<void> {
  await db.query(
    `update print_order set stored_as = $3, size_bytes = $4, papers = $5,
       finished_at = clock_timestamp() where org_id = $1 and id = $2`,
    [orgId, done.id, done.storedAs, done.sizeBytes, done.papers],
  );
}

/** Archives finished before an instant and still there, the oldest first. */
export async function selectOldPrints(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly before: Date; readonly limit: number },
): Promise<{ readonly id: number; readonly storedAs: string }[]> {
  const { rows } = await db.query<{ id: number; storedAs: string }>(
    `select id, stored_as as "storedAs" from print_order
     where org_id = $1 and books_id = $2 and stored_as <> '' and finished_at < $3
     order by finished_at, id limit $4`,
    [orgId, booksId, of.before, of.limit],
  );
  return rows;
}

export async function markPrintRemoved(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly at: Date },
): Promise<void> {
  await db.query(
    `update print_order set stored_as = '', removed_at = $3 where org_id = $1 and id = $2`,
    [orgId, of.id, of.at],
  );
}

/** Ids of the statements of these books among the ones named; withdrawn ones are not printed. */
export async function selectPrintable(
  db: Db,
  { orgId, booksId }: InBooks,
  ids: readonly number[],
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from statement where org_id = $1 and books_id = $2 and id = any($3::bigint[])
       and confirmation not in ('withdrawn', 'superseded') order by no, id`,
    [orgId, booksId, ids],
  );
  return rows.map(({ id }) => id);
}

export type LetterRow = {
  readonly statementId: number;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
};

/** The last letter that was written about each of these statements. */
export async function selectLetters(
  db: Db,
  orgId: number,
  statementIds: readonly number[],
): Promise<LetterRow[]> {
  const { rows } = await db.query<LetterRow>(
    `select distinct on (statement_id) statement_id as "statementId", to_name as "toName",
       to_address as "toAddress", subject, body, created_at as "createdAt"
     from message where org_id = $1 and channel = 'letter' and statement_id = any($2::bigint[])
       and state <> 'cancelled' order by statement_id, id desc`,
    [orgId, statementIds],
  );
  return rows;
}
