// Live events over a real socket: ids of the reader's own organisation and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { memberList } from "../../src/contract/members.ts";
import { createdApiToken } from "../../src/contract/tokens.ts";
import { notifyLive } from "../../src/db/live-events.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { type Organisation, type TestServer, withServer } from "./test-server.ts";

/** Reads the stream until a text comes, or says what came instead. */
async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  wanted: string,
): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended after: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

async function openStream(world: TestServer, origin: string, own: Organisation) {
  const response = await fetch(`${origin}/api/v1/events?organisation=${own.orgId}`, {
    headers: { cookie: own.administrator.cookie },
  });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /text\/event-stream/);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.ok(response.body);
  const reader = response.body.getReader();
  await readUntil(reader, "retry:");
  assert.ok(world.server.server.listening);
  return reader;
}

test("an event reaches its own organisation, no other, and only after the commit", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation("甲");
  const other = await world.organisation("乙");
  const origin = await world.server.listen({ port: 0, host: "127.0.0.1" });
  const mine = await openStream(world, origin, own);
  const theirs = await openStream(world, origin, other);
  const tell = (of: Organisation, id: number) =>
    inOrganisation(world.deps.pool, of.orgId, (db) =>
      notifyLive(db, { orgId: of.orgId, booksId: of.booksId, topic: "job", id }),
    );
  const undone = inOrganisation(world.deps.pool, own.orgId, async (db) => {
    await notifyLive(db, { orgId: own.orgId, booksId: own.booksId, topic: "job", id: 666 });
    throw new Error("undone");
  });
  await assert.rejects(undone, /undone/);
  await tell(own, 41);
  await tell(other, 42);
  const seen = await readUntil(mine, '"id":41');
  assert.match(seen, /event: job\ndata: \{"booksId":\d+,"id":41\}/);
  assert.ok(!seen.includes("666"), "what was undone is not told");
  const elsewhere = await readUntil(theirs, '"id":42');
  assert.ok(!elsewhere.includes("41"));
});

test("the server closes at once with a stream open, and the stream survives the database's restart", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const origin = await world.server.listen({ port: 0, host: "127.0.0.1" });
  const reader = await openStream(world, origin, own);
  await world.database.ownerPool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'",
  );
  const again = setInterval(() => {
    inOrganisation(world.deps.pool, own.orgId, (db) =>
      notifyLive(db, { orgId: own.orgId, booksId: own.booksId, topic: "lanes", id: null }),
    ).catch(() => {});
  }, 200);
  await readUntil(reader, "event: lanes").finally(() => clearInterval(again));
  // would wait for the open stream until this test is given up
  await world.server.close();
});

test("a reader that leaves at once leaves nothing behind", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const origin = await world.server.listen({ port: 0, host: "127.0.0.1" });
  const comeAndGo = async (readers: number) => {
    for (let reader = 0; reader < readers; reader++) {
      const leaving = new AbortController();
      const opened = fetch(`${origin}/api/v1/events`, {
        headers: { cookie: own.administrator.cookie },
        signal: leaving.signal,
      });
      setTimeout(() => leaving.abort(), reader % 20);
      await opened.then(
        (response) => response.text().catch(() => ""),
        () => "",
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  };
  // The pools' own timers are there from the first readers on; a forgotten heartbeat a reader
  // would add one for each.
  const before = await comeAndGo(20);
  const later = await comeAndGo(60);
  assert.ok(later < before + 10, `${before} timers, then ${later}`);
});

test("whoever is dismissed, signed out or without their token hears no more", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { administrator } = own;
  const dismissed = await world.member(own, "accountant");
  const leaving = await world.member(own, "collector");
  const created = await administrator.post("/api/v1/tokens", { name: "x", scopes: ["read"] });
  const { token, secret } = created.as(createdApiToken);
  const origin = await world.server.listen({ port: 0, host: "127.0.0.1" });
  t.mock.timers.enable({ apis: ["setInterval"] });
  const listen = async (headers: Record<string, string>) => {
    const { body } = await fetch(`${origin}/api/v1/events`, { headers });
    assert.ok(body);
    const reader = body.getReader();
    await readUntil(reader, "retry:");
    return reader;
  };
  const ears = [
    await listen({ cookie: dismissed.cookie }),
    await listen({ cookie: leaving.cookie }),
    await listen({ authorization: `Bearer ${secret}` }),
  ];
  const staying = await listen({ cookie: administrator.cookie });
  // a third page of one person: no turn of a file is waited for
  await (await listen({ cookie: administrator.cookie })).cancel();
  const { rows } = (await administrator.get("/api/v1/members")).as(memberList);
  const id = rows.find(({ role }) => role === "accountant")?.id;
  const member = `/api/v1/members/${id}`;
  assert.equal((await administrator.send("PATCH", member, { active: false })).status, 200);
  await leaving.inject({
    method: "POST",
    url: "/api/auth/sign-out",
    headers: { origin: "http://localhost" },
  });
  assert.equal((await administrator.send("DELETE", `/api/v1/tokens/${token.id}`)).status, 204);
  t.mock.timers.tick(20_000);
  for (const ear of ears) assert.equal((await ear.read()).done, true);
  await readUntil(staying, ": beat");
});
