// 月结 over HTTP: in order, nothing that blocks, closed means closed, and two people to reopen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { approvalOutcome } from "../../src/contract/adjustments.ts";
import { closeCheck, periodList, reopenOutcome } from "../../src/contract/periods.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("periods over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}/periods`;
  const accountant = await world.member(own, "accountant");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await addItem(books, { customerId, no: "OLD", amountMinor: 10_000, date: "2024-03-05" });
  await addLine(books, { amountMinor: 5_000, date: "2025-02-10", payer: "上海启明" });
  const list = async () => (await accountant.get(base)).as(periodList);
  const close = (month: string) => accountant.post(`${base}/close`, { month });

  await t.test("the first closing is offered where our own records begin", async () => {
    const { next, isFirst, closedThrough } = await list();
    assert.deepEqual(
      { next, isFirst, closedThrough },
      {
        next: "2025-02",
        isFirst: true,
        closedThrough: null,
      },
    );
  });

  await t.test("what needs looking at is named, what blocks keeps the month open", async () => {
    const bill = { customerId, no: "B-1", kind: "bill", amountMinor: 700 } as const;
    await addItem(books, { ...bill, date: "2025-02-01", due: "2025-02-20" });
    const check = (await accountant.get(`${base}/check?month=2025-02`)).as(closeCheck);
    const states = new Map(check.steps.map(({ step, state }) => [step, state]));
    assert.equal(states.get("bills"), "block");
    assert.equal(states.get("unidentified"), "warn");
    assert.equal(states.get("proofs"), "ok");
    const unclaimed = check.steps.find(({ step }) => step === "unidentified");
    assert.deepEqual(unclaimed?.fields, { count: 1, amount: "CNY 50.00", before: "2025-02-21" });
    assert.equal((await close("2025-02")).code, "close_blocked");
    assert.equal((await list()).closedThrough, null);
  });

  await t.test("unclaimed money with a proposal is counted once, among the proposals", async () => {
    const lineId = await addLine(books, { amountMinor: 900, date: "2025-02-11", payer: "海启明" });
    await books.inBooks((db) =>
      db.query("update bank_line set lane = 'suggested' where id = $1", [lineId]),
    );
    const check = (await accountant.get(`${base}/check?month=2025-02`)).as(closeCheck);
    const counts = check.steps.map(({ step, fields }) => [step, fields["count"]]);
    assert.deepEqual(counts.slice(1, 3), [
      ["unidentified", 1],
      ["proposals", 1],
    ]);
  });

  await t.test("months close in order, and only when they are over", async () => {
    assert.equal((await close("2025-01")).status, 200);
    const { closedThrough, events, reopened } = await list();
    assert.equal(closedThrough, "2025-01-31");
    assert.deepEqual(reopened, []);
    const figures = events[0]?.figures;
    assert.equal(figures?.asOf, "2025-01-31");
    assert.deepEqual(
      figures?.accounts.map(({ accountCode, homeAmount }) => [accountCode, homeAmount]),
      [
        ["0001", "-100.00"],
        ["1122.01", "100.00"],
      ],
    );
    assert.deepEqual(
      figures?.aging.map(({ bucket, homeAmount }) => [bucket, homeAmount]),
      [["no_due_date", "100.00"]],
    );
    assert.match(figures?.lastEntry?.hash ?? "", /^[0-9a-f]{64}$/);
    assert.equal((await close("2025-03")).code, "period_not_next");
    assert.equal((await close("2999-01")).code, "period_not_next");
  });

  await t.test("the database takes no entry into a closed month", async () => {
    const late = addItem(books, { customerId, no: "LATE", amountMinor: 1, date: "2025-01-31" });
    await assert.rejects(late, { code: "QZ002" });
  });

  await t.test("reopening takes a reason and a second person", async () => {
    const ask = (month: string, reason: string) =>
      own.administrator.post(`${base}/reopen`, { month, reason });
    assert.equal((await ask("2025-01", " ")).status, 400);
    assert.equal((await ask("2024-12", "补记")).code, "period_not_last");
    const { approvalId } = (await ask("2025-01", "补记发票")).as(reopenOutcome);
    assert.equal((await list()).closedThrough, "2025-01-31", "asking opens nothing");
    assert.equal((await list()).reopening, "2025-01");
    const again = (await ask("2025-01", "补记发票")).as(reopenOutcome);
    assert.equal(again.approvalId, approvalId);
    const url = `/api/v1/books/${own.booksId}/approvals/${approvalId}`;
    const yes = { approve: true, comment: "同意" };
    assert.equal((await own.administrator.post(url, yes)).code, "own_approval");
    const approver = await world.member(own, "approver");
    assert.equal((await approver.post(url, yes)).as(approvalOutcome).state, "approved");
    const { closedThrough, events, reopened } = await list();
    assert.deepEqual(reopened, ["2025-01"]);
    assert.equal(closedThrough, "2024-12-31");
    assert.equal(events[0]?.act, "reopen");
    assert.equal(events[0]?.reason, "补记发票");
  });

  await t.test(
    "an auditor may look and not close; another organisation finds nothing",
    async () => {
      const auditor = await world.member(own, "auditor");
      assert.equal((await auditor.get(base)).status, 200);
      assert.equal((await auditor.post(`${base}/close`, { month: "2025-01" })).code, "not_allowed");
      assert.equal(
        (await auditor.post(`${base}/reopen`, { month: "2025-01", reason: "x" })).code,
        "not_allowed",
      );
      const other = await world.organisation("乙公司");
      assert.equal((await other.administrator.get(base)).status, 404);
    },
  );
});
