// Long work with progress: imports, matching runs.
import { z } from "zod";
import { instantText, recordId } from "./page.ts";

export const jobRun = z
  .object({
    id: recordId,
    /** Name of the job: import_file, run_matching … */
    kind: z.string(),
    /** The batch or run it works on. */
    refId: recordId.nullable(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    phase: z.string(),
    done: z.number(),
    /** 0 while not yet known. */
    total: z.number(),
    cancelRequested: z.boolean(),
    result: z.record(z.string(), z.unknown()),
    /** A problem code when it failed. */
    error: z.string(),
    createdAt: instantText,
    startedAt: instantText.nullable(),
    finishedAt: instantText.nullable(),
  })
  .meta({ id: "JobRun" });
export type JobRun = z.infer<typeof jobRun>;
export const jobRunList = z.object({ rows: z.array(jobRun) });
