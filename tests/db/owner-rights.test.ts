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

/** What may be taken away again: marks, settings and views, never a record of the books. */
const deletable = [
  "dunning_start",
  "idempotency_key",
  "import_problem",
  "member",
  "saved_view",
  "webhook_delivery",
  "webhook_event",
];
/** Looked up before it is known which organisation asks: by a person, or by a secret's hash. */
const foundBefore = ["api_token", "member", "portal_invitation", "portal_session"];

test("each table is kept apart by organisation for every role, and lent out no wider than the others", async (t) => {
  const { ownerPool } = await withDatabase(t);
  const names = async (sql: string) =>
    (await ownerPool.query<{ name: string }>(sql)).rows.map(({ name }) => name);
  const tables = `from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  assert.ok((await names(`select c.relname as name ${tables}`)).length > 100);
  const outside = `select c.relname as name ${tables} and not (
    c.relrowsecurity and c.relforcerowsecurity
    and exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisprimary and a.attname = 'org_id')
    and exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
      and p.policyname = 'own_organisation' and p.cmd = 'ALL' and p.roles = '{public}'
      and p.qual = p.with_check and p.qual like '(org_id = %app.org_id%)')
    and exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
      and p.permissive = 'RESTRICTIVE'))`;
  assert.deepEqual(await names(outside), []);
  const wider = `select tablename as name from pg_policies where schemaname = 'public'
    and permissive = 'PERMISSIVE' and policyname <> 'own_organisation' order by 1`;
  assert.deepEqual(await names(wider), foundBefore);
  const keyless = `select conname as name from pg_constraint where contype = 'f'
    and connamespace = 'public'::regnamespace and pg_get_constraintdef(oid) not like '%org_id%'`;
  assert.deepEqual(await names(keyless), []);

  const granted = `from information_schema.role_table_grants where table_schema in ('public', 'auth')`;
  const strangers = `select grantee || ' ' || table_name as name ${granted}
    and (grantee, table_schema) not in (('qz_app', 'public'), ('qz_auth', 'auth'))
    and grantee <> (select tableowner from pg_tables where schemaname = 'public' and tablename = 'entry')`;
  assert.deepEqual(await names(strangers), []);
  const apps = (rights: string) =>
    names(`select table_name as name ${granted} and grantee = 'qz_app'
      and privilege_type ${rights} order by 1`);
  assert.deepEqual(await apps("not in ('SELECT', 'INSERT', 'DELETE')"), []);
  assert.deepEqual(await apps("= 'DELETE'"), deletable);
  const moved = `select table_name as name from information_schema.column_privileges
    where grantee = 'qz_app' and table_schema = 'public' and privilege_type = 'UPDATE' and column_name = any('{org_id,id}')`;
  assert.deepEqual(await names(moved), []);
});
