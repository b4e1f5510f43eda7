// 贴现 and 背书 over HTTP: what is booked, whose the bill is until its maturity, how it ends then (cleared,
// or taken back from us), what is refused, and the undo of each. The books' proofs hold after every step.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { runReconciliation, startRun } from "../../src/app/matching/run-reconciliation.ts";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
  openReceipts,
} from "../../src/contract/adjustments.ts";
import { type BillBody, takenBill } from "../../src/contract/bills.ts";
import { customerPage } from "../../src/contract/customers.ts";
import { itemDetail, itemPage } from "../../src/contract/items.ts";
import { reportTable } from "../../src/contract/reports.ts";
import { maturedBills } from "../../src/db/close-checks.ts";
import { selectBillsDue } from "../../src/db/notice-sources.ts";
import { selectBillsByDay } from "../../src/db/report-money.ts";
import { addItem, addLine, balanceOf } from "../support/books.ts";
import { sheetAt } from "./ledger-books.ts";
import { amounts, laneOf, moneyDesk, receiptOf } from "./money-desk.ts";

const due = "2026-10-01";

/** Bills of customer A, received on 1 September and due on 1 October, each for an invoice of May. */
async function billDesk(t: Pick<TestContext, "after">) {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  let count = 0;
  const take = async (amount: string, change: Partial<BillBody> = {}) => {
    count += 1;
    const amountMinor = Number(amount.replace(".", ""));
    const of = { customerId: w.a, no: `INV-${count}`, date: "2026-05-04" };
    const itemId = await addItem(books, { ...of, amountMinor });
    const body = {
      ...{ customerId: w.a, acceptance: "bank", number: `T${count}`, acceptor: "工商银行" },
      ...{ receivedOn: "2026-09-01", dueDate: due, amount, parts: [{ itemId, amount }] },
      ...change,
    };
    return (await accountant.post(`${base}/bills`, body)).as(takenBill).itemId;
  };
  const items = async (kind: string, state = "open") => {
    const url = `${base}/items?kind=${kind}&state=${state}&scope=all`;
    return (await accountant.get(url)).as(itemPage).rows;
  };
  /** The one part of a bill that somebody else has. */
  const passed = async (kind: "bill_discounted" | "bill_endorsed") => {
    const rows = await items(kind);
    assert.equal(rows.length, 1);
    return rows[0]?.id ?? 0;
  };
  const balances = async (...accounts: readonly string[]) => {
    const found: number[] = [];
    for (const account of accounts) found.push(await balanceOf(books, account));
    return found;
  };
  const post = async (request: Partial<AdjustmentBody>) =>
    (await w.adjust(request)).as(adjustmentOutcome).decisionId ?? 0;
  const report = async (query: string) => {
    const table = (await accountant.get(`${base}/reports/bills_passed_on?${query}`)).as(
      reportTable,
    );
    return table;
  };
  return { ...w, take, items, passed, balances, post, report };
}

