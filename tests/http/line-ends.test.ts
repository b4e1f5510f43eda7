// What a bank line may be besides a payment: the bank takes a receipt back (退票, J11), a customer's
// deposit that is held and given back (保证金, J45). Each with what it refuses and its undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runReconciliation, startRun } from "../../src/app/matching/run-reconciliation.ts";
import { adjustmentOutcome } from "../../src/contract/adjustments.ts";
import { bankReturnPreview, returnableReceipts } from "../../src/contract/bank-returns.ts";
import { depositPreview, depositTaken } from "../../src/contract/deposits.ts";
import { itemDetail } from "../../src/contract/items.ts";
import { bankLineDetail, decisionAnswer } from "../../src/contract/workbench.ts";
import { selectLiveFigures } from "../../src/db/rule-standing.ts";
import { addItem, addLine, balanceOf } from "../support/books.ts";
import { amounts, laneOf, moneyDesk, receiptOf } from "./money-desk.ts";

const payer = "上海启明贸易有限公司";
const payerAccount = "6217000000000011";

type Desk = Awaited<ReturnType<typeof moneyDesk>>;

async function reconcile({ deps, own }: Desk): Promise<void> {
  const { orgId, memberId } = own;
  const { runId } = await startRun(deps, { orgId, memberId }, own.booksId);
  const done = await runReconciliation(deps, { orgId, memberId, runId }, async () => {});
  assert.ok(done.ok);
}

/** A line that a run has settled, and the line by which its money left again. */
async function returned(w: Desk) {
  const { books } = w;
  const itemId = await addItem(books, {
    customerId: w.a,
    no: "INV-20260801-07",
    amountMinor: 113_000,
    due: "2026-08-31",
  });
  const memo = "货款 INV-20260801-07";
  const lineId = await addLine(books, { amountMinor: 113_000, payer, payerAccount, memo });
  await reconcile(w);
  assert.deepEqual(await laneOf(books, lineId), { lane: "auto", category: null });
  const outId = await addLine(books, {
    ...{ amountMinor: -113_000, date: "2026-09-21", payer, payerAccount },
    memo: "退票 账号户名不符",
  });
  return { itemId, lineId, outId };
}

const openOf = async (w: Desk, itemId: number) =>
  (await w.accountant.get(`${w.base}/items/${itemId}`)).as(itemDetail).item.open;

test("a receipt that the bank takes back is named by the run, undone and booked out", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const { itemId, lineId, outId } = await returned(w);
  await reconcile(w);
  assert.deepEqual(await laneOf(books, outId), { lane: "unmatched", category: null });
  const looked = (await accountant.get(`${base}/workbench/lines/${outId}`)).as(bankLineDetail);
  const because = { key: "miss.returned", fields: { date: "2026-09-18", payer } };
  assert.deepEqual(looked.line.reason, because);

  const { rows } = (await accountant.get(`${base}/bank-lines/${outId}/returnable`)).as(
    returnableReceipts,
  );
  assert.deepEqual(
    rows.map((row) => [row.lineId, row.likeness, row.settled.map(({ no }) => no)]),
    [[lineId, "payer", ["INV-20260801-07"]]],
  );
  const receiptId = rows[0]?.receiptId ?? 0;
  const path = `${base}/bank-lines/${outId}/return`;
  const preview = (await accountant.post(`${path}/preview`, { receiptId })).as(bankReturnPreview);
  assert.deepEqual(
    preview.reopened.map(({ no, amount, dueDate }) => [no, amount, dueDate]),
    [["INV-20260801-07", "1130.00", "2026-08-31"]],
  );
  const [entry] = preview.entries;
  assert.equal(`${entry?.event} ${entry?.accountingDate}`, "J11 2026-09-21");
  const back = ["debit 1002 -1130.00", "credit 2241.01 -1130.00"];
  assert.deepEqual(amounts(entry?.lines ?? []), back);
  assert.equal(await openOf(w, itemId), "0.00", "a preview leaves nothing behind");

  const body = { receiptId, reason: "户名不符" };
  const { decisionId } = (await accountant.post(path, body)).as(decisionAnswer);
  assert.equal(await openOf(w, itemId), "1130.00");
  assert.equal(await balanceOf(books, "bank"), 0);
  assert.equal(await balanceOf(books, "receivable"), 113_000);
  assert.equal(await balanceOf(books, "unidentified"), 0);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.deepEqual(await laneOf(books, outId), { lane: "not_receivable", category: "reversal" });
  assert.deepEqual(await laneOf(books, lineId), { lane: "not_receivable", category: "reversal" });
  assert.ok(await w.proofs("2026-09-18", "2026-09-20", "2026-09-21"));
  assert.equal((await accountant.post(path, body)).code, "return_line_gone");
  // the match was right: the bank's return is no label against its template
  const figures = await books.inBooks((db) => selectLiveFigures(db, books));
  assert.deepEqual(
    figures.map(({ posted, undone }) => [posted, undone]),
    [[1, 0]],
  );
  await reconcile(w);
  assert.deepEqual(await laneOf(books, lineId), { lane: "not_receivable", category: "reversal" });

  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.deepEqual(await laneOf(books, outId), { lane: "unmatched", category: null });
  assert.deepEqual(await laneOf(books, lineId), { lane: "unmatched", category: null });
  assert.equal(await balanceOf(books, "bank"), 113_000);
  assert.equal(await balanceOf(books, "unidentified"), -113_000);
  assert.ok(await w.proofs("2026-09-18", "2026-09-21"));
  // both undecided, they are a pair that cancels out
  await reconcile(w);
  const pair = { lane: "not_receivable", category: "reversal" };
  assert.deepEqual(await laneOf(books, lineId), pair);
  assert.deepEqual(await laneOf(books, outId), pair);
});

