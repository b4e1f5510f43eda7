// 习惯 over HTTP: what people's settlements show of a customer is learned, weighs in the next run,
// is revoked by one person and forgotten with an undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { habitList } from "../../src/contract/habits.ts";
import { bankLineDetail, decisionAnswer } from "../../src/contract/workbench.ts";
import { formatMinor } from "../../src/core/money.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

test("a customer who pays the oldest first is known by it", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const client = organisation.administrator;
  const path = `/api/v1/books/${organisation.booksId}`;
  const name = "苏州远景精密机械有限公司";
  const customerId = await addCustomer(books, "C1", name);
  const items: number[] = [];
  for (let n = 1; n <= 8; n++) {
    const item = { customerId, no: `FP-88${n}`, amountMinor: 1_000_000 + n * 11_111 };
    items.push(await addItem(books, { ...item, date: `2026-0${n}-03`, due: `2026-0${n}-28` }));
  }
  const habits = async () =>
    (await client.get(`${path}/customers/${customerId}/habits`)).as(habitList).rows;
  const oldest = async () => (await habits()).find(({ code }) => code === "oldest_first");
  const settle = async (n: number) => {
    const minor = 1_000_000 + n * 11_111;
    const lineId = await addLine(books, { amountMinor: minor, payer: name, memo: "货款" });
    const amount = formatMinor(minor, "CNY");
    const part = { lineId, itemId: items[n - 1], amount, currency: "CNY", lineAmount: amount };
    const body = {
      lineIds: [lineId],
      customerId,
      parts: [{ ...part, lineCurrency: "CNY" }],
      residuals: [],
    };
    return (await client.post(`${path}/decisions/by-hand`, body)).as(decisionAnswer).decisionId;
  };
  /** A round sum fits no item: how sure is the engine of "oldest first"? */
  const confidence = async () => {
    const lineId = await addLine(books, { amountMinor: 1_500_000, payer: name, memo: "货款" });
    await reconcileBooks(server, books);
    const { candidates } = (await client.get(`${path}/workbench/lines/${lineId}`)).as(
      bankLineDetail,
    );
    const found = candidates.find(({ rule }) => rule === "R26")?.confidence ?? 0;
    await client.post(`${path}/bank-lines/${lineId}/hold`, { held: true, note: "x" });
    return found;
  };

  const before = await confidence();
  await settle(1);
  await settle(2);
  assert.equal((await oldest())?.isInForce, false);
  const decisionId = await settle(3);

  await t.test("three times is a habit, with where it was learned", async () => {
    const habit = await oldest();
    assert.deepEqual([habit?.times, habit?.of, habit?.isInForce], [3, 3, true]);
    assert.equal(habit?.learnedFrom[0]?.by, "王敏");
    assert.ok((await habits()).some(({ code }) => code === "quotes_nothing"));
  });

  const learned = await confidence();
  assert.ok(learned > before, `${learned} > ${before}`);

  await t.test("revoked, it weighs no more; taken back, it does", async () => {
    const mark = async (act: string) =>
      client.post(`${path}/customers/${customerId}/habits`, { code: "oldest_first", act });
    const { rows } = (await mark("revoke")).as(habitList);
    assert.equal(rows.find(({ code }) => code === "oldest_first")?.isRevoked, true);
    const revoked = await confidence();
    assert.ok(revoked < learned, `${revoked} < ${learned}`);
    await mark("restore");
    assert.equal((await oldest())?.isInForce, true);
  });

  await t.test("an undo forgets what it taught", async () => {
    await client.post(`${path}/decisions/undo`, { decisionIds: [decisionId] });
    const habit = await oldest();
    assert.deepEqual([habit?.times, habit?.isInForce], [2, false]);
  });

  await t.test("another organisation's customer stays out of reach", async () => {
    const other = await server.organisation("乙公司");
    const url = `/api/v1/books/${other.booksId}/customers/${customerId}/habits`;
    assert.equal((await other.administrator.get(url)).status, 404);
  });
});
