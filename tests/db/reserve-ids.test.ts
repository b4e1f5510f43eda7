// Ids are asked for before the rows are written; those of a table may have gaps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reserveIds } from "../../src/db/recording.ts";
import { withDatabase } from "../support/database.ts";

test("ids that follow one another, and ids with gaps, are those the sequence gave", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  const client = await appPool.connect();
  try {
    const [first, ...more] = await reserveIds(client, "entry", 4);
    assert.deepEqual(more, [first! + 1, first! + 2, first! + 3]);
    await ownerPool.query("alter sequence entry_id_seq increment by 3");
    assert.deepEqual(await reserveIds(client, "entry", 3), [first! + 6, first! + 9, first! + 12]);
    assert.deepEqual(await reserveIds(client, "entry", 0), []);
  } finally {
    client.release();
  }
});
