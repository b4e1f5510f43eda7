// Disputes 争议工单, their documents and what was said and done. One statement a function.
import type {
  DisputeReason,
  DisputeResolution,
  DisputeSource,
  DisputeState,
  DisputeStep,
} from "../core/disputes/dispute.ts";
import type { Db } from "./pool.ts";
import type { OfCustomer } from "./portal-pages.ts";

export type NewDispute = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly source: DisputeSource;
  readonly statementId: number | null;
  readonly statementLine: number | null;
  readonly differenceId: number | null;
  readonly reason: DisputeReason;
  readonly code: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly note: string;
  readonly ownerId: number | null;
  readonly dueOn: string;
  readonly openedAt: string;
};

export async function insertDispute(db: Db, dispute: NewDispute): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into dispute (org_id, books_id, customer_id, source, statement_id, statement_line,
       difference_id, reason, code, currency, amount_minor, note, owner_member_id, due_on, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      dispute.orgId,
      dispute.booksId,
      dispute.customerId,
      dispute.source,
      dispute.statementId,
      dispute.statementLine,
      dispute.differenceId,
      dispute.reason,
      dispute.code,
      dispute.currency,
      dispute.amountMinor,
      dispute.note,
      dispute.ownerId,
      dispute.dueOn,
      dispute.openedAt,
    ],
  );
  return rows[0]!.id;
}

export type DisputeItemRow = {
  readonly disputeId: number;
  readonly itemId: number;
  readonly no: string;
  readonly kind: string;
  readonly currency: string;
  readonly accountingDate: string;
  readonly amountMinor: number;
  readonly markedMinor: number;
  readonly openMinor: number;
};

export async function insertDisputeItem(
  db: Db,
  item: {
    readonly orgId: number;
    readonly disputeId: number;
    readonly itemId: number;
    readonly amountMinor: number;
    readonly markedMinor: number;
  },
): Promise<void> {
  await db.query(
    `insert into dispute_item (org_id, dispute_id, item_id, amount_minor, marked_minor)
     values ($1, $2, $3, $4, $5)`,
    [item.orgId, item.disputeId, item.itemId, item.amountMinor, item.markedMinor],
  );
}

export async function updateMarked(
  db: Db,
  orgId: number,
  item: { readonly disputeId: number; readonly itemId: number; readonly markedMinor: number },
): Promise<void> {
  await db.query(
    `update dispute_item set marked_minor = $4
     where org_id = $1 and dispute_id = $2 and item_id = $3`,
    [orgId, item.disputeId, item.itemId, item.markedMinor],
  );
}

export async function selectDisputeItems(
  db: Db,
  orgId: number,
  disputeIds: readonly number[],
): Promise<DisputeItemRow[]> {
  if (disputeIds.length === 0) return [];
  const { rows } = await db.query<DisputeItemRow>(
    `select d.dispute_id as "disputeId", d.item_id as "itemId", i.no, i.kind, i.currency,
       i.accounting_date as "accountingDate", d.amount_minor as "amountMinor",
       d.marked_minor as "markedMinor",
       (i.amount_minor - i.applied_minor)::bigint as "openMinor"
     from dispute_item d join open_item i on i.org_id = d.org_id and i.id = d.item_id
     where d.org_id = $1 and d.dispute_id = any($2::bigint[]) order by d.dispute_id, i.due_date, i.id`,
    [orgId, disputeIds],
  );
  return rows;
}

/** For one of the documents; undone ones do not count. */
export async function wereGoodsTaken(
  db: Db,
  orgId: number,
  items: readonly Pick<DisputeItemRow, "itemId">[],
): Promise<boolean> {
  const { rows } = await db.query<{ taken: boolean }>(
    `select coalesce(sum(item_minor), 0) > 0 as taken from allocation
     where org_id = $1 and item_id = any($2::bigint[]) and code = 'goods_payment'`,
    [orgId, items.map(({ itemId }) => itemId)],
  );
  return rows[0]?.taken ?? false;
}

export type NewDisputeEvent = {
  readonly act: string;
  readonly side: "us" | "customer" | "system";
  readonly author: string;
  readonly memberId?: number | null;
  readonly isShared?: boolean;
  readonly body?: string;
  readonly fileIds?: readonly number[];
  readonly detail?: object;
};

