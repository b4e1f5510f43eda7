// A fresh, migrated database for a test, in milliseconds: a copy of a template that is migrated
// once for each state of the migrations. Nothing of ours is mocked.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext } from "node:test";
import pg from "pg";
import { testDatabaseUrl } from "../../src/config.ts";
import { migrate, migrationNames, migrationsFolder } from "../../src/db/migrate.ts";
import { derivedLogins, openServerDatabase } from "../../src/db/open-server.ts";
import { createPlainPool, createPool } from "../../src/db/pool.ts";
import { startTestCluster } from "./test-cluster.ts";

export type TestDatabase = {
  /** Of the owner, as DATABASE_URL would be set. */
  readonly url: string;
  readonly owner: pg.ClientConfig;
  readonly app: pg.ClientConfig;
  readonly auth: pg.ClientConfig;
  /** Owner of the tables: sees and does everything that row-level security leaves an owner. */
  readonly ownerPool: pg.Pool;
  /** Role qz_app, what use cases are handed. */
  readonly appPool: pg.Pool;
  /** Role qz_auth with the driver's own value types, what the sign-in library is handed. */
  readonly authPool: pg.Pool;
};

/** A database of its own for this test, dropped when the test is over. */
export async function withDatabase(t: Pick<TestContext, "after">): Promise<TestDatabase> {
  const server = await testServer();
  return copyDatabase(t, server, await templateDatabase(server));
}

/** Another with all that is in that one now; whoever is connected to that one is sent away. */
export async function withCopyOf(
  t: Pick<TestContext, "after">,
  { ownerPool }: Pick<TestDatabase, "ownerPool">,
): Promise<TestDatabase> {
  const { rows } = await ownerPool.query<{ name: string }>("select current_database() as name");
  assert.ok(rows[0]);
  const server = await testServer();
  await asOwner(server, (db) => endSessions(db, rows[0]!.name));
  return copyDatabase(t, server, rows[0].name);
}

async function copyDatabase(
  t: Pick<TestContext, "after">,
  server: string,
  template: string,
): Promise<TestDatabase> {
  const name = `qz_test_${randomBytes(6).toString("hex")}`;
  await asOwner(server, (db) =>
    db.query(`create database ${name} template ${template} strategy file_copy`),
  );
  const url = urlFor(server, name);
  const owner = { connectionString: url };
  const { app, auth } = derivedLogins(url);
  const pools = [
    createPool({ ...owner, max: 4 }, ignoreLoss),
    createPool({ ...app, max: 8 }, ignoreLoss),
    createPlainPool({ ...auth, max: 4 }, ignoreLoss),
  ] as const;
  t.after(async () => {
    for (const pool of pools) if (!pool.ended) await pool.end();
    await asOwner(server, (db) => dropDatabase(db, name));
  });
  const [ownerPool, appPool, authPool] = pools;
  return { url, owner, app, auth, ownerPool, appPool, authPool };
}

/** An empty database without any migration, for tests of the migrations themselves. */
export async function withEmptyDatabase(t: Pick<TestContext, "after">): Promise<string> {
  const server = await testServer();
  const name = `qz_test_${randomBytes(6).toString("hex")}`;
  await asOwner(server, (db) => db.query(`create database ${name} template template0`));
  t.after(() => asOwner(server, (db) => dropDatabase(db, name)));
  return urlFor(server, name);
}

export type OldDatabase = { readonly owner: pg.ClientConfig; readonly appPool: pg.Pool };

/** A database as it was before the migration of that number: what an update finds. */
export async function withDatabaseBefore(
  t: Pick<TestContext, "after">,
  number: string,
): Promise<OldDatabase> {
  const url = await withEmptyDatabase(t);
  const owner = { connectionString: url };
  await openServerDatabase({ databaseAppUrl: null, databaseAuthUrl: null }, url);
  const folder = mkdtempSync(join(tmpdir(), `qz-before-${number}-`));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of await migrationNames()) {
    if (name < number) copyFileSync(join(migrationsFolder, name), join(folder, name));
  }
  await migrate(owner, folder);
  const appPool = createPool({ ...derivedLogins(url).app, max: 2 }, ignoreLoss);
  t.after(() => appPool.end());
  return { owner, appPool };
}

let ownServer: Promise<string> | null = null;

/** The server the runner started or the user named; a test file run alone starts its own. */
function testServer(): Promise<string> {
  const given = testDatabaseUrl();
  if (given) return Promise.resolve(given);
  ownServer ??= startTestCluster().then((cluster) => {
    stopOwn = cluster.stop;
    return cluster.url;
  });
  return ownServer;
}

let stopOwn: (() => Promise<void>) | null = null;
after(async () => stopOwn?.());

let template: Promise<string> | null = null;

function templateDatabase(server: string): Promise<string> {
  template ??= makeTemplate(server);
  return template;
}

/** Made under an advisory lock: several test processes ask for it at the same time. */
async function makeTemplate(server: string): Promise<string> {
  const name = `qz_template_${await migrationsHash()}`;
  await asOwner(server, async (db) => {
    await db.query("select pg_advisory_lock(hashtext('qz_template'))");
    const { rows } = await db.query<{ ready: boolean }>(
      "select datistemplate as ready from pg_database where datname = $1",
      [name],
    );
    if (rows[0]?.ready) return;
    if (rows[0]) await dropDatabase(db, name);
    await db.query(`create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
    const url = urlFor(server, name);
    await openServerDatabase({ databaseAppUrl: null, databaseAuthUrl: null }, url);
    await migrate({ connectionString: url });
    // Only who is a member of a role may end its sessions, as dropping a database in use needs.
    await db.query("grant qz_app, qz_auth to current_user");
    await db.query(`alter database ${name} is_template true`);
  });
  return name;
}

async function migrationsHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await migrationNames()) {
    hash.update(file).update(readFileSync(join(migrationsFolder, file)));
  }
  for (const source of ["migrate.ts", "roles.ts", "job-queue.ts"]) {
    hash.update(readFileSync(join(migrationsFolder, "..", source)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function asOwner(server: string, work: (db: pg.Client) => Promise<unknown>): Promise<void> {
  const db = new pg.Client({ connectionString: server });
  await db.connect();
  try {
    await work(db);
  } finally {
    await db.end();
  }
}

/**
 * Sessions are ended one by one: "with (force)" would end an autovacuum worker too, which only a
 * superuser may; a plain drop asks that worker to leave and waits five seconds for it.
 */
async function dropDatabase(db: pg.Client, name: string, tries = 5): Promise<void> {
  await endSessions(db, name);
  try {
    await db.query(`drop database if exists ${name}`);
  } catch (cause) {
    const inUse = cause instanceof pg.DatabaseError && cause.code === "55006";
    if (!inUse || tries === 1) throw cause;
    await dropDatabase(db, name, tries - 1);
  }
}

async function endSessions(db: pg.Client, name: string): Promise<void> {
  await db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = $1 and backend_type = 'client backend'`,
    [name],
  );
}

function urlFor(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** A test that ends the database on purpose must not fail for it; one that needs it will notice. */
function ignoreLoss(): void {}
