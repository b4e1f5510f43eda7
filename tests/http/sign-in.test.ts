// The traps of the sign-in library, each closed: few endpoints, foreign origins, replayed codes,
// guessing, cookies, unverified accounts.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { getMigrations } from "better-auth/db/migration";
import pg from "pg";
import { buildLibrary, openAuthPaths } from "../../src/app/people/auth.ts";
import { createdMember, newPassword } from "../../src/contract/members.ts";
import { createPlainPool } from "../../src/db/pool.ts";
import type { ApiServer } from "../../src/http/api.ts";
import { withDatabase } from "../support/database.ts";
import { cookiesOf, signIn, withServer } from "./test-server.ts";

type Sent = { readonly headers?: Record<string, string>; readonly from?: string };

function post(server: ApiServer, path: string, body: object, sent: Sent = {}) {
  return server.inject({
    method: "POST",
    url: `/api/auth${path}`,
    remoteAddress: sent.from ?? "10.9.9.9",
    headers: {
      "content-type": "application/json",
      host: "localhost",
      origin: "http://localhost",
      ...sent.headers,
    },
    payload: JSON.stringify(body),
  });
}

test("only the endpoints we use are reachable", async (t) => {
  const { server } = await withServer(t);
  const library = buildLibrary({
    pool: new pg.Pool(),
    secret: "x".repeat(40),
    publicUrl: "http://localhost",
  });
  const paths = Object.values(library.api).flatMap((endpoint) =>
    "path" in endpoint && typeof endpoint.path === "string" ? [endpoint.path] : [],
  );
  assert.ok(paths.length > 30, `${paths.length} endpoints known to the library`);
  const open: readonly string[] = openAuthPaths;
  for (const path of new Set(paths)) {
    for (const method of ["GET", "POST"] as const) {
      if (method === "POST" && open.includes(path)) continue;
      const url = `/api/auth${path.replaceAll(":", "")}`;
      const answer = await server.inject({ method, url, headers: { host: "localhost" } });
      assert.equal(answer.statusCode, 404, `${method} ${path}`);
    }
  }
});

test("nobody signs up by themselves", async (t) => {
  const { server } = await withServer(t);
  const body = { email: "new@example.test", password: "long-enough-password", name: "N" };
  assert.equal((await post(server, "/sign-up/email", body)).statusCode, 404);
});

test("a foreign origin may not sign in, the server's own names may", async (t) => {
  const { server, organisation } = await withServer(t);
  const { email, password } = await organisation();
  const body = { email, password };
  const foreign = await post(server, "/sign-in/email", body, {
    headers: { origin: "https://evil.example", cookie: "a=b" },
  });
  assert.equal(foreign.statusCode, 403, foreign.body);
  const lan = await post(server, "/sign-in/email", body, {
    headers: { host: "192.168.1.20:8080", origin: "http://192.168.1.20:8080" },
    from: "10.9.9.8",
  });
  assert.equal(lan.statusCode, 200, lan.body);
});

test("the cookie is for this site's requests only and out of reach of scripts", async (t) => {
  const { server, organisation } = await withServer(t);
  const { email, password } = await organisation();
  const answer = await post(server, "/sign-in/email", { email, password });
  const cookie = answer.cookies.find(({ name }) => name === "qingzhang.session_token");
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, "Lax");
  assert.equal(cookie?.path, "/");
});

test("over https the cookie is of this very host, and opens it", async (t) => {
  const settings = { PUBLIC_URL: "https://ar.example.test" };
  const { server, organisation } = await withServer(t, {}, settings);
  const { email, password } = await organisation();
  const headers = { host: "ar.example.test", origin: "https://ar.example.test" };
  const answer = await post(server, "/sign-in/email", { email, password }, { headers });
  const [cookie] = answer.cookies;
  assert.equal(cookie?.name, "__Host-qingzhang.session_token");
  assert.deepEqual([cookie?.secure, cookie?.path, cookie?.domain], [true, "/", undefined]);
  const inside = { ...headers, cookie: cookiesOf(answer) };
  const session = await server.inject({ url: "/api/v1/session", headers: inside });
  assert.equal(session.statusCode, 200, session.body);
});