export async function insertDisputeEvent(
  db: Db,
  { orgId, disputeId }: { readonly orgId: number; readonly disputeId: number },
  event: NewDisputeEvent,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into dispute_event (org_id, dispute_id, act, side, author, member_id, is_shared, body,
       file_ids, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      orgId,
      disputeId,
      event.act,
      event.side,
      event.author,
      event.memberId ?? null,
      event.isShared ?? false,
      event.body ?? "",
      event.fileIds ?? [],
      JSON.stringify(event.detail ?? {}),
    ],
  );
  return rows[0]!.id;
}

export type DisputeEventRow = {
  readonly disputeId: number;
  readonly act: string;
  readonly side: "us" | "customer" | "system";
  readonly author: string;
  readonly isShared: boolean;
  readonly body: string;
  readonly fileIds: readonly number[];
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
};

export async function selectDisputeEvents(
  db: Db,
  orgId: number,
  disputeIds: readonly number[],
): Promise<DisputeEventRow[]> {
  if (disputeIds.length === 0) return [];
  const { rows } = await db.query<DisputeEventRow>(
    `select dispute_id as "disputeId", act, side, author, is_shared as "isShared", body,
       to_json(file_ids) as "fileIds", detail, recorded_at as at
     from dispute_event where org_id = $1 and dispute_id = any($2::bigint[]) order by id`,
    [orgId, disputeIds],
  );
  return rows;
}

export type DisputeRow = {
  readonly id: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly source: DisputeSource;
  readonly statementId: number | null;
  readonly statementNo: string | null;
  readonly statementLine: number | null;
  readonly differenceId: number | null;
  readonly reason: DisputeReason;
  readonly code: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly note: string;
  readonly step: DisputeStep;
  readonly state: DisputeState;
  readonly resolution: DisputeResolution | null;
  readonly resolutionNote: string;
  readonly redAskedAt: Date | null;
  readonly approvalId: number | null;
  readonly decisionId: number | null;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly dueOn: string;
  readonly escalatedAt: Date | null;
  readonly firstAnswerAt: Date | null;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
};

const columns = `d.id, d.books_id as "booksId", d.customer_id as "customerId",
  c.name as "customerName", d.source, d.statement_id as "statementId", s.no as "statementNo",
  d.statement_line as "statementLine", d.difference_id as "differenceId", d.reason, d.code,
  d.currency, d.amount_minor as "amountMinor", d.note, d.step, d.state, d.resolution,
  d.resolution_note as "resolutionNote", d.red_asked_at as "redAskedAt",
  d.approval_id as "approvalId", d.decision_id as "decisionId", d.owner_member_id as "ownerId",
  m.name as "ownerName", d.due_on as "dueOn", d.escalated_at as "escalatedAt",
  d.first_answer_at as "firstAnswerAt", d.opened_at as "openedAt", d.resolved_at as "resolvedAt"`;
const tables = `dispute d
  join customer c on c.org_id = d.org_id and c.id = d.customer_id
  left join statement s on s.org_id = d.org_id and s.id = d.statement_id
  left join member m on m.org_id = d.org_id and m.id = d.owner_member_id`;

