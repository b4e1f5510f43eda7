// A write happens once however often it is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { createdMember } from "../../src/contract/members.ts";
import { idPath } from "../../src/contract/page.ts";
import { booksSettings } from "../../src/contract/settings.ts";
import type { Db } from "../../src/db/pool.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { withServer } from "./test-server.ts";

const list = z.object({ rows: z.array(booksSettings) });

test("the same key again gets the first answer and does nothing", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  const headers = { "idempotency-key": "0123456789abcdef" };
  const first = await administrator.post("/api/v1/books", { name: "二厂" }, headers);
  const second = await administrator.post("/api/v1/books", { name: "二厂" }, headers);
  assert.equal(first.status, 201, first.text);
  assert.equal(second.status, 201, second.text);
  assert.deepEqual(second.body, first.body);
  assert.equal(second.headers["idempotent-replayed"], "true");
  const { rows } = (await administrator.get("/api/v1/books")).as(list);
  assert.equal(rows.length, 2);
});

test("the same key with another body is refused", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  const headers = { "idempotency-key": "0123456789abcdef" };
  await administrator.post("/api/v1/books", { name: "二厂" }, headers);
  const other = await administrator.post("/api/v1/books", { name: "三厂" }, headers);
  assert.equal(other.status, 422);
  assert.equal(other.code, "idempotency_key_reused");
});

test("a hundred at the same moment: one effect, one answer", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  const headers = { "idempotency-key": "all-at-once-0001" };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      administrator.post("/api/v1/books", { name: "并发" }, headers),
    ),
  );
  for (const answer of answers) assert.equal(answer.status, 201, answer.text);
  const { rows } = (await administrator.get("/api/v1/books")).as(list);
  assert.equal(rows.length, 2);
});

test("a refusal is repeated too", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  const headers = { "idempotency-key": "refused-0000001" };
  const body = { name: "x", homeCurrency: "QQQ" };
  const first = await administrator.post("/api/v1/books", body, headers);
  const second = await administrator.post("/api/v1/books", body, headers);
  assert.equal(first.code, "unknown_currency");
  assert.equal(second.code, "unknown_currency");
  assert.equal(second.status, first.status);
});

test("a write without a key is refused, a key too short as well", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  const short = await administrator.post(
    "/api/v1/books",
    { name: "x" },
    { "idempotency-key": "1" },
  );
  assert.equal(short.code, "idempotency_key_missing");
});

test("nobody gets the answer of somebody else's request, though they know its key", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const auditor = await world.member(own, "auditor");
  const headers = { "idempotency-key": "order-0000001" };
  const body = { name: "ERP", scopes: ["read", "write"] };
  const first = await own.administrator.post("/api/v1/tokens", body, headers);
  assert.equal(first.status, 201);
  const other = await auditor.post("/api/v1/tokens", body, headers);
  assert.equal(other.code, "idempotency_key_reused", other.text);
});

test("keys of two organisations do not meet", async (t) => {
  const { organisation } = await withServer(t);
  const [a, b] = [await organisation("甲"), await organisation("乙")];
  const headers = { "idempotency-key": "0123456789abcdef" };
  assert.equal(
    (await a.administrator.post("/api/v1/books", { name: "甲二" }, headers)).status,
    201,
  );
  const other = await b.administrator.post("/api/v1/books", { name: "乙二" }, headers);
  assert.equal(other.status, 201, other.text);
  assert.match(other.text, /乙二/);
});

test("the server died after the commit: the retry learns that it was done", async (t) => {
  const { organisation, database } = await withServer(t);
  const { administrator, orgId } = await organisation();
  const headers = { "idempotency-key": "died-after-commit" };
  await administrator.post("/api/v1/books", { name: "二厂" }, headers);
  const mark = await inOrganisation(database.appPool, orgId, async (db) => {
    const { rows } = await db.query<{ isMarked: boolean }>(
      `select committed_at is not null as "isMarked" from idempotency_key`,
    );
    // As a killed process leaves it: no answer, and nobody alive who holds it.
    await db.query(
      `update idempotency_key set status = null, response = null, claimed_by = 'gone',
         created_at = now() - interval '1 hour'`,
    );
    return rows;
  });
  assert.deepEqual(mark, [{ isMarked: true }], "marked by the transaction that made the books");
  const retry = await administrator.post("/api/v1/books", { name: "二厂" }, headers);
  assert.equal(retry.code, "already_done");
  const { rows } = (await administrator.get("/api/v1/books")).as(list);
  assert.equal(rows.length, 2);
});

