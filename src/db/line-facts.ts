// The state of bank lines that a decision about them needs.
import type pg from "pg";

export type LineFacts = {
  readonly id: number;
  readonly lane: string;
  readonly category: string | null;
  readonly version: number;
  readonly isCancelled: boolean;
  readonly amountMinor: number;
  readonly payerName: string;
};

export async function selectLineFacts(
  client: pg.ClientBase,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  lineIds: readonly number[],
): Promise<Map<number, LineFacts>> {
  const { rows } = await client.query<LineFacts>(
    `select l.id, l.lane, l.category, l.version, l.cancelled_at is not null as "isCancelled",
            l.amount_minor as "amountMinor", l.payer_name as "payerName"
     from bank_line l where l.org_id = $1 and l.books_id = $3 and l.id = any($2)`,
    [orgId, lineIds, booksId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether a run may still decide about a line. */
export type LineStanding = Pick<LineFacts, "lane" | "isCancelled">;

export type BookedReceipt = {
  readonly bankLineId: number;
  readonly payerName: string;
  readonly entryId: number;
  readonly bankAccountId: number;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly bookingRate: string;
};

/** The newest receipt of each line, cancelled or not; lines of money out have none. */
export async function selectLastReceipts(
  client: pg.ClientBase,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  lineIds: readonly number[],
): Promise<BookedReceipt[]> {
  const { rows } = await client.query<BookedReceipt>(
    `select l.id as "bankLineId", l.payer_name as "payerName", r.entry_id as "entryId",
            r.bank_account_id as "bankAccountId", r.date, r.currency,
            r.amount_minor as "amountMinor", r.home_minor as "homeMinor",
            r.booking_rate as "bookingRate"
     from bank_line l
     join lateral (select * from receipt x where x.org_id = l.org_id and x.bank_line_id = l.id
       order by x.id desc limit 1) r on true
     where l.org_id = $1 and l.books_id = $3 and l.id = any($2) order by l.id`,
    [orgId, lineIds, booksId],
  );
  return rows;
}
