// Security headers on every kind of answer (ASVS 3.4, 14.3.2).
import assert from "node:assert/strict";
import { test } from "node:test";
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
