// What a record points to exists and stays: checked once a statement on the tables that grow with
// every bank line, by foreign keys elsewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, addItem, addLine, makeBooks } from "../support/books.ts";
import { claimLine } from "../support/claim-line.ts";
import { withDatabase } from "../support/database.ts";

test("a row that points to nothing is refused with the column and the number", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 10_000 });
  const allocate = (item: number, receipt: number | null) =>
    books.record((db, { recordedAt }) =>
      db.query(
        `insert into allocation (org_id, books_id, kind, receipt_id, item_id, decision_id,
           business_date, accounting_date, recorded_at)
         values ($1, $2, 'adjustment', $3, $4, 1, '2026-09-30', '2026-09-30', $5)`,
        [books.orgId, books.booksId, receipt, item, recordedAt],
      ),
    );
  await allocate(itemId, null);
  await assert.rejects(allocate(itemId + 1_000, null), {
    code: "23503",
    message: "1 items of allocations do not exist",
  });
  await assert.rejects(allocate(itemId, 77), { code: "23503", message: /1 receipts/ });
});

test("a change to something that does not exist is refused as well", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const lineId = await addLine(books, { amountMinor: 5_000, payer: "上海启明贸易有限公司" });
  const receiptOf = "(select id from receipt where org_id = $1 and bank_line_id = $2)";
  const claimBy = (customerId: number) =>
    books.record((db) =>
      db.query(`select receipts_belong_to(array[${receiptOf}], array[$3::bigint]) as changed`, [
        books.orgId,
        lineId,
        customerId,
      ]),
    );
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const unclaimed = { code: "23503", message: /has no claim of customer/ };
  await assert.rejects(claimBy(customerId), unclaimed);
  await claimLine(books, lineId, customerId);
  assert.equal((await claimBy(customerId)).rows[0]?.changed, 1);
  await assert.rejects(claimBy(customerId + 1_000), unclaimed);
  const byHand = books.record((db) =>
    db.query(`update receipt set customer_id = $3 where id = ${receiptOf}`, [
      books.orgId,
      lineId,
      customerId,
    ]),
  );
  await assert.rejects(byHand, { code: "42501" }, "in no other way");
});

test("every reference that the application may change is a foreign key", async (t) => {
  const { ownerPool: pool } = await withDatabase(t);
  // of the tables whose new rows are checked by the statement: what may be updated among those columns
  const { rows } = await pool.query<{ t: string; args: string }>(
    `select tgrelid::regclass::text as t, encode(tgargs, 'escape') as args from pg_trigger
     where tgname in ('references_exist', 'allocations_apply')`,
  );
  const open: string[] = [];
  for (const { t: table, args } of rows) {
    const columns = args.split("\\000").filter((_, at) => at % 2 === 0 && args !== "");
    const { rows: loose } = await pool.query<{ c: string }>(
      `select p.column_name as c from information_schema.column_privileges p
       where p.grantee = 'qz_app' and p.privilege_type = 'UPDATE' and p.table_name = $1
         and p.column_name = any($2)
         and not exists (select from pg_constraint k
           join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
           where k.conrelid = $1::regclass and k.contype = 'f' and a.attname = p.column_name)`,
      [table, columns],
    );
    open.push(...loose.map(({ c }) => `${table}.${c}`));
  }
  assert.deepEqual(open, []);
});

test("of many new rows the one that points to nothing is named, and none is stored", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 10_000 });
  const change = (entries: readonly number[]) =>
    books.record((db) =>
      db.query(
        `insert into posting_line (org_id, entry_id, n, account, side, currency, amount_minor, home_minor)
         select $1, e, 90 + 2 * n + (side = 'D')::int, 'receivable', side, 'CNY', 100, 100
         from unnest($2::bigint[]) with ordinality x (e, n), unnest('{D,C}'::text[]) side`,
        [books.orgId, entries],
      ),
    );
  const { rows } = await ownerPool.query<{ entryId: number }>(
    `select set_config('app.org_id', $1::text, false),
       (select entry_id from open_item where id = $2) as "entryId"`,
    [books.orgId, itemId],
  );
  const entryId = rows[0]!.entryId;
  await assert.rejects(change([entryId, entryId + 5_000, entryId]), {
    code: "23503",
    message: `entry_id of posting_line points to entry ${entryId + 5_000}, which does not exist`,
  });
});

