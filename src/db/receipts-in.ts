// Receipts that an import makes of money in; each stands on its entry.
import type { ClientBase } from "pg";
import { bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Recording } from "./recording.ts";

export type NewReceiptRow = {
  readonly id: number;
  readonly bankLineId: number;
  readonly bankAccountId: number;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly bookingRate: string;
  readonly payerName: string;
  readonly entryId: number;
};

export async function insertReceipts(
  client: ClientBase,
  { orgId, booksId, recordedAt }: Recording,
  receipts: readonly NewReceiptRow[],
): Promise<void> {
  const rows = receipts.map((r): Cell[] => [
    orgId,
    r.id,
    booksId,
    "bank_line",
    r.bankLineId,
    r.bankAccountId,
    r.date,
    r.currency,
    r.amountMinor,
    r.homeMinor,
    r.bookingRate,
    r.payerName,
    r.entryId,
    recordedAt,
  ]);
  await bulkInsert(
    client,
    {
      table: "receipt",
      columns: {
        org_id: "bigint",
        id: "bigint",
        books_id: "bigint",
        kind: "text",
        bank_line_id: "bigint",
        bank_account_id: "bigint",
        date: "date",
        currency: "currency",
        amount_minor: "minor",
        home_minor: "minor",
        booking_rate: "text",
        payer_name: "text",
        entry_id: "bigint",
        recorded_at: "timestamptz",
      },
    },
    rows,
  );
}