test("a discount: four eyes, its money booked once, cleared at maturity and undone in its order", async (t) => {
  const w = await billDesk(t);
  const { books, base, accountant, approver } = w;
  const itemId = await w.take("200000.00");
  const account = { bankAccountId: books.bankAccountId, passedOn: "2026-09-18" };
  const bank = { ...account, proceeds: "196800.00", toName: "工商银行" };
  const whole = { kind: "discount_bill", itemId, amount: "200000.00", ...bank } as const;

  await t.test("what does not fit is refused and changes nothing", async () => {
    assert.equal((await w.adjust({ ...whole, passedOn: null })).code, "bill_matured", "by today");
    const refused = async (change: Partial<AdjustmentBody>) =>
      (await w.adjust({ ...whole, ...change })).code;
    assert.equal(await refused({ toName: "" }), "bill_receiver_missing");
    assert.equal(await refused({ passedOn: due }), "bill_matured");
    assert.equal(await refused({ passedOn: "2099-01-01" }), "passed_on_in_future");
    assert.equal(await refused({ amount: "200000.01" }), "exceeds_item");
    assert.equal(await refused({ proceeds: "200000.01" }), "proceeds_exceed_bill");
    assert.equal(await refused({ proceeds: null }), "discount_money_missing");
    assert.equal(await refused({ bankAccountId: null }), "discount_money_missing");
    assert.equal(await refused({ kind: "clear_bill" }), "bill_not_passed_on");
    assert.equal(await refused({ kind: "recourse_bill" }), "bill_not_passed_on");
    const foreign = await addItem(books, {
      ...{ customerId: w.a, no: "USD-1", kind: "bill", currency: "USD" },
      ...{ amountMinor: 100, homeMinor: 710 },
    });
    const usd = { itemId: foreign, amount: "1.00", proceeds: "1.00" };
    assert.equal(await refused({ ...usd, kind: "endorse_bill" }), "bill_foreign");
    await books.inBooks((db) =>
      db.query("update bank_account set origin = 'gl' where org_id = $1", [books.orgId]),
    );
    assert.equal(await refused({}), "discount_account_elsewhere");
    await books.inBooks((db) =>
      db.query("update bank_account set origin = 'ours' where org_id = $1", [books.orgId]),
    );
    assert.deepEqual(await w.balances("loan", "bank", "bill_discount"), [0, 0, 0]);
  });

  await t.test("another person signs; the entry is said before", async () => {
    const asked = await accountant.post(`${base}/adjustments/preview`, { ...whole, reason: "x" });
    const preview = asked.as(adjustmentPreview);
    assert.equal(preview.kind, "needs_approval");
    assert.deepEqual(amounts(preview.effect), [
      "debit 1002 196800.00",
      "debit 6603.05 3200.00",
      "credit 2001 200000.00",
    ]);
    const { approvalId } = (await w.adjust(whole)).as(adjustmentOutcome);
    const detail = (await approver.get(`${base}/approvals/${approvalId}`)).as(approvalDetail);
    assert.equal(detail.problem, null);
    const { subject } = detail.approval;
    assert.ok(subject.kind === "adjustment");
    assert.equal(subject.request.toName, "工商银行");
    assert.equal(subject.request.proceeds, "196800.00");
    const no = { approve: false, comment: "等流水" };
    assert.equal((await approver.post(`${base}/approvals/${approvalId}`, no)).status, 200);
  });

  let discounted = 0;
  let lineId = 0;
  await t.test("money that is here already is taken from where it rests", async () => {
    lineId = await addLine(books, {
      amountMinor: 19_680_000,
      payer: "工商银行",
      date: "2026-09-18",
    });
    const { id: receiptId } = await receiptOf(books, lineId);
    const offered = (await accountant.get(`${base}/open-receipts?currency=CNY`)).as(openReceipts);
    assert.deepEqual(
      offered.rows.map(({ id, open }) => [id, open]),
      [[receiptId, "196800.00"]],
    );
    assert.equal((await w.adjust(whole)).code, "discount_money_arrived");
    const byLine = { ...whole, bankAccountId: null, receiptId };
    const differs = { ...byLine, proceeds: "196799.99" };
    assert.equal((await w.adjust(differs)).code, "discount_money_differs");
    discounted = await w.approved(approver, { ...byLine, proceeds: null });
    // J07 has debited the bank; the discount has not done so again
    assert.deepEqual(await w.balances("bank", "unidentified", "bill_discount", "loan", "bill"), [
      19_680_000,
      0,
      320_000,
      -20_000_000,
      20_000_000 + 710,
    ]);
    assert.deepEqual(await laneOf(books, lineId), { lane: "confirmed", category: null });
    const more = { amount: "0.01", proceeds: "0.01" };
    assert.equal((await w.adjust({ ...whole, ...more })).code, "exceeds_item");
    assert.equal((await w.adjust(byLine)).code, "receipt_gone", "that money is used");
    assert.ok(await w.proofs());
  });

  await t.test("it stands in 1121, but is not ours to collect", async () => {
    const page = (await accountant.get(`${base}/customers/${w.a}`)).as(customerPage);
    const figures = page.figures.find(({ currency }) => currency === "CNY");
    assert.deepEqual([figures?.bills, figures?.billsPassedOn], ["200000.00", "200000.00"]);
    const { orgId, booksId } = w.own;
    const [matured, told, forecast] = await books.inBooks(async (db) => [
      await maturedBills(db, { orgId, booksId, end: "2026-10-31" }),
      await selectBillsDue(db, { orgId, booksId }, { today: "2026-09-20", days: 30 }),
      await selectBillsByDay(db, {
        ...{ orgId, booksId, asOf: "2026-09-30", knownAt: "2099-01-01" },
      }),
    ]);
    assert.equal(matured.count, 0);
    assert.deepEqual(told, []);
    assert.deepEqual(forecast, []);
    const memo = "银承到期托收款";
    const money = await addLine(books, { amountMinor: 20_000_000, date: due, memo });
    const { runId } = await startRun(w.deps, w.own, booksId);
    const done = await runReconciliation(w.deps, { ...w.own, runId }, async () => {});
    assert.ok(done.ok);
    const [row] = await w.items("bill_discounted");
    assert.equal(row?.open, "200000.00");
    assert.notEqual((await laneOf(books, money))?.lane, "auto");
  });

  await t.test(
    "the bill says what became of it; the list has it until somebody clears it",
    async () => {
      const { item, allocations } = (await accountant.get(`${base}/items/${itemId}`)).as(
        itemDetail,
      );
      assert.equal(item.open, "0.00");
      const last = allocations.at(-1);
      assert.equal(last?.code, "discount_bill");
      assert.equal(last?.otherItem?.id, await w.passed("bill_discounted"));
      const { rows, totals } = await w.report("asOf=2026-09-30");
      assert.equal(rows.length, 1);
      assert.equal(totals[0]?.cells.at(5), "200000.00");
      assert.equal((await w.report("asOf=2026-09-17")).rows.length, 0, "not yet on that day");
      const sheet = await sheetAt(
        accountant,
        `${base}/reports/bills_passed_on/export?asOf=2026-09-30&language=zh`,
      );
      assert.ok(Object.values(sheet).some((cell) => cell?.v === "工商银行"));
    },
  );

  await t.test("cleared, of its maturity; undone with what stands on it", async () => {
    const bill = await w.passed("bill_discounted");
    const clear = { kind: "clear_bill", itemId: bill } as const;
    assert.equal((await w.adjust({ ...clear, amount: "200000.01" })).code, "exceeds_item");
    const first = await w.post({ ...clear, amount: "50000.00" });
    assert.ok(first > 0);
    await w.post({ ...clear, amount: "150000.00" });
    assert.deepEqual(await w.balances("loan", "bill"), [0, 710]);
    assert.equal((await w.report("asOf=2026-09-30")).rows.length, 1);
    assert.equal((await w.report(`asOf=${due}`)).rows.length, 0, "cleared of its maturity");
    assert.ok(await w.proofs(due));
    const standing = await w.undo(discounted);
    assert.equal(standing?.problem?.code, "has_dependants");
    assert.equal((await w.undo(discounted, true))?.problem, null);
    assert.deepEqual(await w.balances("loan", "bill", "unidentified", "bank", "bill_discount"), [
      0,
      20_000_000 + 710,
      -19_680_000 - 20_000_000,
      19_680_000 + 20_000_000,
      0,
    ]);
    assert.deepEqual(await laneOf(books, lineId), { lane: "new", category: null });
    assert.equal((await w.items("bill")).find(({ id }) => id === itemId)?.open, "200000.00");
    assert.ok(await w.proofs(due));
  });
});

