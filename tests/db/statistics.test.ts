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

test("so is one of some hundred rows, and once it is known nothing is analysed again", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  const large = await makeBooks(appPool, "大公司");
  await addCustomers(large, 40_000);
  await large.inBooks(refreshStatistics);
  const small = await makeBooks(appPool, "小公司");
  await addCustomers(small, 400);
  assert.equal(await expected(small), 1, "not known yet");
  await until("the small organisation is planned for", async () => {
    await small.inBooks(refreshStatistics);
    return (await expected(small)) > 100;
  });
  const analysed = async () => {
    const { rows } = await ownerPool.query<{ n: number }>(
      "select pg_stat_get_analyze_count('customer'::regclass) as n",
    );
    return rows[0]!.n;
  };
  const before = await analysed();
  await small.inBooks((db) =>
    db.query("update customer set region = '华东' where org_id = $1", [small.orgId]),
  );
  await until("the changes are counted", async () => {
    const { rows } = await ownerPool.query<{ n: number }>(
      "select pg_stat_get_mod_since_analyze('customer'::regclass) as n",
    );
    return rows[0]!.n >= 400;
  });
  await small.inBooks(refreshStatistics);
  assert.equal(await analysed(), before);
});
