// Fresh planner statistics after much has come in at once: without them the next queries are planned
// for empty tables.
import type pg from "pg";

export async function refreshStatistics(client: pg.ClientBase): Promise<void> {
  await client.query("select refresh_statistics()");
}

/**
 * For the rest of the transaction: queries that read whole tables join them by hashing, in memory. A plan that
 * takes a row at a time, chosen from old statistics, would need minutes where this needs seconds.
 */
export async function joinWholeTables(client: pg.ClientBase): Promise<void> {
  await sumInMemory(client);
  await client.query("set local enable_nestloop = off");
}

/** For the rest of the transaction: what a statement keeps of a whole table stays in memory, not in files. */
export async function sumInMemory(client: pg.ClientBase): Promise<void> {
  await client.query("set local work_mem = '64MB'");
}
