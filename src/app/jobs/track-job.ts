// The life of one job's row while a worker works on it: started, progress, cancel seen, ended.
import { finishJobRun, reportProgress, startJobRun } from "../../db/job-runs.ts";
import { notifyLive } from "../../db/live-events.ts";
import { isOutage } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { JobPayload } from "./start-job.ts";

export type JobEnd = {
  readonly state: "done" | "failed" | "cancelled";
  readonly result: object;
  /** A problem code when it failed. */
  readonly error: string;
};

export type JobProgress = {
  readonly done: number;
  /** 0 while not yet known. */
  readonly total: number;
  /** A key of the web client's words: reading, matching, posting … */
  readonly phase: string;
};

/** False when the run was cancelled before it began, or has ended already. */
export function beginJob(deps: Deps, { orgId, booksId, runId }: JobPayload): Promise<boolean> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    const began = await startJobRun(db, orgId, runId);
    await notifyLive(db, { orgId, booksId, topic: "job", id: runId });
    return began;
  });
}

/** True: somebody asked to cancel. `tell` false stores without waking the browsers. */
export function noteProgress(
  deps: Deps,
  { orgId, booksId, runId }: JobPayload,
  progress: JobProgress & { readonly tell: boolean },
): Promise<boolean> {
  const { done, total, phase } = progress;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const cancel = await reportProgress(db, { orgId, id: runId, done, total, phase });
    if (progress.tell) await notifyLive(db, { orgId, booksId, topic: "job", id: runId });
    return cancel;
  });
}

export function endJob(
  deps: Deps,
  { orgId, booksId, runId }: JobPayload,
  end: JobEnd,
): Promise<void> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    await finishJobRun(db, { orgId, id: runId, ...end });
    await notifyLive(db, { orgId, booksId, topic: "job", id: runId });
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
  });
}

/** The database was away: the same job is taken up again later, from where it stands. */
export const mayTryAgain = isOutage;
