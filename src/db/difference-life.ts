// What changes in the life of a difference: owner, day, stage, cause, and its end.
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

export type DifferenceUpdate = {
  readonly id: number;
  /** Absent: unchanged; null: nobody. */
  readonly ownerId?: number | null;
  readonly dueOn?: string;
  readonly stage?: string;
  readonly code?: string;
  readonly because?: readonly unknown[];
};

export async function updateDifference(
  db: Db,
  { orgId }: Recording,
  change: DifferenceUpdate,
): Promise<void> {
  const { id, ownerId, dueOn, stage, code, because } = change;
  await db.query(
    `update difference set
       owner_member_id = case when $3 then $4::bigint else owner_member_id end,
       due_on = coalesce($5::date, due_on), stage = coalesce($6, stage),
       code_by = case when $7::text is null then code_by else 'person' end,
       code = coalesce($7, code), because = coalesce($8::jsonb, because)
     where org_id = $1 and id = $2 and state = 'open'`,
    [
      orgId,
      id,
      ownerId !== undefined,
      ownerId ?? null,
      dueOn ?? null,
      stage ?? null,
      code ?? null,
      because === undefined ? null : JSON.stringify(because),
    ],
  );
}

export async function resolveDifference(
  db: Db,
  { orgId, recordedAt }: Recording,
  end: { readonly id: number; readonly outcome: string; readonly decisionId: number | null },
): Promise<void> {
  await db.query(
    `update difference set state = 'resolved', resolved_at = $3, outcome = $4, resolved_by_id = $5
     where org_id = $1 and id = $2 and state = 'open'`,
    [orgId, end.id, recordedAt, end.outcome, end.decisionId],
  );
}

/** Waits for the second person; `outcome` is what was asked for. */
export async function awaitApproval(
  db: Db,
  { orgId }: Recording,
  asked: { readonly id: number; readonly outcome: string; readonly approvalId: number },
): Promise<void> {
  await db.query(
    `update difference set stage = 'waiting_approval', outcome = $3, approval_id = $4
     where org_id = $1 and id = $2 and state = 'open'`,
    [orgId, asked.id, asked.outcome, asked.approvalId],
  );
}

export type AwaitingApproval = {
  readonly id: number;
  readonly outcome: string;
  readonly itemId: number | null;
  readonly amountMinor: number;
};

export async function selectAwaiting(
  db: Db,
  orgId: number,
  approvalId: number,
): Promise<AwaitingApproval | null> {
  const { rows } = await db.query<AwaitingApproval>(
    `select id, coalesce(outcome, '') as outcome, item_id as "itemId",
       abs(amount_minor)::bigint as "amountMinor"
     from difference where org_id = $1 and approval_id = $2 and state = 'open' for update`,
    [orgId, approvalId],
  );
  return rows[0] ?? null;
}

export async function endWaiting(db: Db, { orgId }: Recording, id: number): Promise<void> {
  await db.query(
    `update difference set stage = 'in_progress', outcome = null, approval_id = null
     where org_id = $1 and id = $2 and state = 'open'`,
    [orgId, id],
  );
}

/** Whether a named member may be given work of these books. */
export async function isActiveMember(db: Db, orgId: number, memberId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from member where org_id = $1 and id = $2 and active",
    [orgId, memberId],
  );
  return rowCount === 1;
}

/** Marks a part of an item as disputed (J47), or below zero takes the mark off again. */
export async function insertDisputeMark(
  db: Db,
  { orgId, memberId, recordedAt }: Recording,
  mark: {
    readonly itemId: number;
    readonly amountMinor: number;
    readonly date: string;
    readonly reason: string;
    readonly decisionId: number | null;
  },
): Promise<void> {
  await db.query(
    `insert into item_change (org_id, item_id, recorded_at, accounting_date, disputed_delta_minor,
       reason, decision_id, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      orgId,
      mark.itemId,
      recordedAt,
      mark.date,
      mark.amountMinor,
      mark.reason,
      mark.decisionId,
      memberId,
    ],
  );
}
