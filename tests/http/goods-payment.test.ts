// 以物抵债 (J44) as people do it: asked with the signed agreement, signed by a second person, posted, in
// aging, in the provision and on the customer's statement, and undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { agingReport } from "../../src/contract/aging.ts";
import { differencePage } from "../../src/contract/differences.ts";
import { disputeDetail, disputeEndOutcome } from "../../src/contract/disputes.ts";
import { itemDetail } from "../../src/contract/items.ts";
import { idPath } from "../../src/contract/page.ts";
import { postedProvision, provisionProposal, reportTable } from "../../src/contract/reports.ts";
import { addMonths, endOfMonth, monthOf, startOfMonth } from "../../src/core/date.ts";
import { differenceEnd } from "../../src/core/differences/end-words.ts";
import { movementWord } from "../../src/core/statements/movement-words.ts";
import { addItem, balanceOf } from "../support/books.ts";
import { today } from "../support/today.ts";
import { amounts, moneyDesk } from "./money-desk.ts";

const worth = { fairValue: "90400.00", tax: "10400.00", allowanceUsed: "5000.00" };
const goods = { what: "冷轧钢板 20 吨", use: "goods", ...worth } as const;

/** The first day of the month before this one. */
const lastMonth = addMonths(startOfMonth(today), -1);

async function goodsDesk(t: Parameters<typeof moneyDesk>[0]) {
  const w = await moneyDesk(t);
  const { books, a: customerId } = w;
  const dated = { date: lastMonth, due: endOfMonth(lastMonth) };
  const claim = { customerId, no: "INV-1", amountMinor: 10_000_000, ...dated };
  const itemId = await addItem(books, claim);
  const take = { kind: "goods_payment", itemId, amount: "100000.00" } as const;
  const whole = { ...take, agreementNo: "DZ-1", goods };
  const balances = (...accounts: readonly string[]) =>
    Promise.all(accounts.map((account) => balanceOf(books, account)));
  return { ...w, itemId, take, whole, balances };
}

const bookedOn = ["goods_received", "input_vat", "allowance", "investment", "receivable"] as const;

test("goods are taken for a claim by two people and an agreement, and given back", async (t) => {
  const w = await goodsDesk(t);
  const { base, accountant, approver, whole, itemId } = w;
  const seen = await accountant.post(`${base}/adjustments/preview`, { ...whole, reason: "抵债" });
  const preview = seen.as(adjustmentPreview);
  assert.equal(preview.kind, "needs_approval");
  assert.deepEqual(preview.by, ["approver"]);
  assert.deepEqual(preview.requires, ["signed_agreement"]);
  const booked = ["debit 1405 80000.00", "debit 2221.02 10400.00", "debit 1231.01 5000.00"];
  const rest = ["debit 6111 4600.00", "credit 1122.01 100000.00"];
  assert.deepEqual(amounts(preview.effect), [...booked, ...rest]);

  assert.equal((await w.adjust({ ...whole, fileIds: [] })).code, "paper_missing");
  const asked = (await w.adjust(whole)).as(adjustmentOutcome);
  assert.equal(asked.kind, "waiting");
  const url = `${base}/approvals/${asked.approvalId}`;
  const { approval, effect } = (await approver.get(url)).as(approvalDetail);
  assert.ok(approval.subject.kind === "adjustment");
  assert.deepEqual(approval.subject.request.goods, goods);
  assert.deepEqual(amounts(effect ?? []), [...booked, ...rest]);
  assert.equal((await accountant.post(url, { approve: true })).code, "not_allowed");
  assert.deepEqual(await w.balances(...bookedOn), [0, 0, 0, 0, 10_000_000]);

  const done = (await approver.post(url, { approve: true })).as(approvalOutcome);
  assert.deepEqual(await w.balances(...bookedOn), [8_000_000, 1_040_000, 500_000, 460_000, 0]);
  assert.deepEqual(await w.balances("bank", "on_account"), [0, 0], "no money came in");
  const item = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
  assert.equal(item.item.open, "0.00");
  assert.equal(item.allocations.at(-1)?.code, "goods_payment");
  assert.ok(await w.proofs(lastMonth));

  assert.equal((await w.undo(done.decisionId ?? 0))?.problem, null);
  assert.deepEqual(await w.balances(...bookedOn), [0, 0, 0, 0, 10_000_000]);
  const back = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
  assert.deepEqual([back.item.open, back.item.dueDate], ["100000.00", endOfMonth(lastMonth)]);
  assert.ok(await w.proofs(lastMonth));
});