test("guessing is stopped after five attempts, per client address", async (t) => {
  const { server, organisation } = await withServer(t);
  const { email, password } = await organisation();
  const guess = { email, password: "not-the-password" };
  for (let attempt = 1; attempt <= 5; attempt++) {
    assert.equal((await post(server, "/sign-in/email", guess)).statusCode, 401);
  }
  const sixth = await post(server, "/sign-in/email", { email, password });
  assert.equal(sixth.statusCode, 429);
  assert.ok(Number(sixth.headers["x-retry-after"]) > 0);
  const elsewhere = await post(server, "/sign-in/email", { email, password }, { from: "10.9.9.7" });
  assert.equal(elsewhere.statusCode, 200, "another address is not locked out");
  // The library's own header cannot be forged from outside.
  const forged = await post(server, "/sign-in/email", guess, {
    headers: { "x-qingzhang-client": "1.2.3.4" },
  });
  assert.equal(forged.statusCode, 429);
});

test("an account cannot be guessed from many addresses, nor its own person be kept out", async (t) => {
  const { server, organisation, database } = await withServer(t);
  const { email, password } = await organisation();
  const right = { email: email.toUpperCase(), password };
  const signInFrom = (from: string) => post(server, "/sign-in/email", right, { from });
  assert.equal((await signInFrom("10.8.0.1")).statusCode, 200);
  for (const address of [email, email.toUpperCase(), "nobody@example.test"]) {
    const guess = { email: address, password: "not-the-password" };
    const from = `10.7.0.${address.length}`;
    assert.equal((await post(server, "/sign-in/email", guess, { from })).statusCode, 401);
  }
  const { rows } = await database.authPool.query<{ failures: number }>(
    "select failures from auth.failed_sign_in order by failures",
  );
  assert.deepEqual(
    rows.map(({ failures }) => failures),
    [1, 2],
    "counted by account, whoever has it",
  );
  await database.authPool.query("update auth.failed_sign_in set failures = 50");
  const stranger = await signInFrom("10.6.0.1");
  assert.equal(stranger.statusCode, 429, "even with the right password");
  const wait = Number(stranger.headers["x-retry-after"]);
  assert.ok(wait > 3_000 && wait <= 3_600, String(wait));
  const unknown = { email: "nobody@example.test", password: "not-the-password" };
  const same = await post(server, "/sign-in/email", unknown, { from: "10.6.0.2" });
  assert.equal(same.statusCode, 429, "an address nobody has is answered alike");
  assert.equal((await signInFrom("10.8.0.1")).statusCode, 200, "where they signed in before");
  await database.authPool.query("update auth.failed_sign_in set since = since - interval '1 hour'");
  assert.equal((await signInFrom("10.6.0.3")).statusCode, 200, "an hour later");
});

test("behind a proxy a client's own word about its address counts for nothing", async (t) => {
  const { server, organisation } = await withServer(t, {}, { QINGZHANG_TRUST_PROXY: "on" });
  const { email } = await organisation();
  const guess = { email, password: "not-the-password" };
  const answers = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    const headers = { "x-forwarded-for": `172.99.0.${attempt}, 198.51.100.7` };
    const answer = await post(server, "/sign-in/email", guess, { headers, from: "127.0.0.1" });
    answers.push(answer.statusCode);
  }
  assert.deepEqual(answers, [401, 401, 401, 401, 401, 429]);
});

test("a sign-in lasts twelve hours, however much is asked meanwhile", async (t) => {
  const { organisation, database } = await withServer(t);
  const { administrator } = await organisation();
  await database.authPool.query(
    `update auth."session" set "createdAt" = now() - interval '11 hours',
       "updatedAt" = now() - interval '11 hours', "expiresAt" = now() + interval '1 hour'`,
  );
  const answer = await administrator.get("/api/v1/session");
  assert.equal(answer.status, 200);
  assert.equal(answer.headers["set-cookie"], undefined, "the cookie is not prolonged");
  const { rows } = await database.authPool.query<{ left: number; seen: number }>(
    `select extract(epoch from "expiresAt" - now())::int as left,
       extract(epoch from now() - "updatedAt")::int as seen from auth."session"`,
  );
  assert.ok((rows[0]?.left ?? 9_999) <= 3_600, "nor the session");
  assert.ok((rows[0]?.seen ?? 9_999) < 60, "that they were here is kept");
});

