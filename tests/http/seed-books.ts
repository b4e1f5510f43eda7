// A few records of every kind in an organisation's books, written straight into the tables, with a
// given text in every name. Returns ids by the names that route parameters use.

import type { Deps } from "../../src/app/deps.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import type { Organisation } from "./test-server.ts";

export async function seedBooks(
  deps: Deps,
  { orgId, booksId, memberId }: Organisation,
  text: string,
): Promise<ReadonlyMap<string, number>> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    const insert = async (sql: string, values: readonly unknown[]) => {
      const { rows } = await db.query<{ id: number }>(`${sql} returning id`, [...values]);
      return rows[0]?.id ?? 0;
    };
    const customer = await insert(
      `insert into customer (org_id, books_id, no, name, search) values ($1, $2, 'C1', $3, $3)`,
      [orgId, booksId, text],
    );
    const account = await insert(
      `insert into bank_account (org_id, books_id, account_no, name, currency)
       values ($1, $2, '6222001', $3, 'CNY')`,
      [orgId, booksId, text],
    );
    const second = await insert(
      `insert into member (org_id, user_id, email, name, role)
       values ($1::bigint, 'second-' || $1::text, 'second@example.test', $2, 'approver')`,
      [orgId, text],
    );
    const approval = await insert(
      `insert into approval (org_id, books_id, act, payload, state, asked_by, decided_by, decided_at)
       values ($1, $2, 'change_bank_account', $3, 'approved', $4, $5, now())`,
      [
        ...[orgId, booksId],
        { payAccount: { bankAccountId: account, to: { accountNo: "6222001" } }, by: ["approver"] },
        ...[memberId, second],
      ],
    );
    await insert(
      `insert into pay_account (org_id, books_id, bank_account_id, account_no, holder_zh, holder_en,
         bank, currency, approval_id, proposed_by, proposed_at, confirmed_by, confirmed_at)
       values ($1, $2, $3, '6222001', $4, $4, $4, 'CNY', $5, $6, now(), $7, now())`,
      [orgId, booksId, account, text, approval, memberId, second],
    );
    const file = await insert(
      `insert into source_file (org_id, sha256, name, size_bytes, stored_as)
       values ($1, '\\x01', $2, 1, 'files/none')`,
      [orgId, text],
    );
    const batch = await insert(
      `insert into import_batch (org_id, books_id, file_id, state) values ($1, $2, $3, 'committed')`,
      [orgId, booksId, file],
    );
    const statement = await insert(
      `insert into bank_statement (org_id, bank_account_id, batch_id, statement_no, proof)
       values ($1, $2, $3, $4, 'proven')`,
      [orgId, account, batch, text],
    );
    const line = await insert(
      `insert into bank_line (org_id, books_id, bank_account_id, statement_id, batch_id, row_no,
         fingerprint, ordinal, booking_date, currency, amount_minor, payer_name, memo, recorded_at)
       values ($1, $2, $3, $4, $5, 1, '\\x02', 1, '2026-09-01', 'CNY', 10000, $6, $6, now())`,
      [orgId, booksId, account, statement, batch, text],
    );
    const item = await insert(
      `insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
         amount_minor, home_minor, accounting_date, recorded_at, origin, memo)
       values ($1, $2, $3, 'invoice', $4, 'CNY', 10000, 10000, 10000, '2026-09-01', now(), 'gl', $4)`,
      [orgId, booksId, customer, text],
    );
    const job = await insert(
      `insert into job_run (org_id, books_id, kind, state, phase) values ($1, $2, $3, 'done', '')`,
      [orgId, booksId, text],
    );
    const run = await insert(
      `insert into match_run (org_id, books_id, job_id, state, as_of)
       values ($1, $2, $3, 'done', '2026-09-30')`,
      [orgId, booksId, job],
    );
    const view = await insert(
      `insert into saved_view (org_id, member_id, page, name, shared, view)
       values ($1, $2, 'items', $3, true, '{}')`,
      [orgId, memberId, text],
    );
    const token = await insert(
      `insert into api_token (org_id, member_id, name, token_hash, scopes)
       values ($1, $2, $3, '\\x03', '{read}')`,
      [orgId, memberId, text],
    );
    return new Map([
      ["customerId", customer],
      ["accountId", account],
      ["bankAccountId", account],
      ["fileId", file],
      ["batchId", batch],
      ["lineId", line],
      ["itemId", item],
      ["jobId", job],
      ["runId", run],
      ["viewId", view],
      ["tokenId", token],
      ["memberId", memberId],
    ]);
  });
}
