// 专属收款账户 over HTTP: an account given to a customer names the payer of what comes in on it, for
// the contract it is given for; taken back, it says nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectionAccounts } from "../../src/contract/collection-accounts.ts";
import { bankLineDetail } from "../../src/contract/workbench.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

test("accounts given to one customer", async (t) => {
  const server = await withServer(t);
  const own = await server.organisation();
  const books = await booksOf(server, own);
  const client = own.administrator;
  const path = `/api/v1/books/${own.booksId}`;
  const url = `${path}/collection-accounts`;
  const customerId = await addCustomer(books, "C1", "苏州远景精密机械有限公司");
  await addCustomer(books, "C2", "宁波海工装备有限公司");
  const give = (body: unknown) => client.send("PUT", `${url}/${books.bankAccountId}`, body);
  /** An invoice, and a stranger's payment of it. */
  const story = async (n: number) => {
    const amountMinor = 2_345_671 + n * 111_113;
    await addItem(books, { customerId, no: `FP-${n}-31`, amountMinor });
    return addLine(books, { amountMinor, payer: "王小明", memo: "货款" });
  };
  const payerOf = async (lineId: number) => {
    const { line } = (await client.get(`${path}/workbench/lines/${lineId}`)).as(bankLineDetail);
    return { customer: line.customerId, lane: line.lane };
  };

  await t.test("every account is listed; nobody has one", async () => {
    const { rows } = (await client.get(url)).as(collectionAccounts);
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.customerId, null);
  });

  await t.test("given to a customer, what comes in on it is his", async () => {
    const { rows } = (await give({ customerId, contractNo: "HT-2026-018" })).as(collectionAccounts);
    assert.equal(rows[0]?.customerNo, "C1");
    assert.equal(rows[0]?.contractNo, "HT-2026-018");
    const lineId = await story(1);
    await reconcileBooks(server, books);
    assert.deepEqual(await payerOf(lineId), { customer: customerId, lane: "auto" });
  });

  await t.test("taken back, a stranger is a stranger again", async () => {
    const { rows } = (await give({ customerId: null, contractNo: "x" })).as(collectionAccounts);
    assert.equal(rows[0]?.customerId, null);
    assert.equal(rows[0]?.contractNo, "");
    const lineId = await story(2);
    await reconcileBooks(server, books);
    assert.notEqual((await payerOf(lineId)).lane, "auto");
  });

  await t.test("unknown accounts and customers are refused; so is who may not", async () => {
    assert.equal((await give({ customerId: 999_999 })).status, 404);
    assert.equal((await client.send("PUT", `${url}/999999`, { customerId })).status, 404);
    const sales = await server.member(own, "sales");
    const answer = await sales.send("PUT", `${url}/${books.bankAccountId}`, { customerId });
    assert.equal(answer.code, "not_allowed");
  });

  await t.test("another organisation finds nothing", async () => {
    const other = await server.organisation("乙公司");
    assert.equal((await other.administrator.get(url)).status, 404);
  });
});
