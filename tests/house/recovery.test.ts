// What survives a kill -9: of the server, of the database, of both, in the middle of writing.
// Every record whose commit was acknowledged must be there afterwards.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { readConfig } from "../../src/config.ts";
import { attachEmbeddedDatabase } from "../../src/db/embedded/open.ts";
import { isAlive } from "../../src/db/embedded/postmaster.ts";
import { createPlainPool } from "../../src/db/pool.ts";
import {
  postmasterPid,
  startServer,
  temporaryDataFolder,
  untilHealthy,
} from "../support/server-process.ts";

async function ownerPool(t: Pick<TestContext, "after">, dataFolder: string): Promise<pg.Pool> {
  const config = readConfig({ QINGZHANG_DATA: dataFolder });
  const database = await attachEmbeddedDatabase(config, 5_000);
  assert.ok(database, "a running database is found through its data folder");
  const pool = createPlainPool({ ...database.owner, max: 4 }, () => {});
  t.after(() => pool.end());
  return pool;
}

/** Writes from four connections until they break; returns the numbers that were acknowledged. */
function writeUntilBroken(
  pool: pg.Pool,
  from: number,
): { acknowledged: Set<number>; done: Promise<unknown> } {
  const acknowledged = new Set<number>();
  let next = from;
  const writer = async () => {
    for (;;) {
      const n = next++;
      try {
        await pool.query("insert into survivor (n) values ($1)", [n]);
      } catch {
        return;
      }
      acknowledged.add(n);
    }
  };
  return { acknowledged, done: Promise.all([writer(), writer(), writer(), writer()]) };
}

/** The database follows its killed server within moments: no orphan keeps the folder. */
async function untilGone(pid: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < 5_000 && isAlive(pid); waitedMs += 10) await sleep(10);
  assert.equal(isAlive(pid), false, `process ${pid} was left behind`);
}

/** From /proc/<pid>/stat: the parent stands second after the name in parentheses. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(/\s+/).filter(Boolean).map(Number);
}

/** One of the processes that serve a connection, by its title "postgres: role database …". */
function backendOf(postmaster: number): number {
  const backend = childrenOf(postmaster).find((pid) =>
    /^postgres: qz_owner /.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")),
  );
  assert.ok(backend, "a connection is open");
  return backend;
}

const onLinux = process.platform === "linux" ? false : "looks for processes in /proc";

test("kill -9 at any moment loses nothing that was acknowledged", {
  skip: onLinux,
}, async (life) => {
  const dataFolder = temporaryDataFolder(life);
  const acknowledged = new Set<number>();
  let server = await startServer(life, { QINGZHANG_DATA: dataFolder });

  /** Kills while four writers are at it, and remembers what they were told is stored. */
  async function killWhileWriting(t: TestContext, kill: () => void): Promise<void> {
    const pool = await ownerPool(t, dataFolder);
    await pool.query("create table if not exists survivor (n int primary key)");
    const writing = writeUntilBroken(pool, acknowledged.size * 2 + 1_000);
    await sleep(150);
    kill();
    await writing.done;
    assert.ok(writing.acknowledged.size > 0, "something was written before the kill");
    for (const n of writing.acknowledged) acknowledged.add(n);
  }

  async function assertAllThere(t: TestContext): Promise<void> {
    const pool = await ownerPool(t, dataFolder);
    const { rows } = await pool.query<{ n: number }>("select n from survivor");
    const stored = new Set(rows.map(({ n }) => n));
    assert.deepEqual(
      [...acknowledged].filter((n) => !stored.has(n)),
      [],
    );
  }

  async function startAgain(): Promise<void> {
    server = await startServer(life, { QINGZHANG_DATA: dataFolder });
  }

  await life.test("of the server: its database ends too and leaves no orphan", async (t) => {
    const postmaster = postmasterPid(dataFolder);
    await killWhileWriting(t, () => server.child.kill("SIGKILL"));
    await server.ended;
    await untilGone(postmaster);
    await startAgain();
    await assertAllThere(t);
  });

  await life.test("of the database: the server starts it again and goes on", async (t) => {
    const postmaster = postmasterPid(dataFolder);
    await killWhileWriting(t, () => process.kill(postmaster, "SIGKILL"));
    await untilGone(postmaster);
    await untilHealthy(server);
    await assertAllThere(t);
    assert.match(server.output(), /had died and was started again/);
  });

  await life.test("of the database after its socket folder was cleaned away", async (t) => {
    const postmaster = postmasterPid(dataFolder);
    const pidFile = readFileSync(join(dataFolder, "postgres", "postmaster.pid"), "utf8");
    const socketFolder = pidFile.split("\n")[4]?.trim() ?? "";
    assert.match(socketFolder, /\/qz-[^/]{6}$/);
    rmSync(socketFolder, { recursive: true });
    process.kill(postmaster, "SIGKILL");
    await untilGone(postmaster);
    await untilHealthy(server);
    await assertAllThere(t);
  });

  await life.test("of one connection's process: the others come back by themselves", async (t) => {
    await killWhileWriting(t, () => process.kill(backendOf(postmasterPid(dataFolder)), "SIGKILL"));
    await untilHealthy(server);
    await assertAllThere(t);
  });

  await life.test("of everything at once, the watchdog included", async (t) => {
    const postmaster = postmasterPid(dataFolder);
    const watchdog = parentOf(postmaster);
    await killWhileWriting(t, () => {
      for (const pid of [watchdog, server.child.pid!, postmaster]) process.kill(pid, "SIGKILL");
    });
    await server.ended;
    await untilGone(postmaster);
    await startAgain();
    await assertAllThere(t);
  });

  await life.test("of the server and its watchdog: the next start ends the orphan", async (t) => {
    const orphan = postmasterPid(dataFolder);
    for (const pid of [...childrenOf(parentOf(orphan)), parentOf(orphan)]) {
      if (pid !== orphan) process.kill(pid, "SIGKILL");
    }
    server.child.kill("SIGKILL");
    await server.ended;
    assert.equal(isAlive(orphan), true);
    await startAgain();
    assert.notEqual(postmasterPid(dataFolder), orphan);
    await assertAllThere(t);
  });

  server.child.kill("SIGTERM");
  assert.equal(await server.ended, 0, server.output());
});
