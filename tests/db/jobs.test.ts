// Long work: progress, cancel, refusals, bugs, outages; stopped and killed workers lose nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cancelJob, findJob } from "../../src/app/jobs/follow-job.ts";
import { startJob } from "../../src/app/jobs/start-job.ts";
import type { JobRun } from "../../src/contract/jobs.ts";
import { ok, refuse } from "../../src/core/result.ts";
import { createPlainPool } from "../../src/db/pool.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import type { Job, JobContext } from "../../src/jobs/job.ts";
import { startWorkers, type Workers } from "../../src/jobs/worker.ts";
import { type Organisation, type TestServer, withServer } from "../http/test-server.ts";

type Bench = {
  readonly world: TestServer;
  readonly own: Organisation;
  readonly start: (name: string) => Promise<number>;
  readonly run: (id: number) => Promise<JobRun>;
  readonly until: (id: number, states: readonly JobRun["state"][]) => Promise<JobRun>;
  readonly workers: (jobs: readonly Job[]) => Promise<Workers>;
};

async function withBench(t: { after: (end: () => unknown) => void }): Promise<Bench> {
  // Workers end before the server and the database under them.
  const endWorkers: (() => Promise<void>)[] = [];
  const endWorld: (() => unknown)[] = [];
  const world = await withServer({ after: (end) => endWorld.push(end as () => unknown) });
  t.after(async () => {
    for (const end of [...endWorkers, ...endWorld]) await end();
  });
  const own = await world.organisation();
  const { orgId, booksId, memberId } = own;
  const run = async (id: number) => {
    const found = await findJob(world.deps, { orgId, booksId, id });
    assert.ok(found.ok);
    return found.value;
  };
  return {
    world,
    own,
    start: async (name) => {
      const row = await inOrganisation(world.deps.pool, orgId, (db) =>
        startJob(db, { orgId, memberId }, { name, booksId, refId: null }),
      );
      return row.id;
    },
    run,
    until: async (id, states) => {
      for (let tries = 0; tries < 400; tries++) {
        const row = await run(id);
        if (states.includes(row.state)) return row;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`job ${id} is ${(await run(id)).state}`);
    },
    workers: async (jobs) => {
      const pool = createPlainPool({ ...world.database.app, max: 5 }, () => {});
      const workers = await startWorkers(world.deps, { pool, concurrency: 2, jobs });
      let isEnded = false;
      const stop = async () => {
        if (isEnded) return;
        isEnded = true;
        await workers.stop();
        await pool.end();
      };
      endWorkers.push(stop);
      return { stop };
    },
  };
}

const counting = (name: string, steps: number, pauseMs = 0): Job => ({
  name,
  run: async ({ report }: JobContext) => {
    for (let done = 1; done <= steps; done++) {
      await report({ done, total: steps, phase: "counting" });
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return ok({ counted: steps });
  },
});

test("a job runs, reports and leaves its result", async (t) => {
  const bench = await withBench(t);
  await bench.workers([counting("count", 5)]);
  const id = await bench.start("count");
  const row = await bench.until(id, ["done"]);
  assert.deepEqual([row.done, row.total, row.phase], [5, 5, "counting"]);
  assert.deepEqual(row.result, { counted: 5 });
  assert.ok(row.startedAt && row.finishedAt);
});

test("a refusal ends the run with its code; a bug with a code and no detail", async (t) => {
  const bench = await withBench(t);
  await bench.workers([
    { name: "refuse", run: async () => refuse({ code: "file_empty", name: "a.csv" }) },
    {
      name: "fail",
      run: async () => {
        throw new Error("a bug of ours");
      },
    },
  ]);
  const refused = await bench.until(await bench.start("refuse"), ["failed"]);
  assert.equal(refused.error, "file_empty");
  const failed = await bench.until(await bench.start("fail"), ["failed"]);
  assert.equal(failed.error, "internal");
  assert.ok(!JSON.stringify(failed).includes("a bug of ours"));
});

test("a running job stops at its next report when cancelled, a waiting one at once", async (t) => {
  const bench = await withBench(t);
  const { orgId, memberId, booksId } = bench.own;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  await bench.workers([counting("slow", 1000, 10)]);
  const running = await bench.start("slow");
  const waiting = await bench.start("slow");
  await bench.until(running, ["running"]);
  assert.equal((await bench.run(waiting)).state, "queued", "one at a time per set of books");
  const waitingEnd = await cancelJob(bench.world.deps, actor, { booksId, id: waiting });
  assert.equal(waitingEnd.ok && waitingEnd.value.state, "cancelled");
  await cancelJob(bench.world.deps, actor, { booksId, id: running });
  const row = await bench.until(running, ["cancelled"]);
  assert.ok(row.done < 1000);
  const again = await cancelJob(bench.world.deps, actor, { booksId, id: running });
  assert.equal(again.ok, false);
});

test("a job of a stopped process is taken up by the next one", async (t) => {
  const bench = await withBench(t);
  const first = await bench.workers([counting("long", 1000, 5)]);
  const id = await bench.start("long");
  await bench.until(id, ["running"]);
  await first.stop();
  assert.equal((await bench.run(id)).state, "running", "neither done nor failed");
  await bench.workers([counting("long", 3)]);
  // The queue waits a little before it tries again.
  await bench.until(id, ["done"]);
});

test("jobs of a killed worker are freed and run again", async (t) => {
  const bench = await withBench(t);
  const id = await bench.start("count");
  // What a killed worker leaves: a job locked by a name that holds no advisory lock.
  await bench.world.database.ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = 'worker-dead', locked_at = now()`,
  );
  await bench.world.database.ownerPool.query(
    `update graphile_worker._private_job_queues set locked_by = 'worker-dead', locked_at = now()`,
  );
  await bench.workers([counting("count", 2)]);
  await bench.until(id, ["done"]);
});

test("a job that killed its process each time ends as failed", async (t) => {
  const bench = await withBench(t);
  const id = await bench.start("count");
  await bench.world.database.ownerPool.query(
    "update graphile_worker._private_jobs set attempts = max_attempts",
  );
  await bench.workers([counting("count", 2)]);
  const row = await bench.until(id, ["failed"]);
  assert.equal(row.error, "internal");
});