test("a return is of the same account and amount, not before its receipt, of nothing paid back", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const lineId = await addLine(books, { amountMinor: 50_000, payer, payerAccount });
  const claimed = await w.claim(lineId, w.a);
  const { id: receiptId } = await receiptOf(books, lineId);
  const out = { payer, payerAccount, memo: "退汇" };
  const take = async (line: { amountMinor: number; date: string }) => {
    const outId = await addLine(books, { ...out, ...line });
    return (await accountant.post(`${base}/bank-lines/${outId}/return`, { receiptId })).code;
  };
  assert.equal(await take({ amountMinor: -40_000, date: "2026-09-20" }), "return_unfit");
  assert.equal(await take({ amountMinor: -50_000, date: "2026-09-17" }), "return_unfit");
  const gone = `${base}/bank-lines/${lineId}/return`;
  assert.equal((await accountant.post(gone, { receiptId })).code, "return_line_gone");
  assert.equal((await accountant.get(`${gone}able`)).code, "return_line_gone");

  const paidBack = await addLine(books, { ...out, amountMinor: -10_000, date: "2026-09-19" });
  const refunded = await w.approved(w.approver, {
    ...{ kind: "refund", receiptId, bankLineId: paidBack, amount: "100.00", reason: "多付" },
  });
  const late = { amountMinor: -50_000, date: "2026-09-22" };
  assert.equal(await take(late), "return_of_refunded");
  assert.equal((await w.undo(refunded))?.problem, null);

  // what a person claimed is booked out of the customer's account; the claim stands and says whose it was
  const outId = await addLine(books, { ...out, ...late });
  (await accountant.post(`${base}/bank-lines/${outId}/return`, { receiptId })).as(decisionAnswer);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.equal(await balanceOf(books, "bank"), 0);
  assert.equal((await w.undo(claimed))?.problem?.code, "has_dependants");
  assert.ok(await w.proofs("2026-09-18", "2026-09-22"));
  assert.equal((await w.undo(claimed, true))?.problem, null);
  assert.equal(await balanceOf(books, "unidentified"), -50_000);
  assert.ok(await w.proofs("2026-09-22"));
});

test("a return gives the other lines of one settlement back to the people", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const itemId = await addItem(books, { customerId: w.a, no: "INV-9", amountMinor: 80_000 });
  const lineIds = [
    await addLine(books, { amountMinor: 50_000, payer, payerAccount }),
    await addLine(books, { amountMinor: 30_000, payer, payerAccount }),
  ];
  const part = (lineId: number | undefined, amount: string) => ({
    ...{ lineId, itemId, amount, lineAmount: amount },
    ...{ currency: "CNY", lineCurrency: "CNY" },
  });
  const body = {
    ...{ lineIds, customerId: w.a, residuals: [] },
    parts: [part(lineIds[0], "500.00"), part(lineIds[1], "300.00")],
  };
  (await accountant.post(`${base}/decisions/by-hand`, body)).as(decisionAnswer);
  const out = { amountMinor: -30_000, date: "2026-09-20", payer, payerAccount, memo: "退票" };
  const path = `${base}/bank-lines/${await addLine(books, out)}/return`;
  const { id: receiptId } = await receiptOf(books, lineIds[1] ?? 0);
  const preview = (await accountant.post(`${path}/preview`, { receiptId })).as(bankReturnPreview);
  assert.deepEqual(
    preview.freedLines.map(({ id, amount }) => [id, amount]),
    [[lineIds[0], "500.00"]],
  );
  (await accountant.post(path, { receiptId })).as(decisionAnswer);
  assert.equal((await laneOf(books, lineIds[0] ?? 0))?.lane, "suggested");
  assert.equal(await openOf(w, itemId), "800.00");
  assert.ok(await w.proofs("2026-09-18", "2026-09-20"));
});

