// The tables of the job queue (graphile-worker): made by the owner of the database, used by the
// application's own role. They hold ids and no business data.

import { Logger, runMigrations } from "graphile-worker";
import type pg from "pg";
import { createPlainPool } from "./pool.ts";
import { appRole } from "./roles.ts";

const queueSchema = "graphile_worker";

const silent = new Logger(() => () => {});

/** Safe to repeat; a few milliseconds when nothing is new. */
export async function migrateJobQueue(owner: pg.ClientConfig): Promise<void> {
  const pool = createPlainPool({ ...owner, max: 1 }, () => {});
  try {
    await runMigrations({ pgPool: pool, schema: queueSchema, logger: silent });
    await grantQueue(pool);
  } finally {
    await pool.end();
  }
}

/**
 * The library switches row-level security on without any policy, so a role that is not the owner
 * would find every queue empty. These tables are the one place where a policy lets everything by.
 */
async function grantQueue(pool: pg.Pool): Promise<void> {
  await pool.query(`grant usage on schema ${queueSchema} to ${appRole}`);
  await pool.query(
    `grant select, insert, update, delete on all tables in schema ${queueSchema} to ${appRole}`,
  );
  await pool.query(`grant usage on all sequences in schema ${queueSchema} to ${appRole}`);
  await pool.query(`grant execute on all functions in schema ${queueSchema} to ${appRole}`);
  await pool.query(`
    do $$
    declare t text;
    begin
      for t in
        select c.relname from pg_class c
        where c.relnamespace = '${queueSchema}'::regnamespace and c.relkind = 'r' and c.relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'queue')
      loop
        execute format('create policy queue on ${queueSchema}.%I to ${appRole}
          using (true) with check (true)', t);
      end loop;
    end $$`);
}
