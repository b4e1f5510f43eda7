// Who was named with @ in a dispute. One statement a function.
import type { Db } from "./pool.ts";

export async function insertMentions(
  db: Db,
  orgId: number,
  of: {
    readonly disputeId: number;
    readonly eventId: number;
    readonly memberIds: readonly number[];
  },
): Promise<void> {
  await db.query(
    `insert into dispute_mention (org_id, dispute_id, event_id, member_id)
     select $1, $2, $3, unnest($4::bigint[]) on conflict do nothing`,
    [orgId, of.disputeId, of.eventId, of.memberIds],
  );
}

/** The member has looked at the ticket. */
export async function markMentionsSeen(
  db: Db,
  orgId: number,
  of: { readonly disputeId: number; readonly memberId: number },
): Promise<void> {
  await db.query(
    `update dispute_mention set seen_at = clock_timestamp()
     where org_id = $1 and dispute_id = $2 and member_id = $3 and seen_at is null`,
    [orgId, of.disputeId, of.memberId],
  );
}

export async function countUnseenMentions(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  memberId: number | null,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(distinct x.dispute_id) as count from dispute_mention x
     join dispute d on d.org_id = x.org_id and d.id = x.dispute_id
     where x.org_id = $1 and d.books_id = $2 and x.member_id = $3 and x.seen_at is null`,
    [orgId, booksId, memberId],
  );
  return rows[0]?.count ?? 0;
}
