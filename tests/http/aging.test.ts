// 账龄分析 over HTTP: borders of buckets, credits and receipts apart, the proof, fixed pairs of dates.
import assert from "node:assert/strict";
import { test } from "node:test";
import { agingReport } from "../../src/contract/aging.ts";
import { addDays, isoDate } from "../../src/core/date.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { ledgerBooks, sheetAt } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

const asOf = isoDate("2026-09-30");
const at = `asOf=${asOf}&view=original`;

test("aging over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const path = `/api/v1/books/${own.booksId}/reports/aging`;
  const client = own.administrator;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const late = [-5, 0, 1, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366];
  for (const days of late) {
    await addItem(books, {
      customerId,
      no: `D${days}`,
      amountMinor: 10_000,
      date: "2025-01-02",
      due: addDays(asOf, -days),
    });
  }
  await addItem(books, { customerId, no: "no due", amountMinor: 500 });
  await addItem(books, { customerId, no: "R1", kind: "credit_note", amountMinor: -2_000 });

  const read = async (query: string) => (await client.get(`${path}?${query}`)).as(agingReport);
  const before = await read(at);

  await t.test("a border belongs to the bucket that names it, and to no other", () => {
    assert.deepEqual(before.rows[0]?.buckets, {
      not_due: "200.00",
      d1_30: "200.00",
      d31_60: "200.00",
      d61_90: "200.00",
      d91_180: "200.00",
      d181_365: "200.00",
      d366: "100.00",
      no_due_date: "5.00",
    });
  });

  await t.test("an unlinked credit stands in no bucket, and the sum is the ledger's", () => {
    const [row] = before.rows;
    assert.equal(row?.unlinkedCredits, "-20.00");
    assert.equal(row?.balance, "1285.00");
    assert.equal(row?.net, "1285.00");
    assert.deepEqual(before.proof, {
      aging: "1285.00",
      ledger: "1285.00",
      difference: "0.00",
      currency: "CNY",
    });
  });

  await t.test("a fixed pair of dates prints the same after later postings", async () => {
    const pair = `${at}&knownAt=${encodeURIComponent(before.knownAt)}`;
    await addItem(books, { customerId, no: "later", amountMinor: 77_700, date: "2026-09-01" });
    assert.deepEqual(await read(pair), before);
    const now = await read(at);
    assert.equal(now.rows[0]?.balance, "2062.00");
    assert.equal(now.proof.difference, "0.00");
  });

  await t.test("rows may be regions; a customer without one is not lost", async () => {
    const byRegion = await read(`${at}&by=region`);
    assert.equal(byRegion.rows[0]?.customerId, null);
    assert.equal(byRegion.rows[0]?.balance, "2062.00");
  });

  await t.test(
    "statutory years count from the day the claim arose, the anniversary included",
    async () => {
      const onDay = (day: string) => read(`asOf=${day}&view=original&basis=book_age`);
      const anniversary = (await onDay("2027-01-02")).totals[0];
      assert.equal(anniversary?.buckets.y1, "782.00");
      assert.equal(anniversary?.buckets.y2, "1300.00");
      const dayAfter = (await onDay("2027-01-03")).totals[0];
      assert.equal(dayAfter?.buckets.y2, "0.00");
      assert.equal(dayAfter?.buckets.y3, "1300.00");
      assert.equal(dayAfter?.balance, anniversary?.balance, "other columns, the same sum");
      assert.deepEqual(Object.keys(dayAfter?.buckets ?? {}), [
        "y1",
        "y2",
        "y3",
        "y4",
        "y5",
        "over_5",
      ]);
    },
  );

  await t.test("the workbook works its sums out again", async () => {
    const sheet = await sheetAt(client, `${path}/export?${at}&language=en`);
    // columns: name, no., currency, 8 buckets (D–K), credits L, balance M, unapplied N, net O
    assert.equal(sheet["M2"].f, "SUM(D2:L2)");
    assert.equal(sheet["M2"].v, 2062);
    assert.equal(sheet["O2"].f, "M2-N2");
    assert.equal(sheet["M3"].f, 'SUMIFS(M2:M2,C2:C2,"CNY")');
    assert.equal(sheet["M3"].v, 2062);
  });

  await t.test("rows may be contracts; what has none stands together", async () => {
    await books.inBooks((db) =>
      db.query(
        `with c as (insert into contract (org_id, books_id, customer_id, no, currency)
           values ($1, $2, $3, 'HT-2026-01', 'CNY') returning id)
         insert into open_item (org_id, books_id, customer_id, contract_id, kind, no, currency,
           face_minor, amount_minor, home_minor, issue_date, due_date, age_from, accounting_date,
           recorded_at, origin, account)
         select $1, $2, $3, c.id, 'invoice', 'K1', 'CNY', 40000, 40000, 40000, '2026-08-01',
           '2026-10-01', '2026-08-01', '2026-08-01', '2026-08-01', 'gl', 'receivable' from c`,
        [books.orgId, books.booksId, customerId],
      ),
    );
    const { rows, totals } = await read(`${at}&by=contract`);
    assert.deepEqual(rows.map(({ name, balance }) => [name, balance]).toSorted(), [
      ["", "2062.00"],
      ["HT-2026-01", "400.00"],
    ]);
    assert.equal(totals[0]?.balance, "2462.00");
  });

  await t.test("a linked credit follows its invoice, less what was used of it", async () => {
    const second = await addCustomer(books, "C2", "苏州明远贸易有限公司");
    const due = addDays(asOf, -40);
    const no = "F2";
    const invoice = await addItem(books, { customerId: second, no, amountMinor: 10_000, due });
    const sums = async (day: string) =>
      (await read(`asOf=${day}&view=original`)).rows.find(({ customerNo }) => customerNo === "C2");
    await books.inBooks(async (db) => {
      await db.query(
        `with credit as (
           insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
             amount_minor, home_minor, issue_date, age_from, accounting_date, recorded_at, origin,
             account, linked_item_id)
           values ($1, $2, $3, 'credit_note', 'R2', 'CNY', -5000, -5000, -5000, '2026-08-01',
             '2026-08-01', '2026-08-01', '2026-08-01', 'gl', 'receivable', $4) returning id),
         made as (
           insert into decision (org_id, books_id, kind, by_member_id, recorded_at)
           values ($1, $2, 'adjust', $5, '2026-08-01') returning id)
         insert into allocation (org_id, books_id, kind, code, item_id, item_minor, item_home_minor,
           decision_id, business_date, accounting_date, recorded_at)
         select $1, $2, 'adjustment', 'fee', x.item, x.minor, x.minor, made.id, x.day, x.day, '2026-08-01'
         from made, (select id as item, -2000 as minor, date '2026-09-10' as day from credit
                     union all select $4, 1000, date '2026-09-20') x`,
        [books.orgId, books.booksId, second, invoice, books.memberId],
      );
    });
    assert.equal((await sums("2026-09-09"))?.buckets.d1_30, "50.00", "nothing was used yet");
    assert.equal((await sums("2026-09-19"))?.buckets.d1_30, "70.00", "20.00 of the credit was");
    const late = await sums(asOf);
    assert.deepEqual([late?.buckets.d31_60, late?.unlinkedCredits], ["60.00", "0.00"]);

    await books.inBooks((db) =>
      db.query(
        `insert into item_change (org_id, item_id, recorded_at, accounting_date, due_date,
           disputed_delta_minor, reason)
         values ($1, $2, '2026-08-02', '2026-09-25', '2026-12-31', 1500, 'agreed')`,
        [books.orgId, invoice],
      ),
    );
    assert.equal((await sums("2026-09-24"))?.buckets.d31_60, "60.00", "not agreed yet");
    const agreed = await sums(asOf);
    assert.deepEqual(
      [agreed?.buckets.not_due, agreed?.balance, agreed?.disputed],
      ["60.00", "60.00", "15.00"],
    );
  });

  await t.test(
    "sales may not see it, an auditor may; another organisation finds nothing",
    async () => {
      const sales = await world.member(own, "sales");
      assert.equal((await sales.get(path)).code, "not_allowed");
      const auditor = await world.member(own, "auditor");
      assert.equal((await auditor.get(path)).status, 200);
      const other = await world.organisation("乙公司");
      assert.equal((await other.administrator.get(path)).status, 404);
    },
  );
});
