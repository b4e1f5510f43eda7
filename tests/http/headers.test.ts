// Security headers on every kind of answer (ASVS 3.4, 14.3.2).
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { problem } from "../../src/contract/problem.ts";
import { withServer } from "./test-server.ts";

test("every answer carries the headers: page, API, refusal, unknown address", async (t) => {
  const { server, organisation } = await withServer(t);
  const { administrator } = await organisation();
  const answers = [
    await server.inject({ url: "/" }),
    await server.inject({ url: "/b/1/anything" }),
    await server.inject({ url: "/api/health" }),
    await server.inject({ url: "/api/v1/nothing" }),
    await server.inject({ url: "/api/v1/session" }),
    await server.inject({ url: "/api/openapi.json" }),
    await server.inject({ method: "POST", url: "/api/auth/sign-in/email" }),
    await administrator.inject({ method: "GET", url: "/api/v1/session" }),
  ];
  for (const { headers, raw } of answers) {
    const where = raw.req.url ?? "";
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'/, where);
    assert.match(policy, /script-src 'self'(;|$)/, where);
    assert.match(policy, /frame-ancestors 'none'/, where);
    assert.ok(!/unsafe-eval|https:|\*/.test(policy), `${where}: ${policy}`);
    assert.equal(headers["x-content-type-options"], "nosniff", where);
    assert.equal(headers["referrer-policy"], "no-referrer", where);
    assert.equal(headers["x-frame-options"], "DENY", where);
    assert.equal(headers["cache-control"], "no-store", where);
    assert.equal(headers["cross-origin-resource-policy"], "same-origin", where);
    assert.equal(headers["strict-transport-security"], undefined, `${where}: plain http`);
    assert.equal(headers["x-powered-by"], undefined, where);
    assert.equal(headers["access-control-allow-origin"], undefined, where);
  }
});

test("each page has a nonce of its own, the same in policy and page", async (t) => {
  const { server } = await withServer(t);
  const nonces = new Set<string>();
  for (let times = 0; times < 5; times++) {
    const { headers, body } = await server.inject({ url: "/" });
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
    assert.ok(nonce.length >= 20);
    nonces.add(nonce);
    assert.ok(!body.includes("{{nonce}}"));
    if (body.includes("csp-nonce")) assert.ok(body.includes(nonce));
  }
  assert.equal(nonces.size, 5);
});

test("a web client built anew under a running server is the one that is served", async (t) => {
  const webFolder = mkdtempSync(join(tmpdir(), "qz-web-"));
  t.after(() => rmSync(webFolder, { recursive: true, force: true }));
  const index = join(webFolder, "index.html");
  writeFileSync(index, "names a-1.js");
  const { server } = await withServer(t, { webFolder });
  const served = async () => (await server.inject({ url: "/b/1/today" })).body;
  assert.equal(await served(), "names a-1.js");
  rmSync(index);
  assert.equal(await served(), "names a-1.js", "while the new one is being built");
  writeFileSync(index, "names a-2.js");
  assert.equal(await served(), "names a-2.js");
});

test("a write from another site is refused even with the cookie", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  const forged = await administrator.post(
    "/api/v1/books",
    { name: "x" },
    { "sec-fetch-site": "cross-site" },
  );
  assert.equal(forged.code, "cross_site_request");
});

test("a bug tells its reference and nothing else", async (t) => {
  const { server, organisation, database } = await withServer(t);
  const { administrator } = await organisation();
  await database.ownerPool.query("drop table saved_view");
  const broken = await administrator.get("/api/v1/views?page=items");
  assert.equal(broken.status, 500);
  assert.equal(broken.code, "internal");
  assert.ok(!/saved_view|select|stack|\.ts/.test(broken.text), broken.text);
  assert.equal(server.server.listening, false);
});

