// 保理 over HTTP: sold without recourse and with, paid to the factor, taken back from it, and money that
// still reaches us; who sees it where meanwhile, what is refused, and the undo of each. The books' proofs
// hold after every step.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
} from "../../src/contract/adjustments.ts";
import { customerPage } from "../../src/contract/customers.ts";
import { itemDetail, itemPage } from "../../src/contract/items.ts";
import { reportTable } from "../../src/contract/reports.ts";
import { addItem, addLine, balanceOf } from "../support/books.ts";
import { amounts, laneOf, moneyDesk, receiptOf } from "./money-desk.ts";

const factorName = "海尔保理有限公司";

/** An invoice of customer A of 100,000.00, of 4 May, due on 3 June. */
async function factorDesk(t: Pick<TestContext, "after">) {
  const w = await moneyDesk(t);
  const { books, base, accountant } = w;
  const claim = { customerId: w.a, date: "2026-05-04", due: "2026-06-03" };
  const itemId = await addItem(books, { ...claim, no: "INV-1", amountMinor: 10_000_000 });
  const items = async (kind: string, state = "open") => {
    const url = `${base}/items?kind=${kind}&state=${state}&scope=all`;
    return (await accountant.get(url)).as(itemPage).rows;
  };
  /** The one part that a factor has, or that we hold for it. */
  const only = async (kind: "factored" | "held_for_factor") => {
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
  const money = { bankAccountId: books.bankAccountId, proceeds: "95000.00" };
  const whole = {
    ...money,
    kind: "factor",
    itemId,
    amount: "100000.00",
    toName: factorName,
    passedOn: "2026-05-20",
  } as const;
  const figures = async () => {
    const page = (await accountant.get(`${base}/customers/${w.a}`)).as(customerPage);
    return page.figures.find(({ currency }) => currency === "CNY");
  };
  return { ...w, itemId, items, only, balances, post, whole, figures };
}

test("sold without recourse: it leaves the books, what still comes is the factor's", async (t) => {
  const w = await factorDesk(t);
  const { books, base, accountant, approver, itemId } = w;
  const sold = { ...w.whole, isDerecognised: true } as const;

  await t.test("what does not fit is refused and changes nothing", async () => {
    const refused = async (change: Partial<AdjustmentBody>) =>
      (await w.adjust({ ...sold, ...change })).code;
    assert.equal(await refused({ toName: "" }), "factor_missing");
    assert.equal(await refused({ passedOn: "2099-01-01" }), "passed_on_in_future");
    assert.equal(await refused({ amount: "100000.01" }), "exceeds_item");
    assert.equal(await refused({ proceeds: "100000.01" }), "proceeds_exceed_bill");
    assert.equal(await refused({ proceeds: null }), "discount_money_missing");
    assert.equal(await refused({ fileIds: [] }), "paper_missing");
    assert.equal(await refused({ kind: "clear_factored" }), "not_factored");
    assert.equal(await refused({ kind: "recourse_factored" }), "not_factored");
    assert.equal(await refused({ kind: "pay_factor" }), "adjustment_unfit");
    const other = { customerId: w.a, amountMinor: 100 };
    const usd = { ...other, no: "USD-1", currency: "USD", homeMinor: 710 };
    const foreign = await addItem(books, usd);
    const small = { amount: "1.00", proceeds: "1.00" };
    assert.equal(await refused({ ...small, itemId: foreign }), "other_currency");
    const delivery = await addItem(books, { ...other, no: "D-1", kind: "delivery" });
    assert.equal(await refused({ ...small, itemId: delivery }), "not_factorable");
    assert.deepEqual(await w.balances("bank", "investment", "loan"), [0, 0, 0]);
  });

  let soldBy = 0;
  await t.test("another person signs; the entry is said before", async () => {
    const asked = await accountant.post(`${base}/adjustments/preview`, { ...sold, reason: "x" });
    const preview = asked.as(adjustmentPreview);
    assert.equal(preview.kind, "needs_approval");
    assert.ok(preview.requires.includes("signed_agreement"));
    assert.deepEqual(amounts(preview.effect), [
      "debit 1002 95000.00",
      "debit 6111 5000.00",
      "credit 1122.01 100000.00",
    ]);
    const { approvalId } = (await w.adjust(sold)).as(adjustmentOutcome);
    const detail = (await approver.get(`${base}/approvals/${approvalId}`)).as(approvalDetail);
    assert.equal(detail.problem, null);
    const no = { approve: false, comment: "等合同" };
    assert.equal((await approver.post(`${base}/approvals/${approvalId}`, no)).status, 200);
    soldBy = await w.approved(approver, sold);
    assert.deepEqual(await w.balances("bank", "investment", "loan"), [9_500_000, 500_000, 0]);
    assert.ok(await w.proofs("2026-05-20"));
  });

  await t.test("seen from both items; the customer owes it no more", async () => {
    const { item, allocations } = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
    assert.equal(item.open, "0.00");
    const last = allocations.at(-1);
    assert.deepEqual([last?.code, last?.otherItem?.id], ["factor", await w.only("factored")]);
    const [row] = await w.items("factored");
    assert.deepEqual([row?.open, row?.memo, row?.no], ["100000.00", factorName, "INV-1"]);
    const read = async (show: string) =>
      (await accountant.get(`${base}/reports/factored_receivables?show=${show}`)).as(reportTable);
    const { rows, columns } = await read("no_recourse");
    const cells = new Map(columns.map(({ code }, at) => [code, rows[0]?.cells[at]]));
    assert.deepEqual(
      ["number", "to", "on", "due", "amount", "cost"].map((code) => cells.get(code)),
      ["INV-1", factorName, "2026-05-20", "2026-06-03", "100000.00", "5000.00"],
    );
    assert.deepEqual((await read("recourse")).rows, []);
  });

  const factored = await w.only("factored");
  const lineId = await addLine(books, { amountMinor: 4_000_000, date: "2026-06-05" });
  const claimed = await w.claim(lineId, w.a);
  const { id: receiptId } = await receiptOf(books, lineId);
  const apply = { kind: "apply_receipt", itemId: factored, receiptId } as const;
  let held = 0;
  await t.test("money that still comes is held for the factor and handed on", async () => {
    assert.equal((await w.adjust({ ...apply, amount: "40000.01" })).code, "exceeds_receipt");
    held = await w.post({ ...apply, amount: "40000.00" });
    assert.deepEqual(await w.balances("on_account", "agency"), [0, -4_000_000]);
    assert.equal((await w.items("factored"))[0]?.open, "60000.00");
    assert.equal((await w.items("held_for_factor"))[0]?.open, "-40000.00");
    assert.ok(await w.proofs());
    const itemOf = await w.only("held_for_factor");
    const outId = await addLine(books, { amountMinor: -4_000_000, date: "2026-06-08" });
    const pay = { kind: "pay_factor", itemId: itemOf, bankLineId: outId } as const;
    assert.equal((await w.adjust({ ...pay, amount: "1.00" })).code, "refund_line_differs");
    const paid = await w.approved(approver, { ...pay, amount: "40000.00" });
    assert.deepEqual(await w.balances("agency"), [0]);
    assert.deepEqual(await laneOf(books, outId), { lane: "not_receivable", category: "outgoing" });
    assert.ok(await w.proofs());
    assert.equal((await w.undo(held))?.problem?.code, "has_dependants");
    assert.equal((await w.undo(paid))?.problem, null);
    assert.deepEqual(await laneOf(books, outId), { lane: "new", category: null });
    assert.deepEqual(await w.balances("agency"), [-4_000_000]);
  });

  await t.test("a part comes back as old and due as it was; the rest the factor got", async () => {
    const account = { bankAccountId: books.bankAccountId };
    const back = { kind: "recourse_factored", itemId: factored, amount: "25000.00" } as const;
    assert.equal((await w.adjust(back)).code, "recourse_account_missing");
    const before = await w.balances("receivable", "bank");
    const taken = await w.approved(approver, { ...back, ...account });
    assert.deepEqual(await w.balances("receivable", "bank"), [
      (before[0] ?? 0) + 2_500_000,
      (before[1] ?? 0) - 2_500_000,
    ]);
    const claim = (await w.items("invoice")).find(({ open }) => open === "25000.00");
    const { item } = (await accountant.get(`${base}/items/${claim?.id}`)).as(itemDetail);
    assert.deepEqual([item.dueDate, item.ageFrom], ["2026-06-03", "2026-05-04"]);
    const cleared = await w.post({ kind: "clear_factored", itemId: factored, amount: "35000.00" });
    assert.deepEqual(await w.items("factored"), []);
    assert.ok(await w.proofs());
    for (const id of [cleared, taken, held, claimed]) {
      assert.equal((await w.undo(id))?.problem, null);
    }
    assert.equal((await w.undo(soldBy))?.problem, null);
    assert.deepEqual(await w.items("factored", "all"), []);
    assert.deepEqual(await w.balances("agency", "investment", "loan"), [0, 0, 0]);
    const { item: again } = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
    assert.equal(again.open, "100000.00");
    assert.ok(await w.proofs());
  });
});

test("sold with recourse: it stays on 1122 against the loan, and nobody is asked for it", async (t) => {
  const w = await factorDesk(t);
  const { books, approver } = w;
  const lineId = await addLine(books, {
    ...{ amountMinor: 9_500_000, payer: factorName, date: "2026-05-20" },
  });
  const { id: receiptId } = await receiptOf(books, lineId);
  assert.equal((await w.adjust(w.whole)).code, "discount_money_arrived");
  const byLine = { bankAccountId: null, receiptId, proceeds: null, passedOn: null };
  const soldBy = await w.approved(approver, { ...w.whole, ...byLine });
  assert.deepEqual(await w.balances("bank", "unidentified", "interest", "loan", "receivable"), [
    ...[9_500_000, 0, 500_000, -10_000_000, 10_000_000],
  ]);
  assert.deepEqual(await laneOf(books, lineId), { lane: "confirmed", category: null });
  assert.equal((await w.figures())?.receivable, "100000.00");
  assert.ok(await w.proofs("2026-05-20"));

  const factored = await w.only("factored");
  const paidId = await addLine(books, { amountMinor: 3_000_000, date: "2026-06-05" });
  await w.claim(paidId, w.a);
  const { id: paidBy } = await receiptOf(books, paidId);
  const apply = { kind: "apply_receipt", receiptId: paidBy, amount: "30000.00" } as const;
  assert.equal(
    (await w.adjust({ ...apply, itemId: factored })).code,
    "factored_with_recourse",
    "taken back first",
  );
  const outId = await addLine(books, { amountMinor: -3_000_000, date: "2026-06-08" });
  const back = { kind: "recourse_factored", itemId: factored, bankLineId: outId } as const;
  assert.equal((await w.adjust({ ...back, amount: "1.00" })).code, "recourse_line_differs");
  const taken = await w.approved(approver, { ...back, amount: "30000.00" });
  assert.deepEqual(await w.balances("loan", "receivable"), [-7_000_000, 10_000_000]);
  const claim = (await w.items("invoice"))[0];
  assert.deepEqual([claim?.open, claim?.dueDate], ["30000.00", "2026-06-03"]);
  const applied = await w.post({ ...apply, itemId: claim?.id ?? 0 });
  assert.deepEqual(await w.balances("loan", "receivable"), [-7_000_000, 7_000_000]);
  assert.ok(await w.proofs());

  const clear = { kind: "clear_factored", itemId: factored, amount: "70000.00" } as const;
  assert.equal((await w.adjust({ ...clear, amount: "70000.01" })).code, "exceeds_item");
  const cleared = await w.post({ ...clear, passedOn: "2026-06-10" });
  assert.deepEqual(await w.balances("loan", "receivable"), [0, 0]);
  assert.ok(await w.proofs("2026-06-10"));
  assert.equal((await w.undo(soldBy))?.problem?.code, "has_dependants");
  for (const id of [cleared, applied, taken]) assert.equal((await w.undo(id))?.problem, null);
  assert.equal((await w.items("factored"))[0]?.open, "100000.00");
  assert.equal((await w.undo(soldBy))?.problem, null);
  assert.deepEqual(await w.balances("loan", "interest", "unidentified", "receivable"), [
    ...[0, 0, -9_500_000, 10_000_000],
  ]);
  assert.deepEqual(await laneOf(books, lineId), { lane: "new", category: null });
  assert.ok(await w.proofs());
});
