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
  /** The newest receipt of the line, cancelled or not; null for money out. */
  readonly lastReceipt: {
    readonly entryId: number;
    readonly bankAccountId: number;
    readonly date: string;
    readonly currency: string;
    readonly amountMinor: number;
    readonly homeMinor: number;
    readonly bookingRate: string;
  } | null;
};

export async function selectLineFacts(
  client: pg.ClientBase,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  lineIds: readonly number[],
): Promise<Map<number, LineFacts>> {
  const { rows } = await client.query<LineFacts>(
    `select l.id, l.lane, l.category, l.version, l.cancelled_at is not null as "isCancelled",
            l.amount_minor as "amountMinor", l.payer_name as "payerName",
            (select json_build_object('entryId', r.entry_id, 'bankAccountId', r.bank_account_id,
               'date', r.date, 'currency', r.currency, 'amountMinor', r.amount_minor,
               'homeMinor', r.home_minor, 'bookingRate', r.booking_rate)
             from receipt r where r.org_id = l.org_id and r.bank_line_id = l.id
             order by r.id desc limit 1) as "lastReceipt"
     from bank_line l where l.org_id = $1 and l.books_id = $3 and l.id = any($2)`,
    [orgId, lineIds, booksId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
