// 期末调汇 over HTTP: a step of closing that blocks, is posted, taken back on the next day, run again
// for what has changed, and undone on its own dates.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { closeCheck, revaluationPreview, revalued } from "../../src/contract/periods.ts";
import { undoOutcomes } from "../../src/contract/workbench.ts";
import { addCustomer, addItem, addLine, balanceOf, type TestBooks } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

const month = "2025-03";

function addRate(books: TestBooks, date: string, rate: string): Promise<unknown> {
  return books.inBooks((db) =>
    db.query(
      `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
       values ($1, $2, $3, 'USD', 'CNY', $4)`,
      [books.orgId, books.booksId, date, rate],
    ),
  );
}

function balanceAt(books: TestBooks, account: string, date: string): Promise<number> {
  return books.inBooks(async (db) => {
    const { rows } = await db.query<{ home: number }>(
      `select coalesce(sum(case p.side when 'D' then p.home_minor else -p.home_minor end), 0)::bigint
         as home
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and p.account = $2 and e.accounting_date <= $3`,
      [books.orgId, account, date],
    );
    return rows[0]?.home ?? 0;
  });
}

test("a month with foreign balances is revalued before it closes", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await world.member(own, "accountant");
  const customerId = await addCustomer(books, "C1", "HX TECH");
  const invoice = { customerId, currency: "USD", date: "2025-03-03" } as const;
  await addItem(books, { ...invoice, no: "US-1", amountMinor: 400_000, homeMinor: 2_840_000 });
  const received = { currency: "USD", date: "2025-03-10", payer: "HX TECH" };
  await addLine(books, { ...received, amountMinor: 100_000, homeMinor: 720_000 });
  const path = `${base}/periods/revaluation`;
  const post = () => accountant.post(path, { month });
  const preview = async () =>
    (await accountant.get(`${path}?month=${month}`)).as(revaluationPreview);
  const step = async () => {
    const check = (await accountant.get(`${base}/periods/check?month=${month}`)).as(closeCheck);
    const { state, detail } = check.steps.find((one) => one.step === "rates") ?? {};
    return `${state} ${detail}`;
  };
  const holds = async () => {
    const { orgId, booksId } = own;
    const at = { dates: ["2025-03-31", "2025-04-01", "2025-12-31"], knownAt: null };
    return (await verifyBooks(world.deps, { orgId, booksId }, at)).holds;
  };

  await t.test("without a rate of the month's end nothing is posted", async () => {
    await addRate(books, "2025-03-20", "7.00");
    assert.equal(await step(), "block rates_missing");
    assert.deepEqual((await preview()).missing, ["USD"]);
    assert.equal((await post()).code, "missing_rate");
  });

  let first = 0;
  await t.test(
    "items, receipts and the bank at the closing rate, back on the next day",
    async () => {
      await addRate(books, "2025-03-28", "7.15");
      assert.equal(await step(), "block revaluation_due");
      const { balances, net, takenBackOn } = await preview();
      assert.deepEqual(
        balances.map(({ accountCode, change }) => [accountCode, change]),
        [
          ["1122.01", "200.00"],
          ["2241.01", "50.00"],
          ["1002", "-50.00"],
        ],
      );
      assert.equal(net, "200.00");
      assert.equal(takenBackOn, "2025-04-01");
      first = (await post()).as(revalued).decisionId;
      assert.equal(await balanceAt(books, "receivable", "2025-03-31"), 2_860_000);
      assert.equal(await balanceAt(books, "unidentified", "2025-03-31"), -715_000);
      assert.equal(await balanceOf(books, "receivable"), 2_840_000);
      assert.equal(await balanceOf(books, "fx"), 0);
      assert.equal(await step(), "ok revalued");
      assert.equal((await post()).code, "nothing_to_revalue");
      assert.ok(await holds());
    },
  );

  await t.test("what comes in later is revalued beside it", async () => {
    await addItem(books, { ...invoice, no: "US-2", amountMinor: 10_000, homeMinor: 71_000 });
    assert.equal(await step(), "block revaluation_due");
    const second = (await post()).as(revalued).decisionId;
    assert.equal(await balanceAt(books, "receivable", "2025-03-31"), 2_931_500);
    assert.equal((await preview()).done.length, 2);
    assert.ok(second > first);
    assert.ok(await holds());
  });

  await t.test("a statement that proves another bank balance leaves the account out", async () => {
    await books.inBooks((db) =>
      db.query(
        `insert into bank_statement (org_id, bank_account_id, batch_id, proof, to_date, closing_minor)
         select $1, $2, max(batch_id), 'proven', '2025-03-31', 12345 from bank_line where org_id = $1`,
        [books.orgId, books.bankAccountId],
      ),
    );
    const { leftOut } = await preview();
    assert.deepEqual(
      leftOut.map(({ label, amount, statement }) => [label, amount, statement]),
      [["6222000011118807", "1000.00", "123.45"]],
    );
  });

  await t.test("undone on its own dates, until the month is closed", async () => {
    const undo = async (id: number) =>
      (await accountant.post(`${base}/decisions/undo`, { decisionIds: [id] })).as(undoOutcomes)
        .outcomes[0];
    assert.equal((await undo(first))?.problem, null);
    assert.equal(await balanceAt(books, "receivable", "2025-03-31"), 2_911_500);
    assert.ok(await holds());
    const { decisionId: again } = (await post()).as(revalued);
    assert.equal(await balanceAt(books, "receivable", "2025-03-31"), 2_931_500);
    assert.equal((await accountant.post(`${base}/periods/close`, { month })).status, 200);
    const closed = (await undo(again))?.problem;
    assert.equal(closed?.code, "period_closed");
    assert.match(closed?.title ?? "", /^\d{4}-\d{2} 已结账。最早可记账日 \d{4}-\d{2}-\d{2}/);
    assert.equal((await post()).code, "period_closed");
    assert.ok(await holds());
  });
});
