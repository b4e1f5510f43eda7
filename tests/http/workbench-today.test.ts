// 今日: what waits, in count and money, for whom it may wait; nothing where nothing does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { today } from "../../src/contract/today.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { withServer } from "./test-server.ts";
import { booksOf, propose } from "./workbench-books.ts";

test("what waits is counted per currency with the age of the oldest", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const path = `/api/v1/books/${organisation.booksId}/today`;
  const client = organisation.administrator;
  const empty = (await client.get(path)).as(today);
  assert.deepEqual(empty.waiting, []);
  assert.equal(empty.received.home.amount, "0.00");

  const books = await booksOf(server, organisation);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const item = await addItem(books, { customerId: customer, no: "I1", amountMinor: 10_000 });
  const own = [{ customerId: customer, items: [[item, 10_000]] }] as const;
  const first = await addLine(books, { amountMinor: 10_000, date: "2026-09-18" });
  await propose(books, first, own);
  const second = await addLine(books, { amountMinor: 5_000, date: "2026-09-02" });
  await propose(books, second, own);
  const usd = { amountMinor: 700, homeMinor: 5_000, currency: "USD" } as const;
  await propose(books, await addLine(books, { ...usd, date: "2026-09-20" }), own);
  await addLine(books, { amountMinor: 300, date: empty.date });
  await addLine(books, { amountMinor: -900, date: empty.date });

  const full = (await client.get(path)).as(today);
  assert.deepEqual(full.waiting, [
    {
      kind: "to_confirm",
      count: 3,
      amounts: [
        { amount: "150.00", currency: "CNY" },
        { amount: "7.00", currency: "USD" },
      ],
      oldest: "2026-09-02",
    },
    {
      kind: "unclaimed",
      count: 1,
      amounts: [{ amount: "3.00", currency: "CNY" }],
      oldest: empty.date,
    },
  ]);
  assert.deepEqual(full.received.home, { amount: "3.00", currency: "CNY" });
  assert.equal(full.received.count, 1, "money out is no receipt");

  const sales = await server.member(organisation, "sales");
  assert.deepEqual((await sales.get(path)).as(today).waiting, [], "sales sees no bank lines");
  for (const role of ["auditor", "approver", "cashier"] as const) {
    const reader = await server.member(organisation, role);
    const { waiting, received } = (await reader.get(path)).as(today);
    assert.deepEqual(waiting, [], `nothing waits for ${role}, who decides about no line`);
    assert.equal(received.count, 1);
  }
  const stranger = (await server.organisation("乙公司")).administrator;
  assert.equal((await stranger.get(path)).status, 404);
});
