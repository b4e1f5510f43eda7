// Claims of bank lines that stand and of which nothing was used: they can be given back without touching
// anything else.
import type { Db } from "./pool.ts";

export type StandingClaim = {
  readonly lineId: number;
  readonly decisionId: number;
  readonly customerId: number;
  readonly customerName: string;
  /** Null = the system by rule. */
  readonly byMemberId: number | null;
  readonly byName: string | null;
};

/** Of these lines; a line whose money was applied, or claimed by the decision that applied it, is absent. */
export async function selectStandingClaims(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  lineIds: readonly number[],
): Promise<StandingClaim[]> {
  const { rows } = await db.query<StandingClaim>(
    `select r.bank_line_id as "lineId", d.id as "decisionId", c.customer_id as "customerId",
       o.name as "customerName", p.id as "byMemberId", p.name as "byName"
     from receipt r
     join receipt_claim c on c.org_id = r.org_id and c.receipt_id = r.id and c.amount_minor > 0
     join decision d on d.org_id = c.org_id and d.id = c.decision_id
       and d.kind = 'claim' and d.undone_by_id is null
     join customer o on o.org_id = c.org_id and o.id = c.customer_id
     left join member p on p.org_id = d.org_id and p.id = d.by_member_id and d.run_id is null
     where r.org_id = $1 and r.books_id = $2 and r.bank_line_id = any($3)
       and r.cancelled_at is null and r.customer_id = c.customer_id and r.applied_minor = 0`,
    [orgId, booksId, lineIds],
  );
  return rows;
}
