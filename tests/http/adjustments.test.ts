// 调账与审批 over HTTP: what posts alone, what needs whom, and that nobody approves their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
  approvalList,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { addCustomer, addItem, balanceOf } from "../support/books.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("adjustments over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await world.member(own, "accountant");
  const approver = await world.member(own, "approver");
  const lead = await world.member(own, "finance_lead");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 5_000_000 });
  const body = (change: Partial<AdjustmentBody>) => ({
    kind: "rounding",
    itemId,
    reason: "客户抹零",
    ...change,
  });
  const adjust = (change: Partial<AdjustmentBody>, headers = {}) =>
    accountant.post(`${base}/adjustments`, body(change), headers);

  await t.test("a tail within the limit posts at once, once for one key", async () => {
    const headers = { "idempotency-key": "tail-within-limit" };
    const first = (await adjust({ amount: "40.00" }, headers)).as(adjustmentOutcome);
    assert.equal(first.kind, "posted");
    const again = (await adjust({ amount: "40.00" }, headers)).as(adjustmentOutcome);
    assert.deepEqual(again, first);
    assert.equal(await balanceOf(books, "rounding"), 4_000);
  });

  await t.test(
    "the preview says what is booked and who must sign, and stores nothing",
    async () => {
      const url = `${base}/adjustments/preview`;
      const preview = (await accountant.post(url, body({ amount: "60.00" }))).as(adjustmentPreview);
      assert.equal(preview.kind, "needs_approval");
      assert.deepEqual(preview.by, ["approver"]);
      assert.equal(preview.reason?.key, "over_your_limit");
      assert.deepEqual(
        preview.effect.map(({ accountCode, side, homeAmount }) => [accountCode, side, homeAmount]),
        [
          ["6603.06", "debit", "60.00"],
          ["1122.01", "credit", "60.00"],
        ],
      );
      assert.equal(await balanceOf(books, "rounding"), 4_000);
      const list = (await accountant.get(`${base}/approvals`)).as(approvalList);
      assert.equal(list.rows.length, 0);
    },
  );

  await t.test("over the limit it waits, and only another person posts it", async () => {
    const asked = (await adjust({ amount: "60.00" })).as(adjustmentOutcome);
    assert.equal(asked.kind, "waiting");
    const url = `${base}/approvals/${asked.approvalId}`;
    const detail = (await approver.get(url)).as(approvalDetail);
    assert.equal(detail.approval.item?.no, "INV-1");
    assert.equal(detail.effect?.length, 2);
    const yes = { approve: true, comment: "" };
    assert.equal((await accountant.post(url, yes)).code, "not_allowed");
    assert.equal((await approver.post(url, { ...yes, approve: false })).code, "reason_missing");
    const done = (await approver.post(url, yes)).as(approvalOutcome);
    assert.equal(done.state, "approved");
    assert.equal(await balanceOf(books, "rounding"), 10_000);
    assert.equal((await approver.post(url, yes)).code, "approval_closed");
  });

  await t.test("nobody approves their own, an administrator neither", async () => {
    const sent = await own.administrator.post(`${base}/adjustments`, body({ amount: "70.00" }));
    const { approvalId } = sent.as(adjustmentOutcome);
    const answer = await own.administrator.post(`${base}/approvals/${approvalId}`, {
      approve: true,
    });
    assert.equal(answer.code, "own_approval");
    const rejected = await approver.post(`${base}/approvals/${approvalId}`, {
      approve: false,
      comment: "金额过大",
    });
    assert.equal(rejected.as(approvalOutcome).state, "rejected");
    assert.equal(await balanceOf(books, "rounding"), 10_000);
  });

  await t.test("a large bad debt takes two signatures of two people", async () => {
    const asked = await adjust({
      kind: "write_off",
      amount: "20000.00",
      evidence: ["法院裁定"],
      responsible: "王敏",
      fileIds: [await handIn(accountant, base)],
    });
    const { approvalId, by } = asked.as(adjustmentOutcome);
    assert.deepEqual(by, ["finance_lead", "general_manager"]);
    const url = `${base}/approvals/${approvalId}`;
    const first = (await lead.post(url, { approve: true })).as(approvalOutcome);
    assert.deepEqual(first, { state: "pending", decisionId: null, missing: ["general_manager"] });
    assert.equal(await balanceOf(books, "allowance"), 0);
    assert.equal((await lead.post(url, { approve: true })).code, "approved_already");
    const second = (await own.administrator.post(url, { approve: true })).as(approvalOutcome);
    assert.equal(second.state, "approved");
    assert.equal(await balanceOf(books, "allowance"), 2_000_000);
  });

  await t.test("more than is open is refused in words", async () => {
    const answer = await adjust({ amount: "99999.00" });
    assert.equal(answer.code, "exceeds_item");
    assert.match(answer.text, /INV-1/);
  });

  await t.test("an auditor and a salesperson may not adjust; strangers find nothing", async () => {
    for (const role of ["auditor", "sales"] as const) {
      const reader = await world.member(own, role);
      const answer = await reader.post(`${base}/adjustments`, body({ amount: "1.00" }));
      assert.equal(answer.code, "not_allowed", role);
    }
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.get(`${base}/approvals`)).status, 404);
  });
});
