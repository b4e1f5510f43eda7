// J27 through the interface: a platform pays the sum of its orders less a fee; the list of orders names the
// items, the gross settles them, the fee is a selling expense, and one undo takes all of it back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { adjustmentOutcome, approvalOutcome } from "../../src/contract/adjustments.ts";
import {
  bookingPreview,
  decisionAnswer,
  type FoundOrders,
  foundOrders,
  type HandBody,
  undoOutcomes,
} from "../../src/contract/workbench.ts";
import { formatMinor } from "../../src/core/money.ts";
import { addCustomer, addItem, addLine, balanceOf } from "../support/books.ts";
import { chanceOf } from "../support/chance.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("a platform's settlement: the gross settles its orders, and without orders the money waits", async (t) => {
  const server = await withServer(t);
  const own = await server.organisation();
  const books = await ledgerBooks(server.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await server.member(own, "accountant");
  const approver = await server.member(own, "approver");
  const shop = await addCustomer(books, "T", "天猫旗舰店");
  const other = await addCustomer(books, "B", "杭州远航机械有限公司");
  const first = await addItem(books, { customerId: shop, no: "TB1", amountMinor: 6_000_00 });
  const second = await addItem(books, { customerId: other, no: "TB2", amountMinor: 4_020_00 });
  const refund = { customerId: shop, kind: "credit_note", no: "TB3", amountMinor: -20_00 } as const;
  const credit = await addItem(books, refund);
  const lineId = await addLine(books, { amountMinor: 9_940_00, payer: "支付宝（中国）" });
  const holds = async () => {
    const at = { dates: ["2026-09-30", today], knownAt: null };
    return (await verifyBooks(server.deps, { ...own }, at)).holds;
  };
  const find = (rows: readonly { no: string; amount: string | null }[]) =>
    accountant.post(`${base}/workbench/orders`, { currency: "CNY", rows });
  const { found, missing, tooMuch } = (
    await find([
      { no: "tb1", amount: "6000.00" },
      { no: "TB2", amount: null },
      { no: "TB3", amount: "-25.00" },
      { no: "TB9", amount: "1.00" },
    ])
  ).as(foundOrders);
  assert.deepEqual(missing, ["TB9"]);
  assert.deepEqual(tooMuch, [{ no: "TB3", asked: "-25.00", open: "-20.00" }]);
  assert.equal((await find([{ no: "TB1", amount: "1.001" }])).code, "not_an_amount");
  const bodyOf = (orders: FoundOrders["found"], fee: string): HandBody => ({
    ...{ lineIds: [lineId], customerId: shop, reason: "" },
    parts: orders.map(({ item, amount }) => ({
      ...{
        lineId,
        itemId: item.id,
        amount,
        currency: "CNY",
        lineAmount: amount,
        lineCurrency: "CNY",
      },
    })),
    residuals: [
      {
        ...{ side: "line", lineId, itemId: null, amount: fee, currency: "CNY", due: null },
        ...{ code: "platform_fee", difference: null },
      },
    ],
  });
  const post = (body: HandBody) => accountant.post(`${base}/decisions/by-hand`, body);

  assert.equal((await post(bodyOf([], "60.00"))).code, "platform_fee_without_orders");
  assert.equal((await post(bodyOf(found, "2000.00"))).code, "second_person_needed");
  const preview = await accountant.post(`${base}/decisions/preview`, bodyOf(found, "60.00"));
  const entries = preview.as(bookingPreview).entries.map(({ event, lines }) => {
    return `${event} ${lines.map((l) => `${l.side === "debit" ? "" : "-"}${l.amount} ${l.accountCode}`).join(", ")}`;
  });
  assert.deepEqual(entries.slice(0, 2), [
    "J09 9940.00 2241.01, -9940.00 2203.01",
    "J27 60.00 6601, -60.00 2203.01",
  ]);
  const { decisionId } = (await post(bodyOf(found, "60.00"))).as(decisionAnswer);
  assert.equal(await balanceOf(books, "selling"), 60_00);
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.ok(await holds());

  const undo = { decisionIds: [decisionId] };
  const undone = (await accountant.post(`${base}/decisions/undo`, undo)).as(undoOutcomes);
  assert.equal(undone.outcomes[0]?.problem, null);
  for (const account of ["selling", "on_account"]) assert.equal(await balanceOf(books, account), 0);
  assert.equal(await balanceOf(books, "unidentified"), -9_940_00);
  assert.equal(await balanceOf(books, "receivable"), 10_000_00);
  assert.ok(await holds());

  // part of the orders, by chance: the rest of the gross stays on the customer's account
  const chance = chanceOf(27);
  const fee = 1 + chance.below(1_400_00);
  const part = 6_000_00 - chance.below(3_000_00);
  const text = (minor: number) => formatMinor(BigInt(minor), "CNY");
  const some = found.filter(({ item }) => item.id === first);
  const of = some.map(({ item }) => ({ item, amount: text(part) }));
  assert.equal((await post(bodyOf(of, text(fee)))).code, "");
  assert.equal(await balanceOf(books, "on_account"), part - fee - 9_940_00);
  assert.ok(await holds());

  // an order that was paid net before: its fee ends the rest, with a second person
  const rest = { kind: "platform_fee", itemId: second, amount: "20.00", reason: "结算明细" };
  const asked = (await accountant.post(`${base}/adjustments`, rest)).as(adjustmentOutcome);
  const yes = { approve: true, comment: "" };
  const url = `${base}/approvals/${asked.approvalId}`;
  assert.ok((await approver.post(url, yes)).as(approvalOutcome).decisionId);
  assert.equal(await balanceOf(books, "selling"), fee + 20_00);
  assert.ok(credit > 0 && (await holds()));
});
