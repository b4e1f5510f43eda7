// A first start that is cut off and goes on the next day makes the files it began with, not a second
// year of invented books beside the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoDay } from "../../src/start/demo-books.ts";
import { makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

test("demo books end on the day their organisation was made, whenever the start goes on", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const { orgId } = books;
  const begunAt = async (at: string) => {
    await books.inBooks((db) =>
      db.query("update organisation set created_at = $2 where org_id = $1", [orgId, at]),
    );
    return demoDay({ pool: appPool }, orgId);
  };
  assert.equal(await begunAt("2026-12-31T15:59:00Z"), "2026-12-31");
  assert.equal(
    await begunAt("2026-12-31T16:01:00Z"),
    "2027-01-01",
    "as the calendar in China says",
  );
});
