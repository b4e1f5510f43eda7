// Lists over HTTP: pages by cursor without gaps or repeats, totals over all that is filtered, the
// little language of amounts, pasted columns, files of exactly what is filtered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { bankLinePage } from "../../src/contract/bank-lines.ts";
import { customerListPage } from "../../src/contract/customers.ts";
import { itemPage } from "../../src/contract/items.ts";
import { addItem, addLine, type TestBooks } from "../support/books.ts";
import { listBooks } from "./list-books.ts";
import { withServer } from "./test-server.ts";

async function manyItems(books: TestBooks, customerId: number): Promise<void> {
  for (let n = 1; n <= 25; n += 1) {
    await addItem(books, {
      customerId,
      no: `INV-${String(n).padStart(3, "0")}`,
      // Several due on one day, so that the cursor has equals to decide between.
      due: `2026-0${1 + (n % 3)}-15`,
      date: "2026-01-05",
      amountMinor: n * 10_000,
    });
  }
}

test("pages follow each other without gaps or repeats, whatever the order", async (t) => {
  const world = await withServer(t);
  const { books, client, path, customer } = await listBooks(world);
  await manyItems(books, await customer("C1", "上海启明贸易有限公司"));
  for (const sort of ["-late", "due,-amount", "-open", "no", "customer,no"]) {
    const seen: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await client.get(`${path}/items?limit=7&sort=${sort}${query}`);
      const page = answer.as(itemPage);
      assert.equal(page.count, 25);
      assert.equal(page.totals?.currencies[0]?.open, "32500.00", "of all rows, not of the page");
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    assert.equal(seen.length, 25, sort);
    assert.equal(new Set(seen).size, 25, sort);
  }
});

test("items are found by amount, by number and by a pasted column, and what is missing is named", async (t) => {
  const world = await withServer(t);
  const { books, client, path, customer } = await listBooks(world);
  await manyItems(books, await customer("C1", "上海启明贸易有限公司"));
  const numbers = async (query: string) => {
    const page = (await client.get(`${path}/items?sort=no&${query}`)).as(itemPage);
    return page.rows.map(({ no }) => no);
  };
  assert.deepEqual(await numbers("amount=%3E2400"), ["INV-025"]);
  assert.deepEqual(await numbers("amount=100-200"), ["INV-001", "INV-002"]);
  assert.deepEqual(await numbers("q=1300"), ["INV-013"]);
  assert.deepEqual(await numbers("q=shqm&amount=100"), ["INV-001"], "pinyin initials");
  const pasted = encodeURIComponent("INV-002\nINV-009\nINV-999");
  const page = (await client.get(`${path}/items?sort=no&q=${pasted}`)).as(itemPage);
  assert.deepEqual(
    page.rows.map(({ no }) => no),
    ["INV-002", "INV-009"],
  );
  assert.deepEqual(page.totals?.notFound, ["INV-999"]);
  assert.equal((await client.get(`${path}/items?amount=much`)).code, "invalid_request");
});

test("memo items and what we owe stand beside the receivables, not among them", async (t) => {
  const world = await withServer(t);
  const { books, client, path, customer } = await listBooks(world);
  const id = await customer("C1", "上海启明贸易有限公司");
  await addItem(books, { customerId: id, no: "INV-1", amountMinor: 50_000 });
  await addItem(books, { customerId: id, no: "P-1", kind: "payable", amountMinor: -7_000 });
  const open = async (query: string) => {
    const page = (await client.get(`${path}/items?${query}`)).as(itemPage);
    return page.rows.map(({ no, open: left }) => `${no} ${left}`);
  };
  assert.deepEqual(await open(""), ["INV-1 500.00"]);
  assert.deepEqual(await open("scope=beside"), ["P-1 -70.00"]);
  assert.equal((await open("scope=all")).length, 2);
  assert.deepEqual(await open("kind=payable"), ["P-1 -70.00"], "a kind that is named is shown");
});

