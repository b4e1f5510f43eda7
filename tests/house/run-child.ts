// A process of its own that works on one run until it is done or killed; it tells its
// parent how far it has come.
import { pino } from "pino";
import { runReconciliation } from "../../src/app/matching/run-reconciliation.ts";
import { systemClock } from "../../src/clock.ts";
import { createPool } from "../../src/db/pool.ts";

export type RunOrder = {
  readonly connection: Parameters<typeof createPool>[0];
  readonly dataFolder: string;
  readonly orgId: number;
  readonly runId: number;
};

process.once("message", async ({ connection, dataFolder, ...run }: RunOrder) => {
  const pool = createPool({ ...connection, max: 4 }, () => {});
  const deps = { pool, clock: systemClock, dataFolder, log: pino({ level: "silent" }) };
  const done = await runReconciliation(deps, { ...run, memberId: null }, async (progress) => {
    process.send?.(progress);
  });
  await pool.end();
  process.exit(done.ok ? 0 : 1);
});
process.send?.("ready");
