// Bulk makings of statements: what was asked, how far the job has come, who got none.
import type { Db } from "./pool.ts";

export type BatchRow = {
  readonly id: number;
  readonly booksId: number;
  readonly ask: Readonly<Record<string, unknown>>;
  readonly skipped: readonly unknown[];
  readonly reachedCustomerId: number;
  readonly state: "running" | "done" | "failed";
  readonly memberId: number | null;
};

export async function insertBatch(
  db: Db,
  batch: {
    readonly orgId: number;
    readonly booksId: number;
    readonly ask: object;
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into statement_batch (org_id, books_id, ask, by_member_id) values ($1, $2, $3, $4)
     returning id`,
    [batch.orgId, batch.booksId, JSON.stringify(batch.ask), batch.memberId],
  );
  return rows[0]?.id ?? 0;
}

export async function selectBatch(db: Db, orgId: number, id: number): Promise<BatchRow | null> {
  const { rows } = await db.query<BatchRow>(
    `select id, books_id as "booksId", ask, skipped, reached_customer_id as "reachedCustomerId",
       state, by_member_id as "memberId"
     from statement_batch where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** In the transaction that made the statements up to that customer. */
export async function advanceBatch(
  db: Db,
  orgId: number,
  batch: {
    readonly id: number;
    readonly reachedCustomerId: number;
    readonly skipped: readonly unknown[];
  },
): Promise<void> {
  await db.query(
    `update statement_batch set reached_customer_id = $3, skipped = skipped || $4::jsonb
     where org_id = $1 and id = $2`,
    [orgId, batch.id, batch.reachedCustomerId, JSON.stringify(batch.skipped)],
  );
}

export async function finishBatch(db: Db, orgId: number, id: number): Promise<void> {
  await db.query(
    `update statement_batch set state = 'done', finished_at = now() where org_id = $1 and id = $2`,
    [orgId, id],
  );
}

export async function countBatchStatements(
  db: Db,
  orgId: number,
  jobId: number,
): Promise<{ readonly made: number; readonly drafts: number }> {
  const { rows } = await db.query<{ made: number; drafts: number }>(
    `select count(*) as made, count(*) filter (where confirmation = 'draft') as drafts
     from statement where org_id = $1 and job_id = $2`,
    [orgId, jobId],
  );
  return rows[0] ?? { made: 0, drafts: 0 };
}

/** Statements of the job that wait to be sent, in the order of their ids. */
export async function selectBatchDrafts(
  db: Db,
  orgId: number,
  of: { readonly jobId: number; readonly limit: number; readonly above: number },
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from statement where org_id = $1 and job_id = $2 and confirmation = 'draft'
       and id > $3 order by id limit $4`,
    [orgId, of.jobId, of.above, of.limit],
  );
  return rows.map(({ id }) => id);
}
