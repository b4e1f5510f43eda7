// Who is dead: each live pool of workers holds a session advisory lock on its own name. A name that
// still holds jobs while its lock can be taken belongs to a pool that is gone; its jobs are freed.
import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import type pg from "pg";
import type { Deps } from "../app/deps.ts";
import { endJob } from "../app/jobs/track-job.ts";
import { payloadSchema } from "./job.ts";

// Any constant will do as long as nothing else uses it as first key ("qzwk" in ASCII).
const lockSpace = 0x717a776b;
const checkEveryMs = 5_000;

export type DeadWorkerWatch = {
  readonly events: WorkerEvents;
  readonly stop: () => Promise<void>;
};

export async function watchDeadWorkers(deps: Deps, pool: pg.Pool): Promise<DeadWorkerWatch> {
  const own = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  // null: the connection broke and none was to be had since
  let client: pg.PoolClient | null = await connect(pool);
  let work = Promise.resolve();
  let stopped = false;

  const connectHolding = async () => {
    const fresh = await connect(pool);
    for (const name of own) await hold(fresh, name).catch(() => {});
    return fresh;
  };

  // One query after another on the one connection; after a break of it all locks are taken anew.
  const queue = (task: (db: pg.PoolClient) => Promise<void>) => {
    work = work.then(async () => {
      if (stopped) return;
      try {
        client ??= await connectHolding();
        await task(client);
      } catch {
        client?.release(true);
        client = await connectHolding().catch(() => null);
      }
    });
    return work;
  };

  // Jobs are locked in the name of the pool, not of the single worker in it.
  events.on("pool:create", ({ workerPool }) => {
    own.add(workerPool.id);
    void queue((db) => hold(db, workerPool.id));
  });
  const check = () =>
    queue(async (db) => {
      await freeJobsOfTheDead(db, own);
      await endAbandonedJobs(deps, db);
    });
  const timer = setInterval(() => void check(), checkEveryMs);
  timer.unref();
  await check();

  return {
    events,
    stop: async () => {
      clearInterval(timer);
      await work;
      stopped = true;
      client?.release(true);
    },
  };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  client.on("error", () => {});
  return client;
}

async function hold(db: pg.PoolClient, name: string): Promise<void> {
  await db.query("select pg_advisory_lock($1, hashtext($2))", [lockSpace, name]);
}

async function freeJobsOfTheDead(db: pg.PoolClient, own: ReadonlySet<string>): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `select locked_by as name from graphile_worker._private_jobs where locked_by is not null
     union
     select locked_by from graphile_worker._private_job_queues where locked_by is not null`,
  );
  for (const { name } of rows) {
    if (own.has(name)) continue;
    const { rows: taken } = await db.query<{ dead: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as dead",
      [lockSpace, name],
    );
    if (!taken[0]?.dead) continue;
    await db.query("select graphile_worker.force_unlock_workers(array[$1])", [name]);
    await db.query("select pg_advisory_unlock($1, hashtext($2))", [lockSpace, name]);
  }
}

/** Jobs whose attempts are used up by crashes: their runs end as failed, in sight of the user. */
async function endAbandonedJobs(deps: Deps, db: pg.PoolClient): Promise<void> {
  const { rows } = await db.query<{ id: string; payload: unknown }>(
    `select id, payload from graphile_worker._private_jobs
     where attempts >= max_attempts and locked_at is null`,
  );
  for (const { id, payload } of rows) {
    const known = payloadSchema.safeParse(payload);
    if (known.success) {
      await endJob(deps, known.data, { state: "failed", result: {}, error: "internal" });
    }
    await db.query("select from graphile_worker.complete_jobs(array[$1::bigint])", [id]);
  }
}
