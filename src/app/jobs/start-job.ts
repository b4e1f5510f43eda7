// Starts long work within the caller's transaction: a row the top bar shows, and a queue entry.
import { enqueueJob, insertJobRun, type JobRunRow } from "../../db/job-runs.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import type { Actor } from "../actor.ts";

/** What a queue entry carries; the work itself reads everything else by these ids. */
export type JobPayload = {
  readonly orgId: number;
  readonly booksId: number;
  readonly runId: number;
  readonly memberId: number | null;
};

export async function startJob(
  db: Db,
  actor: Pick<Actor, "orgId" | "memberId">,
  job: {
    name: string;
    booksId: number;
    refId: number | null;
    /** Jobs of one queue run one after another; what does not post may go beside it. */
    queue?: string;
    /** Begins that much later; until then it is no live work. */
    inSeconds?: number;
  },
): Promise<JobRunRow> {
  const { orgId, memberId } = actor;
  const { booksId, name: kind, refId, inSeconds = 0 } = job;
  const run = await insertJobRun(db, { orgId, booksId, kind, refId, memberId, inSeconds });
  const payload: JobPayload = { orgId, booksId, runId: run.id, memberId };
  await enqueueJob(db, {
    name: kind,
    payload,
    queueName: `${job.queue ?? "books"}-${orgId}-${booksId}`,
    key: `run-${orgId}-${run.id}`,
    inSeconds,
  });
  await notifyLive(db, { orgId, booksId, topic: "job", id: run.id });
  return run;
}
