// 保理: what a factor has.
import type { FactoredFacts } from "../core/ledger/events/factoring.ts";
import type { Db } from "./pool.ts";

/** Of what a factor has: the claim that was sold, and the factor. */
export async function selectFactored(
  db: Db,
  orgId: number,
  itemId: number,
): Promise<FactoredFacts | null> {
  const { rows } = await db.query<FactoredFacts["sold"] & { factor: string }>(
    `select s.kind, s.account, i.memo as factor from open_item i
     join open_item s on s.org_id = i.org_id and s.id = i.linked_item_id
     where i.org_id = $1 and i.id = $2 and i.kind = 'factored'`,
    [orgId, itemId],
  );
  const [row] = rows;
  if (!row) return null;
  const { factor, ...sold } = row;
  return { factor, sold };
}
