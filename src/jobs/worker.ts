// Workers: take jobs from the queue inside the server process or in one of their own. A worker
// that was killed leaves its jobs locked for hours; every live process frees such jobs at once.
import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type pg from "pg";
import { z } from "zod";
import type { ClockWork } from "../app/clock/clock-work.ts";
import { runDueWork } from "../app/clock/run-due.ts";
import type { Deps } from "../app/deps.ts";
import { sendWebhooks, webhookJob } from "../app/webhooks/send-webhooks.ts";
import { watchDeadWorkers } from "./dead-workers.ts";
import { type Job, payloadSchema, runJob } from "./job.ts";
import { jobs as allJobs } from "./registry.ts";

const webhookPayload = z.object({ orgId: z.number().int() });

export type Workers = { readonly stop: () => Promise<void> };

/** `pool`: plain connections of role qz_app (the library expects the driver's own value types). */
export async function startWorkers(
  deps: Deps,
  options: {
    pool: pg.Pool;
    concurrency: number;
    jobs?: readonly Job[];
    /** What the clock starts; none unless named. */
    clockWorks?: readonly ClockWork[];
  },
): Promise<Workers> {
  let isStopping = false;
  const watch = await watchDeadWorkers(deps, options.pool);
  const runner: Runner = await run({
    pgPool: options.pool,
    taskList: {
      ...taskListOf(deps, options.jobs ?? allJobs, () => isStopping),
      // queued by the database itself: it has no row of its own in the top bar
      [webhookJob]: async (payload) => {
        await sendWebhooks(deps, webhookPayload.parse(payload).orgId);
      },
      turn_of_the_clock: () => runDueWork(deps, options.clockWorks ?? [], () => isStopping),
    },
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    // one turn at a time over all processes; a turn that was missed is made up by the next
    crontab: options.clockWorks ? "*/5 * * * * turn_of_the_clock ?max=1&queue=clock" : "",
    logger: silentLogger,
    preset: {
      // Otherwise the last job's completion is not awaited when stopping and it stays locked.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    },
    events: watch.events,
  });
  return {
    stop: async () => {
      isStopping = true;
      await runner.stop();
      await runner.promise;
      await watch.stop();
    },
  };
}

function taskListOf(deps: Deps, jobs: readonly Job[], isStopping: () => boolean): TaskList {
  const tasks: TaskList = {};
  for (const job of jobs) {
    tasks[job.name] = async (payload, helpers) => {
      const { attempts, max_attempts } = helpers.job;
      await runJob(deps, job, {
        payload: payloadSchema.parse(payload),
        isLastAttempt: attempts >= max_attempts,
        isStopping,
      });
    };
  }
  return tasks;
}

/** Failures reach our own log in job.ts; the library's chatter is of no use to anybody. */
const silentLogger = new Logger(() => () => {});
