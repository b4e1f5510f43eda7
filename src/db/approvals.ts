// Approvals 审批: what waits for a second person.
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type ApprovalState = "pending" | "approved" | "rejected" | "withdrawn";

export type ApprovalRow = {
  readonly id: number;
  readonly act: string;
  readonly payload: unknown;
  readonly currency: string | null;
  readonly amountMinor: number | null;
  readonly reason: string;
  readonly state: ApprovalState;
  readonly askedBy: number;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly comment: string;
  /** The item of an adjustment. */
  readonly itemId: number | null;
  readonly itemNo: string | null;
  readonly itemCurrency: string | null;
  readonly customerName: string | null;
  /** Of the money of an adjustment. */
  readonly payerName: string | null;
};

export async function insertApproval(
  db: Db,
  a: Books & {
    readonly act: string;
    readonly payload: unknown;
    readonly currency: string | null;
    readonly amountMinor: number | null;
    readonly reason: string;
    readonly askedBy: number;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into approval (org_id, books_id, act, payload, currency, amount_minor, reason, asked_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      a.orgId,
      a.booksId,
      a.act,
      JSON.stringify(a.payload),
      a.currency,
      a.amountMinor,
      a.reason,
      a.askedBy,
    ],
  );
  return rows[0]!.id;
}

const columns = `a.id, a.act, a.payload, a.currency, a.amount_minor as "amountMinor", a.reason,
  a.state, a.asked_by as "askedBy", p.name as "askedByName", a.asked_at as "askedAt",
  d.name as "decidedByName", a.decided_at as "decidedAt", a.comment,
  i.id as "itemId", i.no as "itemNo", i.currency as "itemCurrency", c.name as "customerName",
  coalesce(nullif(r.payer_name, ''), l.payer_account) as "payerName"`;
const tables = `approval a join member p on p.org_id = a.org_id and p.id = a.asked_by
  left join member d on d.org_id = a.org_id and d.id = a.decided_by
  left join open_item i on i.org_id = a.org_id
    and i.id = nullif(a.payload #>> '{request,itemId}', '')::bigint
  left join customer c on c.org_id = i.org_id and c.id = i.customer_id
  left join receipt r on r.org_id = a.org_id
    and r.id = nullif(a.payload #>> '{request,receiptId}', '')::bigint
  left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id`;

/** Locked until the transaction ends: two approvers cannot both post it. */
export async function lockApproval(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<ApprovalRow | null> {
  const { rows } = await db.query<ApprovalRow>(
    `select ${columns} from ${tables}
     where a.org_id = $1 and a.books_id = $2 and a.id = $3 for update of a`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export async function selectApproval(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<ApprovalRow | null> {
  const { rows } = await db.query<ApprovalRow>(
    `select ${columns} from ${tables} where a.org_id = $1 and a.books_id = $2 and a.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** A reopening of the month that already waits. */
export async function selectPendingReopening(
  db: Db,
  { orgId, booksId }: Books,
): Promise<{ id: number; month: string } | null> {
  const { rows } = await db.query<{ id: number; month: string }>(
    `select id, payload #>> '{reopen,month}' as month from approval
     where org_id = $1 and books_id = $2 and state = 'pending' and act = 'reopen_period'
     order by id desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

/** Signatures join the request while others are still missing. */
export async function setApprovalPayload(
  db: Db,
  orgId: number,
  { id, payload }: { readonly id: number; readonly payload: unknown },
): Promise<void> {
  await db.query("update approval set payload = $3 where org_id = $1 and id = $2", [
    orgId,
    id,
    JSON.stringify(payload),
  ]);
}

export async function selectApprovals(
  db: Db,
  { orgId, booksId }: Books,
  state: "pending" | "all",
): Promise<ApprovalRow[]> {
  const { rows } = await db.query<ApprovalRow>(
    `select ${columns} from ${tables}
     where a.org_id = $1 and a.books_id = $2 and ($3 = 'all' or a.state = $3)
     order by a.id desc limit 500`,
    [orgId, booksId, state],
  );
  return rows;
}

export async function setApprovalState(
  db: Db,
  orgId: number,
  to: {
    readonly id: number;
    readonly state: ApprovalState;
    readonly decidedBy: number | null;
    readonly comment: string;
  },
): Promise<void> {
  await db.query(
    `update approval set state = $3, decided_by = $4, decided_at = now(), comment = $5
     where org_id = $1 and id = $2`,
    [orgId, to.id, to.state, to.decidedBy, to.comment],
  );
}
