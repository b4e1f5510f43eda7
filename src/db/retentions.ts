// What a retention that a payment left open needs: when the warranty of its document ends, and the
// dates of the decision that left it.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** By item; null where the document names no day. */
export async function selectWarrantyEnds(
  db: Db,
  { orgId, booksId }: Books,
  itemIds: readonly number[],
): Promise<Map<number, IsoDate | null>> {
  const { rows } = await db.query<{ id: number; end: IsoDate | null }>(
    `select id, retention_due as end from open_item
     where org_id = $1 and books_id = $2 and id = any($3)`,
    [orgId, booksId, itemIds],
  );
  return new Map(rows.map((row) => [row.id, row.end]));
}

export type DecisionDates = { readonly businessDate: IsoDate; readonly accountingDate: IsoDate };

/** The latest of a decision's records, by decision; one without records is absent. */
export async function selectDecisionDates(
  db: Db,
  orgId: number,
  decisionIds: readonly number[],
): Promise<Map<number, DecisionDates>> {
  const { rows } = await db.query<DecisionDates & { id: number }>(
    `select decision_id as id, max(business_date) as "businessDate",
       max(accounting_date) as "accountingDate"
     from allocation where org_id = $1 and decision_id = any($2) group by decision_id`,
    [orgId, decisionIds],
  );
  return new Map(rows.map(({ id, ...dates }) => [id, dates]));
}

/** Retentions that the standing decisions of a run left open and nobody has dealt with. */
export async function selectRetainedByRun(
  db: Db,
  { orgId, booksId, runId }: Books & { readonly runId: number },
): Promise<{ decisionId: number; itemId: number; amountMinor: number }[]> {
  const { rows } = await db.query(
    `select d.decision_id as "decisionId", d.item_id as "itemId", d.amount_minor as "amountMinor"
     from difference d join decision x on x.org_id = d.org_id and x.id = d.decision_id
     where d.org_id = $1 and d.books_id = $2 and x.run_id = $3 and x.undone_by_id is null
       and d.residual = 'retention' and d.state = 'open' and d.item_id is not null
     order by d.decision_id, d.item_id`,
    [orgId, booksId, runId],
  );
  return rows;
}
