// Items that a posting begins: advances, retentions, debts taken over.
import type pg from "pg";
import type { IsoDate } from "../core/date.ts";
import type { ItemKind } from "../core/item-kinds.ts";
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Recording } from "./recording.ts";

export type NewItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly kind: ItemKind;
  readonly no: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly issueDate: IsoDate;
  readonly dueDate: IsoDate | null;
  readonly ageFrom: IsoDate;
  readonly accountingDate: IsoDate;
  /** Null for a memo kind. */
  readonly account: string | null;
  readonly linkedItemId: number | null;
  readonly entryId: number;
};

const table: BulkTable = {
  table: "open_item",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    kind: "text",
    no: "text",
    currency: "currency",
    face_minor: "minor",
    amount_minor: "minor",
    home_minor: "minor",
    issue_date: "date",
    due_date: "date",
    age_from: "date",
    accounting_date: "date",
    recorded_at: "timestamptz",
    origin: "text",
    account: "text",
    linked_item_id: "bigint",
    entry_id: "bigint",
  },
};

/** Their entries must be stored before. */
export async function insertNewItems(
  client: pg.ClientBase,
  { orgId, booksId, recordedAt }: Recording,
  items: readonly NewItemRow[],
): Promise<void> {
  await bulkInsert(
    client,
    table,
    items.map((i) => [
      orgId,
      i.id,
      booksId,
      i.customerId,
      i.kind,
      i.no,
      i.currency,
      i.amountMinor,
      i.amountMinor,
      i.homeMinor,
      i.issueDate,
      i.dueDate,
      i.ageFrom,
      i.accountingDate,
      recordedAt,
      "ours",
      i.account,
      i.linkedItemId,
      i.entryId,
    ]),
  );
}
