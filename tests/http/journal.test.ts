// 凭证, 试算平衡, 操作日志 over HTTP.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { adjustmentOutcome } from "../../src/contract/adjustments.ts";
import {
  auditPage,
  chainProof,
  entrySource,
  type JournalPage,
  journalPage,
  trialBalance,
  verification,
} from "../../src/contract/journal.ts";
import { undoOutcomes } from "../../src/contract/workbench.ts";
import { openTable } from "../../src/importers/table-source.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { ledgerBooks, sheetAt } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("the journal over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const client = own.administrator;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 113_000 });
  const lineId = await addLine(books, { amountMinor: 50_000, payer: "上海启明" });
  const read = async (query = "") => (await client.get(`${base}/entries?${query}`)).as(journalPage);

  await t.test("an adjustment and its undo are two entries that name each other", async () => {
    const sent = await client.post(`${base}/adjustments`, {
      kind: "rounding",
      itemId,
      amount: "0.40",
      reason: "尾差",
    });
    const { decisionId } = sent.as(adjustmentOutcome);
    const undone = await client.post(`${base}/decisions/undo`, {
      decisionIds: [decisionId],
      reason: "记错",
    });
    assert.equal(undone.as(undoOutcomes).outcomes[0]?.problem, null);
    const { rows } = await read("event=J12");
    const [reversal, original] = rows;
    assert.equal(rows.length, 2);
    assert.equal(reversal?.reversesId, original?.id);
    assert.equal(original?.reversedById, reversal?.id);
    assert.equal(original?.total, "0.40");
    assert.equal(reversal?.total, "-0.40", "the same side with a negative amount (红字)");
  });

  await t.test("pages by cursor give every entry once, under the same totals", async () => {
    const all = await read();
    const pages: JournalPage[] = [];
    for (let cursor = ""; pages.length < 20; ) {
      const page = await read(`limit=1&cursor=${cursor}`);
      pages.push(page);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    assert.deepEqual(
      ids,
      all.rows.map(({ id }) => id),
    );
    assert.equal(all.count, ids.length);
    for (const { totals } of pages) assert.deepEqual(totals, all.totals);
    assert.equal(all.totals?.debit, "1630.00");
    assert.equal(all.totals?.debit, all.totals?.credit);
  });

  await t.test("rows alone come without sums, totals alone without rows", async () => {
    const all = await read();
    const rows = await read("part=rows");
    assert.deepEqual(rows, { ...all, count: null, totals: null });
    const totals = await read("part=totals");
    assert.deepEqual(totals, { ...all, rows: [], nextCursor: null });
  });

  await t.test("filters by account, customer, day and document", async () => {
    assert.equal((await read("account=bank")).count, 1);
    assert.equal((await read(`customerId=${customerId}`)).count, 3);
    assert.equal((await read(`itemId=${itemId}&event=J01`)).count, 1);
    assert.equal((await read("to=2026-08-01")).count, 1);
    assert.equal((await read("origin=gl")).count, 1);
    assert.equal((await read("q=INV-1&event=J01")).count, 1);
  });

  await t.test("an entry leads to its bank line and file row", async () => {
    const [entry] = (await read("event=J07")).rows;
    const source = (await client.get(`${base}/entries/${entry?.id}`)).as(entrySource);
    assert.equal(source.bankLineId, lineId);
    assert.equal(source.file?.row, 1);
    assert.equal((await client.get(`${base}/entries/999999999`)).status, 404);
  });

  await t.test("the trial balance is the journal, account by account", async () => {
    const sums = (await client.get(`${base}/trial-balance`)).as(trialBalance);
    assert.equal(sums.totals.debit, sums.totals.credit);
    const of = (account: string) => sums.rows.find((row) => row.account === account)?.balance;
    assert.equal(of("receivable"), "1130.00");
    assert.equal(of("bank"), "500.00");
    assert.equal(of("unidentified"), "-500.00");
    const sheet = await sheetAt(client, `${base}/trial-balance/export?language=zh`);
    assert.equal(sheet["E2"].f, "C2-D2");
  });

  await t.test("the workbooks say when they were made in the time of the books", async () => {
    for (const address of ["trial-balance/export", "entries/export", "reports/aging/export"]) {
      const answer = await client.inject({ url: `${base}/${address}?language=zh` });
      assert.equal(answer.statusCode, 200, address);
      const opened = openTable(new Uint8Array(answer.rawPayload));
      assert.ok(opened.ok);
      const facts: string[][] = [];
      opened.value.sheets.at(-1)?.read((cells) => {
        facts.push([...cells]);
        return true;
      });
      const made = facts.find(([name]) => name === "导出时间");
      assert.match(
        made?.[1] ?? "",
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Asia\/Shanghai\)$/,
        `${address}: ${JSON.stringify(facts)}`,
      );
    }
  });

  await t.test("the workbook has one row a line, amounts as numbers", async () => {
    const sheet = await sheetAt(client, `${base}/entries/export?language=zh&event=J07`);
    assert.equal(sheet["G2"].v, 500, "debit of the bank");
    assert.equal(sheet["H3"].v, 500, "credit of unclaimed receipts");
    assert.equal(sheet["D2"].v, "收到上海启明款项 待认领");
  });

  await t.test("acts stand in the trail, and both chains hold", async () => {
    const { rows } = (await client.get("/api/v1/audit?action=adjustment.post")).as(auditPage);
    assert.equal(rows.length, 1);
    assert.match(rows[0]?.hash ?? "", /^[0-9a-f]{64}$/);
    assert.equal((await client.get("/api/v1/audit/verification")).as(chainProof).brokenAt, null);
    const proof = (await client.get(`${base}/verification`)).as(verification);
    assert.equal(proof.holds, true);
  });

  await t.test("who may read what; another organisation finds nothing", async () => {
    const sales = await world.member(own, "sales");
    assert.equal((await sales.get(`${base}/entries`)).code, "not_allowed");
    const accountant = await world.member(own, "accountant");
    assert.equal((await accountant.get("/api/v1/audit")).code, "not_allowed");
    const collector = await world.member(own, "collector");
    assert.equal((await collector.get(`${base}/entries/export`)).code, "not_allowed");
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.get(`${base}/entries`)).status, 404);
    assert.equal((await other.administrator.get(`${base}/trial-balance`)).status, 404);
  });
});

test("of one person two files are made at once, and nobody else waits for them", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const colleague = await world.member(own, "accountant");
  const file = `/api/v1/books/${own.booksId}/entries/export`;
  const holder = await world.database.ownerPool.connect();
  const reading = async () => {
    const { rows } = await world.database.ownerPool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.n;
  };
  await holder.query("begin; lock table entry in access exclusive mode");
  const asked = Array.from({ length: 5 }, () => own.administrator.get(file));
  try {
    for (let n = 0; n < 200 && (await reading()) !== 2; n++) await pause(10);
    await pause(200);
    assert.equal(await reading(), 2);
    asked.push(colleague.get(file));
    for (let n = 0; n < 200 && (await reading()) !== 3; n++) await pause(10);
    assert.equal(await reading(), 3);
  } finally {
    // its lock ends with it
    holder.release(true);
  }
  const answers = await Promise.all(asked);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200, 200, 200],
  );
});
