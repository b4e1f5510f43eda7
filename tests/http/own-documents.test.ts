// What a person books from a document of ours: the invoice of a delivery, freight we owe, money that
// nobody has claimed for years; and an undo dated on the original day. Each refused, posted, undone.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { readAging } from "../../src/app/reporting/aging-report.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { deliveriesToBill, itemDetail } from "../../src/contract/items.ts";
import { undoPreview } from "../../src/contract/undo.ts";
import { undoOutcomes } from "../../src/contract/workbench.ts";
import { selectLastRecorded } from "../../src/db/aging.ts";
import { addCustomer, addItem, addLine, balanceOf } from "../support/books.ts";
import { manualRequest } from "../support/manual-request.ts";
import { today } from "../support/today.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { moneyDesk } from "./money-desk.ts";

/** The desk, with papers handed in only where a test says so. */
async function world(t: Pick<TestContext, "after">) {
  const desk = await moneyDesk(t);
  const { deps, own, books, base, accountant, approver } = desk;
  const adjust = (request: Partial<AdjustmentBody>, headers = {}) =>
    accountant.post(`${base}/adjustments`, { reason: "按单据", ...request }, headers);
  const approved = async (request: Partial<AdjustmentBody>) => {
    const asked = (await adjust(request)).as(adjustmentOutcome);
    assert.equal(asked.kind, "waiting");
    const url = `${base}/approvals/${asked.approvalId}`;
    const done = (await approver.post(url, { approve: true, comment: "同意" })).as(approvalOutcome);
    assert.equal(done.state, "approved");
    return done.decisionId ?? 0;
  };
  const undo = async (decisionId: number, more: object = {}, by = accountant) =>
    (await by.post(`${base}/decisions/undo`, { decisionIds: [decisionId], ...more })).as(
      undoOutcomes,
    ).outcomes[0];
  const proofs = async () => {
    const { orgId, booksId } = own;
    const dates = ["2023-06-30", "2026-08-31", "2026-09-30", today];
    const proof = await verifyBooks(deps, { orgId, booksId }, { dates, knownAt: null });
    assert.ok(proof.holds, JSON.stringify(proof));
  };
  const one = async <T>(sql: string, ...values: unknown[]) =>
    books.inBooks(async (db) => (await db.query<{ of: T }>(sql, values)).rows[0]?.of);
  return { ...desk, adjust, approved, undo, proofs, one };
}

