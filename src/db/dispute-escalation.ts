// Disputes past their day. One statement a function.
import type { DisputeReason } from "../core/disputes/dispute.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type LateDispute = {
  readonly id: number;
  readonly customerName: string;
  readonly reason: DisputeReason;
  readonly currency: string;
  readonly amountMinor: number;
  readonly dueOn: string;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
};

/** Not resolved, their day past, and not escalated since `before`; the largest first. */
export async function selectLateDisputes(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly today: string; readonly before: Date },
): Promise<LateDispute[]> {
  const { rows } = await db.query<LateDispute>(
    `select d.id, c.name as "customerName", d.reason, d.currency, d.amount_minor as "amountMinor",
       d.due_on as "dueOn", d.owner_member_id as "ownerId", m.name as "ownerName"
     from dispute d
     join customer c on c.org_id = d.org_id and c.id = d.customer_id
     left join member m on m.org_id = d.org_id and m.id = d.owner_member_id
     where d.org_id = $1 and d.books_id = $2 and d.state <> 'resolved' and d.due_on < $3
       and (d.escalated_at is null or d.escalated_at <= $4)
     order by d.amount_minor desc, d.id for update of d`,
    [orgId, booksId, of.today, of.before],
  );
  return rows;
}

export async function noteEscalated(
  db: Db,
  orgId: number,
  of: { readonly ids: readonly number[]; readonly at: Date },
): Promise<void> {
  await db.query(
    `with late as (update dispute set escalated_at = $3
       where org_id = $1 and id = any($2::bigint[]) returning id)
     insert into dispute_event (org_id, dispute_id, act, side, author)
     select $1, id, 'escalated', 'system', '' from late`,
    [orgId, of.ids, of.at],
  );
}
