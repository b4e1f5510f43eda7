// 保理: what a factor has, and what carries a claim on that was sold.
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

/**
 * $1 org, $2 books. What the factor has of a claim (`factored`) and what came back from it, each with the item that was sold
 * first; one row each. `isFollowed`: of a `factored` item, named by its alias.
 */
export function successorsSql(isFollowed: (item: string) => string = () => "true"): string {
  return `(with recursive successor as (
      select f.id, f.linked_item_id as root, true as is_factored from open_item f
      where f.org_id = $1 and f.books_id = $2 and f.kind = 'factored' and ${isFollowed("f")}
        and not exists (select from open_item b join open_item s on s.org_id = b.org_id
            and s.id = b.linked_item_id and s.kind = 'factored' and ${isFollowed("s")}
          where b.org_id = $1 and b.id = f.linked_item_id)
      union all
      select n.id, d.root, n.kind = 'factored' from successor d
      join open_item n on n.org_id = $1 and n.books_id = $2 and n.linked_item_id = d.id
        and n.kind <> 'credit_note'
      where case when d.is_factored then n.kind <> 'held_for_factor'
        else n.kind = 'factored' and ${isFollowed("n")} end)
    select id, root, is_factored from successor)`;
}