test("a record that takes another back names one of the same item or receipt", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const lineId = await addLine(books, { amountMinor: 5_000, payer: "上海启明贸易有限公司" });
  await claimLine(books, lineId, customerId);
  const first = await addItem(books, { customerId, no: "INV-1", amountMinor: 10_000 });
  const other = await addItem(books, { customerId, no: "INV-2", amountMinor: 10_000 });
  const allocate = (itemId: number, minor: number, reverses: number | null) =>
    books.record(async (db, { recordedAt }) => {
      const { rows } = await db.query<{ id: number }>(
        `insert into allocation (org_id, books_id, kind, item_id, item_minor, decision_id,
           business_date, accounting_date, recorded_at, reverses_id)
         values ($1, $2, 'adjustment', $3, $4, 1, '2026-09-30', '2026-09-30', $5, $6) returning id`,
        [books.orgId, books.booksId, itemId, minor, recordedAt, reverses],
      );
      return rows[0]!.id;
    });
  const used = await allocate(first, 300, null);
  await allocate(other, 300, null);
  const refused = {
    code: "23503",
    message: `reverses_id of allocation points to allocation ${used}, which does not exist`,
  };
  await assert.rejects(allocate(other, -300, used), refused);
  await allocate(first, -300, used);

  const giveBack = (claim: string) =>
    books.record((db, { recordedAt }) =>
      db.query(
        `insert into receipt_claim (org_id, receipt_id, customer_id, amount_minor, home_minor,
           decision_id, accounting_date, recorded_at, entry_id, reverses_id)
         select org_id, receipt_id, customer_id, -amount_minor, -home_minor, decision_id,
           accounting_date, $2, entry_id, ${claim} from receipt_claim where org_id = $1`,
        [books.orgId, recordedAt],
      ),
    );
  await assert.rejects(giveBack("id + 1000"), {
    code: "23503",
    message: /^reverses_id of receipt_claim points to receipt_claim \d+, which does not exist$/,
  });
  await giveBack("id");
});

test("another organisation's records do not count as existing", async (t) => {
  const { appPool: pool } = await withDatabase(t);
  const theirs = await makeBooks(pool);
  const customerId = await addCustomer(theirs, "C1", "宁波远航机械有限公司");
  const ours = await makeBooks(pool);
  await assert.rejects(addItem(ours, { customerId, no: "INV-1", amountMinor: 10_000 }), {
    code: "23503",
  });
});

test("every column that names another record is checked, and the application changes no key", async (t) => {
  const { ownerPool: pool } = await withDatabase(t);
  const { rows: keys } = await pool.query(
    `select table_name, column_name from information_schema.column_privileges
     where grantee = 'qz_app' and privilege_type = 'UPDATE' and table_schema = 'public'
       and column_name in ('org_id', 'id')`,
  );
  assert.deepEqual(keys, []);
  const { rows } = await pool.query<{ t: string; args: string }>(
    `select tgrelid::regclass::text as t, encode(tgargs, 'escape') as args from pg_trigger
     where tgname in ('references_exist', 'allocations_apply') order by 1`,
  );
  assert.ok(rows.length >= 14);
  for (const { t: table, args: text } of rows) {
    const args = text.split("\\000");
    assert.ok(args.length >= 3, table);
    for (let at = 1; at < args.length; at += 2) {
      const target = args[at]!;
      const { rows: right } = await pool.query<{ may: boolean }>(
        "select has_table_privilege('qz_app', $1, 'DELETE') as may",
        [target],
      );
      assert.equal(right[0]?.may, false, `${table} points to ${target}`);
    }
  }
});
