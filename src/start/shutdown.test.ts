import assert from "node:assert/strict";
import { test } from "node:test";
import { createShutdown } from "./shutdown.ts";

test("what was opened last is closed first, each once, however often it is asked", async () => {
  const shutdown = createShutdown();
  const closed: string[] = [];
  for (const name of ["database", "pool", "server"]) {
    shutdown.onClose(name, async () => closed.push(name));
  }
  await Promise.all([shutdown.close(), shutdown.close()]);
  await shutdown.close();
  assert.deepEqual(closed, ["server", "pool", "database"]);
});

test("what will not close is named and does not keep the rest open", async () => {
  const shutdown = createShutdown();
  const closed: string[] = [];
  shutdown.onClose("database", async () => closed.push("database"));
  shutdown.onClose("server", () => Promise.reject(new Error("still busy")));
  assert.deepEqual(await shutdown.close(), ["server: still busy"]);
  assert.deepEqual(closed, ["database"]);
});

test("while a step is being closed it can be told which", async () => {
  const shutdown = createShutdown();
  let seen = "";
  shutdown.onClose("workers", async () => {
    seen = shutdown.closing();
  });
  assert.equal(shutdown.signal.aborted, false);
  await shutdown.close();
  assert.equal(seen, "workers");
  assert.equal(shutdown.closing(), "");
  assert.equal(shutdown.signal.aborted, true);
});