test("the server died before the commit: the retry does it, once", async (t) => {
  const { organisation, database } = await withServer(t);
  const { administrator, orgId } = await organisation();
  const headers = { "idempotency-key": "died-before-commit" };
  const refusedBody = { name: "二厂", homeCurrency: "QQQ" };
  await administrator.post("/api/v1/books", refusedBody, headers);
  const mark = await inOrganisation(database.appPool, orgId, async (db) => {
    const { rows } = await db.query<{ isMarked: boolean }>(
      `select committed_at is not null as "isMarked" from idempotency_key`,
    );
    await db.query(
      `update idempotency_key set status = null, response = null, claimed_by = 'gone',
         created_at = now() - interval '1 hour'`,
    );
    return rows;
  });
  assert.deepEqual(mark, [{ isMarked: false }], "a refusal writes nothing");
  const retries = await Promise.all(
    Array.from({ length: 10 }, () => administrator.post("/api/v1/books", refusedBody, headers)),
  );
  for (const retry of retries) assert.equal(retry.code, "unknown_currency");
});

test("what an answer shows once stands in no table, and is shown again to the same request", async (t) => {
  const world = await withServer(t);
  const { administrator, orgId, booksId } = await world.organisation();
  const newcomer = { email: "newcomer@example.test", name: "新", role: "auditor" };
  const webhooks = `/api/v1/books/${booksId}/webhooks`;
  const endpoint = { url: "https://example.com/hook", types: ["promise.made"] };
  const added = await administrator.post("/api/v1/members", newcomer);
  const { id } = added.as(createdMember).member;
  const hook = await administrator.post(webhooks, endpoint);
  const asked: [string, unknown][] = [
    ["/api/v1/members", { ...newcomer, email: "another@example.test" }],
    [`/api/v1/members/${id}/reset-password`, {}],
    ["/api/v1/tokens", { name: "ERP", scopes: ["read"] }],
    [webhooks, endpoint],
    [`${webhooks}/${hook.as(z.object({ endpoint: idPath })).endpoint.id}/secret`, {}],
  ];
  const secrets = [added, hook].flatMap(({ text }) => secretsIn(text));
  for (const [path, body] of asked) {
    const headers = { "idempotency-key": `shown-once-${path}` };
    const first = await administrator.post(path, body, headers);
    assert.ok(first.status < 300, `${path} ${first.text}`);
    const again = await administrator.post(path, body, headers);
    assert.deepEqual([again.status, again.body], [first.status, first.body], path);
    secrets.push(...secretsIn(first.text));
  }
  assert.equal(secrets.length, 2 + asked.length);
  const stored = await inOrganisation(world.database.appPool, orgId, everyRow);
  assert.ok(
    stored.some((row) => row.includes("newcomer@example.test")),
    "the rows are read",
  );
  for (const secret of secrets) assert.ok(!stored.some((row) => row.includes(secret)), secret);
});

function secretsIn(text: string): string[] {
  return [...text.matchAll(/"(?:secret|firstPassword)":"([^"]+)"/g)].map(
    ([, found]) => found ?? "",
  );
}

async function everyRow(db: Db): Promise<string[]> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r'
       and has_table_privilege(oid, 'select')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.query<{ row: string }>(`select t::text as row from ${name} t`);
    found.push(...rows.map(({ row }) => row));
  }
  return found;
}

const documented = z.record(z.string(), z.record(z.string(), z.object({ responses: z.unknown() })));

test("every route that shows a secret says so", async (t) => {
  const { server } = await withServer(t);
  const { paths } = z.object({ paths: documented }).parse(server.swagger());
  const showing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { responses }]) => /"(secret|firstPassword)":/.test(JSON.stringify(responses)))
      .map(([method]) => `${method} ${path}`),
  );
  assert.deepEqual(showing.sort(), [
    "post /api/v1/books/{booksId}/webhooks",
    "post /api/v1/books/{booksId}/webhooks/{id}/secret",
    "post /api/v1/members",
    "post /api/v1/members/{id}/reset-password",
    "post /api/v1/tokens",
  ]);
});
