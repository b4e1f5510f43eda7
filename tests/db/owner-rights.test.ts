// What the database does with its owner's rights for a role that has fewer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withDatabase } from "../support/database.ts";

test("a function with the owner's rights looks into temporary tables last, and belongs to the owner", async (t) => {
  const { ownerPool } = await withDatabase(t);
  const { rows } = await ownerPool.query<{ name: string; config: string[] | null }>(
    `select p.oid::regprocedure::text as name, p.proconfig as config
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not like 'pg_%' order by 1`,
  );
  assert.ok(rows.length > 5, `${rows.length} functions`);
  for (const { name, config } of rows) {
    const path = config?.find((setting) => setting.startsWith("search_path=")) ?? "";
    assert.match(path, /^search_path=(\w+, )+pg_temp$/, `${name}: ${path}`);
  }
});
