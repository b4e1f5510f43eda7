// What interrupts a limitation period, as people recorded it with its paper.
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type LimitationEventRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly itemId: number | null;
  readonly itemNo: string | null;
  readonly kind: string;
  readonly date: string;
  readonly evidence: string;
  readonly by: string | null;
  readonly revokedAt: Date | null;
};

/** The newest first; of one customer, or of all. */
export async function selectLimitationEvents(
  db: Db,
  { orgId, booksId }: Books,
  customerId: number | null,
): Promise<LimitationEventRow[]> {
  const { rows } = await db.query<LimitationEventRow>(
    `select e.id, e.customer_id as "customerId", c.name as "customerName", e.item_id as "itemId",
       i.no as "itemNo", e.kind, e.date, e.evidence, m.name as by, e.revoked_at as "revokedAt"
     from limitation_event e join customer c on c.org_id = e.org_id and c.id = e.customer_id
     left join open_item i on i.org_id = e.org_id and i.id = e.item_id
     left join member m on m.org_id = e.org_id and m.id = e.by_member_id
     where e.org_id = $1 and e.books_id = $2 and ($3::bigint is null or e.customer_id = $3)
     order by e.date desc, e.id desc limit 1000`,
    [orgId, booksId, customerId],
  );
  return rows;
}

/** Null when the customer or the item is none of these books, or the item another customer's. */
export async function insertLimitationEvent(
  db: Db,
  { orgId, booksId }: Books,
  of: {
    readonly customerId: number;
    readonly itemId: number | null;
    readonly kind: string;
    readonly date: string;
    readonly evidence: string;
    readonly memberId: number;
    readonly recordedAt: string;
  },
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `insert into limitation_event (org_id, books_id, customer_id, item_id, kind, date, evidence, by_member_id,
       recorded_at)
     select $1, $2, c.id, $4, $5, $6, $7, $8, $9 from customer c
     where c.org_id = $1 and c.books_id = $2 and c.id = $3
       and ($4::bigint is null or exists (select from open_item i
         where i.org_id = $1 and i.id = $4 and i.customer_id = c.id))
     returning id`,
    [
      orgId,
      booksId,
      of.customerId,
      of.itemId,
      of.kind,
      of.date,
      of.evidence,
      of.memberId,
      of.recordedAt,
    ],
  );
  return rows[0]?.id ?? null;
}

/** False when there is none of that id in force. */
export async function revokeLimitationEvent(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly id: number; readonly revokedAt: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update limitation_event set revoked_at = $4
     where org_id = $1 and books_id = $2 and id = $3 and revoked_at is null`,
    [orgId, booksId, of.id, of.revokedAt],
  );
  return rowCount === 1;
}

/** Null when the customer is none of these books. */
export async function selectCustomerName(
  db: Db,
  { orgId, booksId }: Books,
  customerId: number,
): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>(
    "select name from customer where org_id = $1 and books_id = $2 and id = $3",
    [orgId, booksId, customerId],
  );
  return rows[0]?.name ?? null;
}
