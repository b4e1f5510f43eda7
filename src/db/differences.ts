// Differences 差异: what stayed open and why.
import type pg from "pg";
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Recording } from "./recording.ts";

export type NewDifference = {
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly decisionId: number | null;
  /** Residual code (fee, deduction, retention …). */
  readonly residual: string;
  /** T01 … S04, or null. */
  readonly code: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly because: unknown;
};

const table: BulkTable = {
  table: "difference",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    item_id: "bigint",
    receipt_id: "bigint",
    decision_id: "bigint",
    residual: "text",
    code: "text",
    currency: "currency",
    amount_minor: "minor",
    because: "jsonb",
    recorded_at: "timestamptz",
  },
};

export async function insertDifferences(
  client: pg.ClientBase,
  { orgId, booksId, recordedAt }: Recording,
  differences: readonly NewDifference[],
): Promise<void> {
  await bulkInsert(
    client,
    table,
    differences.map((d) => [
      orgId,
      booksId,
      d.customerId,
      d.itemId,
      d.receiptId,
      d.decisionId,
      d.residual,
      d.code,
      d.currency,
      d.amountMinor,
      JSON.stringify(d.because ?? []),
      recordedAt,
    ]),
  );
}

/**
 * An undone decision takes its differences back, also those it brought to their end itself; what
 * other differences it ended is open again.
 */
export async function withdrawDifferences(
  client: pg.ClientBase,
  recording: Recording,
  decisionId: number,
): Promise<void> {
  const { orgId, recordedAt } = recording;
  const withdrawn = await client.query<{ id: number }>(
    `update difference set state = 'withdrawn', resolved_at = $3
     where org_id = $1 and decision_id = $2 and state <> 'withdrawn' returning id`,
    [orgId, decisionId, recordedAt],
  );
  const reopened = await client.query<{ id: number }>(
    `update difference set state = 'open', stage = 'in_progress', outcome = null,
       resolved_by_id = null, resolved_at = null
     where org_id = $1 and resolved_by_id = $2 and state = 'resolved' returning id`,
    [orgId, decisionId],
  );
  await insertDifferenceEvents(client, recording, [
    ...withdrawn.rows.map(({ id }) => ({ id, act: "withdrawn", detail: { decisionId } }) as const),
    ...reopened.rows.map(({ id }) => ({ id, act: "reopened", detail: { decisionId } }) as const),
  ]);
}

/** Differences of a decision that it ended by itself (a retention that became an item of its own). */
export async function resolveDifferences(
  client: pg.ClientBase,
  recording: Recording,
  of: readonly { readonly decisionId: number; readonly itemId: number }[],
  residual: string,
): Promise<void> {
  if (of.length === 0) return;
  const { rows } = await client.query<{ id: number; decisionId: number }>(
    `update difference d set state = 'resolved', resolved_at = $2, outcome = d.residual
     from unnest($3::bigint[], $4::bigint[]) o (decision_id, item_id)
     where d.org_id = $1 and d.decision_id = o.decision_id and d.item_id = o.item_id
       and d.residual = $5 and d.state = 'open'
     returning d.id, d.decision_id as "decisionId"`,
    [
      recording.orgId,
      recording.recordedAt,
      of.map(({ decisionId }) => decisionId),
      of.map(({ itemId }) => itemId),
      residual,
    ],
  );
  await insertDifferenceEvents(
    client,
    recording,
    rows.map(({ id, decisionId }) => {
      const detail = { decisionId, outcome: residual };
      return { id, act: "resolved", detail } as const;
    }),
  );
}

export type DifferenceAct =
  | "found"
  | "examined"
  | "recoded"
  | "assigned"
  | "moved"
  | "dated"
  | "noted"
  | "asked"
  | "resolved"
  | "reopened"
  | "withdrawn"
  | "told"
  | "notice_withdrawn"
  | "link_revoked";

export type NewDifferenceEvent = {
  readonly id: number;
  readonly act: DifferenceAct;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly note?: string;
};

const eventTable: BulkTable = {
  table: "difference_event",
  columns: {
    org_id: "bigint",
    difference_id: "bigint",
    act: "text",
    detail: "jsonb",
    note: "text",
    by_member_id: "bigint",
    recorded_at: "timestamptz",
  },
};

/** What happened to a difference; only ever added to. */
export async function insertDifferenceEvents(
  client: pg.ClientBase,
  { orgId, memberId, recordedAt }: Recording,
  events: readonly NewDifferenceEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await bulkInsert(
    client,
    eventTable,
    events.map((e) => [
      orgId,
      e.id,
      e.act,
      JSON.stringify(e.detail ?? {}),
      e.note ?? "",
      memberId,
      recordedAt,
    ]),
  );
}
