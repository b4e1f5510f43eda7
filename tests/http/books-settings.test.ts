// The chart of accounts and the limits of the books over HTTP: what two people change, what holds
// afterwards, and what is refused with a sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountChart, settingsOutcome } from "../../src/contract/accounts.ts";
import {
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { booksLimitsAnswer, booksLimitsOutcome } from "../../src/contract/books-limits.ts";
import { changedMember } from "../../src/contract/members.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("the chart of accounts is changed by two people and named so from then on", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const { administrator } = own;
  const approver = await world.member(own, "approver");
  const chart = async () => (await administrator.get(`${base}/chart`)).as(accountChart);
  const { choices } = await chart();
  const receivable = { code: "112201", zh: "应收账款-人民币", en: "Receivables, CNY" };
  const ask = (body: object) =>
    administrator.send("PUT", `${base}/chart`, {
      own: {},
      choices,
      reason: "与用友科目一致",
      ...body,
    });
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 100_000 });

  await t.test(
    "as shipped: every account of the standard, with the lines posted to it",
    async () => {
      const { standard, rows, waiting } = await chart();
      assert.equal(standard, "cas");
      assert.equal(waiting, null);
      const row = rows.find(({ key }) => key === "receivable");
      assert.deepEqual(row?.shipped, {
        code: "1122.01",
        zh: "应收账款—货款",
        en: "Trade receivables",
      });
      assert.equal(row?.lines, 1);
      assert.equal(rows.find(({ key }) => key === "gl_contra")?.isFixed, true);
    },
  );

  await t.test("what cannot be is refused in words", async () => {
    const bad = await ask({ own: { bank: { code: "10 02", zh: "银行", en: "Bank" } } });
    assert.equal(bad.code, "account_code_bad");
    assert.match(bad.text, /10 02/);
    const twice = await ask({ own: { bank: { code: "6601", zh: "银行", en: "Bank" } } });
    assert.equal(twice.code, "account_code_twice");
    assert.equal((await ask({ own: { receivable }, reason: " " })).code, "reason_missing");
    assert.equal((await ask({})).as(settingsOutcome).approvalId, null);
    const accountant = await world.member(own, "accountant");
    const body = { own: { receivable }, choices, reason: "x" };
    assert.equal((await accountant.send("PUT", `${base}/chart`, body)).code, "not_allowed");
  });

  await t.test(
    "a second person signs, one change at a time; then entries are named so",
    async () => {
      const { approvalId } = (await ask({ own: { receivable } })).as(settingsOutcome);
      assert.equal((await chart()).waiting, approvalId);
      assert.equal((await ask({ own: { receivable } })).code, "change_waiting");
      const url = `${base}/approvals/${approvalId}`;
      const { approval } = (await approver.get(url)).as(approvalDetail);
      assert.deepEqual(approval.subject, {
        kind: "accounts",
        accounts: [
          {
            key: "receivable",
            from: { code: "1122.01", zh: "应收账款—货款", en: "Trade receivables" },
            to: receivable,
          },
        ],
        before: choices,
        after: choices,
      });
      assert.equal((await administrator.post(url, { approve: true })).code, "own_approval");
      const signed = (await approver.post(url, { approve: true })).as(approvalOutcome);
      assert.equal(signed.state, "approved");
      const preview = await administrator.post(`${base}/adjustments/preview`, {
        kind: "rounding",
        itemId,
        amount: "1.00",
        reason: "抹零",
      });
      const codes = preview.as(adjustmentPreview).effect.map(({ accountCode }) => accountCode);
      assert.deepEqual(codes, ["6603.06", "112201"]);
      const after = await chart();
      assert.equal(after.waiting, null);
      assert.equal(after.rows.find(({ key }) => key === "receivable")?.code, "112201");
      // back to the standard is a change as well
      assert.notEqual((await ask({})).as(settingsOutcome).approvalId, null);
    },
  );

  await t.test("a change that was overtaken is not carried out", async () => {
    const { waiting } = await chart();
    await books.inBooks((db) =>
      db.query(`update books set settings = settings || '{"reversalStyle": "swapped"}'`),
    );
    const answer = await approver.post(`${base}/approvals/${waiting}`, { approve: true });
    assert.equal(answer.code, "settings_moved");
    assert.equal((await chart()).waiting, waiting);
  });
});

test("what was posted one way is not posted another way afterwards", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 5_000_000 });
  const { administrator } = own;
  const approver = await world.member(own, "approver");
  const before = (await administrator.get(`${base}/chart`)).as(accountChart);
  assert.deepEqual(before.locked, {
    oldStyleAdvances: false,
    discountAsExpense: false,
    salesAreOurs: false,
  });
  const discount = { kind: "discount", itemId, amount: "100.00", reason: "提前付款" };
  const asked = await administrator.post(`${base}/adjustments`, discount);
  const { approvalId } = asked.as(adjustmentOutcome);
  await approver.post(`${base}/approvals/${approvalId}`, { approve: true });
  const chart = (await administrator.get(`${base}/chart`)).as(accountChart);
  assert.deepEqual(chart.locked, {
    oldStyleAdvances: false,
    discountAsExpense: true,
    salesAreOurs: false,
  });
  const change = (choices: object) =>
    administrator.send("PUT", `${base}/chart`, {
      own: {},
      choices: { ...chart.choices, ...choices },
      reason: "改记法",
    });
  assert.equal((await change({ discountAsExpense: true })).code, "account_choice_locked");
  const old = (await change({ oldStyleAdvances: true })).as(settingsOutcome);
  assert.notEqual(old.approvalId, null);
});

