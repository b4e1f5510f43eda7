// Money that goes back, that comes after all, or that belongs to somebody else: refund, recovery of a
// written-off claim, take-over, three-party netting and moving a receipt, each with its undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
  approvalOutcome,
  outgoingLines,
} from "../../src/contract/adjustments.ts";
import { undoPreview } from "../../src/contract/undo.ts";
import { addItem, addLine, balanceOf, type TestBooks } from "../support/books.ts";
import { amounts, laneOf, moneyDesk, receiptOf } from "./money-desk.ts";

test("a refund is the outgoing line, takes two people and a call, and is undone", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant, approver } = w;
  const account = "6217000000000011";
  const lineId = await addLine(books, {
    amountMinor: 50_000,
    payer: "上海启明",
    payerAccount: account,
  });
  await w.claim(lineId, w.a);
  const out = { amountMinor: -20_000, date: "2026-09-25" };
  const outId = await addLine(books, { ...out, payerAccount: account });
  const wrongId = await addLine(books, { ...out, payerAccount: "6228480000000099" });
  const { id: receiptId } = await receiptOf(books, lineId);
  const refund = { kind: "refund", receiptId, reason: "多付退回", amount: "200.00" } as const;

  const url = `${base}/outgoing-lines?currency=CNY&amount=200.00`;
  const offered = (await accountant.get(url)).as(outgoingLines).rows;
  assert.deepEqual(
    offered.map(({ id }) => id),
    [wrongId, outId],
  );
  assert.equal((await w.adjust(refund)).code, "refund_account_missing");
  assert.equal((await w.adjust({ ...refund, bankLineId: wrongId })).code, "other_account");
  const other = { ...refund, bankLineId: outId, amount: "100.00" };
  assert.equal((await w.adjust(other)).code, "refund_line_differs");
  const named = { ...refund, bankAccountId: books.bankAccountId, toAccount: account };
  assert.equal((await w.adjust({ ...named, amount: "900.00" })).code, "exceeds_receipt");

  const body = { ...refund, bankLineId: outId };
  const asked = await accountant.post(`${base}/adjustments/preview`, body);
  const preview = asked.as(adjustmentPreview);
  assert.equal(preview.kind, "needs_approval");
  assert.deepEqual(preview.requires, ["call_back"]);
  assert.deepEqual(amounts(preview.effect), ["debit 2203.01 200.00", "credit 1002 200.00"]);

  const { approvalId } = (await w.adjust(body)).as(adjustmentOutcome);
  const approval = `${base}/approvals/${approvalId}`;
  const shown = (await approver.get(approval)).as(approvalDetail);
  // whoever signs reads whose money it is and which line it left by, not their numbers
  assert.equal(shown.approval.payerName, "上海启明");
  const { receipt, outgoing } = shown.named ?? {};
  assert.deepEqual([receipt?.lineId, receipt?.amount], [lineId, "500.00"]);
  assert.equal(typeof receipt?.customerName, "string");
  assert.deepEqual([outgoing?.id, outgoing?.amount], [outId, "200.00"]);
  assert.equal(outgoing?.payeeAccount, account);
  assert.equal((await approver.post(approval, { approve: true })).code, "call_back_missing");
  const yes = { approve: true, comment: "021-5555 李经理已确认" };
  const { decisionId } = (await approver.post(approval, yes)).as(approvalOutcome);
  assert.equal(await balanceOf(books, "on_account"), -30_000);
  assert.equal(await balanceOf(books, "bank"), 30_000);
  const settled = { lane: "not_receivable", category: "refund_to_customer" };
  assert.deepEqual(await laneOf(books, outId), settled);
  assert.equal((await w.adjust({ ...body, amount: "200.00" })).code, "refund_line_gone");
  assert.ok(await w.proofs());

  assert.equal((await w.undo(decisionId ?? 0))?.problem, null);
  assert.equal(await balanceOf(books, "on_account"), -50_000);
  assert.deepEqual(await laneOf(books, outId), { lane: "new", category: null });
  assert.ok(await w.proofs());
});

test("a written-off claim that is paid comes back with its money", async (t) => {
  const w = await moneyDesk(t);
  const { books } = w;
  const itemId = await addItem(books, { customerId: w.a, no: "INV-1", amountMinor: 500_000 });
  const loss = { kind: "write_off", itemId, amount: "5000.00" } as const;
  await w.approved(w.lead, { ...loss, evidence: ["法院裁定"], responsible: "王敏" });
  const registered = await itemIdOf(books, "written_off");
  const lineId = await addLine(books, { amountMinor: 300_000 });
  await w.claim(lineId, w.a);
  const { id: receiptId } = await receiptOf(books, lineId);

  const recover = { kind: "recover", itemId: registered, receiptId, amount: "3000.00" } as const;
  assert.equal((await w.adjust({ ...recover, amount: "6000.00" })).code, "exceeds_item");
  const posted = (await w.adjust(recover)).as(adjustmentOutcome);
  assert.equal(posted.kind, "posted");
  assert.equal(await balanceOf(books, "allowance"), 200_000);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "credit_loss"), 0);
  assert.ok(await w.proofs());
  assert.equal((await w.undo(posted.decisionId ?? 0))?.problem, null);
  assert.equal(await balanceOf(books, "allowance"), 500_000);
  assert.equal(await balanceOf(books, "on_account"), -300_000);
  assert.ok(await w.proofs());
});

