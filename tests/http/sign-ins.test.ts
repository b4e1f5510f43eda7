// Sign-ins over HTTP: seen and ended by their own person with the password, by an administrator for a
// member, and never across organisations.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createdMember } from "../../src/contract/members.ts";
import { endedSignIns, signInList } from "../../src/contract/sign-ins.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { type Client, signIn, withServer } from "./test-server.ts";

const rowsOf = async (client: Client, path = "/api/v1/sign-ins") =>
  (await client.get(path)).as(signInList).rows;

test("a person sees their sign-ins and ends others with their password", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const desk = own.administrator;
  const phone = await signIn(world.server, own.email, own.password);
  const rows = await rowsOf(desk);
  assert.equal(rows.length, 2);
  assert.equal(rows.filter(({ isCurrent }) => isCurrent).length, 1);
  assert.doesNotMatch((await desk.get("/api/v1/sign-ins")).text, /token/);

  const end = (client: Client, body: object) => client.post("/api/v1/sign-ins/end", body);
  assert.equal((await end(desk, { password: "guessed-it" })).code, "password_wrong");
  assert.equal((await rowsOf(phone)).length, 2);
  const done = (await end(desk, { password: own.password })).as(endedSignIns);
  assert.equal(done.ended, 1);
  assert.equal((await phone.get("/api/v1/session")).code, "not_signed_in");
  assert.equal((await rowsOf(desk)).length, 1);
  const acts = await inOrganisation(world.deps.pool, own.orgId, (db) =>
    db.query<{ action: string }>(
      `select action from audit_event where action in ('sessions_ended', 'sign_in_failed')
       order by seq`,
    ),
  );
  assert.deepEqual(
    acts.rows.map(({ action }) => action),
    ["sign_in_failed", "sessions_ended"],
  );
});

test("passwords cannot be tried out here, and a chosen one is ended alone", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const second = await signIn(world.server, own.email, own.password);
  const third = await signIn(world.server, own.email, own.password);
  const [current] = (await rowsOf(third)).filter(({ isCurrent }) => isCurrent);
  const body = { password: own.password, ids: [current?.id] };
  const ended = await own.administrator.post("/api/v1/sign-ins/end", body);
  assert.equal(ended.as(endedSignIns).ended, 1);
  assert.equal((await third.get("/api/v1/session")).code, "not_signed_in");
  assert.equal((await second.get("/api/v1/session")).status, 200);
  const codes = [];
  for (let tries = 0; tries < 6; tries += 1) {
    codes.push((await second.post("/api/v1/sign-ins/end", { password: `guess-${tries}` })).code);
  }
  assert.ok(codes.includes("too_many_requests"), codes.join());
});

test("an administrator ends those of a member, nobody else does, and not across organisations", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const added = await own.administrator.post("/api/v1/members", {
    email: "li@example.test",
    name: "李会计",
    role: "accountant",
  });
  const { member, firstPassword } = added.as(createdMember);
  const clerk = await signIn(world.server, member.email, firstPassword ?? "", "my-own-password");
  const path = `/api/v1/members/${member.id}/sign-ins`;
  assert.equal((await clerk.get(path)).code, "not_allowed");
  assert.equal((await rowsOf(own.administrator, path)).length, 1);
  const mine = `/api/v1/members/${own.memberId}/sign-ins/end`;
  assert.equal((await own.administrator.post(mine, {})).code, "own_role");
  const done = (await own.administrator.post(`${path}/end`, {})).as(endedSignIns);
  assert.equal(done.ended, 1);
  assert.equal((await clerk.get("/api/v1/session")).code, "not_signed_in");

  const other = await world.organisation("乙公司");
  assert.equal((await other.administrator.get(path)).code, "member_not_found");
  await other.administrator.post("/api/v1/members", {
    email: member.email,
    name: "李会计",
    role: "auditor",
  });
  assert.equal((await own.administrator.get(path)).code, "sessions_elsewhere");
  assert.equal((await own.administrator.post(`${path}/end`, {})).code, "sessions_elsewhere");
});
