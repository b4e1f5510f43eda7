// Signing in, the session, organisations, roles, tokens: what the guard lets through and what not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createdMember, memberList, newPassword } from "../../src/contract/members.ts";
import { session as sessionShape } from "../../src/contract/session.ts";
import { apiTokenList, createdApiToken } from "../../src/contract/tokens.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { clientOf, signIn, withServer } from "./test-server.ts";

test("an administrator signs in and sees organisation, books and acts", async (t) => {
  const { organisation, anonymous } = await withServer(t);
  const { administrator, booksId } = await organisation();
  const session = await administrator.get("/api/v1/session");
  const { organisation: own, acts } = session.as(sessionShape);
  assert.equal(own.books[0]?.id, booksId);
  assert.ok(acts.includes("manage_people"));
  const stranger = await anonymous.get("/api/v1/session");
  assert.equal(stranger.status, 401);
  assert.equal(stranger.code, "not_signed_in");
});

test("health answers without sign-in, and the sentence of a refusal in the asker's language", async (t) => {
  const { anonymous } = await withServer(t);
  const health = await anonymous.get("/api/health");
  assert.deepEqual(health.body, { name: "qingzhang", status: "ok" });
  const zh = await anonymous.get("/api/v1/session");
  const en = await anonymous.get("/api/v1/session", { "accept-language": "en-GB,en;q=0.8" });
  assert.match(zh.text, /请先登录/);
  assert.match(en.text, /Sign in first/);
});

test("signing out kills the session on the server", async (t) => {
  const { server, organisation } = await withServer(t);
  const { administrator } = await organisation();
  const out = await server.inject({
    method: "POST",
    url: "/api/auth/sign-out",
    headers: {
      cookie: administrator.cookie,
      host: "localhost",
      origin: "http://localhost",
      "content-type": "application/json",
    },
    payload: "{}",
  });
  assert.equal(out.statusCode, 200, out.body);
  assert.equal((await administrator.get("/api/v1/session")).code, "not_signed_in");
});

test("a role does what its acts allow and is told which act it lacks", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const auditor = await world.member(own, "auditor");
  assert.equal((await auditor.get("/api/v1/books")).status, 200);
  const refused = await auditor.post("/api/v1/books", { name: "另一账套" });
  assert.equal(refused.status, 403);
  assert.equal(refused.code, "not_allowed");
  assert.match(refused.text, /审计（只读）/);
  assert.match(refused.text, /管理账套/);
});

test("nobody changes their own rights, and the last administrator stays", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { administrator, memberId } = own;
  const promote = await administrator.send("PATCH", `/api/v1/members/${memberId}`, {
    role: "auditor",
  });
  assert.equal(promote.code, "own_role");
  const second = await administrator.post("/api/v1/members", {
    email: "second@example.test",
    name: "李主管",
    role: "administrator",
  });
  const { member, firstPassword } = second.as(createdMember);
  const other = await signIn(world.server, member.email, firstPassword ?? "", "my-own-password");
  const demoted = await other.send("PATCH", `/api/v1/members/${memberId}`, { role: "auditor" });
  assert.equal(demoted.status, 200, demoted.text);
  assert.equal((await administrator.get("/api/v1/members")).status, 200);
  assert.equal((await administrator.post("/api/v1/members", {})).code, "not_allowed");
});

test("a deactivated member is out at once, with all tokens", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const clerk = await world.member(own, "accountant");
  const created = await clerk.post("/api/v1/tokens", { name: "ERP", scopes: ["read"] });
  const { secret } = created.as(createdApiToken);
  const machine = clientOf(world.server, "", { authorization: `Bearer ${secret}` });
  assert.equal((await machine.get("/api/v1/books")).status, 200);
  const { rows } = (await own.administrator.get("/api/v1/members")).as(memberList);
  const id = rows.find(({ role }) => role === "accountant")?.id;
  const off = await own.administrator.send("PATCH", `/api/v1/members/${id}`, { active: false });
  assert.equal(off.status, 200, off.text);
  assert.equal((await clerk.get("/api/v1/books")).code, "no_membership");
  assert.equal((await machine.get("/api/v1/books")).code, "token_invalid");
});

