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
  /** Of a bill: who accepted it. */
  readonly memo?: string;
  /** Of the document; what was paid before it is in it. */
  readonly faceMinor: number;
  readonly taxMinor: number | null;
  readonly origin: "ours" | "gl";
  /** Number of the item it is linked to, where the page shows it. */
  readonly linkedNo: string;
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
    tax_minor: "minor",
    issue_date: "date",
    due_date: "date",
    age_from: "date",
    accounting_date: "date",
    recorded_at: "timestamptz",
    origin: "text",
    account: "text",
    linked_no: "text",
    linked_item_id: "bigint",
    entry_id: "bigint",
    memo: "text",
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
      i.faceMinor,
      i.amountMinor,
      i.homeMinor,
      i.taxMinor,
      i.issueDate,
      i.dueDate,
      i.ageFrom,
      i.accountingDate,
      recordedAt,
      i.origin,
      i.account,
      i.linkedNo,
      i.linkedItemId,
      i.entryId,
      i.memo ?? "",
    ]),
  );
}

export type NumberedItem = {
  readonly customerId: string;
  readonly kind: ItemKind;
  readonly number: string;
};

/**
 * Which parts of a number live items of that customer and kind have: 1 for the number itself, 2 for it
 * with "/2" behind it, and so on; for each, in their order.
 */
export async function selectNumberedParts(
  client: pg.ClientBase,
  { orgId, booksId }: Recording,
  items: readonly NumberedItem[],
): Promise<number[][]> {
  if (items.length === 0) return [];
  // looked up one by one in the index, whatever the planner believes of a table that grew just now
  const { rows } = await client.query<{ parts: number[] }>(
    `select array(
       select case when i.no = w.no then 1 else substr(i.no, length(w.no) + 2)::int end
       from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.customer_id = w.customer_id and i.kind = w.kind
         and i.cancelled_at is null
         and (i.no = w.no or starts_with(i.no, w.no || '/')
           and substr(i.no, length(w.no) + 2) ~ '^[1-9][0-9]{0,8}$')) as parts
     from unnest($3::bigint[], $4::text[], $5::text[]) with ordinality w (customer_id, kind, no, n)
     order by w.n`,
    [
      orgId,
      booksId,
      items.map((item) => item.customerId),
      items.map((item) => item.kind),
      items.map((item) => item.number),
    ],
  );
  return rows.map((row) => row.parts);
}
