// Workers: take jobs from the queue inside the server process or in one of their own. A worker
// that was killed leaves its jobs locked for hours; every live process frees such jobs at once.
import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type pg from "pg";
import { z } from "zod";
import type { Deps } from "../app/deps.ts";
import { watchDeadWorkers } from "./dead-workers.ts";
import { type Job, runJob } from "./job.ts";
import { jobs as allJobs } from "./registry.ts";

export type Workers = { readonly stop: () => Promise<void> };

const payloadSchema = z.object({
  orgId: z.number().int(),
  booksId: z.number().int(),
  runId: z.number().int(),
  memberId: z.number().int().nullable(),
});

/** `pool`: plain connections of role qz_app (the library expects the driver's own value types). */
export async function startWorkers(
  deps: Deps,
  options: { pool: pg.Pool; concurrency: number; jobs?: readonly Job[] },
): Promise<Workers> {
  const watch = await watchDeadWorkers(options.pool);
  const runner: Runner = await run({
    pgPool: options.pool,
    taskList: taskListOf(deps, options.jobs ?? allJobs),
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    crontab: "",
    logger: silentLogger,
    preset: {
      // Otherwise the last job's completion is not awaited when stopping and it stays locked.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    },
    events: watch.events,
  });
  return {
    stop: async () => {
      await runner.stop();
      await runner.promise;
      await watch.stop();
    },
  };
}

function taskListOf(deps: Deps, jobs: readonly Job[]): TaskList {
  const tasks: TaskList = {};
  for (const job of jobs) {
    tasks[job.name] = async (payload, helpers) => {
      const { attempts, max_attempts } = helpers.job;
      await runJob(deps, job, {
        payload: payloadSchema.parse(payload),
        isLastAttempt: attempts >= max_attempts,
      });
    };
  }
  return tasks;
}

/** Failures reach our own log in job.ts; the library's chatter is of no use to anybody. */
const silentLogger = new Logger(() => () => {});
