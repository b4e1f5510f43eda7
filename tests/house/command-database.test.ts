// A command on a data folder, with and without a server on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/open-database.ts";
import { openForCommand } from "../../src/start/command-database.ts";
import { isHealthy, startServer, temporaryDataFolder } from "../support/server-process.ts";

async function whoAmI({ app }: Database): Promise<string> {
  const db = new pg.Client(app);
  await db.connect();
  try {
    return (await db.query("select current_user as name")).rows[0].name;
  } finally {
    await db.end();
  }
}

test("a command uses the database of the running server and leaves it running", async (t) => {
  const dataFolder = temporaryDataFolder(t);
  const server = await startServer(t, { QINGZHANG_DATA: dataFolder });
  const database = await openForCommand(readConfig({ QINGZHANG_DATA: dataFolder }), "verify");
  assert.equal(await whoAmI(database), "qz_app");
  await database.stop();
  assert.equal(await isHealthy(server), true);
});

test("without a server a command starts the database for itself and ends it", async (t) => {
  const config = readConfig({ QINGZHANG_DATA: temporaryDataFolder(t) });
  for (let time = 1; time <= 2; time++) {
    const database = await openForCommand(config, "verify");
    assert.equal(await whoAmI(database), "qz_app");
    await database.stop();
    await assert.rejects(whoAmI(database));
  }
});