test("a delivery is invoiced by hand, in parts and together with another, and undone", async (t) => {
  const w = await world(t);
  const { books, base, accountant } = w;
  const of = { customerId: w.a, kind: "delivery" } as const;
  const first = await addItem(books, { ...of, no: "FH-1", amountMinor: 56_500 });
  const second = await addItem(books, {
    ...of,
    no: "FH-2",
    amountMinor: 11_300,
    date: "2026-08-20",
  });
  const other = { customerId: w.b, kind: "delivery", no: "FH-3", amountMinor: 100 } as const;
  const strange = await addItem(books, other);
  const paper = { no: "25310001", issuedOn: "2026-09-20", tax: null, moreItemIds: [] };
  const bill = {
    kind: "invoice_delivery",
    itemId: first,
    amount: "400.00",
    document: paper,
  } as const;

  assert.equal((await w.adjust({ ...bill, document: null })).code, "document_missing");
  assert.equal((await w.adjust({ ...bill, amount: "600.00" })).code, "invoice_exceeds_delivery");
  assert.equal((await w.adjust({ ...bill, due: "2026-09-01" })).code, "due_before_issue");
  const tax = { ...paper, tax: "500.00" };
  assert.equal((await w.adjust({ ...bill, document: tax })).code, "not_an_amount");
  const both = (moreItemIds: number[]) => ({ ...paper, moreItemIds });
  assert.equal((await w.adjust({ ...bill, document: both([second]) })).code, "delivery_not_needed");
  const mixed = { ...bill, amount: "565.01", document: both([strange]) };
  assert.equal((await w.adjust(mixed)).code, "other_customer");
  const invoiceId = await addItem(books, { customerId: w.a, no: "OLD-1", amountMinor: 100 });
  assert.equal((await w.adjust({ ...bill, itemId: invoiceId })).code, "adjustment_unfit");
  const known = { ...paper, no: "OLD-1" };
  assert.equal((await w.adjust({ ...bill, document: known })).code, "document_known");

  const looked = await accountant.post(`${base}/adjustments/preview`, { reason: "x", ...bill });
  assert.deepEqual(
    looked.as(adjustmentPreview).effect.map((line) => [line.accountCode, line.side, line.amount]),
    [
      ["1122.01", "debit", "400.00"],
      ["1122.04", "credit", "400.00"],
    ],
  );
  const headers = { "idempotency-key": "invoice-of-a-delivery" };
  const posted = (await w.adjust(bill, headers)).as(adjustmentOutcome);
  assert.equal(posted.kind, "posted");
  assert.deepEqual((await w.adjust(bill, headers)).as(adjustmentOutcome), posted);
  assert.equal((await w.adjust(bill)).code, "document_known");
  const rest = { ...bill, amount: "278.00", document: { ...both([second]), no: "25310002" } };
  (await w.adjust(rest)).as(adjustmentOutcome);
  assert.equal(await balanceOf(books, "uninvoiced"), 100);
  assert.equal(await balanceOf(books, "receivable"), 67_900);
  await w.proofs();

  const invoice = await w.one<number>("select id as of from open_item where no = '25310002'");
  const shown = (await accountant.get(`${base}/items/${invoice}`)).as(itemDetail);
  assert.deepEqual(
    [shown.item.ageFrom, shown.item.issueDate, shown.item.linked?.no, shown.item.origin],
    ["2026-08-01", "2026-09-20", "FH-1", "gl"],
  );
  const delivered = (await accountant.get(`${base}/items/${second}`)).as(itemDetail);
  assert.deepEqual(
    delivered.allocations.map(({ code, otherItem }) => [code, otherItem?.no]),
    [["invoice_delivery", "25310002"]],
  );
  assert.equal(
    (await w.adjust({ ...bill, amount: "1.00", document: { ...paper, no: "X" } })).code,
    "delivery_not_needed",
  );
  assert.equal((await w.undo(posted.decisionId ?? 0))?.problem, null);
  assert.equal(await balanceOf(books, "uninvoiced"), 40_100);
  assert.equal((await w.adjust(bill)).as(adjustmentOutcome).kind, "posted", "its number is free");
  await w.proofs();
  const auditor = await w.member(w.own, "auditor");
  const denied = await auditor.post(`${base}/adjustments`, { reason: "x", ...bill });
  assert.equal(denied.code, "not_allowed");
});

test("freight we owe takes the carrier's document and an approver", async (t) => {
  const w = await world(t);
  const itemId = await addItem(w.books, { customerId: w.a, no: "INV-1", amountMinor: 500_000 });
  const freight = { kind: "freight", itemId, amount: "800.00" } as const;
  const bare = await w.adjust(freight);
  assert.equal(bare.code, "paper_missing");
  assert.match(bare.text, /承运单据/);
  const fileIds = [await handIn(w.accountant, w.base)];
  const decisionId = await w.approved({ ...freight, fileIds });
  assert.equal(await balanceOf(w.books, "selling"), 80_000);
  assert.equal(await balanceOf(w.books, "receivable"), 420_000);
  await w.proofs();
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.equal(await balanceOf(w.books, "selling"), 0);
  await w.proofs();
});

