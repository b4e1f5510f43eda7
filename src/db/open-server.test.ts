import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import pg from "pg";
import { withDatabase, withEmptyDatabase } from "../../tests/support/database.ts";
import { openServerDatabase } from "./open-server.ts";

const noOwnLogins = { databaseAppUrl: null, databaseAuthUrl: null };

async function ask(login: pg.ClientConfig, sql: string): Promise<Record<string, unknown>> {
  const db = new pg.Client(login);
  await db.connect();
  try {
    return (await db.query(sql)).rows[0];
  } finally {
    await db.end();
  }
}

async function emptyDatabase(t: TestContext, change: (url: URL) => void = () => {}) {
  const url = new URL(await withEmptyDatabase(t));
  change(url);
  return url.href;
}

test("the application and the sign-in get logins of their own that own nothing", async (t) => {
  const database = await openServerDatabase(noOwnLogins, await emptyDatabase(t));
  const who = `select current_user as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
    as mighty from pg_roles where rolname = current_user`;
  assert.deepEqual(await ask(database.app, who), { name: "qz_app", mighty: false });
  assert.deepEqual(await ask(database.auth, who), { name: "qz_auth", mighty: false });
});

test("every server of one database signs sessions with the same key, and another with another", async (t) => {
  const url = await emptyDatabase(t);
  const first = await openServerDatabase(noOwnLogins, url);
  const second = await openServerDatabase(noOwnLogins, url);
  const other = await openServerDatabase(noOwnLogins, await emptyDatabase(t));
  assert.ok(first.sessionSecret.length >= 32);
  assert.equal(second.sessionSecret, first.sessionSecret);
  assert.notEqual(other.sessionSecret, first.sessionSecret);
});

test("the application cannot read that key nor the sign-in tables, the sign-in no books", async (t) => {
  const { appPool, authPool } = await withDatabase(t);
  const refused = [
    [appPool, "select * from house.secret"],
    [appPool, 'select * from auth."user"'],
    [authPool, "select * from house.secret"],
    [authPool, "select * from public.customer"],
  ] as const;
  for (const [pool, sql] of refused) await assert.rejects(pool.query(sql), { code: "42501" });
});

test("a database that cannot search Chinese text is refused, with the way to make one", async (t) => {
  const url = await emptyDatabase(t);
  const name = new URL(url).pathname.slice(1);
  const latin = new URL(url);
  latin.pathname = `/${name}_latin`;
  const make = `create database ${name}_latin template template0 encoding 'UTF8' locale 'C'`;
  await ask({ connectionString: url }, make);
  try {
    await assert.rejects(openServerDatabase(noOwnLogins, latin.href), {
      name: "StartFault",
      message: /cannot search Chinese text.*locale 'C\.UTF-8'/,
    });
  } finally {
    await ask({ connectionString: url }, `drop database ${name}_latin`);
  }
});

const refusals: readonly [what: string, change: (url: URL) => void, sentence: RegExp][] = [
  [
    "a database that is not there",
    (url) => (url.pathname = "/nowhere"),
    /no database of that name/,
  ],
  ["a wrong password", (url) => (url.password = "wrong"), /refuses the user or the password/],
  ["no password", (url) => (url.password = ""), /asks for a password/],
];

for (const [what, change, sentence] of refusals) {
  test(`${what} is told in a sentence that repeats no password`, async (t) => {
    const url = await emptyDatabase(t, (one) => void change(one));
    await assert.rejects(openServerDatabase(noOwnLogins, url), (error: Error) => {
      assert.equal(error.name, "StartFault");
      assert.match(error.message, sentence);
      const password = new URL(url).password;
      assert.ok(password === "" || !error.message.includes(password));
      return true;
    });
  });
}
