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

/** An undone decision takes its differences back, also those it brought to their end itself. */
export async function withdrawDifferences(
  client: pg.ClientBase,
  { orgId, recordedAt }: Recording,
  decisionId: number,
): Promise<void> {
  await client.query(
    `update difference set state = 'withdrawn', resolved_at = $3
     where org_id = $1 and decision_id = $2 and state <> 'withdrawn'`,
    [orgId, decisionId, recordedAt],
  );
}

/** Differences of a decision that it ended by itself (a retention that became an item of its own). */
export async function resolveDifferences(
  client: pg.ClientBase,
  { orgId, recordedAt }: Recording,
  of: { readonly decisionId: number; readonly itemId: number; readonly residual: string },
): Promise<void> {
  await client.query(
    `update difference set state = 'resolved', resolved_at = $3
     where org_id = $1 and decision_id = $2 and item_id = $4 and residual = $5 and state = 'open'`,
    [orgId, of.decisionId, recordedAt, of.itemId, of.residual],
  );
}
