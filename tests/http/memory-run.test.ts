// What a person corrects changes the next run; revoking what was learned, or undoing the correction,
// changes it back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { customerFacts } from "../../src/contract/customers.ts";
import { bankLineDetail, decisionAnswer, undoOutcomes } from "../../src/contract/workbench.ts";
import { formatMinor } from "../../src/core/money.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

test("corrections teach who pays, and are taken back one by one", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const client = organisation.administrator;
  const path = `/api/v1/books/${organisation.booksId}`;
  const customerId = await addCustomer(books, "C1", "苏州远景精密机械有限公司");
  await addCustomer(books, "C2", "宁波海工装备有限公司");
  const payer = "启明集团财务公司";
  let n = 0;
  /** An invoice and a payment of it by somebody the master data does not know. */
  const story = async () => {
    n++;
    const amountMinor = 3_000_000 + n * 123_457;
    const itemId = await addItem(books, { customerId, no: `FP-${n}-77`, amountMinor });
    const lineId = await addLine(books, { amountMinor, payer, memo: "往来款" });
    return { itemId, lineId, amount: formatMinor(amountMinor, "CNY") };
  };
  const payerOf = async (lineId: number) => {
    const detail = (await client.get(`${path}/workbench/lines/${lineId}`)).as(bankLineDetail);
    return { customer: detail.line.customerId, lane: detail.line.lane };
  };
  const correct = async ({ itemId, lineId, amount }: Awaited<ReturnType<typeof story>>) => {
    const part = { lineId, itemId, amount, currency: "CNY", lineAmount: amount };
    const answer = await client.post(`${path}/decisions/by-hand`, {
      lineIds: [lineId],
      customerId,
      parts: [{ ...part, lineCurrency: "CNY" }],
      residuals: [],
    });
    return answer.as(decisionAnswer).decisionId;
  };

  const first = await story();
  await reconcileBooks(server, books);
  assert.notEqual((await payerOf(first.lineId)).lane, "auto");
  await correct(first);
  const second = await story();
  await reconcileBooks(server, books);
  // one confirmation is an accident; two are a habit (R03)
  assert.notEqual((await payerOf(second.lineId)).lane, "auto");
  const decisionId = await correct(second);

  await t.test("the next run knows the payer", async () => {
    const third = await story();
    await reconcileBooks(server, books);
    assert.deepEqual(await payerOf(third.lineId), { customer: customerId, lane: "auto" });
  });

  await t.test("an undone correction takes its confirmation back", async () => {
    const body = { decisionIds: [decisionId], reason: "" };
    const undone = (await client.post(`${path}/decisions/undo`, body)).as(undoOutcomes);
    assert.equal(undone.outcomes[0]?.problem, null);
    const fourth = await story();
    await reconcileBooks(server, books);
    assert.notEqual((await payerOf(fourth.lineId)).lane, "auto");
    await correct(second);
    await reconcileBooks(server, books);
    assert.deepEqual(await payerOf(fourth.lineId), { customer: customerId, lane: "auto" });
  });

  await t.test("a revoked memory is forgotten at once", async () => {
    const url = `${path}/customers/${customerId}/facts`;
    const { rows } = (await client.get(url)).as(customerFacts);
    const learned = rows.filter(
      ({ provenance, revokedAt }) => provenance === "learned" && !revokedAt,
    );
    assert.deepEqual(
      learned.filter(({ kind }) => kind === "alias").map(({ value, by }) => [value, by]),
      [[payer, "王敏"]],
    );
    for (const { id } of learned) {
      assert.ok((await client.send("DELETE", `${url}/${id}`)).status < 300);
    }
    const fifth = await story();
    await reconcileBooks(server, books);
    assert.notEqual((await payerOf(fifth.lineId)).lane, "auto");
  });
});
