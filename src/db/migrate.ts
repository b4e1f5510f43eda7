// Brings a database to the version of this program: plain SQL files, each once, in order.
// Several servers may start at the same time; a database of a newer version is left alone.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runner } from "node-pg-migrate";
import pg from "pg";
import { projectFolder } from "../config.ts";
import { StartFault } from "../start-fault.ts";
import { migrateJobQueue } from "./job-queue.ts";
import { prepareSchemas } from "./roles.ts";

export const migrationsFolder = join(projectFolder, "src", "db", "migrations");

// Any constant will do as long as nothing else in the database uses it ("qzmg" in ASCII).
const migrationLock = 0x717a6d67;

/** Returns the names of the migrations that were run now. */
export async function migrate(
  owner: pg.ClientConfig,
  folder: string = migrationsFolder,
): Promise<readonly string[]> {
  const db = new pg.Client(owner);
  await db.connect();
  try {
    // Waits for a migration that another server is running, where the library would give up.
    await db.query("select pg_advisory_lock($1)", [migrationLock]);
    await refuseNewerDatabase(db, folder);
    await prepareSchemas(db);
    await migrateJobQueue(owner);
    const run = await runMigrations(db, folder);
    if (run.length > 0) await closeToPortal(db);
    return run;
  } finally {
    await db.end();
  }
}

/** For programs that change nothing: throws a StartFault unless the database is of this version. */
export async function refuseOtherVersion(
  owner: pg.ClientConfig,
  folder: string = migrationsFolder,
): Promise<void> {
  const db = new pg.Client(owner);
  await db.connect();
  try {
    await refuseNewerDatabase(db, folder);
    const done = (await doneMigrations(db)).length;
    const missing = (await migrationNames(folder)).length - done;
    if (missing === 0) return;
    throw new StartFault(
      `The database is of an older version of Qingzhang (steps it lacks: ${missing}). Start the server of this version once, it brings the database up to date; nothing was changed.`,
    );
  } finally {
    await db.end();
  }
}

async function runMigrations(db: pg.Client, folder: string): Promise<readonly string[]> {
  const run = await runner({
    dbClient: db,
    dir: folder,
    // Notes and scripts may lie beside the migrations; a test file must not be taken for one.
    ignorePattern: "(?!.*\\.sql$).*",
    direction: "up",
    schema: "public",
    migrationsSchema: "house",
    migrationsTable: "migration",
    createMigrationsSchema: true,
    checkOrder: true,
    singleTransaction: true,
    noLock: true,
    verbose: false,
    logger: {
      info: () => {},
      warn: () => {},
      error: () => {},
    },
  }).catch((error: Error) => {
    throw new Error(`A migration failed and was undone: ${error.message}`, { cause: error });
  });
  return run.map(({ name }) => name);
}

/** New tables are closed to the customer portal unless their migration says otherwise. */
async function closeToPortal(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ present: boolean }>(
    "select to_regprocedure('public.close_to_portal()') is not null as present",
  );
  if (rows[0]?.present) await db.query("select close_to_portal()");
}

async function refuseNewerDatabase(db: pg.Client, folder: string): Promise<void> {
  const known = new Set((await migrationNames(folder)).map((file) => file.replace(/\.sql$/, "")));
  const stranger = (await doneMigrations(db)).find((name) => !known.has(name));
  if (!stranger) return;
  throw new StartFault(
    `The database is of a newer version of Qingzhang (it has the step "${stranger}", which this version does not know). Start that version; nothing was changed.`,
  );
}

export async function migrationNames(
  folder: string = migrationsFolder,
): Promise<readonly string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
}

async function doneMigrations(db: pg.Client): Promise<readonly string[]> {
  const { rows: found } = await db.query<{ present: boolean }>(
    "select to_regclass('house.migration') is not null as present",
  );
  if (!found[0]?.present) return [];
  const { rows } = await db.query<{ name: string }>("select name from house.migration order by id");
  return rows.map(({ name }) => name);
}