test("bank lines say what became of them, and sum money in and out apart", async (t) => {
  const world = await withServer(t);
  const { books, client, path } = await listBooks(world);
  await addLine(books, { amountMinor: 12_345, payer: "甲方", memo: "货款", date: "2026-09-02" });
  await addLine(books, { amountMinor: 20_000, payer: "乙方", date: "2026-09-03" });
  await addLine(books, { amountMinor: -5_000, payer: "供应商", date: "2026-09-04" });
  const page = (await client.get(`${path}/bank-lines`)).as(bankLinePage);
  assert.deepEqual(
    page.rows.map(({ amount, status }) => `${amount} ${status}`),
    ["-50.00 new", "200.00 unclaimed", "123.45 unclaimed"],
  );
  const sum = page.totals?.currencies[0];
  assert.deepEqual([sum?.in, sum?.out, sum?.unapplied], ["323.45", "50.00", "323.45"]);
  const one = (await client.get(`${path}/bank-lines?q=123.45`)).as(bankLinePage);
  assert.deepEqual(
    one.rows.map(({ payerName }) => payerName),
    ["甲方"],
  );
  const out = (await client.get(`${path}/bank-lines?direction=out`)).as(bankLinePage);
  assert.equal(out.count, 1);
});

test("customers are listed with what they owe today, once for each currency", async (t) => {
  const world = await withServer(t);
  const { books, client, path, customer } = await listBooks(world);
  const late = await customer("C1", "上海启明贸易有限公司");
  await customer("C2", "无未清客户");
  await addItem(books, { customerId: late, no: "A", amountMinor: 10_000, due: "2026-01-31" });
  await addItem(books, { customerId: late, no: "B", amountMinor: 5_000 });
  await addItem(books, {
    customerId: late,
    no: "C",
    amountMinor: 900,
    homeMinor: 6_400,
    currency: "USD",
  });
  const page = (await client.get(`${path}/customers?sort=no`)).as(customerListPage);
  const rows = page.rows.map((r) => `${r.no} ${r.currency} ${r.receivable} ${r.overdue}`);
  assert.deepEqual(rows.toSorted(), [
    "C1 CNY 150.00 100.00",
    "C1 USD 9.00 0.00",
    "C2 CNY 0.00 0.00",
  ]);
  assert.equal(page.totals?.customers, 2);
  const overdue = (await client.get(`${path}/customers?flag=overdue`)).as(customerListPage);
  assert.deepEqual(
    overdue.rows.map(({ no, currency }) => `${no} ${currency}`),
    ["C1 CNY"],
  );
});

test("a file holds exactly the filtered rows, and what was asked on its second sheet", async (t) => {
  const world = await withServer(t);
  const { books, client, path, customer } = await listBooks(world);
  await manyItems(books, await customer("C1", "上海启明贸易有限公司"));
  const csv = await client.get(
    `${path}/items/export?format=csv&amount=100-300&sort=no&language=en`,
  );
  assert.equal(csv.status, 200, csv.text);
  const [head, ...rows] = csv.text.trim().split("\r\n");
  assert.match(head ?? "", /Customer,Kind,Number/);
  assert.deepEqual(
    rows.map((row) => row.split(",")[2]),
    ["INV-001", "INV-002", "INV-003"],
  );
  const answer = await client.inject({ method: "GET", url: `${path}/items/export?q=INV-00` });
  assert.match(String(answer.headers["content-disposition"]), /qingzhang-items-.*\.xlsx/);
  const parts = unzipSync(answer.rawPayload);
  const first = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  assert.equal(first.match(/<row /g)?.length, 10, "the head and nine rows");
  assert.match(strFromU8(parts["xl/worksheets/sheet2.xml"] ?? new Uint8Array()), /INV-00/);
});

test("sales see items but neither bank lines nor files", async (t) => {
  const world = await withServer(t);
  const { organisation, path } = await listBooks(world);
  const sales = await world.member(organisation, "sales");
  assert.equal((await sales.get(`${path}/items`)).status, 200);
  assert.equal((await sales.get(`${path}/bank-lines`)).code, "not_allowed");
  assert.equal((await sales.get(`${path}/items/export`)).code, "not_allowed");
});
