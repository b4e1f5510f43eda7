// Half past one in the morning in Shanghai is still yesterday in UTC. The day of what happened then is
// that of the books, whatever time zone the server of the database has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { selectCustomerFacts } from "../../src/db/credit-facts.ts";
import { selectLimitationItems } from "../../src/db/report-items.ts";
import { selectDisputesDue, selectOpenDifferences } from "../../src/db/today.ts";
import { addCustomer, addItem, makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

const night = "2026-03-04T17:30:00Z";
const day = "2026-03-05";

test("what happened before eight in the morning is of that day in the books", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const { orgId, booksId } = books;
  const customerId = await addCustomer(books, "C1", "甲");
  const itemId = await addItem(books, {
    customerId,
    no: "A",
    amountMinor: 10_000,
    date: "2023-01-01",
    due: "2023-02-01",
  });
  await books.inBooks(async (db) => {
    await db.query(
      `insert into dispute (org_id, books_id, customer_id, source, reason, currency, amount_minor,
         state, step, due_on, opened_at)
       values ($1, $2, $3, 'manual', 'price', 'CNY', 800, 'new', 'talk', $5, $4)`,
      [orgId, booksId, customerId, night, day],
    );
    await db.query(
      `insert into difference (org_id, books_id, customer_id, item_id, code, currency, amount_minor,
         recorded_at)
       values ($1, $2, $3, $4, 'D01', 'CNY', 800, $5)`,
      [orgId, booksId, customerId, itemId, night],
    );
    await db.query(
      `with paper as (
         insert into statement (org_id, books_id, customer_id, no, form, currency, language, from_date,
           to_date, known_at, opening_minor, debit_minor, credit_minor, closing_minor, snapshot, sha256,
           confirmation, answered_at, answer, recorded_at)
         values ($1, $2, $3, 'DZ1', 'balance', 'CNY', 'zh', '2026-02-01', '2026-02-28', $5, 10000, 0, 0,
           10000, '{}', '', 'confirmed', $5, '{"strength": "sealed_scan"}', $5)
         returning id)
       insert into statement_line (org_id, statement_id, n, kind, item_id, amount_minor, open_minor, state)
       select $1, id, 1, 'item', $4, 10000, 10000, 'agreed' from paper`,
      [orgId, booksId, customerId, itemId, night],
    );
  });
  for (const zone of ["UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"]) {
    await books.inBooks(async (db) => {
      await db.query("select set_config('timezone', $1, true)", [zone]);
      const [disputes] = await selectDisputesDue(db, books, { today: day, memberId: null });
      const [differences] = await selectOpenDifferences(db, books);
      const [facts] = await selectCustomerFacts(db, {
        orgId,
        booksId,
        customerIds: [customerId],
        asOf: day,
      });
      const point = { orgId, booksId, asOf: day, knownAt: "2999-01-01T00:00:00Z" };
      const [old] = await selectLimitationItems(db, point, { dueBefore: day, limit: 1 });
      assert.deepEqual(
        [disputes?.oldest, differences?.oldest, facts?.disputeDays, old?.events],
        [day, day, [day], [{ kind: "signed_statement", date: day }]],
        zone,
      );
    });
  }
});