test("extra keys, wrong types and prototype tricks are refused field by field", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator } = await organisation();
  for (const body of [
    { name: "x", orgId: 2 },
    { name: 5 },
    { name: "" },
    { constructor: { prototype: {} }, name: "x" },
    [],
    "text",
    null,
  ]) {
    const answer = await administrator.inject({
      method: "POST",
      url: "/api/v1/books",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      payload: JSON.stringify(body),
    });
    assert.equal(answer.statusCode, 400, JSON.stringify(body));
    assert.match(String(answer.headers["content-type"]), /problem\+json/);
  }
  const proto = await administrator.inject({
    method: "POST",
    url: "/api/v1/books",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    payload: '{"name":"x","__proto__":{"isAdmin":true}}',
  });
  assert.equal(proto.statusCode, 400);
});

test("a character that no text may hold is refused with its place, in body, query and path", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator, booksId } = await organisation();
  const books = `/api/v1/books/${booksId}`;
  for (const bad of ["a\u0000b", "a\ud800b"]) {
    const terms = { name: bad, scopes: ["read"], expiresInDays: 1 };
    const inBody = await administrator.post("/api/v1/tokens", terms);
    assert.equal(inBody.status, 400, inBody.text);
    assert.deepEqual(placesOf(inBody.body), ["body/name"]);
    const view = { page: "items", name: "x", shared: false, view: { filters: [{ q: bad }] } };
    const nested = await administrator.post("/api/v1/views", view);
    assert.deepEqual(placesOf(nested.body), ["body/view/filters/0/q"]);
    const key = { page: "items", name: "x", shared: false, view: { [bad]: 1 } };
    assert.deepEqual(placesOf((await administrator.post("/api/v1/views", key)).body), [
      "body/view",
    ]);
  }
  for (const path of [`${books}/search?q=a%00b`, "/api/v1/audit?q=a%00b"]) {
    const inQuery = await administrator.get(path);
    assert.equal(inQuery.status, 400, `${path} ${inQuery.text}`);
    assert.deepEqual(placesOf(inQuery.body), ["querystring/q"]);
  }
  assert.equal((await administrator.get(`${books}/reports/a%00b`)).status, 400);
  const emoji = { name: "对账 😀", scopes: ["read"], expiresInDays: 1 };
  assert.equal((await administrator.post("/api/v1/tokens", emoji)).status, 201);
});

function placesOf(body: unknown): (string | undefined)[] {
  return problem.parse(body).errors?.map(({ path }) => path) ?? [];
}

test("an instant or cursor that is none is a fault of the request, not of the program", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator, booksId } = await organisation();
  for (const path of [
    "reports/aging?knownAt=yesterday",
    "reports/customer_ledger?knownAt=yesterday",
    "trial-balance?knownAt=yesterday",
    "comparisons?cursor=next",
  ]) {
    const answer = await administrator.get(`/api/v1/books/${booksId}/${path}`);
    assert.equal(answer.status, 400, `${path} ${answer.text}`);
  }
});

test("a month that is none and a day at the end of the calendar are faults of the request", async (t) => {
  const { organisation } = await withServer(t);
  const { administrator, booksId } = await organisation();
  for (const path of [
    "collections/team?month=2026-00",
    "collections/team?month=2026-13",
    "collections/team?month=9999-12",
    "periods/revaluation?month=0000-01",
    "statement-figures?month=0000-01",
    "evidence?customerId=1&from=2026-01-01&to=9999-12-31",
    "customers/1/ledger?to=0001-01-01",
    "customers/1?asOf=9999-12-31",
  ]) {
    const answer = await administrator.get(`/api/v1/books/${booksId}/${path}`);
    assert.equal(answer.status, 400, `${path} ${answer.text}`);
  }
});

test("a host that is none and a path out of the folder are refused without a fault of ours", async (t) => {
  const { server } = await withServer(t);
  for (const host of ["a b", "[::1", "localhost:99999", "localhost@evil.example", "%00"]) {
    const answer = await server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { host, "content-type": "application/json" },
      payload: JSON.stringify({ email: "a@b.example", password: "xxxxxxxxxx" }),
    });
    assert.equal(answer.statusCode, 400, host);
  }
});
