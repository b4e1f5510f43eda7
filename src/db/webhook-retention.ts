// What is no longer kept of webhooks: deliveries some time after their end, events nobody delivers any more.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** How many went. The last one a receiver took stays: the page says when that was. */
export async function deleteOldDeliveries(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly deliveredBefore: Date; readonly endedBefore: Date; readonly limit: number },
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from webhook_delivery where org_id = $1 and id in (
       select d.id from webhook_delivery d
       where d.org_id = $1 and d.books_id = $2
         and (d.state = 'delivered' and d.delivered_at < $3 and exists (
             select from webhook_delivery l where l.org_id = d.org_id
               and l.endpoint_id = d.endpoint_id and l.state = 'delivered'
               and (l.delivered_at, l.id) > (d.delivered_at, d.id))
           or d.state in ('failed', 'cancelled') and coalesce(d.tried_at, d.created_at) < $4)
       order by d.id limit $5)`,
    [orgId, booksId, of.deliveredBefore, of.endedBefore, of.limit],
  );
  return rowCount ?? 0;
}

export async function deleteToldEvents(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly happenedBefore: Date; readonly limit: number },
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from webhook_event where org_id = $1 and id in (
       select e.id from webhook_event e
       where e.org_id = $1 and e.books_id = $2 and e.happened_at < $3 and not exists (
         select from webhook_delivery d where d.org_id = e.org_id and d.event_id = e.id)
       order by e.id limit $4)`,
    [orgId, booksId, of.happenedBefore, of.limit],
  );
  return rowCount ?? 0;
}
