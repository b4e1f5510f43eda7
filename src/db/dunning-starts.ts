// Where newly known debt starts, and customers that are left alone for a while.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function insertStartRelease(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly startAt: number | null; readonly memberId: number | null },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into dunning_start_release (org_id, books_id, start_at, by_member_id)
     values ($1, $2, $3, $4) returning id`,
    [orgId, booksId, of.startAt, of.memberId],
  );
  return rows[0]!.id;
}

/** How many were new: a start is released once. */
export async function insertStarts(
  db: Db,
  orgId: number,
  of: {
    readonly starts: readonly { readonly itemId: number; readonly nominal: number }[];
    readonly releaseId: number;
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into dunning_start (org_id, item_id, nominal, release_id, by_member_id)
     select $1, x.item_id, x.nominal, $4, $5
     from unnest($2::bigint[], $3::int[]) as x(item_id, nominal)
     on conflict (org_id, item_id) do nothing`,
    [
      orgId,
      of.starts.map(({ itemId }) => itemId),
      of.starts.map(({ nominal }) => nominal),
      of.releaseId,
      of.memberId,
    ],
  );
  return rowCount ?? 0;
}

export type StartRelease = { readonly isUndone: boolean };

/** Null: there is none; locked until the transaction ends. */
export async function lockStartRelease(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<StartRelease | null> {
  const { rows } = await db.query<StartRelease>(
    `select undone_at is not null as "isUndone" from dunning_start_release
     where org_id = $1 and books_id = $2 and id = $3 for update`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** Documents that wait again; those a notice was planned for since keep their start. */
export async function deleteStarts(db: Db, orgId: number, releaseId: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from dunning_start s
     where s.org_id = $1 and s.release_id = $2 and not exists (
       select from dunning_notice_item x
       join dunning_notice n on n.org_id = x.org_id and n.id = x.notice_id
       where x.org_id = s.org_id and x.item_id = s.item_id and x.nominal is not null
         and n.state in ('proposed', 'released', 'done'))`,
    [orgId, releaseId],
  );
  return rowCount ?? 0;
}

export async function countStarts(db: Db, orgId: number, releaseId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from dunning_start
     where org_id = $1 and release_id = $2`,
    [orgId, releaseId],
  );
  return rows[0]?.count ?? 0;
}

export async function markReleaseUndone(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly memberId: number | null },
): Promise<void> {
  await db.query(
    `update dunning_start_release set undone_at = clock_timestamp(), undone_by_member_id = $3
     where org_id = $1 and id = $2`,
    [orgId, of.id, of.memberId],
  );
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