test("money unclaimed for three years becomes income with an approval, and comes back", async (t) => {
  const w = await world(t);
  const { books } = w;
  const receiptOf = (lineId: number) =>
    w.one<number>("select id as of from receipt where bank_line_id = $1", lineId);
  const laneOf = (lineId: number) =>
    w.one<string>("select lane as of from bank_line where id = $1", lineId);
  const old = await addLine(books, { amountMinor: 30_000, date: "2023-06-01", payer: "无名氏" });
  const young = await addLine(books, { amountMinor: 7_000, date: "2026-06-01" });
  const keep = async (lineId: number) => {
    const receiptId = (await receiptOf(lineId)) ?? 0;
    return {
      kind: "unclaimed_income",
      receiptId,
      amount: "300.00",
      reason: "多次查找无果",
    } as const;
  };
  const refused = await w.adjust(await keep(young));
  assert.equal(refused.code, "unclaimed_too_young");
  assert.match(refused.text, /2029-06-01/);
  const inPart = await w.adjust({ ...(await keep(old)), amount: "299.99" });
  assert.equal(inPart.code, "unclaimed_in_part");
  assert.match(inPart.text, /300\.00/);
  const lane = await laneOf(old);
  const decisionId = await w.approved(await keep(old));
  // nobody takes the same money a second time
  const again = `${w.base}/bank-lines/${old}`;
  assert.equal((await w.adjust(await keep(old))).code, "exceeds_receipt");
  const claimed = await w.accountant.post(`${again}/claim`, { customerId: w.a });
  assert.equal(claimed.code, "already_decided");
  const deposit = { customerId: w.a, number: "", due: null, reason: "" };
  const held = await w.accountant.post(`${again}/deposit`, deposit);
  assert.equal(held.code, "deposit_nothing_left");
  const category = { lineIds: [old], category: "interest", reason: "" };
  const called = await w.accountant.post(`${w.base}/bank-lines/category`, category);
  assert.match(called.text, /already_decided/);
  assert.equal(await balanceOf(books, "unidentified"), -7_000);
  assert.equal(await balanceOf(books, "other_income"), -30_000);
  assert.equal(await laneOf(old), "confirmed");
  await w.proofs();
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.equal(await balanceOf(books, "other_income"), 0);
  assert.equal(await laneOf(old), lane);
  await w.proofs();
  await w.accountant.post(`${w.base}/bank-lines/${old}/claim`, { customerId: w.a });
  assert.equal((await w.adjust(await keep(old))).code, "already_identified");
});

test("an undo is dated on the original day by right, in an open month only", async (t) => {
  const w = await world(t);
  const { books, base, own } = w;
  const { administrator } = own;
  const itemId = await addItem(books, { customerId: w.a, no: "INV-1", amountMinor: 100_000 });
  const credit = { customerId: w.a, no: "K-1", kind: "credit_note", amountMinor: -20_000 } as const;
  const otherItemId = await addItem(books, { ...credit, date: "2026-08-10" });
  // dated by the later of the two documents, in August
  const offset = { kind: "offset_credit", itemId, otherItemId, amount: "200.00" } as const;
  const { decisionId } = (await w.adjust(offset)).as(adjustmentOutcome);
  const onOriginalDate = { onOriginalDate: true };
  const denied = await w.undo(decisionId ?? 0, onOriginalDate);
  assert.equal(denied?.problem?.code, "may_not_backdate");
  const knownAt = await books.inBooks((db) => selectLastRecorded(db, own.orgId));
  const print = (asOf: string, known: string) =>
    readAging(w.deps, {
      orgId: own.orgId,
      booksId: own.booksId,
      asOf,
      knownAt: known,
      basis: "due",
      view: "original",
    });
  const before = await print("2026-08-31", knownAt);

  const url = `${base}/decisions/${decisionId}/undo`;
  assert.equal((await administrator.get(url)).as(undoPreview).decision.isBackdatable, true);
  await books.inBooks((db) => db.query("update books set closed_through = '2026-08-31'"));
  assert.equal((await administrator.get(url)).as(undoPreview).decision.isBackdatable, false);
  const closed = await w.undo(decisionId ?? 0, onOriginalDate, administrator);
  assert.equal(closed?.problem?.code, "period_closed");
  await books.inBooks((db) => db.query("update books set closed_through = '2026-07-31'"));
  const done = await w.undo(decisionId ?? 0, onOriginalDate, administrator);
  assert.equal(done?.problem, null);
  const days = `select string_agg(distinct accounting_date::text, ' ') as of from allocation
    where decision_id = (select undone_by_id from decision where id = $1)`;
  assert.equal(await w.one(days, decisionId), "2026-08-10");
  const trail = `select detail ->> 'onOriginalDate' as of from audit_event
    where action = 'decision.undo' order by seq desc limit 1`;
  assert.equal(await w.one(trail), "true");
  assert.deepEqual(await print("2026-08-31", knownAt), before, "what was known then");
  await w.proofs();
});