test("where sales are booked is chosen by two people, until the first sale is booked", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const { administrator } = own;
  const approver = await world.member(own, "approver");
  const chart = async () => (await administrator.get(`${base}/chart`)).as(accountChart);
  const before = await chart();
  assert.equal(before.choices.salesAreOurs, false);
  const ask = (salesAreOurs: boolean) =>
    administrator.send("PUT", `${base}/chart`, {
      own: {},
      choices: { ...before.choices, salesAreOurs },
      reason: "在这里开票",
    });
  const { approvalId } = (await ask(true)).as(settingsOutcome);
  const url = `${base}/approvals/${approvalId}`;
  const { approval } = (await approver.get(url)).as(approvalDetail);
  assert.equal(approval.subject.kind === "accounts" && approval.subject.after.salesAreOurs, true);
  assert.equal((await approver.post(url, { approve: true })).status, 200);
  assert.equal((await chart()).choices.salesAreOurs, true);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, {
    ...{ customerId, no: "FH-1", kind: "delivery", amountMinor: 11_300, date: "2026-09-01" },
  });
  assert.equal((await chart()).locked.salesAreOurs, false);
  const billed = await administrator.post(`${base}/adjustments`, {
    ...{ kind: "invoice_delivery", itemId, amount: "113.00", reason: "开票" },
    document: { no: "2531", issuedOn: "2026-09-20", tax: null, moreItemIds: [] },
  });
  assert.equal(billed.as(adjustmentOutcome).kind, "posted");
  assert.equal((await chart()).locked.salesAreOurs, true);
  assert.equal((await ask(false)).code, "account_choice_locked");
  const { rows } = await books.inBooks((db) =>
    db.query<{ origin: string }>("select origin from entry where event = 'J04'"),
  );
  assert.deepEqual(rows, [{ origin: "ours" }]);
});

test("the limits of the books: narrower at once, wider by two people, and they hold", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const { administrator } = own;
  const approver = await world.member(own, "approver");
  const accountant = await world.member(own, "accountant");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 5_000_000 });
  const put = (limits: object, reason = "内控要求") =>
    administrator.send("PUT", `${base}/limits`, {
      ...{ roundingByAccountant: "50.00", badDebtByManager: "10000.00", reason },
      ...limits,
    });
  const tail = async (amount: string) => {
    const body = { kind: "rounding", itemId, amount, reason: "抹零" };
    return (await accountant.post(`${base}/adjustments/preview`, body)).as(adjustmentPreview).kind;
  };
  const read = async () => (await administrator.get(`${base}/limits`)).as(booksLimitsAnswer);

  assert.deepEqual((await read()).limits, (await read()).shipped);
  assert.equal((await put({})).as(booksLimitsOutcome).kind, "unchanged");
  assert.equal((await put({ roundingByAccountant: "1.005" })).code, "limit_bad");
  assert.equal((await put({ roundingByAccountant: "20.00" }, " ")).code, "reason_missing");
  assert.equal((await put({ roundingByAccountant: "20.00" })).as(booksLimitsOutcome).kind, "set");
  assert.equal(await tail("20.00"), "alone");
  assert.equal(await tail("20.01"), "needs_approval");

  const wider = (await put({ roundingByAccountant: "80.00" })).as(booksLimitsOutcome);
  assert.equal(wider.kind, "waiting");
  assert.equal((await read()).limits.roundingByAccountant, "20.00");
  assert.equal((await put({ badDebtByManager: "90000.00" })).code, "change_waiting");
  const url = `${base}/approvals/${wider.approvalId}`;
  const { approval } = (await approver.get(url)).as(approvalDetail);
  assert.equal(approval.subject.kind, "books_limits");
  await approver.post(url, { approve: true });
  assert.equal(await tail("80.00"), "alone");

  await t.test("a bad debt asks for the general manager from the amount that was set", async () => {
    await put({ roundingByAccountant: "80.00", badDebtByManager: "300.00" });
    const asked = await accountant.post(`${base}/adjustments`, {
      ...{ kind: "write_off", itemId, amount: "300.00", reason: "已破产" },
      ...{ evidence: ["裁定书"], responsible: "王敏", fileIds: [await handIn(accountant, base)] },
    });
    assert.deepEqual(asked.as(adjustmentOutcome).by, ["finance_lead", "general_manager"]);
  });

  await t.test("a member's own limit above what the books set takes a second person", async () => {
    const { rows } = (await administrator.get("/api/v1/members")).body as {
      rows: { id: number; role: string }[];
    };
    const member = rows.find(({ role }) => role === "accountant");
    const path = `/api/v1/members/${member?.id}`;
    const change = (adjustAlone: string) =>
      administrator.send("PATCH", path, { limits: { adjustAlone }, reason: "旺季" });
    assert.equal((await change("80.00")).as(changedMember).approvalId, null);
    assert.notEqual((await change("80.01")).as(changedMember).approvalId, null);
  });

  await t.test("sales read them and do not change them; strangers find nothing", async () => {
    const seller = await world.member(own, "sales");
    assert.equal((await seller.get(`${base}/limits`)).status, 200);
    assert.equal((await seller.get(`${base}/chart`)).code, "not_allowed");
    const body = { roundingByAccountant: "1.00", badDebtByManager: "1.00", reason: "x" };
    assert.equal((await seller.send("PUT", `${base}/limits`, body)).code, "not_allowed");
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.get(`${base}/chart`)).status, 404);
    assert.equal((await other.administrator.send("PUT", `${base}/limits`, body)).status, 404);
  });
});
