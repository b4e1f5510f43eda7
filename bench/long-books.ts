// Books with very many bank lines, receipts and open items, written straight into the tables by the
// database itself: for measuring lists, not ledgers.
import type { Deps } from "../src/app/deps.ts";
import { inOrganisation } from "../src/db/transaction.ts";

export type LongBooks = { readonly orgId: number; readonly booksId: number };

const customers = 2_000;

/**
 * `rows` bank lines, nine tenths of them receipts, as many items, half of them settled, and as many
 * journal entries of two lines.
 */
export async function writeLongBooks(
  deps: Pick<Deps, "pool">,
  { orgId, booksId }: LongBooks,
  rows: number,
): Promise<void> {
  await inOrganisation(deps.pool, orgId, async (db) => {
    const one = async (sql: string, values: readonly unknown[]) =>
      (await db.query<{ id: number }>(`${sql} returning id`, [...values])).rows[0]?.id ?? 0;
    const account = await one(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, '6222000011118807', '基本户', 'ICBC', 'CNY')`,
      [orgId, booksId],
    );
    const file = await one(
      `insert into source_file (org_id, sha256, name, size_bytes, stored_as)
       values ($1, '\\x01', 'statement.csv', 1, 'files/none')`,
      [orgId],
    );
    const batch = await one(
      `insert into import_batch (org_id, books_id, file_id, state) values ($1, $2, $3, 'committed')`,
      [orgId, booksId, file],
    );
    const statement = await one(
      `insert into bank_statement (org_id, bank_account_id, batch_id, proof)
       values ($1, $2, $3, 'unproven')`,
      [orgId, account, batch],
    );
    const entry = await one(
      `insert into entry (org_id, books_id, seq, event, origin, business_date, accounting_date,
         recorded_at, narration_key, prev_hash, hash)
       values ($1, $2, 1, 'J07', 'ours', '2026-01-01', '2026-01-01', now(), '', '', '')`,
      [orgId, booksId],
    );
    const name = `'第' || n || '号' || (array['精密机械','电气设备','新能源','贸易'])[1 + n % 4] || '有限公司'`;
    await db.query(
      `insert into customer (org_id, books_id, no, name, search)
       select $1, $2, 'C' || lpad(n::text, 6, '0'), ${name}, ${name} from generate_series(1, $3) n`,
      [orgId, booksId, customers],
    );
    const first = `(select min(id) from customer where org_id = $1)`;
    await db.query(
      `insert into bank_line (org_id, books_id, bank_account_id, statement_id, batch_id, row_no,
         fingerprint, ordinal, booking_date, currency, amount_minor, payer_name, payer_account, memo,
         bank_ref, recorded_at, lane)
       select $1, $2, $4, $5, $6, n, sha256(n::text::bytea), 1, date '2024-01-01' + n * 730 / $3,
         'CNY', case when n % 10 = 0 then -1 else 1 end * (1000 + n::bigint * 7919 % 9000000),
         '付款单位' || n % 3000, '6222' || lpad(n::text, 12, '0'), '货款 ' || n || ' · 转账',
         'R' || lpad(n::text, 14, '0'), now(),
         case when n % 10 = 0 then 'not_receivable' when n % 7 = 0 then 'suggested' else 'auto' end
       from generate_series(1, $3) n`,
      [orgId, booksId, rows, account, statement, batch],
    );
    await db.query(
      `insert into receipt (org_id, books_id, kind, bank_line_id, bank_account_id, date, currency,
         amount_minor, home_minor, customer_id, entry_id, recorded_at, applied_minor)
       select $1, $2, 'bank_line', id, bank_account_id, booking_date, currency, amount_minor,
         amount_minor, case when lane = 'auto' then ${first} + id % $3 end, $4, now(),
         case when lane = 'auto' then amount_minor else 0 end
       from bank_line where org_id = $1 and amount_minor > 0`,
      [orgId, booksId, customers, entry],
    );
    await db.query(
      `insert into receipt_claim (org_id, receipt_id, customer_id, amount_minor, home_minor,
         decision_id, accounting_date, recorded_at, entry_id)
       select org_id, id, customer_id, amount_minor, home_minor, 1, date, recorded_at, entry_id
       from receipt where org_id = $1 and customer_id is not null`,
      [orgId],
    );
    await db.query(
      `insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
         amount_minor, home_minor, issue_date, due_date, age_from, accounting_date, recorded_at,
         origin, account, applied_minor)
       select $1, $2, ${first} + n % $4, 'invoice', lpad((26440000000000000000 + n)::text, 20, '0'),
         'CNY', m, m, m, d, d + 60, d, d, now(), 'gl', 'receivable', case when n % 2 = 0 then m else 0 end
       from generate_series(1, $3) n,
         lateral (select 1000 + n::bigint * 7919 % 9000000 as m, date '2024-06-01' + n * 900 / $3 as d) x`,
      [orgId, booksId, rows, customers],
    );
    await db.query(
      `insert into entry (org_id, books_id, seq, event, origin, business_date, accounting_date,
         recorded_at, narration_key, narration_fields, prev_hash, hash)
       select $1, $2, n + 1, 'J10', 'ours', d, d, now(), 'entry_claimed',
         jsonb_build_object('payer', '付款单位' || n % 3000), '', ''
       from generate_series(1, $3) n, lateral (select date '2024-01-01' + n * 730 / $3 as d) x`,
      [orgId, booksId, rows],
    );
    await db.query(
      `insert into posting_line (org_id, entry_id, n, account, side, currency, amount_minor,
         home_minor, customer_id)
       select $1, e.id, p.n, p.account, p.side, 'CNY', m, m, ${first} + e.seq % $2
       from entry e, (values (1, 'unapplied', 'D'), (2, 'receivable', 'C')) p (n, account, side),
         lateral (select 1000 + e.seq * 7919 % 9000000 as m) x
       where e.org_id = $1 and e.event = 'J10'`,
      [orgId, customers],
    );
    await db.query("select refresh_statistics()");
  });
}
