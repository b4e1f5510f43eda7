// Checks of the data over HTTP: run on demand, kept, shown with count and money.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dataChecksAnswer } from "../../src/contract/data-checks.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("the checks say what is wrong with documents, contracts and customers", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const client = own.administrator;
  const path = `/api/v1/books/${own.booksId}/data-checks`;
  const before = (await client.get(path)).as(dataChecksAnswer);
  assert.equal(before.at, null);
  assert.ok(before.results.every(({ count }) => count === 0));

  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const other = await addCustomer(books, "C2", "北京华鑫科技有限公司");
  const first = await addItem(books, { customerId, no: "FP20260001", amountMinor: 80_000 });
  await addItem(books, { customerId: other, no: "FP20260001", amountMinor: 20_000 });
  const second = await addItem(books, { customerId, no: "FP20260002", amountMinor: 30_000 });
  await books.inBooks(async (db) => {
    await db.query(
      `insert into contract (org_id, books_id, customer_id, no, currency, amount_minor, tax_rate, plan)
       values ($1, $2, $3, 'HT-1', 'CNY', 100000, 9, $4)`,
      [
        own.orgId,
        own.booksId,
        customerId,
        JSON.stringify([
          { label: "", dueDate: null, amountMinor: 80_000 },
          { label: "", dueDate: null, amountMinor: 20_000 },
        ]),
      ],
    );
    await db.query(
      "update customer set tax_id = '91350100M000100Y44' where org_id = $1 and id = $2",
      [own.orgId, other],
    );
  });
  // documents are never changed by the application; this stands in for what was imported
  await inOrganisation(world.database.ownerPool, own.orgId, (db) =>
    db.query(
      "update open_item set contract_no = 'HT-1', tax_rate = '13' where org_id = $1 and id = any($2)",
      [own.orgId, [first, second]],
    ),
  );

  const done = (await client.post(path)).as(dataChecksAnswer);
  const found = done.results.filter(({ count }) => count > 0);
  assert.deepEqual(
    found.map(({ code, count, money }) => [code, count, money[0]?.amount ?? null]),
    [
      ["tax_rate_of_contract", 2, "1100.00"],
      ["amount_of_instalment", 1, "300.00"],
      ["contract_exceeded", 1, "100.00"],
      ["duplicate_number", 1, "200.00"],
      ["tax_id_character", 1, null],
    ],
  );
  const kept = (await client.get(path)).as(dataChecksAnswer);
  assert.notEqual(kept.at, null);
  assert.deepEqual(
    kept.results.map(({ count }) => count),
    done.results.map(({ count }) => count),
  );
  const sales = await world.member(own, "sales");
  assert.equal((await sales.get(path)).code, "not_allowed");
});