test("what the sign-in library is told is what we tell it, and a new password ends other sessions", async (t) => {
  const { server, organisation } = await withServer(t);
  const { email, password, administrator } = await organisation();
  const elsewhere = { email, password, callbackURL: "https://evil.example/" };
  const other = await post(server, "/sign-in/email", elsewhere);
  assert.equal(other.statusCode, 200, other.body);
  assert.ok(!other.body.includes("evil.example"), other.body);
  const headers = { cookie: cookiesOf(other) };
  const change = { currentPassword: password, newPassword: "another-password-1" };
  const guessed = { ...change, newPassword: "qwerty-2026-qwerty" };
  const refused = await post(server, "/change-password", guessed, { headers });
  assert.equal(refused.statusCode, 400);
  assert.match(refused.body, /"PASSWORD_GUESSABLE"/);
  const kept = { ...change, revokeOtherSessions: false };
  assert.equal((await post(server, "/change-password", kept, { headers })).statusCode, 200);
  assert.equal((await administrator.get("/api/v1/session")).code, "not_signed_in");
  for (const [type, status] of [
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
  ] as const) {
    const form = await post(server, "/sign-in/email", elsewhere, {
      headers: { "content-type": type },
    });
    assert.equal(form.statusCode, status, type);
  }
  const foreign = { "sec-fetch-site": "cross-site" };
  const forged = await post(server, "/sign-in/email", elsewhere, { headers: foreign });
  assert.equal(forged.statusCode, 403);
});

test("a first password opens nothing but the choice of an own one", async (t) => {
  const { server, organisation, database } = await withServer(t);
  const { administrator } = await organisation();
  const email = "newcomer@example.test";
  const newcomer = { email, name: "新人", role: "approver" };
  const added = await administrator.post("/api/v1/members", newcomer);
  const { member, firstPassword } = added.as(createdMember);
  const attempt = async (password: string, own?: string) => {
    const from = `10.5.${password.length}.${own?.length ?? 0}`;
    const sent = { email, password, newPassword: own };
    const answer = await post(server, "/sign-in/email", sent, { from });
    const { code } = JSON.parse(answer.body) as { code?: string }; // compared below
    return { status: answer.statusCode, code, cookies: answer.cookies.length };
  };
  const first = firstPassword ?? "";
  const refused = (code: string) => ({ status: 403, code, cookies: 0 });
  assert.deepEqual(await attempt(first), refused("FIRST_PASSWORD"));
  assert.deepEqual(await attempt(first, "short"), refused("PASSWORD_TOO_SHORT"));
  assert.deepEqual(await attempt(first, first), refused("PASSWORD_NOT_CHANGED"));
  assert.deepEqual(await attempt(first, "Newcomer-2026"), refused("PASSWORD_GUESSABLE"));
  assert.equal((await attempt("a-guess-of-it", "my-own-password")).status, 401);
  const { rowCount } = await database.authPool.query(sessionsOfEmail, [email]);
  assert.equal(rowCount, 0, "no session is left behind");
  const entered = await attempt(first, "my-own-password");
  assert.deepEqual([entered.status, entered.cookies], [200, 1]);
  assert.equal((await attempt(first)).status, 401, "whoever made it is out");
  assert.equal((await attempt("my-own-password")).status, 200);

  const reset = await administrator.post(`/api/v1/members/${member.id}/reset-password`, {});
  const second = reset.as(newPassword).firstPassword;
  await database.authPool.query(
    `update auth.verification set "createdAt" = now() - interval '15 days'
     where identifier like 'first-password-%'`,
  );
  assert.deepEqual(await attempt(second, "my-own-pass-2"), refused("FIRST_PASSWORD_EXPIRED"));

  const again = await administrator.post(`/api/v1/members/${member.id}/reset-password`, {});
  await database.authPool.query(
    'update auth."user" set "twoFactorEnabled" = true where email = $1',
    [email],
  );
  const sent = {
    email,
    password: again.as(newPassword).firstPassword,
    newPassword: "own-pass-333",
  };
  const half = await post(server, "/sign-in/email", sent, { from: "10.4.0.1" });
  assert.match(half.body, /"twoFactorRedirect":true/, "the second step is asked for all the same");
  assert.ok(!half.cookies.some(({ name, value }) => /session_token/.test(name) && value !== ""));
  const left = await database.authPool.query(sessionsOfEmail, [email]);
  assert.equal(left.rowCount, 0);
});

