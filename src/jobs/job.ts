// A job: long work behind one use case, safe to run twice. It reports progress and stops where
// somebody asked it to; an outage of the database takes it up again, from what is stored.

import { z } from "zod";
import type { Deps } from "../app/deps.ts";
import type { JobPayload } from "../app/jobs/start-job.ts";
import {
  beginJob,
  endJob,
  type JobProgress,
  mayTryAgain,
  noteProgress,
} from "../app/jobs/track-job.ts";
import type { Result } from "../core/result.ts";

export type { JobPayload, JobProgress };

/** What stands in the queue was written by startJob, perhaps of an earlier version. */
export const payloadSchema: z.ZodType<JobPayload> = z.object({
  orgId: z.number().int(),
  booksId: z.number().int(),
  runId: z.number().int(),
  memberId: z.number().int().nullable(),
});

export type JobContext = {
  readonly deps: Deps;
  readonly payload: JobPayload;
  /** Stores the progress; throws JobCancelled when somebody asked to cancel. Once per batch. */
  readonly report: (progress: JobProgress) => Promise<void>;
};

export type Job = {
  /** snake_case: the name in the queue and the kind of the run. */
  readonly name: string;
  /** The value becomes the run's result; a refusal's code its error. */
  readonly run: (context: JobContext) => Promise<Result<object, { readonly code: string }>>;
};

class JobCancelled extends Error {
  override name = "JobCancelled";
}

/** The process ends; the job goes back into the queue and is taken up again where it stands. */
class JobInterrupted extends Error {
  override name = "JobInterrupted";
}

/** How often the browsers are told; the row is written at every report. */
const tellEveryMs = 250;

export async function runJob(
  deps: Deps,
  job: Job,
  work: { payload: JobPayload; isLastAttempt: boolean; isStopping?: () => boolean },
): Promise<void> {
  const { payload } = work;
  if (!(await beginJob(deps, payload))) return;
  let told = Number.NEGATIVE_INFINITY;
  const report = async (progress: JobProgress) => {
    if (work.isStopping?.()) throw new JobInterrupted();
    const tell = deps.clock.monotonicMs() - told >= tellEveryMs || progress.done === progress.total;
    if (tell) told = deps.clock.monotonicMs();
    if (await noteProgress(deps, payload, { ...progress, tell })) throw new JobCancelled();
  };
  try {
    const result = await job.run({ deps, payload, report });
    const end = result.ok
      ? { state: "done" as const, result: result.value, error: "" }
      : { state: "failed" as const, result: result.error, error: result.error.code };
    await endJob(deps, payload, end);
  } catch (error) {
    if (error instanceof JobCancelled) {
      return endJob(deps, payload, { state: "cancelled", result: {}, error: "" });
    }
    if (error instanceof JobInterrupted) throw error;
    if (mayTryAgain(error) && !work.isLastAttempt) throw error;
    deps.log.error({ err: error, job: job.name, run: payload.runId }, "job failed");
    const code = mayTryAgain(error) ? "unavailable" : "internal";
    await endJob(deps, payload, { state: "failed", result: {}, error: code });
  }
}