test("a token reads, writes only with that scope, and never acts for a person", async (t) => {
  const world = await withServer(t);
  const { administrator } = await world.organisation();
  const created = await administrator.post("/api/v1/tokens", { name: "报表", scopes: ["read"] });
  const { token, secret } = created.as(createdApiToken);
  const machine = clientOf(world.server, "", { authorization: `Bearer ${secret}` });
  assert.equal((await machine.get("/api/v1/books")).status, 200);
  assert.equal((await machine.post("/api/v1/books", { name: "x" })).code, "scope_missing");
  assert.equal((await machine.get("/api/v1/tokens")).code, "session_required");
  const { rows } = (await administrator.get("/api/v1/tokens")).as(apiTokenList);
  assert.ok(rows[0]?.lastUsedAt, "its use is noted");
  assert.equal((await administrator.send("DELETE", `/api/v1/tokens/${token.id}`)).status, 204);
  assert.equal((await machine.get("/api/v1/books")).code, "token_invalid");
});

test("only the hash of a token is stored", async (t) => {
  const world = await withServer(t);
  const { administrator, orgId } = await world.organisation();
  const created = await administrator.post("/api/v1/tokens", { name: "x", scopes: ["read"] });
  const { secret } = created.as(createdApiToken);
  const stored = await inOrganisation(world.database.appPool, orgId, async (db) => {
    const { rows } = await db.query<{ row: string }>("select t::text as row from api_token t");
    return rows;
  });
  assert.equal(stored.length, 1);
  for (const { row } of stored) assert.ok(!row.includes(secret.slice(3)));
});

test("an administrator resets a password, but not of somebody who belongs elsewhere too", async (t) => {
  const world = await withServer(t);
  const [own, other] = [await world.organisation("甲"), await world.organisation("乙")];
  const clerk = await world.member(own, "accountant");
  const { rows } = (await own.administrator.get("/api/v1/members")).as(memberList);
  const member = rows.find(({ role }) => role === "accountant");
  const path = `/api/v1/members/${member?.id}/reset-password`;
  const reset = await own.administrator.post(path, {});
  const { firstPassword } = reset.as(newPassword);
  assert.equal((await clerk.get("/api/v1/books")).code, "not_signed_in", "old sessions are gone");
  const told = await inOrganisation(world.deps.pool, own.orgId, async (db) => {
    const { rows } = await db.query<{ to: string; subject: string; body: string }>(
      `select to_address as "to", subject, body from message where template = 'password_reset'`,
    );
    return rows;
  });
  assert.deepEqual(
    told.map(({ to }) => to),
    [member?.email],
    "the member is told",
  );
  assert.match(told[0]?.subject ?? "", /已由 .+ 重置/);
  assert.ok(!told[0]?.body.includes(firstPassword), "the password itself goes by no mail");
  await signIn(world.server, member?.email ?? "", firstPassword, "my-own-password");
  const joined = await other.administrator.post("/api/v1/members", {
    email: member?.email,
    name: "同一人",
    role: "auditor",
  });
  assert.equal(joined.as(createdMember).firstPassword, null, "keeps the own password");
  assert.equal((await own.administrator.post(path, {})).code, "member_elsewhere");
});

test("too many requests are told how long to wait", async (t) => {
  const { server } = await withServer(t);
  const ask = () => server.inject({ url: "/api/openapi.json", remoteAddress: "10.7.7.7" });
  for (let times = 0; times < 60; times++) assert.equal((await ask()).statusCode, 200);
  const refused = await ask();
  assert.equal(refused.statusCode, 429);
  assert.match(refused.body, /too_many_requests/);
  assert.match(refused.body, /"seconds":\d+/);
});
