// What the portal sees of allocations and of changes of items: those of its own customer's items,
// all of them and no other, whoever asks for the whole table.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Db } from "../../src/db/pool.ts";
import { withinPortal } from "../../src/db/portal-scope.ts";
import { addCustomer, addItem, makeBooks, type TestBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

test("records of items are shown to the customer of the item alone", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const first = await customerWithRecords(books, "C1", 3);
  const second = await customerWithRecords(books, "C2", 2);
  const nobody = await addCustomer(books, "C3", "没有单据的客户");
  const stranger = await makeBooks(appPool, "别的公司");
  await customerWithRecords(stranger, "C1", 4);

  for (const [customerId, items] of [
    [first.customerId, first.itemIds],
    [second.customerId, second.itemIds],
    [nobody, []],
  ] as const) {
    const shown = await withinPortal({ orgId: books.orgId, customerId }, () =>
      books.inBooks(itemsOfRecords),
    );
    assert.deepEqual(shown, { allocation: items, item_change: items });
  }
  const all = [...first.itemIds, ...second.itemIds];
  assert.deepEqual(await books.inBooks(itemsOfRecords), { allocation: all, item_change: all });
});

async function itemsOfRecords(db: Db): Promise<Readonly<Record<string, readonly number[]>>> {
  const read = async (table: "allocation" | "item_change") => {
    const { rows } = await db.query<{ id: number }>(
      `select item_id as id from ${table} order by item_id`,
    );
    return rows.map(({ id }) => id);
  };
  return { allocation: await read("allocation"), item_change: await read("item_change") };
}

/** Items that each have been used in part and had their day changed once. */
async function customerWithRecords(
  books: TestBooks,
  no: string,
  count: number,
): Promise<{ readonly customerId: number; readonly itemIds: readonly number[] }> {
  const customerId = await addCustomer(books, no, `客户${no}`);
  const itemIds: number[] = [];
  for (let n = 0; n < count; n += 1) {
    itemIds.push(await addItem(books, { customerId, no: `${no}-${n}`, amountMinor: 10_000 }));
  }
  await books.inBooks(async (db) => {
    await db.query(
      `with made as (
         insert into decision (org_id, books_id, kind, by_member_id, recorded_at)
         values ($1, $2, 'adjust', $3, now()) returning id)
       insert into allocation (org_id, books_id, kind, code, item_id, item_minor, item_home_minor,
         decision_id, business_date, accounting_date, recorded_at)
       select $1, $2, 'adjustment', 'fee', item, 100, 100, made.id, '2026-09-01', '2026-09-01', now()
       from made, unnest($4::bigint[]) item`,
      [books.orgId, books.booksId, books.memberId, itemIds],
    );
    await db.query(
      `insert into item_change (org_id, item_id, recorded_at, accounting_date, due_date, reason)
       select $1, item, now(), '2026-09-01', '2026-12-31', '' from unnest($2::bigint[]) item`,
      [books.orgId, itemIds],
    );
  });
  return { customerId, itemIds };
}
