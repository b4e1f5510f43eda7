// A database of before 0070 is brought up to date: accounts that one person brought in are printed to
// nobody, the trail says so, and its chain holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { insertBooks } from "../../src/db/books.ts";
import { insertOrganisation } from "../../src/db/members.ts";
import { migrate } from "../../src/db/migrate.ts";
import { selectPrintedAccounts } from "../../src/db/pay-accounts.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { withDatabaseBefore } from "../support/database.ts";

test("an update prints no account that two people have not confirmed, and says so", async (t) => {
  const { owner, appPool: pool } = await withDatabaseBefore(t, "0070");
  const made = await inOrganisation(pool, 1, async (db) => {
    await insertOrganisation(db, { orgId: 1, name: "甲公司", isDemo: false });
    const books = await insertBooks(db, {
      ...{ orgId: 1, name: "主账套", homeCurrency: "CNY", standard: "cas" },
      ...{ timeZone: "Asia/Shanghai", ownNames: [], ownTaxIds: [] },
    });
    const { rows } = await db.query<{ id: number }>(
      `insert into bank_account (org_id, books_id, account_no, currency)
       values (1, $1, '6222000011118807', 'CNY'), (1, $1, '6222000011118815', 'USD') returning id`,
      [books.id],
    );
    return { booksId: books.id, ids: rows.map(({ id }) => id) };
  });
  const ran = await migrate(owner);
  assert.ok(ran.includes("0070-pay-accounts"));
  const { printed, told } = await inOrganisation(pool, 1, async (db) => ({
    printed: await selectPrintedAccounts(db, { orgId: 1, booksId: made.booksId }),
    told: await db.query<{ actor: string; subject: number; ids: number[] }>(
      `select actor, subject_id as subject, detail -> 'bankAccountIds' as ids from audit_event
       where org_id = 1 and action = 'pay_account.unconfirmed'`,
    ),
  }));
  assert.deepEqual(printed, []);
  assert.deepEqual(told.rows, [{ actor: "system", subject: made.booksId, ids: made.ids }]);
  const proof = await verifyBooks(
    { pool },
    { orgId: 1, booksId: made.booksId },
    { dates: [], knownAt: null },
  );
  assert.deepEqual(proof.audit, { links: 1, brokenAt: null });
  assert.deepEqual(await migrate(owner), [], "told once");
});