const sessionsOfEmail = `select from auth."session" s join auth."user" u on u.id = s."userId"
  where u.email = $1`;

test("a second factor is asked for, and one code works once", async (t) => {
  const { server, organisation } = await withServer(t);
  const { email, password, administrator } = await organisation();
  const cookie = administrator.cookie;
  const enabled = await post(server, "/two-factor/enable", { password }, { headers: { cookie } });
  assert.equal(enabled.statusCode, 200, enabled.body);
  const { totpURI } = JSON.parse(enabled.body) as { totpURI: string }; // asserted by the next line
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  assert.match(secret, /^[A-Z2-7]{16,}$/);
  const first = totpAt(secret, Date.now());
  const headers = { cookie };
  const verified = await post(server, "/two-factor/verify-totp", { code: first }, { headers });
  assert.equal(verified.statusCode, 200, verified.body);

  const half = await post(server, "/sign-in/email", { email, password }, { from: "10.9.8.1" });
  assert.equal(JSON.parse(half.body).twoFactorRedirect, true);
  const halfCookie = { cookie: cookiesOf(half) };
  const notYet = await server.inject({
    url: "/api/v1/session",
    headers: { ...halfCookie, host: "localhost" },
  });
  assert.equal(notYet.statusCode, 401, "a password alone opens nothing");
  const replay = await post(
    server,
    "/two-factor/verify-totp",
    { code: first },
    { headers: halfCookie, from: "10.9.8.2" },
  );
  assert.equal(replay.statusCode, 401, replay.body);
  assert.match(replay.body, /TOTP_CODE_ALREADY_USED/);
  assert.equal(replay.cookies.length, 0);

  const again = await post(server, "/sign-in/email", { email, password }, { from: "10.9.8.3" });
  // The step after this one: accepted within the clock's tolerance, and not used before.
  const next = totpAt(secret, Date.now() + 30_000);
  const done = await post(
    server,
    "/two-factor/verify-totp",
    { code: next },
    { headers: { cookie: cookiesOf(again) }, from: "10.9.8.4" },
  );
  assert.equal(done.statusCode, 200, done.body);
  const session = await server.inject({
    url: "/api/v1/session",
    headers: { cookie: cookiesOf(done), host: "localhost" },
  });
  assert.equal(session.statusCode, 200, session.body);
});

test("two requests with the same code at the same time: one signs in", async (t) => {
  const { server, organisation } = await withServer(t);
  const { email, password, administrator } = await organisation();
  const headers = { cookie: administrator.cookie };
  const enabled = await post(server, "/two-factor/enable", { password }, { headers });
  const { totpURI } = JSON.parse(enabled.body) as { totpURI: string }; // used below
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  const now = totpAt(secret, Date.now());
  await post(server, "/two-factor/verify-totp", { code: now }, { headers });
  const halves = await Promise.all(
    ["10.8.0.1", "10.8.0.2"].map((from) =>
      post(server, "/sign-in/email", { email, password }, { from }),
    ),
  );
  const code = totpAt(secret, Date.now() + 30_000);
  const answers = await Promise.all(
    halves.map((half, index) =>
      post(
        server,
        "/two-factor/verify-totp",
        { code },
        { headers: { cookie: cookiesOf(half) }, from: `10.8.1.${index}` },
      ),
    ),
  );
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 401]);
});

test("accounts are made with a verified address", async (t) => {
  const { organisation, database } = await withServer(t);
  await organisation();
  const { rows } = await database.authPool.query<{ verified: boolean }>(
    'select "emailVerified" as verified from "user"',
  );
  assert.deepEqual(rows, [{ verified: true }]);
});

