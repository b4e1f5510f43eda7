import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { undoImport } from "../../src/app/importing/undo-import.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { importDesk } from "../support/import-file.ts";

const migration = new URL(
  "../../src/db/migrations/0056-ended-receipts-in-the-records.sql",
  import.meta.url,
);
const bankFile =
  "账号,6222000011118807\n交易日期,收入,支出,余额,对方户名,对方账号,摘要,交易流水号\n" +
  "2026-09-01,100.00,,100.00,甲公司,,货款,A1\n2026-09-02,50.00,,150.00,乙公司,,货款,A2\n";

test("books that took a statement back when its receipts did not end in the records are mended", async (t) => {
  const desk = await importDesk(t);
  const { actor, books, deps, ownerPool } = desk;
  const read = await desk.read("sept.csv", bankFile);
  await desk.commit(read.id);
  assert.ok((await undoImport(deps, actor, { booksId: books.booksId, id: read.id })).ok);
  const holds = async () => {
    const at = { dates: ["2026-08-31", "2026-09-01", "2026-10-05"], knownAt: null };
    return (await verifyBooks(deps, books, at)).holds;
  };
  assert.ok(await holds());
  const records = async () => {
    const { rows } = await books.inBooks((db) =>
      db.query(`select receipt_id, receipt_minor, receipt_home_minor, decision_id, accounting_date,
        recorded_at from allocation where kind = 'cancel' order by receipt_id`),
    );
    return rows;
  };
  const written = await records();
  assert.equal(written.length, 2);

  // as the version before left it
  await ownerPool.query(`
    alter table allocation no force row level security;
    alter table receipt no force row level security;
    delete from allocation where kind = 'cancel';
    update receipt set applied_minor = 0;
    alter table allocation force row level security;
    alter table receipt force row level security`);
  assert.ok(!(await holds()));

  const sql = await readFile(migration, "utf8");
  await ownerPool.query(sql);
  assert.deepEqual(await records(), written);
  assert.ok(await holds());
  await ownerPool.query(sql);
  assert.equal((await records()).length, 2, "a second time it finds nothing to do");
});
