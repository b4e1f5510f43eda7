// A journal of more than a page is written in a thread: the same rows, whole and in order, and it ends
// with who took it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exportJournal } from "../../src/app/journal/export-journal.ts";
import { piecesOfThread } from "../../src/app/pieces-in-thread.ts";
import { systemClock } from "../../src/clock.ts";
import { isoDate } from "../../src/core/date.ts";
import { type NewEntry, reserveIds, storeEntries } from "../../src/db/recording.ts";
import { openTable } from "../../src/importers/table-source.ts";
import { addCustomer, makeBooks, type TestBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { until } from "../support/until.ts";

const entryCount = 4_321;

async function addEntries(books: TestBooks, customerId: number): Promise<void> {
  await books.record(async (db, recording) => {
    const ids = await reserveIds(db, "entry", entryCount);
    const date = isoDate("2026-08-01");
    const none = { itemId: null, receiptId: null, bankAccountId: null } as const;
    await storeEntries(
      db,
      recording,
      ids.map((id, n): NewEntry => {
        const money = { currency: "CNY", amountMinor: n + 1, homeMinor: n + 1 } as const;
        return {
          id,
          businessDate: date,
          accountingDate: date,
          reversesId: null,
          rule: "",
          event: "J01",
          origin: "gl",
          narrationKey: "entry_opening",
          narrationFields: { number: `期初${n + 1}` },
          sourceKind: "item",
          sourceId: null,
          lines: [
            { account: "receivable", side: "D", ...money, ...none, customerId },
            { account: "gl_contra", side: "C", ...money, ...none, customerId: null },
          ],
        };
      }),
    );
  });
}

test("a journal of several pages is written whole, newest first", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  await addEntries(books, await addCustomer(books, "C1", "上海启明贸易有限公司"));
  const pieces: Uint8Array[] = [];
  const request = {
    orgId: books.orgId,
    booksId: books.booksId,
    language: "zh",
    by: "王敏",
    timeZone: "Asia/Shanghai",
  } as const;
  const deps = { pool: appPool, clock: systemClock };
  for await (const piece of exportJournal(deps, request)) pieces.push(piece);

  const opened = openTable(new Uint8Array(Buffer.concat(pieces)));
  assert.ok(opened.ok);
  const rows: string[][] = [];
  opened.value.sheets[0]?.read((cells) => {
    rows.push([...cells]);
    return true;
  });
  const lines = rows.slice(1);
  assert.equal(lines.length, entryCount * 2);
  for (const [n, cells] of lines.entries()) {
    const seq = entryCount - Math.floor(n / 2);
    const amount = (seq / 100).toFixed(2);
    const [no, , , narration, , , debit, credit, , , customer] = cells;
    assert.equal(no, String(seq));
    assert.match(narration ?? "", new RegExp(`期初${seq}$`));
    const isDebit = n % 2 === 0;
    assert.equal(Number(isDebit ? debit : credit), Number(amount));
    assert.equal((isDebit ? credit : debit) ?? "", "");
    assert.equal(customer ?? "", isDebit ? "上海启明贸易有限公司" : "");
  }

  await t.test("who goes away leaves no connection behind", async () => {
    const connections = async () => {
      const { rows: found } = await appPool.query<{ n: number }>(
        "select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      return found[0]!.n;
    };
    const before = await connections();
    for await (const piece of exportJournal(deps, request)) {
      assert.ok(piece.length > 0);
      break;
    }
    await until("its connection ends", async () => (await connections()) <= before);
  });
});

test("a thread that fails ends the file with its error", async () => {
  const broken = new URL(
    `data:text/javascript,${encodeURIComponent('throw new Error("the disk is gone")')}`,
  );
  const taken = piecesOfThread(broken, {});
  await assert.rejects(taken.next(), /the disk is gone/);
});
