// 承兑汇票 over HTTP: taken at face, applied at once or later, dishonoured with the age of the first
// invoice, and undone with what stands on it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { adjustmentOutcome } from "../../src/contract/adjustments.ts";
import { type BillBody, takenBill } from "../../src/contract/bills.ts";
import { customerPage } from "../../src/contract/customers.ts";
import { itemDetail } from "../../src/contract/items.ts";
import { undoOutcomes } from "../../src/contract/workbench.ts";
import { addCustomer, addItem, balanceOf } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { moneyDesk } from "./money-desk.ts";
import { withServer } from "./test-server.ts";

test("a bill settles invoices at face, and its dishonour opens them again", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await world.member(own, "accountant");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const other = await addCustomer(books, "C2", "杭州远航机械有限公司");
  const old = { customerId, no: "INV-1", amountMinor: 12_000_000, date: "2026-05-04" };
  const invoice = await addItem(books, old);
  const second = await addItem(books, { customerId, no: "INV-2", amountMinor: 5_000_000 });
  const foreign = await addItem(books, { customerId: other, no: "X-1", amountMinor: 100 });
  const bill = {
    customerId,
    acceptance: "trade",
    number: "230110000123",
    range: "1-20000000",
    acceptor: "启明集团财务有限公司",
    receivedOn: "2026-09-01",
    dueDate: "2027-03-01",
    amount: "150000.00",
  } as const;
  const take = (change: Partial<BillBody>) =>
    accountant.post(`${base}/bills`, { ...bill, ...change });
  const undo = async (id: number, withDependants = false) => {
    const body = { decisionIds: [id], withDependants };
    return (await accountant.post(`${base}/decisions/undo`, body)).as(undoOutcomes).outcomes[0];
  };
  const holds = async () => {
    const { orgId, booksId } = own;
    const at = { dates: ["2026-09-30", "2030-01-01"], knownAt: null };
    return (await verifyBooks(world.deps, { orgId, booksId }, at)).holds;
  };
  const part = (itemId: number, amount: string) => ({ parts: [{ itemId, amount }] });

  await t.test("what does not fit is refused and changes nothing", async () => {
    assert.equal((await take({ dueDate: "2026-08-31" })).code, "bill_due_before_receipt");
    assert.equal((await take(part(foreign, "1.00"))).code, "other_customer");
    assert.equal((await take(part(invoice, "160000.00"))).code, "exceeds_item");
    assert.equal(
      (await take({ ...part(invoice, "2.00"), amount: "1.00" })).code,
      "exceeds_receipt",
    );
    assert.equal(await balanceOf(books, "bill_trade"), 0);
  });

  let decisionId = 0;
  let billItem = 0;
  await t.test("bills in hand against the account, applied to the chosen invoice", async () => {
    const taken = (await take(part(invoice, "120000.00"))).as(takenBill);
    decisionId = taken.decisionId;
    billItem = taken.itemId;
    assert.equal(await balanceOf(books, "bill_trade"), 15_000_000);
    assert.equal(await balanceOf(books, "on_account"), -3_000_000);
    assert.equal((await take({})).code, "bill_taken_already");
    const rest = { kind: "apply_receipt", receiptId: taken.receiptId, itemId: second };
    const applied = { ...rest, amount: "30000.00", reason: "票据余额" };
    (await accountant.post(`${base}/adjustments`, applied)).as(adjustmentOutcome);
    assert.equal(await balanceOf(books, "on_account"), 0);
    const page = (await accountant.get(`${base}/customers/${customerId}`)).as(customerPage);
    assert.equal(page.figures[0]?.bills, "150000.00");
    assert.ok(await holds());
  });

  await t.test("dishonoured: a claim due since maturity, as old as the first invoice", async () => {
    const back = { kind: "dishonour", itemId: billItem, amount: "150000.00", reason: "承兑人拒付" };
    const posted = (await accountant.post(`${base}/adjustments`, back)).as(adjustmentOutcome);
    assert.equal(await balanceOf(books, "bill_trade"), 0);
    const claim = await books.inBooks(async (db) => {
      const { rows } = await db.query<{ no: string; due: string; age: string }>(
        `select no, due_date as due, age_from as age from open_item
         where org_id = $1 and linked_item_id = $2`,
        [own.orgId, billItem],
      );
      return rows[0];
    });
    assert.deepEqual(claim, {
      no: "230110000123 1-20000000",
      due: "2027-03-01",
      age: "2026-05-04",
    });
    assert.ok(await holds());
    assert.equal((await undo(posted.decisionId ?? 0))?.problem, null);
  });

  await t.test("the undo takes what stands on it along", async () => {
    assert.equal((await undo(decisionId))?.problem?.code, "has_dependants");
    assert.equal((await undo(decisionId, true))?.problem, null);
    assert.equal(await balanceOf(books, "bill_trade"), 0);
    assert.equal(await balanceOf(books, "on_account"), 0);
    assert.equal(await balanceOf(books, "receivable"), 17_000_100);
    assert.ok(await holds());
    assert.equal((await take({})).status, 201, "the number is free again");
  });
});

test("an e-receivable stays a receivable, as old as what it settles", async (t) => {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const old = { customerId: w.a, no: "INV-1", amountMinor: 12_000_000, date: "2026-05-04" };
  const invoice = await addItem(books, old);
  const taken = {
    ...{ customerId: w.a, acceptance: "platform", number: "YX20260901001", acceptor: "中企云链" },
    ...{ receivedOn: "2026-09-01", dueDate: "2027-03-01", amount: "100000.00" },
    parts: [{ itemId: invoice, amount: "100000.00" }],
  } as const;
  const { itemId, decisionId } = (await accountant.post(`${base}/bills`, taken)).as(takenBill);
  assert.equal(await balanceOf(books, "e_receivable"), 10_000_000);
  assert.equal(await balanceOf(books, "receivable"), 2_000_000);
  assert.equal(await balanceOf(books, "bill"), 0);
  const { item } = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
  assert.deepEqual([item.kind, item.ageFrom], ["e_receivable", "2026-05-04"]);
  const page = (await accountant.get(`${base}/customers/${w.a}`)).as(customerPage);
  assert.equal(page.figures[0]?.receivable, "120000.00", "still owed");
  assert.equal((await accountant.post(`${base}/bills`, taken)).code, "bill_taken_already");
  const discount = { kind: "endorse_bill", itemId, amount: "1.00", toName: "宏远" } as const;
  assert.equal((await w.adjust(discount)).code, "no_bill");
  assert.ok(await w.proofs());
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.equal(await balanceOf(books, "e_receivable"), 0);
  assert.equal(await balanceOf(books, "receivable"), 12_000_000);
  assert.ok(await w.proofs());
});
