// The life of a server without accidents: first start, second start, the end; and the starts that
// cannot be, each with one sentence.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { isAlive } from "../../src/db/embedded/postmaster.ts";
import {
  freePort,
  postmasterPid,
  type ServerProcess,
  spawnServer,
  startServer,
  temporaryDataFolder,
} from "../support/server-process.ts";

/** It gave up with a sentence for a person: no stack, no name of an error class. */
async function assertRefused(server: ServerProcess, sentence: RegExp): Promise<void> {
  assert.equal(await server.ended, 1, server.output());
  assert.match(server.output(), sentence);
  assert.doesNotMatch(server.output(), /^\s+at |\bError\b|node:internal/m);
}

async function refusedStart(t: TestContext, settings: Record<string, string>, sentence: RegExp) {
  const PORT = settings["PORT"] ?? String(await freePort());
  const QINGZHANG_DATA = settings["QINGZHANG_DATA"] ?? temporaryDataFolder(t);
  await assertRefused(spawnServer(t, { ...settings, QINGZHANG_DATA, PORT }), sentence);
}

test("a server starts, keeps its folder and its port to itself, and ends cleanly", async (t) => {
  const dataFolder = temporaryDataFolder(t);
  const server = await startServer(t, { QINGZHANG_DATA: dataFolder });
  const { port } = new URL(server.url);
  const postmaster = postmasterPid(dataFolder);

  await t.test("a second start on the same folder names the first and its address", async (t) => {
    const settings = { QINGZHANG_DATA: dataFolder };
    const first = `process ${server.child.pid}, http://localhost:${port}`;
    await refusedStart(t, settings, new RegExp(`already running.*${first}`));
  });

  await t.test("a taken port is named, with the way out", async (t) => {
    await refusedStart(t, { PORT: port }, new RegExp(`Port ${port} is taken.*PORT=\\d+ npm start`));
  });

  await t.test("SIGTERM, even twice, ends server and database with status 0", async () => {
    server.child.kill("SIGTERM");
    server.child.kill("SIGTERM");
    assert.equal(await server.ended, 0, server.output());
    assert.equal(isAlive(postmaster), false);
    assert.equal(existsSync(join(dataFolder, "postgres", "postmaster.pid")), false);
  });

  await t.test("the second start makes nothing anew and Ctrl-C ends it as well", async (t) => {
    const cluster = join(dataFolder, "postgres", "PG_VERSION");
    const made = statSync(cluster);
    const again = await startServer(t, { QINGZHANG_DATA: dataFolder });
    const found = statSync(cluster);
    assert.deepEqual([found.ino, found.mtimeMs], [made.ino, made.mtimeMs]);
    again.child.kill("SIGINT");
    assert.equal(await again.ended, 0, again.output());
  });
});

test("a start while the one before is still ending waits for it", async (t) => {
  const dataFolder = temporaryDataFolder(t);
  const first = await startServer(t, { QINGZHANG_DATA: dataFolder });
  first.child.kill("SIGTERM");
  const second = await startServer(t, { QINGZHANG_DATA: dataFolder });
  assert.equal(await first.ended, 0);
  second.child.kill("SIGTERM");
  assert.equal(await second.ended, 0);
});

test("a signal in the middle of the start ends it without a trace", async (t) => {
  const dataFolder = temporaryDataFolder(t);
  const PORT = String(await freePort());
  const server = spawnServer(t, { QINGZHANG_DATA: dataFolder, PORT });
  while (!existsSync(join(dataFolder, "secrets.json"))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.child.kill("SIGTERM");
  assert.equal(await server.ended, 0, server.output());
  assert.equal(existsSync(join(dataFolder, "postgres", "postmaster.pid")), false);
  const again = await startServer(t, { QINGZHANG_DATA: dataFolder });
  again.child.kill("SIGTERM");
  assert.equal(await again.ended, 0);
});

test("a folder that cannot be made or written is named", async (t) => {
  await refusedStart(t, { QINGZHANG_DATA: "/dev/null/books" }, /\/dev\/null\/books/);
});

test("a setting that makes no sense is named", async (t) => {
  await refusedStart(t, { PORT: "eighty" }, /^PORT is "eighty"/);
});

test("a database server that does not answer is named by its setting", async (t) => {
  const DATABASE_URL = `postgres://qz:pw@127.0.0.1:${await freePort()}/books`;
  await refusedStart(t, { DATABASE_URL }, /^DATABASE_URL: no PostgreSQL answers/m);
});