test("discounted without recourse: the bill leaves the books in parts, recourse brings the debt back", async (t) => {
  const w = await billDesk(t);
  const { books } = w;
  const itemId = await w.take("200000.00");
  const account = { bankAccountId: books.bankAccountId, passedOn: "2026-09-30" };
  const bank = { ...account, toName: "招商银行", isDerecognised: true };
  const discount = { kind: "discount_bill", itemId, ...bank } as const;
  await w.approved(w.approver, { ...discount, amount: "150000.00", proceeds: "147600.00" });
  assert.deepEqual(await w.balances("bank", "bill_discount", "loan", "bill"), [
    ...[14_760_000, 240_000, 0, 5_000_000],
  ]);
  // the rest is held, and dishonoured for what is left of it
  const held = { kind: "dishonour", itemId, amount: "50000.00" } as const;
  const dishonoured = await w.post(held);
  assert.deepEqual(await w.balances("bill", "receivable"), [0, 5_000_000]);
  assert.equal((await w.undo(dishonoured))?.problem, null);
  const listed = async (query: string) => (await w.report(query)).rows.length;
  assert.equal(await listed("asOf=2026-09-30"), 1);
  assert.equal(await listed(`asOf=${due}`), 0, "matured, and it left the books before");
  assert.equal(await listed(`asOf=${due}&show=all`), 1);
  assert.ok(await w.proofs());

  const bill = await w.passed("bill_discounted");
  const outId = await addLine(books, { amountMinor: -10_000_000, date: "2026-10-08" });
  const recourse = { kind: "recourse_bill", itemId: bill, bankLineId: outId } as const;
  assert.equal((await w.adjust({ ...recourse, amount: "1.00" })).code, "recourse_line_differs");
  const none = { ...recourse, bankLineId: null, amount: "1.00" };
  assert.equal((await w.adjust(none)).code, "recourse_account_missing");
  const taken = await w.approved(w.approver, { ...recourse, amount: "100000.00" });
  assert.deepEqual(await w.balances("receivable", "bank", "bill"), [
    ...[10_000_000, 4_760_000, 5_000_000],
  ]);
  assert.deepEqual(await laneOf(books, outId), { lane: "not_receivable", category: "outgoing" });
  const claim = (await w.items("invoice")).at(-1);
  assert.deepEqual([claim?.open, claim?.dueDate], ["100000.00", due]);
  const detail = (await w.accountant.get(`${w.base}/items/${claim?.id}`)).as(itemDetail);
  assert.equal(detail.item.ageFrom, "2026-05-04", "as old as the first invoice");
  // what nobody took back ends without an entry: it left the books before
  const before = await w.balances("receivable", "bank", "bill", "loan");
  const cleared = await w.post({ kind: "clear_bill", itemId: bill, amount: "50000.00" });
  assert.deepEqual(await w.balances("receivable", "bank", "bill", "loan"), before);
  assert.deepEqual(await w.items("bill_discounted"), []);
  assert.ok(await w.proofs(due));
  for (const id of [cleared, taken]) assert.equal((await w.undo(id))?.problem, null);
  assert.deepEqual(await laneOf(books, outId), { lane: "new", category: null });
  assert.equal((await w.items("bill_discounted"))[0]?.open, "150000.00");
  assert.ok(await w.proofs(due));
});