test("a deposit is a debt beside the receivables, given back by two people", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const lineId = await addLine(books, { amountMinor: 5_000_000, payer, memo: "投标保证金" });
  const category = { lineIds: [lineId], category: "deposit" };
  await accountant.post(`${base}/bank-lines/category`, category);
  const path = `${base}/bank-lines/${lineId}/deposit`;
  const body = { customerId: w.a, number: "ZB-2026-01", due: "2026-12-31" };
  assert.equal((await accountant.post(path, { ...body, customerId: 999 })).code, "customer_gone");
  const looked = (await accountant.post(`${path}/preview`, body)).as(depositPreview);
  assert.deepEqual(
    looked.entries.map(({ event, lines }) => [event, ...amounts(lines)]),
    [
      ["J09", "debit 2241.01 50000.00", "credit 2203.01 50000.00"],
      ["J45", "debit 2203.01 50000.00", "credit 2241.03 50000.00"],
    ],
  );
  const { decisionId, itemId } = (await accountant.post(path, body)).as(depositTaken);
  assert.equal(await balanceOf(books, "deposit_held"), -5_000_000);
  assert.equal(await balanceOf(books, "unidentified"), 0);
  assert.equal(await balanceOf(books, "bank"), 5_000_000);
  assert.equal(await openOf(w, itemId), "-50000.00");
  assert.deepEqual(await laneOf(books, lineId), { lane: "not_receivable", category: "deposit" });
  assert.equal((await accountant.post(path, body)).code, "deposit_nothing_left");
  assert.ok(await w.proofs());

  const outId = await addLine(books, { amountMinor: -5_000_000, date: "2026-09-28", payerAccount });
  const back = { kind: "return_deposit", itemId, reason: "未中标", amount: "50000.00" } as const;
  const invoice = await addItem(books, { customerId: w.a, no: "INV-1", amountMinor: 5_000_000 });
  const wrong = { ...back, itemId: invoice, bankLineId: outId };
  assert.equal((await w.adjust(wrong)).code, "adjustment_unfit");
  const more = { ...back, amount: "60000.00", bankAccountId: books.bankAccountId };
  assert.equal((await w.adjust({ ...more, toAccount: payerAccount })).code, "exceeds_item");
  const given = await w.approved(w.approver, { ...back, bankLineId: outId });
  assert.equal(await balanceOf(books, "deposit_held"), 0);
  assert.equal(await balanceOf(books, "bank"), 0);
  assert.deepEqual(await laneOf(books, outId), { lane: "not_receivable", category: "deposit" });
  assert.ok(await w.proofs("2026-09-18", "2026-09-28"));

  assert.equal((await w.undo(decisionId))?.problem?.code, "has_dependants");
  assert.equal((await w.undo(given))?.problem, null);
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.deepEqual(await laneOf(books, lineId), { lane: "unmatched", category: null });
  assert.equal(await balanceOf(books, "unidentified"), -5_000_000);
  assert.equal(await balanceOf(books, "deposit_held"), 0);
  assert.ok(await w.proofs("2026-09-28"));
});

test("a part of a payment is a deposit, the rest waits or is settled", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const lineId = await addLine(books, { amountMinor: 120_000, payer });
  await w.claim(lineId, w.a);
  const path = `${base}/bank-lines/${lineId}/deposit`;
  const other = { customerId: w.b, amount: "200.00" };
  assert.equal((await accountant.post(path, other)).code, "already_identified");
  const body = { customerId: w.a, amount: "200.00" };
  assert.equal((await accountant.post(path, { ...body, amount: "0" })).code, "not_an_amount");
  const more = await accountant.post(path, { ...body, amount: "1200.01" });
  assert.equal(more.code, "exceeds_receipt");
  (await accountant.post(path, body)).as(depositTaken);
  assert.deepEqual(await laneOf(books, lineId), { lane: "new", category: null });
  assert.equal(await balanceOf(books, "on_account"), -100_000);
  assert.equal(await balanceOf(books, "deposit_held"), -20_000);
  const kept = { kind: "keep_as_advance", amount: "1000.00" } as const;
  const { id: receiptId } = await receiptOf(books, lineId);
  (await w.adjust({ ...kept, receiptId })).as(adjustmentOutcome);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.ok(await w.proofs());
});
