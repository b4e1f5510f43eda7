// Workers of a test's server, in its process: they end before the server and the database under them,
// as a runner whose connections were taken away has ended already.
import { createPlainPool } from "../../src/db/pool.ts";
import { startWorkers } from "../../src/jobs/worker.ts";
import type { TestServer } from "./test-server.ts";

export async function withWorkers({ database, deps, beforeEnd }: TestServer): Promise<void> {
  const pool = createPlainPool({ ...database.app, max: 6 }, () => {});
  const workers = await startWorkers(deps, { pool, concurrency: 2 });
  beforeEnd(async () => {
    await workers.stop();
    await pool.end();
  });
}
