// 智能调平 over HTTP: one proposal, posted whole; beyond the limits for approval; undone like anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { approvalList } from "../../src/contract/adjustments.ts";
import { levelPosted, levelProposal } from "../../src/contract/level.ts";
import { addCustomer, addItem, addLine, balanceOf } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("levelling over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await world.member(own, "accountant");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const item = (no: string, amountMinor: number, kind: "invoice" | "credit_note" = "invoice") =>
    addItem(books, { customerId, no, amountMinor, kind });
  await item("A", 10_000_000);
  await item("B", 74_000);
  await item("RED", -800_000, "credit_note");
  await item("FEE", 1_000_000);
  const claimed = async (amountMinor: number) => {
    const lineId = await addLine(books, { amountMinor, payer: "上海启明贸易有限公司" });
    const answer = await accountant.post(`${base}/bank-lines/${lineId}/claim`, { customerId });
    assert.ok(answer.status < 300, answer.text);
    return lineId;
  };
  const big = await claimed(9_200_000);
  await claimed(73_960);
  await claimed(997_500);
  await claimed(333_333);
  const propose = async (query: string) =>
    (await accountant.get(`${base}/level?${query}`)).as(levelProposal);
  const post = (key: string) =>
    accountant.post(`${base}/level`, { customer: customerId, key, reason: "智能调平" });

  await t.test("the proposal names every move with its reason, and what stays", async () => {
    const { levels } = await propose(`customer=${customerId}`);
    const [level] = levels;
    assert.equal(level?.before, "114047.93");
    assert.equal(level?.after, "3333.33");
    const moves = level?.moves.map(({ act, item: { no }, amount }) => `${act} ${no} ${amount}`);
    assert.deepEqual(moves?.toSorted(), [
      "apply_receipt A 92000.00",
      "apply_receipt B 739.60",
      "apply_receipt FEE 9975.00",
      "fee FEE 25.00",
      "offset_credit A 8000.00",
      "rounding B 0.40",
    ]);
    assert.deepEqual(
      level?.left.map(({ amount, because }) => [amount, because.key]),
      [["3333.33", "level.unexplained"]],
    );
    assert.equal(await balanceOf(books, "rounding"), 0, "nothing is stored");
  });

  await t.test("of one bank line alone", async () => {
    const { levels } = await propose(`line=${big}`);
    assert.deepEqual(
      levels[0]?.moves.map(({ act, item: { no } }) => `${act} ${no}`),
      ["offset_credit A", "apply_receipt A"],
    );
  });

  await t.test("a proposal that no longer holds is refused", async () => {
    assert.equal((await post("0123456789abcdef")).code, "level_changed");
  });

  await t.test("posted whole: what is beyond the limit waits for approval", async () => {
    const { key } = await propose(`customer=${customerId}`);
    const done = (await post(key)).as(levelPosted);
    assert.equal(done.approvalIds.length, 1, "a fee outside the terms");
    assert.equal(done.applied[0]?.amount, "110714.60");
    assert.equal(await balanceOf(books, "rounding"), 40);
    assert.equal(await balanceOf(books, "bank_fee"), 0);
    const waiting = (await accountant.get(`${base}/approvals`)).as(approvalList);
    assert.equal(waiting.rows[0]?.item?.no, "FEE");

    const { levels } = await propose(`customer=${customerId}`);
    assert.equal(levels[0]?.before, "3333.33");
    assert.equal(levels[0]?.moves.length, 0);
    const { key: next } = await propose(`customer=${customerId}`);
    assert.equal((await post(next)).code, "nothing_to_post");

    const ids = done.decisionIds;
    const body = { decisionIds: ids, reason: "" };
    assert.equal((await accountant.post(`${base}/decisions/undo`, body)).status, 200);
    assert.equal((await propose(`customer=${customerId}`)).levels[0]?.before, "114047.93");
  });

  await t.test("who may not settle may not level; an unknown payer is claimed first", async () => {
    const auditor = await world.member(own, "auditor");
    assert.equal((await auditor.get(`${base}/level?customer=${customerId}`)).code, "not_allowed");
    const strange = await addLine(books, { amountMinor: 5_000, payer: "无名" });
    const answer = await accountant.get(`${base}/level?line=${strange}`);
    assert.equal(answer.code, "payer_not_known");
  });
});
