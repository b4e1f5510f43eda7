// Fresh planner statistics after much has come in at once: without them the next queries are planned
// for empty tables.
import type pg from "pg";

export async function refreshStatistics(client: pg.ClientBase): Promise<void> {
  await client.query("select refresh_statistics()");
}
