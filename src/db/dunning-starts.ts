// Where newly known debt starts, and customers that are left alone for a while.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** How many were new: a start is released once. */
export async function insertStarts(
  db: Db,
  orgId: number,
  of: {
    readonly starts: readonly { readonly itemId: number; readonly nominal: number }[];
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into dunning_start (org_id, item_id, nominal, by_member_id)
     select $1, x.item_id, x.nominal, $4 from unnest($2::bigint[], $3::int[]) as x(item_id, nominal)
     on conflict (org_id, item_id) do nothing`,
    [
      orgId,
      of.starts.map(({ itemId }) => itemId),
      of.starts.map(({ nominal }) => nominal),
      of.memberId,
    ],
  );
  return rowCount ?? 0;
}

export async function insertPause(
  db: Db,
  { orgId, booksId }: InBooks,
  pause: {
    readonly customerId: number;
    readonly until: string;
    readonly reason: string;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `insert into dunning_pause (org_id, books_id, customer_id, until, reason, by_member_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [orgId, booksId, pause.customerId, pause.until, pause.reason, pause.memberId],
  );
}

export async function endPauses(db: Db, orgId: number, customerId: number): Promise<void> {
  await db.query(
    `update dunning_pause set ended_at = now()
     where org_id = $1 and customer_id = $2 and ended_at is null`,
    [orgId, customerId],
  );
}