test("backdated, what was used and given back since is taken back on that day, not before", async (t) => {
  const w = await world(t);
  const { books, own } = w;
  const itemId = await addItem(books, {
    customerId: w.a,
    no: "FH-1",
    kind: "delivery",
    amountMinor: 50_000,
  });
  const paper = { no: "2531", issuedOn: "2026-09-20", tax: null, moreItemIds: [] };
  const bill = { kind: "invoice_delivery", itemId, amount: "500.00", document: paper } as const;
  const { decisionId } = (await w.adjust(bill)).as(adjustmentOutcome);
  const invoice = (await w.one<number>("select id as of from open_item where no = '2531'")) ?? 0;
  const used = (await w.adjust({ kind: "rounding", itemId: invoice, amount: "1.00" })).as(
    adjustmentOutcome,
  );
  assert.equal((await w.undo(used.decisionId ?? 0))?.problem, null);
  const done = await w.undo(decisionId ?? 0, { onOriginalDate: true }, own.administrator);
  assert.equal(done?.problem, null);
  // of the invoice something was gone until today
  const back = `select max(accounting_date)::text as of from allocation where item_id = $1`;
  assert.equal(await w.one(back, invoice), today);
  const left = `select min(x.left_minor)::bigint as of from (select 50000 - sum(a.item_minor)
      over (order by a.accounting_date range unbounded preceding) as left_minor
    from allocation a where a.item_id = $1) x`;
  assert.equal(await w.one(left, invoice), 0);
  await w.proofs();
});

test("of two people at once one has the delivery, the money, the deposit", async (t) => {
  const w = await world(t);
  const { books, base } = w;
  const second = await w.member(w.own, "accountant");
  const itemId = await addItem(books, {
    customerId: w.a,
    no: "FH-1",
    kind: "delivery",
    amountMinor: 50_000,
  });
  const bill = (no: string) => ({
    ...{ kind: "invoice_delivery", itemId, amount: "500.00", reason: "按单据" },
    document: { no, issuedOn: "2026-09-20", tax: null, moreItemIds: [] },
  });
  const invoiced = await Promise.all([
    w.accountant.post(`${base}/adjustments`, bill("A")),
    second.post(`${base}/adjustments`, bill("B")),
  ]);
  assert.deepEqual(invoiced.map(({ status }) => status).toSorted(), [200, 409]);
  assert.equal(await balanceOf(books, "uninvoiced"), 0);
  const lineId = await addLine(books, { amountMinor: 70_000, payer: "甲" });
  const hold = { customerId: w.a, number: "", due: null, reason: "" };
  const held = await Promise.all([
    w.accountant.post(`${base}/bank-lines/${lineId}/deposit`, hold),
    second.post(`${base}/bank-lines/${lineId}/deposit`, hold),
  ]);
  assert.deepEqual(held.map(({ status }) => status).toSorted(), [200, 409]);
  assert.equal(await balanceOf(books, "deposit_held"), -70_000);
  const out = await addLine(books, { amountMinor: -70_000, payer: "甲", date: "2026-10-01" });
  const receiptId = await w.one<number>(
    "select id as of from receipt where bank_line_id = $1",
    lineId,
  );
  const returned = await Promise.all([
    w.accountant.post(`${base}/bank-lines/${out}/return`, { receiptId, reason: "" }),
    second.post(`${base}/bank-lines/${out}/return`, { receiptId, reason: "" }),
  ]);
  assert.deepEqual(returned.map(({ status }) => status).toSorted(), [200, 404]);
  assert.equal(await balanceOf(books, "deposit_held"), 0);
  assert.equal(await balanceOf(books, "bank"), 0);
  await w.proofs();
});

test("beside a delivery its invoice may bill what no invoice bills yet of others, paid or not", async (t) => {
  const w = await world(t);
  const { books, base } = w;
  const delivery = (no: string, amountMinor: number, customerId = w.a) =>
    addItem(books, { customerId, no, kind: "delivery", amountMinor, date: "2026-09-01" });
  const first = await delivery("FH-1", 50_000);
  const paid = await delivery("FH-2", 30_000);
  const half = await delivery("FH-3", 20_000);
  const billed = await delivery("FH-4", 10_000);
  await delivery("FH-5", 40_000, w.b);
  const lineId = await addLine(books, { amountMinor: 30_000, payer: "甲" });
  const payment = manualRequest(lineId, [{ itemId: paid, minor: 30_000 }]);
  const [done] = await books.record((db, recording) => postDecisions(db, recording, [payment]));
  assert.equal(done?.ok, true);
  const bill = (itemId: number, no: string, amount: string) =>
    w.adjust({
      kind: "invoice_delivery",
      ...{ itemId, amount, document: { no, issuedOn: "2026-09-20", tax: null, moreItemIds: [] } },
    });
  assert.equal((await bill(half, "A", "50.00")).status, 200);
  assert.equal((await bill(billed, "B", "100.00")).status, 200);
  const answer = await w.accountant.get(`${base}/items/${first}/deliveries`);
  assert.deepEqual(
    answer.as(deliveriesToBill).rows.map(({ no, unbilled }) => [no, unbilled]),
    [
      ["FH-2", "300.00"],
      ["FH-3", "150.00"],
    ],
  );
});

