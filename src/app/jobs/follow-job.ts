// Looking at and cancelling long work.
import type { JobRun } from "../../contract/jobs.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type JobRunRow, jobRunById, liveJobRuns, requestCancel } from "../../db/job-runs.ts";
import { notifyLive } from "../../db/live-events.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type JobRefusal = { readonly code: "job_not_found" };

export async function listLiveJobs(
  deps: Deps,
  input: { orgId: number; booksId: number },
): Promise<JobRun[]> {
  const rows = await inOrganisation(deps.pool, input.orgId, (db) =>
    liveJobRuns(db, input.orgId, input.booksId),
  );
  return rows.map(jobOnWire);
}

export async function findJob(
  deps: Deps,
  input: { orgId: number; booksId: number; id: number },
): Promise<Result<JobRun, JobRefusal>> {
  const row = await inOrganisation(deps.pool, input.orgId, (db) =>
    jobRunById(db, input.orgId, input.id),
  );
  if (row?.booksId !== input.booksId) return refuse({ code: "job_not_found" });
  return ok(jobOnWire(row));
}

/** The work stops at its next report of progress; what it finished before stays. */
export async function cancelJob(
  deps: Deps,
  actor: Actor,
  input: { booksId: number; id: number },
): Promise<Result<JobRun, JobRefusal>> {
  const { orgId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const present = await jobRunById(db, orgId, input.id);
    if (present?.booksId !== input.booksId) return refuse({ code: "job_not_found" });
    const row = await requestCancel(db, orgId, input.id);
    if (!row) return refuse({ code: "job_not_found" });
    await notifyLive(db, { orgId, booksId: row.booksId, topic: "job", id: row.id });
    return ok(jobOnWire(row));
  });
}

function jobOnWire(row: JobRunRow): JobRun {
  return {
    id: row.id,
    kind: row.kind,
    refId: row.refId,
    state: row.state,
    phase: row.phase,
    done: row.done,
    total: row.total,
    cancelRequested: row.cancelRequested,
    result: { ...row.result },
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
