import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import pg from "pg";
import { withDatabase, withEmptyDatabase } from "../../tests/support/database.ts";
import { migrate, refuseOtherVersion } from "./migrate.ts";
import { openServerDatabase } from "./open-server.ts";

function migrationsOf(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "qz-migrations-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return folder;
}

async function emptyDatabase(t: TestContext): Promise<{ connectionString: string }> {
  const url = await withEmptyDatabase(t);
  await openServerDatabase({ databaseAppUrl: null, databaseAuthUrl: null }, url);
  return { connectionString: url };
}

async function one(owner: { connectionString: string }, sql: string): Promise<unknown> {
  const db = new pg.Client(owner);
  await db.connect();
  try {
    return Object.values((await db.query(sql)).rows[0] ?? {})[0];
  } finally {
    await db.end();
  }
}

const first = { "0001-first.sql": "create table first (n int);" };
const second = { "0002-second.sql": "insert into first values (1);" };

test("each migration runs once, in order", async (t) => {
  const owner = await emptyDatabase(t);
  assert.deepEqual(await migrate(owner, migrationsOf(t, first)), ["0001-first"]);
  const both = migrationsOf(t, { ...first, ...second });
  assert.deepEqual(await migrate(owner, both), ["0002-second"]);
  assert.deepEqual(await migrate(owner, both), []);
  assert.equal(await one(owner, "select count(*)::int from first"), 1);
});

test("two servers that start at the same time migrate once between them", async (t) => {
  const owner = await emptyDatabase(t);
  const folder = migrationsOf(t, { ...first, ...second });
  const ran = await Promise.all([migrate(owner, folder), migrate(owner, folder)]);
  assert.deepEqual(ran.map((names) => names.length).sort(), [0, 2]);
  assert.equal(await one(owner, "select count(*)::int from first"), 1);
});

test("a program that changes nothing refuses a database that is behind", async (t) => {
  const owner = await emptyDatabase(t);
  await migrate(owner, migrationsOf(t, first));
  await refuseOtherVersion(owner, migrationsOf(t, first));
  await assert.rejects(refuseOtherVersion(owner, migrationsOf(t, { ...first, ...second })), {
    name: "StartFault",
    message: /older version of Qingzhang \(steps it lacks: 1\)/,
  });
});

test("a database of a newer version is refused by name and left alone", async (t) => {
  const owner = await emptyDatabase(t);
  await migrate(owner, migrationsOf(t, { ...first, ...second }));
  await assert.rejects(migrate(owner, migrationsOf(t, first)), {
    name: "StartFault",
    message: /newer version of Qingzhang .*"0002-second"/,
  });
});

test("a migration that fails undoes those before it in the same start", async (t) => {
  const owner = await emptyDatabase(t);
  const broken = { "0002-broken.sql": "select 1 / 0;" };
  await assert.rejects(
    migrate(owner, migrationsOf(t, { ...first, ...broken })),
    /division by zero/,
  );
  assert.equal(await one(owner, "select to_regclass('first')"), null);
});

test("the application may use the job queue and may not change the schema", async (t) => {
  const { appPool } = await withDatabase(t);
  await appPool.query("select graphile_worker.add_job('nothing', '{}'::json)");
  const queued = await appPool.query("select count(*)::int as n from graphile_worker.jobs");
  assert.equal(queued.rows[0].n, 1);
  await assert.rejects(appPool.query("create table public.mine (n int)"), { code: "42501" });
  await assert.rejects(appPool.query("create table graphile_worker.mine (n int)"), {
    code: "42501",
  });
});
