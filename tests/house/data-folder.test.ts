// Data folders in a bad state: of a newer version, torn by a crash, damaged, on a full disk. Each is
// either put right without losing anything, or named in a sentence and left alone.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Config, environmentWith, projectFolder, readConfig } from "../../src/config.ts";
import { openEmbeddedDatabase } from "../../src/db/embedded/open.ts";
import { createPlainPool } from "../../src/db/pool.ts";
import { temporaryDataFolder } from "../support/server-process.ts";

/** A folder with a database in it that holds one record and is stopped. */
async function usedFolder(t: TestContext): Promise<Config> {
  const config = readConfig({ QINGZHANG_DATA: temporaryDataFolder(t) });
  await withOwner(config, "create table kept as select 42 as n");
  return config;
}

async function withOwner(config: Config, sql: string): Promise<unknown> {
  const database = await openEmbeddedDatabase(config, () => {});
  const pool = createPlainPool({ ...database.owner, max: 1 }, () => {});
  try {
    return (await pool.query(sql)).rows[0];
  } finally {
    await pool.end();
    await database.stop();
  }
}

async function assertRecordKept(config: Config): Promise<void> {
  assert.deepEqual(await withOwner(config, "select n from kept"), { n: 42 });
}

test("data of a newer PostgreSQL is refused by its version and not touched", async (t) => {
  const config = await usedFolder(t);
  const versionFile = join(config.dataFolder, "postgres", "PG_VERSION");
  const version = readFileSync(versionFile);
  writeFileSync(versionFile, "19\n");
  await assert.rejects(
    openEmbeddedDatabase(config, () => {}),
    {
      name: "StartFault",
      message: /written by PostgreSQL 19, which is newer/,
    },
  );
  writeFileSync(versionFile, version);
  await assertRecordKept(config);
});

test("a number that another program has by now does not keep the database from starting", async (t) => {
  const config = await usedFolder(t);
  const file = join(config.dataFolder, "postgres", "postmaster.pid");
  const lines = [
    process.pid,
    config.dataFolder,
    1700000000,
    5432,
    "/tmp/qz-gone00",
    "",
    "",
    "ready",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  await assertRecordKept(config);
});

test("a first start that was cut off is simply done again", async (t) => {
  const config = readConfig({ QINGZHANG_DATA: temporaryDataFolder(t) });
  const draft = join(config.dataFolder, "postgres.new");
  mkdirSync(join(draft, "base"), { recursive: true });
  writeFileSync(join(draft, "PG_VERSION"), "18\n");
  await withOwner(config, "create table kept as select 42 as n");
  await assertRecordKept(config);
});

test("secrets that do not belong to the database are named, and the right ones put back work", async (t) => {
  const config = await usedFolder(t);
  const file = join(config.dataFolder, "secrets.json");
  const right = readFileSync(file, "utf8");
  writeFileSync(
    file,
    right.replaceAll(/"(.{8})[^"]*"(?=,|\n)/g, '"$1-another-one-that-is-long-enough"'),
  );
  await assert.rejects(
    openEmbeddedDatabase(config, () => {}),
    {
      name: "StartFault",
      message: /secrets\.json are not those of the database/,
    },
  );
  writeFileSync(file, "{ torn");
  await assert.rejects(
    openEmbeddedDatabase(config, () => {}),
    {
      name: "StartFault",
      message: /secrets\.json is damaged/,
    },
  );
  writeFileSync(file, right);
  await assertRecordKept(config);
});

test("the secrets can be read by their owner alone", async (t) => {
  const config = await usedFolder(t);
  assert.equal(statSync(join(config.dataFolder, "secrets.json")).mode & 0o077, 0);
  assert.equal(statSync(join(config.dataFolder, "postgres")).mode & 0o077, 0);
});

test("a full disk is told before anything is begun", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "qz-full-"));
  t.after(() => rmSync(folder, { recursive: true }));
  // A small disk that only this one process sees; needs the right to mount.
  const script = 'mount -t tmpfs -o size=60m qz "$1" && exec "$2" "$3"';
  const main = join(projectFolder, "src", "main.ts");
  const run = spawnSync(
    "unshare",
    ["-m", "sh", "-c", script, "sh", folder, process.execPath, main],
    {
      encoding: "utf8",
      env: environmentWith({ QINGZHANG_DATA: folder, PORT: "0", DATABASE_URL: undefined }),
    },
  );
  if (run.error || /unshare|mount/.test(run.stderr)) {
    t.skip("this user may not mount a small disk");
    return;
  }
  assert.equal(run.status, 1, run.stdout + run.stderr);
  assert.match(run.stderr, /less than 200 MiB free/);
  assert.doesNotMatch(run.stderr, /^\s+at /m);
});