test("recourse on a discount that stood against a loan, at the day's balances", async (t) => {
  const w = await billDesk(t);
  const { books } = w;
  const itemId = await w.take("200000.00", { acceptance: "trade" });
  const account = { bankAccountId: books.bankAccountId, passedOn: "2026-09-10" };
  const bank = { ...account, toName: "招商银行" };
  const discount = { kind: "discount_bill", itemId, ...bank } as const;
  await w.approved(w.approver, { ...discount, amount: "200000.00", proceeds: "196800.00" });
  const bill = await w.passed("bill_discounted");
  const recourse = { kind: "recourse_bill", itemId: bill, amount: "200000.00" } as const;
  await w.approved(w.approver, { ...recourse, bankAccountId: books.bankAccountId });
  assert.deepEqual(await w.balances("loan", "bill_trade", "receivable", "bank"), [
    ...[0, 0, 20_000_000, -320_000],
  ]);
  assert.ok(await w.proofs(due));
});

test("an endorsement pays a supplier: kept here or not, in the books or out of them", async (t) => {
  const w = await billDesk(t);
  const { books } = w;
  const itemId = await w.take("100000.00");
  const to = { toName: "宏远钢材有限公司", passedOn: "2026-09-15" };
  const endorse = { kind: "endorse_bill", itemId, ...to } as const;
  const out = { ...endorse, amount: "40000.00", isDerecognised: true };
  const first = await w.approved(w.approver, out);
  assert.deepEqual(await w.balances("payable", "bill", "endorsed_bill"), [4_000_000, 6_000_000, 0]);
  assert.ok(await w.proofs(), "a supplier of the general ledger's is no customer of ours");

  const owed = { customerId: w.b, no: "AP-1", kind: "payable", amountMinor: -5_000_000 } as const;
  const payableId = await addItem(books, owed);
  const rest = { ...endorse, amount: "60000.00", toName: "" };
  const wrong = await addItem(books, { customerId: w.b, no: "INV-B", amountMinor: 6_000_000 });
  assert.equal((await w.adjust({ ...rest, otherItemId: wrong })).code, "no_payable");
  assert.equal((await w.adjust({ ...rest, otherItemId: payableId })).code, "exceeds_item");
  const kept = { ...rest, amount: "50000.00", otherItemId: payableId };
  const second = await w.approved(w.approver, kept);
  assert.deepEqual(await w.balances("payable", "bill", "endorsed_bill"), [
    ...[4_000_000, 6_000_000, -5_000_000],
  ]);
  assert.equal((await w.items("payable")).length, 0, "what we owed is paid");
  const rows = await w.items("bill_endorsed");
  assert.deepEqual(rows.map(({ open, memo }) => [open, memo]).toSorted(), [
    ["40000.00", "宏远钢材有限公司"],
    ["50000.00", "杭州远航机械有限公司"],
  ]);
  assert.ok(await w.proofs());

  const byAmount = (open: string) => rows.find((row) => row.open === open)?.id ?? 0;
  const account = { bankAccountId: books.bankAccountId };
  const back = { kind: "recourse_bill", ...account } as const;
  const keptBack = { ...back, itemId: byAmount("50000.00"), amount: "20000.00" };
  const taken = await w.approved(w.approver, keptBack);
  assert.deepEqual(await w.balances("endorsed_bill", "bank", "receivable", "bill"), [
    ...[-3_000_000, -2_000_000, 2_000_000 + 6_000_000, 4_000_000],
  ]);
  await w.post({ kind: "clear_bill", itemId: byAmount("50000.00"), amount: "30000.00" });
  assert.deepEqual(await w.balances("endorsed_bill", "bill"), [0, 1_000_000]);
  const outBack = { ...back, itemId: byAmount("40000.00"), amount: "40000.00" };
  await w.approved(w.approver, outBack);
  assert.deepEqual(await w.balances("receivable", "bank"), [
    ...[6_000_000 + 6_000_000, -6_000_000],
  ]);
  assert.ok(await w.proofs(due));

  assert.equal((await w.undo(second))?.problem?.code, "has_dependants");
  assert.equal((await w.undo(taken))?.problem, null);
  assert.equal((await w.undo(second, true))?.problem, null);
  assert.equal((await w.undo(first, true))?.problem, null);
  assert.deepEqual(await w.balances("payable", "bill", "endorsed_bill", "bank", "receivable"), [
    ...[-5_000_000, 10_000_000, 0, 0, 6_000_000],
  ]);
  assert.ok(await w.proofs(due));
});