test("sign-ins and failures are in the audit trail", async (t) => {
  const { server, organisation, database } = await withServer(t);
  const { email, orgId, password } = await organisation();
  await signIn(server, email, password);
  await post(server, "/sign-in/email", { email, password: "not-the-password" });
  const client = await database.appPool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.org_id', $1, true)", [String(orgId)]);
    const { rows } = await client.query<{ action: string }>(
      "select action from audit_event order by seq",
    );
    const actions = rows.map(({ action }) => action);
    assert.deepEqual(actions, ["organisation_created", "signed_in", "sign_in_failed"]);
  } finally {
    await client.query("rollback");
    client.release();
  }
});

test("the checked-in tables are all that the library wants", async (t) => {
  const { owner } = await withDatabase(t);
  const pool = createPlainPool({ ...owner, options: "-c search_path=auth" }, () => {});
  const library = buildLibrary({ pool, secret: "x".repeat(40), publicUrl: "http://localhost" });
  const { toBeCreated, toBeAdded } = await getMigrations(library.options);
  await pool.end();
  assert.deepEqual([toBeCreated, toBeAdded], [[], []]);
});

/** RFC 6238 with SHA-1, 30 s, six digits. */
function totpAt(secret: string, atMs: number): string {
  const bits = [...secret]
    .map((letter) =>
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
    )
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a password that is reset while it is used opens nothing and sets nothing", async (t) => {
  const world = await withServer(t);
  const { server, database } = world;
  const own = await world.organisation();
  const email = "raced@example.test";
  const newcomer = { email, name: "新人", role: "approver" };
  const added = await own.administrator.post("/api/v1/members", newcomer);
  const { member, firstPassword } = added.as(createdMember);
  const path = `/api/v1/members/${member.id}/reset-password`;
  const reset = async () => (await own.administrator.post(path, {})).as(newPassword).firstPassword;
  const signInFrom = (from: string, password: string, chosen?: string) =>
    post(server, "/sign-in/email", { email, password, newPassword: chosen }, { from });
  const entered = await signInFrom("10.6.0.1", firstPassword ?? "", "chosen-of-old");
  const cookie = entered.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

  // sessions are made and ended behind this door, passwords found right before it
  const door = await database.ownerPool.connect();
  await door.query(`create function auth.wait_at_door() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(7); return new; end $$;
    create trigger made before insert on auth.session
      for each row execute function auth.wait_at_door();
    create trigger ended before delete on auth.session
      for each statement execute function auth.wait_at_door();`);
  const areWaiting = async (count: number) => {
    const waiting = `select from pg_stat_activity
      where datname = current_database() and wait_event = 'advisory'`;
    for (let n = 0; n < 500 && (await door.query(waiting)).rowCount !== count; n++) await pause(20);
    assert.equal((await door.query(waiting)).rowCount, count);
  };
  const meanwhile = async (begun: Promise<{ readonly statusCode: number }>) => {
    await areWaiting(1);
    const resetting = reset();
    await areWaiting(2);
    await door.query("select pg_advisory_unlock(7)");
    const [{ statusCode }, password] = await Promise.all([begun, resetting]);
    assert.equal(statusCode, 401);
    const left = await database.authPool.query(sessionsOfEmail, [email]);
    assert.equal(left.rowCount, 0);
    return password;
  };
  let third = "";
  try {
    await door.query("select pg_advisory_lock(7)");
    const changed = { currentPassword: "chosen-of-old", newPassword: "a-thief-changes" };
    const change = post(server, "/change-password", changed, {
      from: "10.6.0.2",
      headers: { cookie },
    });
    const second = await meanwhile(change);
    assert.equal((await signInFrom("10.6.0.3", "a-thief-changes")).statusCode, 401);

    assert.equal((await signInFrom("10.6.0.4", second, "chosen-again")).statusCode, 200);
    await door.query("select pg_advisory_lock(7)");
    third = await meanwhile(signInFrom("10.6.0.5", "chosen-again", "a-thief-chooses"));
  } finally {
    // its lock ends with it
    door.release(true);
  }
  assert.equal((await signInFrom("10.6.0.6", "a-thief-chooses")).statusCode, 401);
  // of two who choose at once with one first password, one does
  const both = await Promise.all(
    ["of-the-one-here", "of-the-other-one"].map((chosen, n) =>
      signInFrom(`10.6.1.${n}`, third, chosen),
    ),
  );
  assert.deepEqual(
    both.map(({ statusCode }) => statusCode).filter((code) => code === 200).length,
    1,
  );
});
