// A customer's history of invoices and the receipts that paid them, for tests of ratings and credit.
import { addDays, type IsoDate } from "../../src/core/date.ts";
import type { TestBooks } from "./books.ts";

export type Sale = {
  readonly issued: IsoDate;
  readonly minor: number;
  readonly paidAfterDue: number | null;
};

/** Invoices of 30 days with the receipts that paid them, written as records alone. */
export async function sell(
  books: TestBooks,
  customerId: number,
  sales: readonly Sale[],
): Promise<void> {
  await books.inBooks(async (db) => {
    const { rows: entry } = await db.query<{ id: number }>(
      `insert into entry (org_id, books_id, seq, event, origin, business_date, accounting_date,
         recorded_at, narration_key, prev_hash, hash)
       values ($1, $2, (select coalesce(max(seq), 0) + 1 from entry where org_id = $1), 'J07', 'ours',
         '2026-01-01', '2026-01-01', now(), '', '', '') returning id`,
      [books.orgId, books.booksId],
    );
    const { orgId, booksId } = books;
    const { rows: items } = await db.query<{ id: number }>(
      `insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
         amount_minor, home_minor, issue_date, due_date, age_from, accounting_date, recorded_at,
         origin, account)
       select $1, $2, $3, 'invoice', 'F' || $3::bigint || '-' || n, 'CNY', m, m, m, d, d + 30, d, d,
         now(), 'gl', 'receivable'
       from unnest($4::bigint[], $5::date[]) with ordinality as s (m, d, n) order by n returning id`,
      [
        orgId,
        booksId,
        customerId,
        sales.map(({ minor }) => minor),
        sales.map(({ issued }) => issued),
      ],
    );
    const paid = sales.flatMap(({ issued, minor, paidAfterDue }, n) =>
      paidAfterDue === null
        ? []
        : [{ itemId: items[n]?.id, minor, on: addDays(issued, 30 + paidAfterDue) }],
    );
    const { rows: receipts } = await db.query<{ id: number }>(
      `insert into receipt (org_id, books_id, kind, date, currency, amount_minor, home_minor, entry_id,
         recorded_at)
       select $1, $2, 'cash', d, 'CNY', m, m, $3, now()
       from unnest($4::bigint[], $5::date[]) with ordinality as s (m, d, n) order by n returning id`,
      [orgId, booksId, entry[0]?.id, paid.map(({ minor }) => minor), paid.map(({ on }) => on)],
    );
    await db.query(
      `insert into allocation (org_id, books_id, kind, receipt_id, item_id, item_minor,
         item_home_minor, receipt_minor, receipt_home_minor, decision_id, business_date,
         accounting_date, recorded_at)
       select $1, $2, 'receipt', r, i, m, m, m, m, 1, d, d, now()
       from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::date[]) as s (r, i, m, d)`,
      [
        orgId,
        booksId,
        receipts.map(({ id }) => id),
        paid.map(({ itemId }) => itemId),
        paid.map(({ minor }) => minor),
        paid.map(({ on }) => on),
      ],
    );
  });
}

/** One invoice a month for a year. */
export function year(
  today: IsoDate,
  late: (n: number) => number | null,
  minor = 100_000_00,
): Sale[] {
  return Array.from({ length: 12 }, (_, n) => ({
    issued: addDays(today, -(34 + n * 30)),
    minor,
    paidAfterDue: late(n),
  }));
}
