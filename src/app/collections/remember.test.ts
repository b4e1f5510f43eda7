import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pool } from "pg";
import { remember, rememberUpTo } from "./remember.ts";

/** Only its identity counts: nothing is asked of it. */
function somePool(): Pool {
  return {} as Pool; // stands for one database
}

test("the same key is worked out once, even by two at a time; a failure is tried again", async () => {
  const pool = somePool();
  let times = 0;
  const work = async () => {
    times += 1;
    if (times === 1) throw new Error("away");
    return times;
  };
  await assert.rejects(remember(pool, "k", work));
  const both = await Promise.all([remember(pool, "k", work), remember(pool, "k", work)]);
  assert.deepEqual(both, [2, 2]);
  assert.equal(await remember(pool, "other", work), 3);
  assert.equal(await remember(somePool(), "k", work), 4, "another database knows nothing of it");
});

test("while the newest takes long the last one is shown with its instant; then the newest", async () => {
  const pool = somePool();
  const of = { subject: "weeks", patienceMs: 10 };
  const first = await rememberUpTo(pool, { ...of, at: "1" }, async () => "one");
  assert.deepEqual(first, { at: "1", value: "one" });
  const gate = Promise.withResolvers<string>();
  const second = await rememberUpTo(pool, { ...of, at: "2" }, () => gate.promise);
  assert.deepEqual(second, { at: "1", value: "one" });
  gate.resolve("two");
  const third = await rememberUpTo(pool, { ...of, at: "2" }, () => gate.promise);
  assert.deepEqual(third, { at: "2", value: "two" });
});

test("the first look waits, however long it takes", async () => {
  const pool = somePool();
  const gate = Promise.withResolvers<string>();
  const look = rememberUpTo(pool, { subject: "w", at: "1", patienceMs: 1 }, () => gate.promise);
  setTimeout(() => gate.resolve("one"), 20);
  assert.deepEqual(await look, { at: "1", value: "one" });
});
