// Money that rests on customers' accounts is listed beside its receipts: who owns it, until it is
// applied, given back or cancelled. What is not listed as it is, verification names.
import assert from "node:assert/strict";
import { test } from "node:test";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { undoDecision } from "../../src/app/posting/undo-decision.ts";
import { isoDate } from "../../src/core/date.ts";
import { cancelReceipts, updateReceiptCustomers } from "../../src/db/decisions.ts";
import { selectTotalFaults } from "../../src/db/proofs.ts";
import { addCustomer, addItem, addLine, makeBooks, type TestBooks } from "../support/books.ts";
import { claimLine } from "../support/claim-line.ts";
import { withDatabase } from "../support/database.ts";
import { manualRequest } from "../support/manual-request.ts";

type Listed = { readonly customer: number; readonly receipt: number };

async function listed(books: TestBooks): Promise<Listed[]> {
  const { rows } = await books.inBooks((db) =>
    db.query<Listed>(
      `select customer_id as customer, receipt_id as receipt from unapplied_receipt
       where org_id = $1 and books_id = $2 order by receipt_id`,
      [books.orgId, books.booksId],
    ),
  );
  return rows;
}

const faults = (books: TestBooks) => books.inBooks((db) => selectTotalFaults(db, books));

test("money is listed for its owner until it is given back or cancelled", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const [a, b] = [
    await addCustomer(books, "C1", "甲公司"),
    await addCustomer(books, "C2", "乙公司"),
  ];
  const line = await addLine(books, { amountMinor: 5_000 });
  assert.deepEqual(await listed(books), [], "money of nobody rests on no account");
  const receipt = await claimLine(books, line, a);
  assert.deepEqual(await listed(books), [{ customer: a, receipt }]);
  await claimLine(books, line, b);
  assert.deepEqual(await listed(books), [{ customer: b, receipt }]);
  await books.record((db) =>
    updateReceiptCustomers(db, [{ receiptId: receipt, customerId: null }]),
  );
  assert.deepEqual(await listed(books), []);
  await claimLine(books, line, a);
  await books.record((db, recording) => cancelReceipts(db, recording, [receipt]));
  assert.deepEqual(await listed(books), []);
  assert.deepEqual(await faults(books), []);
});

test("money that is applied in part stays listed; an undo lists it again", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const item = await addItem(books, { customerId: customer, no: "I1", amountMinor: 5_000 });
  const line = await addLine(books, { amountMinor: 5_000 });
  const post = async (minor: number) => {
    const request = manualRequest(line, [{ itemId: item, minor }]);
    const [outcome] = await books.record((db, recording) =>
      postDecisions(db, recording, [request]),
    );
    assert.ok(outcome?.ok, JSON.stringify(outcome));
    return outcome.value.decisionId;
  };
  await post(2_000);
  const [rest] = await listed(books);
  assert.equal(rest?.customer, customer);
  const last = await post(3_000);
  assert.deepEqual(await listed(books), []);
  const undo = { decisionId: last, today: isoDate("2026-10-05"), reason: "test", actor: "test" };
  const undone = await books.record((db, recording) => undoDecision(db, recording, undo));
  assert.ok(undone.ok, JSON.stringify(undone));
  assert.deepEqual(await listed(books), [rest]);
  assert.deepEqual(await faults(books), []);
});

test("verification names money that is not listed, and owners that claimed nothing", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const other = await addCustomer(books, "C2", "宁波远航机械有限公司");
  const receipt = await claimLine(books, await addLine(books, { amountMinor: 5_000 }), customer);
  assert.deepEqual(await faults(books), []);
  const asOwner = async (sql: string, values: unknown[]) => {
    const client = await ownerPool.connect();
    try {
      await client.query("select set_config('app.org_id', $1, false)", [String(books.orgId)]);
      assert.equal((await client.query(sql, values)).rowCount, 1);
    } finally {
      client.release();
    }
  };
  await asOwner("delete from unapplied_receipt where receipt_id = $1", [receipt]);
  assert.deepEqual(await faults(books), [{ kind: "listed_receipt", id: receipt }]);
  await asOwner(
    "insert into unapplied_receipt select org_id, books_id, customer_id, id from receipt where id = $1",
    [receipt],
  );
  await asOwner("update receipt set customer_id = $2 where id = $1", [receipt, other]);
  assert.deepEqual(
    (await faults(books)).map(({ kind }) => kind),
    ["listed_receipt", "listed_receipt", "owner"],
  );
});
