// What the planner knows of an organisation: beside one with very many rows too, or whoever comes second
// waits minutes for what takes a second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refreshStatistics } from "../../src/db/statistics.ts";
import { makeBooks, type TestBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { until } from "../support/until.ts";

async function addCustomers({ inBooks, orgId, booksId }: TestBooks, count: number): Promise<void> {
  await inBooks((db) =>
    db.query(
      `insert into customer (org_id, books_id, no, name)
       select $1, $2, 'C' || n, '第' || n || '号公司' from generate_series(1, $3) n`,
      [orgId, booksId, count],
    ),
  );
}

async function expected({ inBooks, orgId }: TestBooks): Promise<number> {
  const { rows } = await inBooks((db) =>
    db.query<{ "QUERY PLAN": string }>(`explain select from customer where org_id = ${orgId}`),
  );
  const found = rows.map((row) => /Scan.* rows=(\d+)/.exec(row["QUERY PLAN"])?.[1]);
  return Number(found.find((one) => one !== undefined));
}

test("a second organisation beside a large one is planned for as what it is", async (t) => {
  const { appPool } = await withDatabase(t);
  const large = await makeBooks(appPool, "大公司");
  await addCustomers(large, 40_000);
  await large.inBooks(refreshStatistics);
  const small = await makeBooks(appPool, "小公司");
  await addCustomers(small, 2_000);
  // the database counts changes once a second
  await until("the second organisation is planned for", async () => {
    await small.inBooks(refreshStatistics);
    return (await expected(small)) > 500;
  });
  assert.ok((await expected(large)) > 20_000);
});