test("a bill that is not due yet is not cleared; who may not, asks in vain", async (t) => {
  const w = await billDesk(t);
  const itemId = await w.take("100.00", { dueDate: "2099-01-01" });
  const endorse = { kind: "endorse_bill", itemId, toName: "宏远", amount: "100.00" } as const;
  await w.approved(w.approver, endorse);
  const bill = await w.passed("bill_endorsed");
  const clear = { kind: "clear_bill", itemId: bill, amount: "100.00" } as const;
  assert.equal((await w.adjust(clear)).code, "bill_not_due");
  for (const kind of ["dishonour", "apply_receipt", "write_off", "rounding"] as const) {
    const asked = { kind, itemId: bill, amount: "1.00", evidence: ["x"], responsible: "x" };
    assert.notEqual((await w.adjust(asked)).code, undefined, kind);
  }
  const sales = await w.member(w.own, "sales");
  const body = { ...clear, reason: "x" };
  assert.equal((await sales.post(`${w.base}/adjustments`, body)).status, 403);
  assert.ok(await w.proofs());
});

test("the bank takes the money of a discount back: the bill is in hand again", async (t) => {
  const w = await billDesk(t);
  const { books, base, accountant } = w;
  const itemId = await w.take("200000.00");
  const line = { payer: "工商银行", date: "2026-09-18" };
  const lineId = await addLine(books, { ...line, amountMinor: 19_680_000 });
  const { id: receiptId } = await receiptOf(books, lineId);
  const discount = { kind: "discount_bill", itemId, receiptId, toName: "工商银行" } as const;
  await w.approved(w.approver, { ...discount, amount: "200000.00" });
  const outId = await addLine(books, { ...line, amountMinor: -19_680_000, date: "2026-09-19" });
  const body = { receiptId, reason: "贴现退回" };
  const answer = await accountant.post(`${base}/bank-lines/${outId}/return`, body);
  assert.equal(answer.status, 200);
  assert.deepEqual(await w.balances("bank", "unidentified", "loan", "bill_discount", "bill"), [
    ...[0, 0, 0, 0, 20_000_000],
  ]);
  assert.deepEqual(await w.items("bill_discounted"), []);
  assert.equal((await w.items("bill"))[0]?.open, "200000.00");
  assert.ok(await w.proofs());
});