test("what goods are worth and who agreed is checked before anybody is asked", async (t) => {
  const w = await goodsDesk(t);
  const { books, take, whole } = w;
  const refused = async (request: Parameters<typeof w.adjust>[0]) => (await w.adjust(request)).code;
  assert.equal(await refused({ ...whole, agreementNo: " " }), "agreement_missing");
  assert.equal(await refused({ ...take, agreementNo: "DZ-1" }), "goods_missing");
  const of = (changes: Partial<Record<keyof typeof goods, string>>) =>
    refused({ ...whole, goods: { ...goods, ...changes } as typeof goods });
  assert.equal(await of({ what: " " }), "goods_missing");
  assert.equal(await of({ fairValue: "0.00" }), "goods_missing");
  assert.equal(await of({ tax: "90400.00" }), "goods_tax_exceeds");
  assert.equal(await of({ tax: "-1.00" }), "not_an_amount");
  assert.equal(await of({ fairValue: "90400.001" }), "not_an_amount");
  assert.equal(await of({ allowanceUsed: "100000.01" }), "allowance_exceeds_claim");
  assert.equal(await refused({ ...whole, amount: "100000.01" }), "exceeds_item");
  const owed = { customerId: w.a, no: "AP-1", kind: "payable", amountMinor: -60_000 } as const;
  const payable = await addItem(books, owed);
  assert.equal(await refused({ ...whole, itemId: payable, amount: "1.00" }), "adjustment_unfit");
  await books.inBooks((db) =>
    db.query("update books set standard = 'sme' where org_id = $1 and id = $2", [
      ...[books.orgId, books.booksId],
    ]),
  );
  assert.equal(await refused(whole), "no_allowance_to_use");
  const without = { ...whole, goods: { ...goods, allowanceUsed: "0" } };
  await w.approved(w.approver, without);
  assert.deepEqual(await w.balances("other_expense", "investment"), [960_000, 0]);
});

test("goods count neither as money received nor as a charge of the provision", async (t) => {
  const w = await goodsDesk(t);
  const { base, accountant, whole } = w;
  const reader = w.own.administrator;
  const month = monthOf(lastMonth);
  const proposal = (await reader.get(`${base}/provision/proposal?month=${month}`)).as(
    provisionProposal,
  );
  // up to a year: 5 % of 100,000
  assert.equal(proposal.charge, "5000.00");
  const charged = { month, charge: proposal.charge };
  (await reader.post(`${base}/provision/postings`, charged)).as(postedProvision);

  // 40,000 of it are given up for 30,000; 2,000 of the 5,000 provided were for them
  const part = { what: "木材", use: "goods", fairValue: "30000.00", tax: "0" } as const;
  const some = { ...whole, amount: "40000.00", goods: { ...part, allowanceUsed: "2000.00" } };
  await w.approved(w.approver, some);
  assert.deepEqual(await w.balances("allowance", "investment"), [-300_000, 800_000]);

  const read = async (code: string) =>
    (await reader.get(`${base}/reports/${code}`)).as(reportTable);
  const table = await read("bad_debt_provision");
  const tiles = new Map(table.tiles.map(({ en, value }) => [en, value]));
  assert.equal(tiles.get("Required"), "3000.00");
  assert.equal(tiles.get("Opening"), "5000.00");
  assert.equal(tiles.get("Written off"), "2000.00");
  assert.equal(tiles.get("Charged already"), "0.00");
  assert.equal(tiles.get("Still to charge"), "0.00");
  assert.equal(table.proof?.difference, "0.00");

  const aging = (await accountant.get(`${base}/reports/aging`)).as(agingReport);
  assert.equal(aging.totals[0]?.balance, "60000.00");
  assert.equal(aging.proof.difference, "0.00");
  assert.deepEqual(movementWord("J44", { narrationKey: "", isReversal: false }), {
    zh: "以物抵债",
    en: "Goods taken in payment",
  });
  assert.ok(await w.proofs());
});

test("a dispute and a difference that goods ended say so", async (t) => {
  const w = await goodsDesk(t);
  const { books, base, accountant, itemId, whole } = w;
  const opened = await accountant.post(`${base}/disputes`, {
    ...{ items: [{ id: itemId, amount: "100.00" }], reason: "quality", note: "钢板有锈" },
  });
  const { id } = opened.as(idPath);
  const end = { resolution: "goods_taken", note: "以钢板抵债" };
  const ended = () => accountant.post(`${base}/disputes/${id}/end`, end);
  assert.equal((await ended()).code, "dispute_needs_goods");
  await books.inBooks((db) =>
    db.query(
      `insert into difference (org_id, books_id, customer_id, item_id, residual, currency,
         amount_minor, recorded_at) values ($1, $2, $3, $4, 'partial', 'CNY', 10000, now())`,
      [books.orgId, books.booksId, w.a, itemId],
    ),
  );
  await w.approved(w.approver, whole);
  assert.equal((await ended()).as(disputeEndOutcome).kind, "resolved");
  const over = (await accountant.get(`${base}/disputes/${id}`)).as(disputeDetail);
  assert.deepEqual([over.row.state, over.row.resolution], ["resolved", "goods_taken"]);
  await accountant.post(`${base}/differences/examine`, {});
  const url = `${base}/differences?state=resolved`;
  const [difference] = (await accountant.get(url)).as(differencePage).rows;
  assert.equal(differenceEnd(difference?.outcome ?? "")?.en, "Goods taken in payment");
  assert.ok(await w.proofs());
});
