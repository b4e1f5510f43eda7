// A command on a data folder, with and without a server on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import type { Terminal } from "../../src/cli/command.ts";
import { runCommandLine } from "../../src/cli/command-line.ts";
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

test("whoever lost the password gets a first one on the server's own machine", async (t) => {
  const email = "admin@qingzhang.example";
  const dataFolder = temporaryDataFolder(t);
  const server = await startServer(t, { QINGZHANG_DATA: dataFolder });
  const [, lost = ""] = /First login.* \/ {2}(\S+)/.exec(server.output()) ?? [];
  const told: string[] = [];
  const out: string[] = [];
  const terminal: Terminal = {
    note: (text) => told.push(text),
    out: (bytes) => out.push(new TextDecoder().decode(bytes)),
    isInteractive: false,
  };
  const before = process.env["QINGZHANG_DATA"];
  process.env["QINGZHANG_DATA"] = dataFolder;
  t.after(() => {
    if (before === undefined) delete process.env["QINGZHANG_DATA"];
    else process.env["QINGZHANG_DATA"] = before;
  });
  const run = (whose: string) =>
    runCommandLine(["reset-password", "--email", whose, "--lang", "en"], terminal);
  assert.equal(await run("nobody@qingzhang.example"), 2);
  assert.match(told.join(""), /nobody signs in with this address/);
  assert.equal(await run(email), 0);
  const [firstPassword = ""] = out.join("").split("\n");
  const signIn = (password: string) =>
    fetch(`${server.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url },
      body: JSON.stringify({ email, password }),
    });
  assert.notEqual(lost, "");
  assert.equal((await signIn(lost)).status, 401, "the lost one counts no more");
  const answer = await signIn(firstPassword);
  assert.equal(answer.status, 403, "nothing but the choice of an own one");
  assert.deepEqual(await answer.json(), { code: "FIRST_PASSWORD" });
});
