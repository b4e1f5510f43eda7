// 记忆 over HTTP: what is known of all customers, by kind and origin, doubtful accounts, revoking.
import assert from "node:assert/strict";
import { test } from "node:test";
import { customerFacts } from "../../src/contract/customers.ts";
import { memoryPage } from "../../src/contract/memory.ts";
import { listBooks } from "./list-books.ts";
import { withServer } from "./test-server.ts";

test("the memory of all customers is listed, filtered, and each fact can be revoked", async (t) => {
  const world = await withServer(t);
  const { books, client, path, customer } = await listBooks(world);
  const first = await customer("C1", "上海启明贸易有限公司");
  const second = await customer("C2", "苏州华信科技有限公司");
  await books.inBooks((db) =>
    db.query(
      `insert into customer_fact (org_id, customer_id, kind, value, provenance, confirmations)
       values ($1, $2, 'account', '6222000011110011', 'learned', 3),
              ($1, $3, 'account', '6222000011110011', 'master', 0),
              ($1, $2, 'alias', '启明贸易', 'learned', 1)`,
      [books.orgId, first, second],
    ),
  );
  const read = async (query = "") => (await client.get(`${path}/facts?${query}`)).as(memoryPage);

  const all = await read();
  assert.equal(all.count, 3);
  assert.deepEqual(all.totals, { customers: 2, learned: 2, confirmations: 4 });
  assert.deepEqual(
    all.rows.map(({ confirmations }) => confirmations),
    [3, 1, 0],
    "the most used first",
  );
  const doubtful = await read("doubtful=only&sort=customer");
  assert.deepEqual(
    doubtful.rows.map((row) => [row.customer.id, row.alsoAt.map(({ id }) => id)]),
    [
      [first, [second]],
      [second, [first]],
    ],
  );
  assert.equal((await read("kind=alias")).count, 1);
  assert.equal((await read("provenance=master")).rows[0]?.customer.id, second);
  assert.equal((await read(`q=${encodeURIComponent("启明")}`)).count, 2);

  const alias = (await read("kind=alias")).rows[0];
  assert.ok(alias);
  const answer = await client.send("DELETE", `${path}/customers/${first}/facts/${alias.id}`);
  assert.equal(answer.status, 200, answer.text);
  answer.as(customerFacts);
  assert.equal((await read("kind=alias")).count, 0);
  assert.equal((await read("state=revoked")).rows[0]?.value, "启明贸易");
});
