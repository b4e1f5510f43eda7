// A process of its own that makes and sends the statements of one job until it is done or killed.
import { pino } from "pino";
import type { JobPayload } from "../../src/app/jobs/start-job.ts";
import { runStatementBatch } from "../../src/app/statements/batch-statements.ts";
import { systemClock } from "../../src/clock.ts";
import { createPool } from "../../src/db/pool.ts";

export type SendingOrder = {
  readonly connection: Parameters<typeof createPool>[0];
  readonly dataFolder: string;
  readonly payload: JobPayload;
};

process.once("message", async ({ connection, dataFolder, payload }: SendingOrder) => {
  const pool = createPool({ ...connection, max: 4 }, () => {});
  const deps = { pool, clock: systemClock, dataFolder, log: pino({ level: "silent" }) };
  const done = await runStatementBatch(deps, payload, async () => {});
  await pool.end();
  process.exit(done.ok ? 0 : 1);
});
process.send?.("ready");
