// Plans of statements whose day has come.
import type { StatementCycle } from "../core/statements/cycle.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type OpenPlanRow = {
  readonly customerId: number;
  readonly cycle: StatementCycle;
  readonly day: number;
};

/** Plans that were not made up to this day yet. */
export async function selectOpenPlans(
  db: Db,
  { orgId, booksId }: InBooks,
  to: string,
): Promise<OpenPlanRow[]> {
  const { rows } = await db.query<OpenPlanRow>(
    `select customer_id as "customerId", cycle, day from statement_plan
     where org_id = $1 and books_id = $2 and cycle <> 'none' and (made_to is null or made_to < $3)
     order by customer_id`,
    [orgId, booksId, to],
  );
  return rows;
}

export async function notePlansMade(
  db: Db,
  { orgId, booksId }: InBooks,
  made: { readonly customerIds: readonly number[]; readonly to: string },
): Promise<void> {
  await db.query(
    `update statement_plan set made_to = $4
     where org_id = $1 and books_id = $2 and customer_id = any($3::bigint[])`,
    [orgId, booksId, made.customerIds, made.to],
  );
}
