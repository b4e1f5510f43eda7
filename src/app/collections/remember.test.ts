import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pool } from "pg";
import { remember } from "./remember.ts";

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
