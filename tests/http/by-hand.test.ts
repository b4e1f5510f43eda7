// What a person asks of the ledger that it must not do: amounts read in another currency, one item or
// line named twice, adjustments of what is no claim, a fee the customer bears; and on which day what was
// given back is taken again.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import type { AdjustmentBody } from "../../src/contract/adjustments.ts";
import { adjustmentOutcome, approvalOutcome } from "../../src/contract/adjustments.ts";
import { takenBill } from "../../src/contract/bills.ts";
import type { HandBody } from "../../src/contract/workbench.ts";
import {
  bankLineDetail,
  decisionAnswer,
  lineOutcomes,
  undoOutcomes,
} from "../../src/contract/workbench.ts";
import { addDays } from "../../src/core/date.ts";
import {
  addCustomer,
  addItem,
  addLine,
  balanceOf,
  type TestItem,
  type TestLine,
} from "../support/books.ts";
import { today } from "../support/today.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

async function desk(t: Pick<TestContext, "after">) {
  const server = await withServer(t);
  const own = await server.organisation();
  const books = await ledgerBooks(server.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await server.member(own, "accountant");
  const approver = await server.member(own, "approver");
  const colleague = await server.member(own, "finance_lead");
  const a = await addCustomer(books, "A", "上海启明贸易有限公司");
  const b = await addCustomer(books, "B", "杭州远航机械有限公司");
  const fileId = await handIn(accountant, base);
  const hand = (body: Partial<HandBody>) =>
    accountant.post(`${base}/decisions/by-hand`, {
      ...{ customerId: a, parts: [], residuals: [], ...body },
    });
  const part = (lineId: number, itemId: number, amount: string, currency = "CNY") => ({
    ...{ lineId, itemId, amount, currency, lineAmount: amount, lineCurrency: currency },
  });
  const adjust = (request: Partial<AdjustmentBody>) =>
    accountant.post(`${base}/adjustments`, { reason: "按协议", fileIds: [fileId], ...request });
  /** Signed where it must be; the decision. */
  const adjusted = async (request: Partial<AdjustmentBody>): Promise<number> => {
    const asked = (await adjust(request)).as(adjustmentOutcome);
    if (asked.decisionId !== null) return asked.decisionId;
    const url = `${base}/approvals/${asked.approvalId}`;
    const yes = { approve: true, comment: "已电话核实" };
    return (await approver.post(url, yes)).as(approvalOutcome).decisionId ?? 0;
  };
  const undo = async (decisionId: number, withDependants = false) => {
    const body = { decisionIds: [decisionId], withDependants };
    return (await accountant.post(`${base}/decisions/undo`, body)).as(undoOutcomes).outcomes[0];
  };
  const q = <T extends object>(sql: string, ...values: unknown[]) =>
    books.inBooks(async (db) => (await db.query<T>(sql, [own.orgId, ...values])).rows);
  /** Event, day, and each line with its sign: debits above zero. */
  const entriesOf = async (decisionId: number) => {
    const rows = await q<{ line: string }>(
      `select e.event || ' ' || e.accounting_date || ' ' || p.account || ' ' ||
         (case p.side when 'D' then 1 else -1 end * p.amount_minor) || ' ' ||
         (case p.side when 'D' then 1 else -1 end * p.home_minor) as line
       from entry e join posting_line p on p.org_id = e.org_id and p.entry_id = e.id
       where e.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2 order by e.id, p.n`,
      decisionId,
    );
    return rows.map(({ line }) => line);
  };
  const holds = async (days: readonly string[] = []) => {
    const at = { dates: ["2026-08-31", "2026-09-30", today, ...days], knownAt: null };
    return (await verifyBooks(server.deps, { ...own }, at)).holds;
  };
  const receiptOf = async (lineId: number) => {
    const rows = await q<{ id: number }>(
      "select id from receipt where org_id = $1 and bank_line_id = $2 and cancelled_at is null",
      lineId,
    );
    return rows[0]?.id ?? 0;
  };
  return {
    ...{ books, base, accountant, a, b, hand, part, adjust, adjusted, undo, q, entriesOf, holds },
    receiptOf,
    colleague,
    item: (item: Omit<TestItem, "customerId"> & { readonly customerId?: number }) =>
      addItem(books, { customerId: a, ...item }),
    line: (line: TestLine) => addLine(books, line),
  };
}

test("amounts by hand are read in the currencies of the item and the line, once each", async (t) => {
  const w = await desk(t);
  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const lineId = await w.line({ amountMinor: 100_00 });
  const other = await w.line({ amountMinor: 100_00 });
  const asked = async (parts: HandBody["parts"], lineIds = [lineId]) =>
    (await w.hand({ lineIds, parts })).code;
  const yen = w.part(lineId, itemId, "100", "JPY");
  assert.equal(await asked([yen]), "other_currency");
  const plain = w.part(lineId, itemId, "1.00");
  assert.equal(await asked([{ ...plain, lineAmount: "2.00" }]), "other_currency");
  assert.equal(await asked([plain, plain]), "item_twice");
  assert.equal(await asked([w.part(other, itemId, "1.00")]), "line_gone");
  assert.equal(await asked([w.part(lineId, itemId, "9999999999999999.00")]), "not_an_amount");
  const bill = { customerId: w.a, acceptance: "bank", number: "1", acceptor: "工商银行" };
  const dates = { receivedOn: "2026-09-01", dueDate: "2027-03-01" };
  const taken = { ...bill, ...dates, amount: "9999999999999999.00" };
  assert.equal((await w.accountant.post(`${w.base}/bills`, taken)).code, "not_an_amount");

  await w.hand({ lineIds: [lineId, lineId], parts: [plain] });
  assert.equal(await balanceOf(w.books, "receivable"), 99_00);
  assert.ok(await w.holds());
});

test("a fee the contract leaves to the customer stays open, whoever asks", async (t) => {
  const w = await desk(t);
  await w.q("update customer set fee_bearer = 'customer' where org_id = $1 and id = $2", w.a);
  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const lineId = await w.line({ amountMinor: 75_00 });
  const short = { amount: "25.00", currency: "CNY", code: "fee", difference: "P04" } as const;
  const residual = { side: "item", lineId, itemId, due: null, ...short } as const;
  const parts = [w.part(lineId, itemId, "75.00")];
  const asked = await w.hand({ lineIds: [lineId], parts, residuals: [residual] });
  assert.equal(asked.code, "fee_borne_by_customer");
  const charge = { kind: "fee", itemId, amount: "25.00" } as const;
  assert.equal((await w.adjust(charge)).code, "fee_borne_by_customer");
  assert.equal(await balanceOf(w.books, "bank_fee"), 0);
});

test("only claims are adjusted: a memo has no account, what we owe is no claim", async (t) => {
  const w = await desk(t);
  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const payable = await w.item({ no: "P1", kind: "payable", amountMinor: -100_00 });
  const credit = await w.item({ no: "K1", kind: "credit_note", amountMinor: -100_00 });
  const bill = await w.item({ no: "B1", kind: "bill", amountMinor: 100_00 });
  const [plan] = await w.q<{ id: number }>(
    `insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
       amount_minor, home_minor, accounting_date, recorded_at, origin)
     select $1, books_id, id, 'plan', 'F1', 'CNY', 10000, 10000, 10000, '2026-08-01', now(), 'ours'
     from customer where org_id = $1 and id = $2 returning id`,
    w.a,
  );
  const amount = "1.00";
  const paper = { amount, agreementNo: "X", evidence: ["裁定"], responsible: "王敏", due: null };
  const ask = async (request: Partial<AdjustmentBody>) =>
    (await w.adjust({ ...paper, ...request })).code;
  for (const kind of ["rounding", "fee", "write_off", "retention_split", "transfer"] as const) {
    const toCustomerId = w.b;
    assert.equal(await ask({ kind, itemId: plan!.id, toCustomerId }), "adjustment_unfit", kind);
    assert.equal(await ask({ kind, itemId: payable, toCustomerId }), "adjustment_unfit", kind);
  }
  assert.equal(await ask({ kind: "retention_split", itemId: credit }), "adjustment_unfit");
  assert.equal(
    await ask({ kind: "transfer", itemId: bill, toCustomerId: w.b }),
    "adjustment_unfit",
  );
  const other = { otherItemId: payable } as const;
  assert.equal(await ask({ kind: "net_payable", itemId: payable, ...other }), "adjustment_unfit");
  assert.equal(await ask({ kind: "net_payable", itemId: plan!.id, ...other }), "adjustment_unfit");
  const offset = { kind: "offset_credit", otherItemId: credit } as const;
  assert.equal(await ask({ ...offset, itemId: plan!.id }), "adjustment_unfit");
  assert.equal(await ask({ ...offset, itemId }), "");
  assert.ok(await w.holds());
});

test("money given back by an undo is taken again on that day, not before", async (t) => {
  const w = await desk(t);
  const wrong = await w.item({ no: "I1", amountMinor: 100_00, date: "2026-08-10" });
  const right = await w.item({ no: "I2", amountMinor: 100_00, date: "2026-08-12" });
  const lineId = await w.line({ amountMinor: 100_00, date: "2026-08-20" });
  const settle = async (itemId: number) => {
    const parts = [w.part(lineId, itemId, "100.00")];
    return (await w.hand({ lineIds: [lineId], parts })).as(decisionAnswer).decisionId;
  };
  const first = await settle(wrong);
  assert.equal((await w.entriesOf(first))[2], "J10 2026-08-20 on_account 10000 10000");
  await w.undo(first);
  const again = await w.entriesOf(await settle(right));
  assert.deepEqual(again, [
    `J09 ${today} unidentified 10000 10000`,
    `J09 ${today} on_account -10000 -10000`,
    `J10 ${today} on_account 10000 10000`,
    `J10 ${today} receivable -10000 -10000`,
  ]);
});

test("a credit and an advance settle an invoice on the day of the later document", async (t) => {
  const w = await desk(t);
  const itemId = await w.item({ no: "I1", amountMinor: 100_00, date: "2026-08-10" });
  const credit = {
    no: "K1",
    kind: "credit_note",
    amountMinor: -30_00,
    date: "2026-08-15",
  } as const;
  const advance = { no: "V1", kind: "advance", amountMinor: -30_00, date: "2026-08-05" } as const;
  const dateOf = async (decisionId: number) => {
    const sql =
      "select distinct accounting_date as day from allocation where org_id = $1 and decision_id = $2";
    return (await w.q<{ day: string }>(sql, decisionId)).map(({ day }) => day);
  };
  const otherItemId = await w.item(credit);
  const offset = await w.adjusted({ kind: "offset_credit", itemId, otherItemId, amount: "30.00" });
  assert.deepEqual(await dateOf(offset), ["2026-08-15"]);
  const apply = { kind: "apply_advance", itemId, amount: "30.00" } as const;
  const applied = await w.adjusted({ ...apply, otherItemId: await w.item(advance) });
  assert.deepEqual(await w.entriesOf(applied), [
    "J22 2026-08-10 advance 3000 3000",
    "J22 2026-08-10 receivable -3000 -3000",
  ]);
});

test("a fee of a foreign item costs the day's rate, the rest is exchange difference", async (t) => {
  const w = await desk(t);
  const usd = { currency: "USD", amountMinor: 10_000_00, homeMinor: 71_000_00 };
  const itemId = await w.item({ no: "U1", ...usd });
  const fee = { kind: "fee", itemId, amount: "25.00" } as const;
  assert.equal((await w.adjust(fee)).code, "missing_rate");
  await w.q(
    `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
     select $1, books_id, $3, 'USD', 'CNY', '7.2' from customer where org_id = $1 and id = $2`,
    w.a,
    today,
  );
  assert.deepEqual(await w.entriesOf(await w.adjusted(fee)), [
    `J13 ${today} bank_fee 2500 18000`,
    `J13 ${today} receivable -2500 -17750`,
    `J13 ${today} fx_gain -250 -250`,
  ]);
});

test("what money moved on from is undone after the move", async (t) => {
  const w = await desk(t);
  const lineId = await w.line({ amountMinor: 100_00 });
  const itemId = await w.item({ no: "I1", amountMinor: 60_00 });
  await w.accountant.post(`${w.base}/bank-lines/${lineId}/claim`, { customerId: w.a });
  const parts = [w.part(lineId, itemId, "60.00")];
  const settled = (await w.hand({ lineIds: [lineId], parts })).as(decisionAnswer).decisionId;
  const receiptId = await w.receiptOf(lineId);
  const move = { kind: "reassign", receiptId, toCustomerId: w.b, amount: "40.00" } as const;
  await w.adjusted(move);
  assert.equal((await w.undo(settled))?.problem?.code, "has_dependants");
  assert.equal((await w.undo(settled, true))?.problem, null);
  const [receipt] = await w.q<{ owner: number }>(
    "select customer_id as owner from receipt where org_id = $1 and id = $2",
    receiptId,
  );
  assert.equal(receipt?.owner, w.a);
  assert.equal(await balanceOf(w.books, "on_account"), -100_00);
  assert.ok(await w.holds());
});

test("a part taken back leaves its number to the next one", async (t) => {
  const w = await desk(t);
  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const split = { kind: "retention_split", itemId, amount: "10.00" } as const;
  await w.adjusted(split);
  const second = await w.adjusted(split);
  await w.adjusted(split);
  await w.undo(second);
  await w.adjusted(split);
  await w.adjusted(split);
  const rows = await w.q<{ no: string }>(
    `select no from open_item where org_id = $1 and kind = 'retention' and cancelled_at is null
     order by no`,
  );
  assert.deepEqual(
    rows.map(({ no }) => no),
    ["I1", "I1/2", "I1/3", "I1/4"],
  );
});

test("money that went to another customer and came back leaves alone what was settled before", async (t) => {
  const w = await desk(t);
  const lineId = await w.line({ amountMinor: 100_00 });
  const itemId = await w.item({ no: "I1", amountMinor: 60_00 });
  const parts = [w.part(lineId, itemId, "60.00")];
  await w.hand({ lineIds: [lineId], parts });
  const receiptId = await w.receiptOf(lineId);
  const move = { kind: "reassign", receiptId, amount: "40.00" } as const;
  await w.adjusted({ ...move, toCustomerId: w.b });
  const back = await w.adjusted({ ...move, toCustomerId: w.a });
  assert.equal((await w.undo(back))?.problem, null);
  assert.equal(await balanceOf(w.books, "receivable"), 0);
  assert.ok(await w.holds());
});

test("a bill of a day to come is taken back on that day", async (t) => {
  const w = await desk(t);
  const received = addDays(today, 20);
  const bill = { customerId: w.a, acceptance: "bank", number: "1", acceptor: "工商银行" };
  const dates = { receivedOn: received, dueDate: addDays(received, 90) };
  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const parts = [{ itemId, amount: "60.00" }];
  const taken = await w.accountant.post(`${w.base}/bills`, {
    ...bill,
    ...dates,
    amount: "100.00",
    parts,
  });
  await w.undo(taken.as(takenBill).decisionId);
  assert.ok(await w.holds([addDays(received, -1), received]));
});

test("a line that somebody named as not receivable says so to who settles it", async (t) => {
  const w = await desk(t);
  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const lineId = await w.line({ amountMinor: 100_00 });
  await w.accountant.post(`${w.base}/bank-lines/category`, {
    lineIds: [lineId],
    category: "interest",
  });
  const asked = await w.hand({ lineIds: [lineId], parts: [w.part(lineId, itemId, "100.00")] });
  assert.equal(asked.code, "already_decided");
  const claimed = await w.accountant.post(`${w.base}/bank-lines/${lineId}/claim`, {
    customerId: w.a,
  });
  assert.equal(claimed.code, "already_decided");
});

test("of two people who claim one line for two customers the second hears of the first", async (t) => {
  const w = await desk(t);
  const lineId = await w.line({ amountMinor: 100_00 });
  const url = `${w.base}/bank-lines/${lineId}/claim`;
  const owner = async () => {
    const detail = await w.accountant.get(`${w.base}/workbench/lines/${lineId}`);
    return detail.as(bankLineDetail).line.receipt?.customer?.id ?? null;
  };
  const seenCustomerId = await owner();
  assert.equal(seenCustomerId, null);
  const both = await Promise.all([
    w.accountant.post(url, { customerId: w.a, seenCustomerId }),
    w.colleague.post(url, { customerId: w.b, seenCustomerId }),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  const late = both.find(({ status }) => status === 409)!;
  const [first, name] =
    late === both[1] ? [w.a, "上海启明贸易有限公司"] : [w.b, "杭州远航机械有限公司"];
  assert.equal(late.code, "claimed_meanwhile");
  assert.ok(late.text.includes(name), late.text);
  assert.equal(await owner(), first);
  // who has looked again may change it; who says nothing of what was seen may as before
  const other = first === w.a ? w.b : w.a;
  assert.equal(
    (await w.accountant.post(url, { customerId: other, seenCustomerId: first })).status,
    200,
  );
  assert.equal((await w.accountant.post(url, { customerId: first })).status, 200);
  assert.equal(await owner(), first);
  assert.ok(await w.holds());
});

test("money on one customer's account that pays another's debt leaves each with what is theirs", async (t) => {
  const w = await desk(t);
  const lineId = await w.line({ amountMinor: 100_00 });
  const own = await w.item({ no: "I1", amountMinor: 30_00 });
  const others = await w.item({ no: "I2", amountMinor: 60_00, customerId: w.b });
  await w.accountant.post(`${w.base}/bank-lines/${lineId}/claim`, { customerId: w.a });
  const parts = [w.part(lineId, own, "30.00"), w.part(lineId, others, "60.00")];
  const decisionId = (await w.hand({ lineIds: [lineId], parts })).as(decisionAnswer).decisionId;
  const byOwner = () =>
    w.q<{ line: string }>(
      `select p.account || ' ' || c.no || ' ' ||
         sum(case p.side when 'D' then 1 else -1 end * p.amount_minor) as line
       from posting_line p join customer c on c.org_id = p.org_id and c.id = p.customer_id
       where p.org_id = $1 and p.account in ('on_account', 'receivable')
       group by p.account, c.no order by 1`,
    );
  const lines = async () => (await byOwner()).map(({ line }) => line);
  assert.deepEqual(await lines(), ["on_account A -1000", "receivable A 0", "receivable B 0"]);
  assert.ok(await w.holds());
  assert.equal((await w.undo(decisionId))?.problem, null);
  assert.deepEqual(await lines(), [
    "on_account A -10000",
    "receivable A 3000",
    "receivable B 6000",
  ]);
  assert.ok(await w.holds());
});

test("a category, a hold and a match by hand take the place of what was seen, and of nothing newer", async (t) => {
  const w = await desk(t);
  const detailOf = async (lineId: number) => {
    const answer = await w.accountant.get(`${w.base}/workbench/lines/${lineId}`);
    return answer.as(bankLineDetail).line;
  };
  const seenOf = async (lineId: number) => {
    const { version, ownerId } = await detailOf(lineId);
    return { lineId, version, customerId: ownerId };
  };
  const claim = (lineId: number, customerId: number) =>
    w.colleague.post(`${w.base}/bank-lines/${lineId}/claim`, { customerId });
  const categorise = async (lineIds: readonly number[], more: object = {}, by = w.accountant) => {
    const body = { lineIds, category: "interest", ...more };
    const answer = await by.post(`${w.base}/bank-lines/category`, body);
    return answer.as(lineOutcomes).outcomes.map(({ problem }) => problem);
  };
  const code = async (...of: Parameters<typeof categorise>) =>
    (await categorise(...of)).map((problem) => problem?.code ?? null);

  const claimed = await w.line({ amountMinor: 100_00 });
  const free = await w.line({ amountMinor: 70_00 });
  const before = await seenOf(claimed);
  assert.equal((await claim(claimed, w.b)).status, 200);
  // nobody else's claim goes without having been seen; what stands beside it is done
  const [refused, done] = await categorise([claimed, free]);
  assert.equal(refused?.code, "claimed_meanwhile");
  assert.match(refused?.title ?? "", /杭州远航机械有限公司/);
  assert.equal(done, null);
  assert.deepEqual(await code([claimed], { seen: [before] }), ["claimed_meanwhile"]);
  assert.equal((await detailOf(claimed)).ownerId, w.b);

  const itemId = await w.item({ no: "I1", amountMinor: 100_00 });
  const parts = [w.part(claimed, itemId, "100.00")];
  const late = await w.hand({ lineIds: [claimed], parts, seen: [before] });
  assert.equal(late.code, "claimed_meanwhile");
  // who has seen the claim may; so may who made it
  assert.deepEqual(await code([claimed], { seen: [await seenOf(claimed)] }), [null]);
  const own = await w.line({ amountMinor: 30_00 });
  await claim(own, w.b);
  assert.deepEqual(await code([own], {}, w.colleague), [null]);

  const held = await w.line({ amountMinor: 20_00 });
  const { version } = await detailOf(held);
  const hold = (note: string, more: object = {}) =>
    w.accountant.post(`${w.base}/bank-lines/${held}/hold`, { held: true, note, ...more });
  const was = await seenOf(held);
  assert.equal((await hold("等合同", { version })).status, 200);
  const release = { held: false, note: "" };
  const stale = await w.accountant.post(`${w.base}/bank-lines/${held}/hold`, {
    ...{ ...release, version },
  });
  assert.equal(stale.code, "line_changed");
  assert.match(stale.text, /搁置/);
  assert.equal((await detailOf(held)).note, "等合同");
  assert.deepEqual(await code([held], { seen: [was] }), ["line_changed"]);
  const byHand = { lineIds: [held], parts: [w.part(held, itemId, "20.00")] };
  assert.equal((await w.hand({ ...byHand, seen: [was] })).code, "line_changed");
  assert.equal((await w.hand({ ...byHand, seen: [await seenOf(held)] })).status, 200);
  assert.equal((await w.hand({ ...byHand, seen: [was] })).code, "already_decided");
  assert.equal((await hold("再看", { version })).code, "already_decided");
  assert.ok(await w.holds());
});
