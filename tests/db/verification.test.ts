// The chains are proven link by link: what was changed afterwards is named, and what is posted while
// they are read breaks nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import type pg from "pg";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { addCustomer, addItem, makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

const at = { dates: ["2026-12-31"], knownAt: null } as const;

test("an entry changed after it was recorded breaks the chain where it stands", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const customerId = await addCustomer(books, "C1", '上海"启明"贸易\\有限公司');
  for (const no of ["I1", "I2", "I3"]) {
    await addItem(books, { customerId, no, amountMinor: 1_000, currency: "USD", homeMinor: 7_100 });
  }
  const before = await verifyBooks({ pool: appPool }, books, at);
  assert.deepEqual(before.entries, { links: 3, brokenAt: null });
  assert.equal(before.holds, true);

  const changes = [
    "update posting_line set amount_minor = 1001 where side = 'D'",
    "update posting_line set receipt_id = 7 where side = 'C'",
    "update posting_line set account = 'bank' where side = 'C'",
    "update entry set rule = 'x'",
    "update entry set narration_fields = '{}'",
    "delete from posting_line where side = 'C'",
  ];
  const owner = await ownerPool.connect();
  try {
    await owner.query("select set_config('app.org_id', $1, false)", [String(books.orgId)]);
    const { rows } = await owner.query<{ id: number }>("select id from entry where seq = 2");
    await owner.query("alter table posting_line disable trigger user");
    await owner.query("alter table entry disable trigger user");
    for (const change of changes) {
      const column = change.includes("entry set") ? "id" : "entry_id";
      const clause = change.includes(" where ") ? "and" : "where";
      await owner.query("create table kept_entry as select * from entry");
      await owner.query("create table kept_line as select * from posting_line");
      await owner.query(`${change} ${clause} ${column} = $1`, [rows[0]!.id]);
      const found = await verifyBooks({ pool: appPool }, books, at);
      assert.deepEqual(found.entries, { links: 1, brokenAt: 2 }, change);
      assert.equal(found.holds, false, change);
      await owner.query("delete from posting_line");
      await owner.query("delete from entry");
      await owner.query("insert into entry select * from kept_entry");
      await owner.query("insert into posting_line select * from kept_line");
      await owner.query("drop table kept_entry, kept_line");
    }
  } finally {
    owner.release();
  }
  assert.equal((await verifyBooks({ pool: appPool }, books, at)).holds, true);
});

test("what is posted while the books are verified breaks no chain and no proof", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await addItem(books, { customerId, no: "I1", amountMinor: 1_000 });
  let added = 0;
  // another posts between any two statements of the verification
  const busy = {
    connect: async () => {
      const client = await appPool.connect();
      return new Proxy(client, {
        get(of, name) {
          if (name !== "query") {
            const value = Reflect.get(of, name, of) as unknown;
            return typeof value === "function" ? (value as () => unknown).bind(of) : value;
          }
          return async (sql: string, values: unknown[]) => {
            if (/^\s*(select|with)/.test(sql) && !sql.includes("set_config")) {
              added += 1;
              await addItem(books, { customerId, no: `N${added}`, amountMinor: 100 });
            }
            return of.query(sql, values);
          };
        },
      });
    },
  } as unknown as pg.Pool;
  const found = await verifyBooks({ pool: busy }, books, at);
  assert.ok(added > 5, `${added} entries came in meanwhile`);
  assert.equal(found.entries.brokenAt, null);
  assert.equal(found.audit.brokenAt, null);
  assert.equal(found.holds, true);
});