test("what another organisation has is not there to be invoiced, kept, held or taken back", async (t) => {
  const w = await world(t);
  const other = await w.organisation("乙集团");
  const theirs = await ledgerBooks(w.deps, other);
  const strange = await addCustomer(theirs, "Z", "别家公司");
  const delivery = { customerId: strange, kind: "delivery", amountMinor: 100 } as const;
  const itemId = await addItem(theirs, { ...delivery, no: "FH-Z" });
  const lineId = await addLine(theirs, { amountMinor: 100, date: "2022-01-05" });
  const [found] = await theirs.inBooks(async (db) => {
    const sql = "select id from receipt where bank_line_id = $1";
    return (await db.query<{ id: number }>(sql, [lineId])).rows;
  });
  const receiptId = found?.id ?? 0;
  const own = await addItem(w.books, { ...delivery, customerId: w.a, no: "FH-1" });
  const line = await addLine(w.books, { amountMinor: 100 });
  const out = await addLine(w.books, { amountMinor: -100, date: "2026-10-01" });
  const document = { no: "A", issuedOn: "2026-09-20", tax: null, moreItemIds: [] };
  const bill = { kind: "invoice_delivery", amount: "1.00", document } as const;
  const codes = [
    await w.adjust({ ...bill, itemId }),
    await w.adjust({ ...bill, itemId: own, document: { ...document, moreItemIds: [itemId] } }),
    await w.adjust({ kind: "freight", itemId, amount: "1.00" }),
    await w.adjust({ kind: "unclaimed_income", receiptId, amount: "1.00" }),
    await w.accountant.post(`${w.base}/bank-lines/${lineId}/deposit`, {
      ...{ customerId: w.a, number: "", due: null, reason: "" },
    }),
    await w.accountant.post(`${w.base}/bank-lines/${line}/deposit`, {
      ...{ customerId: strange, number: "", due: null, reason: "" },
    }),
    await w.accountant.post(`${w.base}/bank-lines/${out}/return`, { receiptId, reason: "" }),
    await w.accountant.get(`${w.base}/items/${itemId}`),
    await w.accountant.get(`${w.base}/items/${itemId}/deliveries`),
  ];
  assert.deepEqual(
    codes.map(({ code }) => code),
    [
      ...["item_gone", "item_gone", "item_gone", "receipt_gone", "line_gone", "customer_gone"],
      ...["receipt_gone", "not_found", "not_found"],
    ],
  );
  await w.proofs();
});

test("freight of a foreign invoice is charged at the day's rate, and waits for one that is missing", async (t) => {
  const w = await world(t);
  const { books } = w;
  const foreign = { customerId: w.a, currency: "USD", amountMinor: 100_000, homeMinor: 710_000 };
  const itemId = await addItem(books, { ...foreign, no: "INV-USD" });
  const fileIds = [await handIn(w.accountant, w.base)];
  const freight = { kind: "freight", itemId, amount: "100.00", fileIds } as const;
  assert.equal((await w.adjust(freight)).code, "missing_rate");
  await books.inBooks((db) =>
    db.query(
      `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
       values ($1, $2, $3, 'USD', 'CNY', 7.2)`,
      [books.orgId, books.booksId, today],
    ),
  );
  const decisionId = await w.approved(freight);
  assert.equal(await balanceOf(books, "selling"), 72_000);
  assert.equal(await balanceOf(books, "receivable"), 639_000);
  assert.equal(await balanceOf(books, "fx_gain"), -1_000);
  await w.proofs();
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.equal(await balanceOf(books, "fx_gain"), 0);
  await w.proofs();
});
