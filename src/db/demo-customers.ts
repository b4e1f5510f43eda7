// Customers of demo books that have nobody to write to yet.
import type { Db } from "./pool.ts";

export async function selectContactlessCustomers(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<{ readonly id: number; readonly no: string; readonly name: string }[]> {
  const { rows } = await db.query<{ id: number; no: string; name: string }>(
    `select c.id, c.no, c.name from customer c where c.org_id = $1 and c.books_id = $2
       and not exists (select from customer_contact k where k.org_id = c.org_id
         and k.customer_id = c.id)
     order by c.id`,
    [orgId, booksId],
  );
  return rows;
}