test("another customer takes a debt over, and keeps its age", async (t) => {
  const w = await moneyDesk(t);
  const { books } = w;
  const due = "2026-08-31";
  const itemId = await addItem(books, { customerId: w.a, no: "INV-1", amountMinor: 100_000, due });
  const transfer = { kind: "transfer", itemId, toCustomerId: w.b, amount: "400.00" } as const;
  assert.equal((await w.adjust({ ...transfer, toCustomerId: null })).code, "customer_gone");
  assert.equal((await w.adjust(transfer)).code, "agreement_missing");
  assert.equal(
    (await w.adjust({ ...transfer, toCustomerId: w.a, agreementNo: "BZ-1" })).code,
    "same_customer",
  );
  const first = await w.approved(w.approver, { ...transfer, agreementNo: "BZ-1" });
  await w.approved(w.approver, { ...transfer, agreementNo: "BZ-2" });
  const taken = await books.inBooks(async (db) => {
    const { rows } = await db.query<{ no: string; due: string; age: string; minor: number }>(
      `select no, due_date as due, age_from as age, amount_minor as minor from open_item
       where org_id = $1 and customer_id = $2 order by id`,
      [books.orgId, w.b],
    );
    return rows;
  });
  assert.deepEqual(taken, [
    { no: "INV-1", due, age: "2026-08-01", minor: 40_000 },
    { no: "INV-1/2", due, age: "2026-08-01", minor: 40_000 },
  ]);
  assert.equal(await balanceOf(books, "receivable"), 100_000);
  assert.ok(await w.proofs());
  assert.equal((await w.undo(first))?.problem, null);
  assert.ok(await w.proofs());
});

test("three parties net by one agreement", async (t) => {
  const w = await moneyDesk(t);
  const { books } = w;
  const itemId = await addItem(books, { customerId: w.a, no: "INV-1", amountMinor: 100_000 });
  const owed = { customerId: w.b, no: "AP-1", kind: "payable", amountMinor: -60_000 } as const;
  const otherItemId = await addItem(books, owed);
  const net = { itemId, otherItemId, amount: "600.00", agreementNo: "SF-7" } as const;
  assert.equal((await w.adjust({ ...net, kind: "net_payable" })).code, "other_customer");
  const decisionId = await w.approved(w.approver, { ...net, kind: "three_party" });
  assert.equal(await balanceOf(books, "receivable"), 40_000);
  assert.equal(await balanceOf(books, "payable"), 0);
  assert.ok(await w.proofs());
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.equal(await balanceOf(books, "payable"), -60_000);
});

test("money claimed for the wrong customer moves, and its undo lists what stands on it", async (t) => {
  const w = await moneyDesk(t);
  const { books } = w;
  const lineId = await addLine(books, { amountMinor: 70_000 });
  const claimed = await w.claim(lineId, w.a);
  const { id: receiptId } = await receiptOf(books, lineId);
  const move = { kind: "reassign", receiptId, amount: "700.00" } as const;
  assert.equal((await w.adjust({ ...move, toCustomerId: w.a })).code, "same_customer");
  const moved = (await w.adjust({ ...move, toCustomerId: w.b })).as(adjustmentOutcome);
  assert.equal(moved.kind, "posted");
  assert.equal((await receiptOf(books, lineId)).customer, w.b);
  assert.ok(await w.proofs());
  const kept = { kind: "keep_as_advance", receiptId, amount: "700.00" } as const;
  (await w.adjust(kept)).as(adjustmentOutcome);

  const looked = await w.accountant.get(`${w.base}/decisions/${claimed}/undo`);
  const { decision, dependants } = looked.as(undoPreview);
  assert.deepEqual(
    [...dependants, decision].map((one) => [one.adjustment ?? one.kind, one.entries[0]?.event]),
    [
      ["keep_as_advance", "J20"],
      ["reassign", "J09"],
      ["claim", "J09"],
    ],
  );
  assert.deepEqual(amounts(decision.entries[0]?.lines ?? []), [
    "debit 2241.01 -700.00",
    "credit 2203.01 -700.00",
  ]);
  assert.equal((await w.undo(claimed))?.problem?.code, "has_dependants");
  assert.equal((await w.undo(moved.decisionId ?? 0))?.problem?.code, "has_dependants");
  assert.equal((await w.undo(claimed, true))?.problem, null);
  assert.equal((await receiptOf(books, lineId)).customer, null);
  assert.equal(await balanceOf(books, "unidentified"), -70_000);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.equal(await balanceOf(books, "advance_plain"), 0);
  assert.ok(await w.proofs());
});

function itemIdOf(books: TestBooks, kind: string): Promise<number> {
  return books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      "select id from open_item where org_id = $1 and kind = $2 and cancelled_at is null",
      [books.orgId, kind],
    );
    return rows[0]?.id ?? 0;
  });
}