export async function selectDispute(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  id: number,
): Promise<DisputeRow | null> {
  const { rows } = await db.query<DisputeRow>(
    `select ${columns} from ${tables} where d.org_id = $1 and d.books_id = $2 and d.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** Some by id, the newest first. */
export async function selectDisputes(
  db: Db,
  orgId: number,
  ids: readonly number[],
): Promise<DisputeRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<DisputeRow>(
    `select ${columns} from ${tables} where d.org_id = $1 and d.id = any($2::bigint[])
     order by d.id desc`,
    [orgId, ids],
  );
  return rows;
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockDispute(db: Db, orgId: number, id: number): Promise<DisputeRow | null> {
  const { rows } = await db.query<DisputeRow>(
    `select ${columns} from ${tables} where d.org_id = $1 and d.id = $2 for update of d`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export async function selectDisputesOfCustomer(
  db: Db,
  { orgId, customerId }: OfCustomer,
): Promise<DisputeRow[]> {
  const { rows } = await db.query<DisputeRow>(
    `select ${columns} from ${tables}
     where d.org_id = $1 and d.customer_id = $2 order by d.id desc limit 200`,
    [orgId, customerId],
  );
  return rows;
}

export async function selectDisputesOfStatement(
  db: Db,
  orgId: number,
  statementId: number,
): Promise<DisputeRow[]> {
  const { rows } = await db.query<DisputeRow>(
    `select ${columns} from ${tables}
     where d.org_id = $1 and d.statement_id = $2 order by d.id`,
    [orgId, statementId],
  );
  return rows;
}

export async function selectDisputeOfApproval(
  db: Db,
  orgId: number,
  approvalId: number,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `select id from dispute
     where org_id = $1 and approval_id = $2 and state = 'waiting_approval' for update`,
    [orgId, approvalId],
  );
  return rows[0]?.id ?? null;
}

export type DisputeChange = {
  readonly code?: string | null;
  readonly amountMinor?: number;
  readonly step?: DisputeStep;
  readonly state?: DisputeState;
  readonly resolution?: DisputeResolution | null;
  readonly resolutionNote?: string;
  readonly redAskedAt?: Date | null;
  readonly approvalId?: number | null;
  readonly decisionId?: number | null;
  readonly ownerId?: number | null;
  readonly dueOn?: string;
  readonly escalatedAt?: Date | null;
  readonly firstAnswerAt?: Date;
  readonly resolvedAt?: string | null;
};

/** Changes what is named and leaves the rest; null takes a value away. */
export async function updateDispute(
  db: Db,
  orgId: number,
  id: number,
  change: DisputeChange,
): Promise<void> {
  await db.query(
    `update dispute set code = case when $3 then $4 else code end,
       amount_minor = coalesce($5, amount_minor), step = coalesce($6, step),
       state = coalesce($7, state),
       resolution = case when $8 then $9 else resolution end,
       resolution_note = coalesce($10, resolution_note),
       red_asked_at = case when $11 then $12 else red_asked_at end,
       approval_id = case when $13 then $14::bigint else approval_id end,
       decision_id = case when $15 then $16::bigint else decision_id end,
       owner_member_id = case when $17 then $18::bigint else owner_member_id end,
       due_on = coalesce($19, due_on),
       escalated_at = case when $20 then $21::timestamptz else escalated_at end,
       first_answer_at = coalesce(first_answer_at, $22),
       resolved_at = case when $23 then $24::timestamptz else resolved_at end
     where org_id = $1 and id = $2`,
    [
      orgId,
      id,
      change.code !== undefined,
      change.code ?? null,
      change.amountMinor ?? null,
      change.step ?? null,
      change.state ?? null,
      change.resolution !== undefined,
      change.resolution ?? null,
      change.resolutionNote ?? null,
      change.redAskedAt !== undefined,
      change.redAskedAt ?? null,
      change.approvalId !== undefined,
      change.approvalId ?? null,
      change.decisionId !== undefined,
      change.decisionId ?? null,
      change.ownerId !== undefined,
      change.ownerId ?? null,
      change.dueOn ?? null,
      change.escalatedAt !== undefined,
      change.escalatedAt ?? null,
      change.firstAnswerAt ?? null,
      change.resolvedAt !== undefined,
      change.resolvedAt ?? null,
    ],
  );
}

/** Documents as they can be put in dispute: what is open and not yet marked. */
export type DisputableRow = {
  readonly itemId: number;
  readonly customerId: number;
  readonly booksId: number;
  readonly no: string;
  readonly currency: string;
  readonly accountingDate: string;
  readonly openMinor: number;
  readonly disputedMinor: number;
};

export async function selectDisputable(
  db: Db,
  orgId: number,
  itemIds: readonly number[],
): Promise<DisputableRow[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await db.query<DisputableRow>(
    `select i.id as "itemId", i.customer_id as "customerId", i.books_id as "booksId", i.no,
       i.currency, i.accounting_date as "accountingDate",
       (i.amount_minor - i.applied_minor)::bigint as "openMinor",
       coalesce((select sum(x.disputed_delta_minor) from item_change x
         where x.org_id = i.org_id and x.item_id = i.id), 0)::bigint as "disputedMinor"
     from open_item i
     where i.org_id = $1 and i.id = any($2::bigint[]) and i.cancelled_at is null`,
    [orgId, itemIds],
  );
  return rows;
}
