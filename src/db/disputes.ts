// Amounts a decision left open as disputed (J47): recorded beside the item, never a posting.
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

export type NewDispute = {
  readonly decisionId: number;
  readonly itemId: number;
  readonly amountMinor: number;
};

/** Dated like the decision's allocations, so that a report of that day sees both or neither. */
export async function insertDisputes(
  db: Db,
  { orgId, memberId, recordedAt }: Recording,
  disputes: readonly NewDispute[],
): Promise<void> {
  if (disputes.length === 0) return;
  await db.query(
    `insert into item_change (org_id, item_id, recorded_at, accounting_date, disputed_delta_minor,
       decision_id, by_member_id)
     select $1, d.item_id, $2, a.accounting_date, d.minor, d.decision_id, $3
     from unnest($4::bigint[], $5::bigint[], $6::bigint[]) d (decision_id, item_id, minor)
     join lateral (select max(x.accounting_date) as accounting_date from allocation x
       where x.org_id = $1 and x.decision_id = d.decision_id) a on a.accounting_date is not null`,
    [
      orgId,
      recordedAt,
      memberId,
      disputes.map((d) => d.decisionId),
      disputes.map((d) => d.itemId),
      disputes.map((d) => d.amountMinor),
    ],
  );
}

/** What a decision disputed is taken back with the date of its undo. */
export async function takeDisputesBack(
  db: Db,
  { orgId, memberId, recordedAt }: Recording,
  undo: { readonly decisionId: number; readonly undoId: number },
): Promise<void> {
  await db.query(
    `insert into item_change (org_id, item_id, recorded_at, accounting_date, disputed_delta_minor,
       decision_id, by_member_id)
     select $1, c.item_id, $2, a.accounting_date, -c.disputed_delta_minor, $4, $5
     from item_change c
     join lateral (select max(x.accounting_date) as accounting_date from allocation x
       where x.org_id = $1 and x.decision_id = $4) a on a.accounting_date is not null
     where c.org_id = $1 and c.decision_id = $3`,
    [orgId, recordedAt, undo.decisionId, undo.undoId, memberId],
  );
}
