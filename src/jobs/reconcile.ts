// 一键对账 as a job.
import { runOfJob, runReconciliation } from "../app/matching/run-reconciliation.ts";
import { refuse } from "../core/result.ts";
import type { Job } from "./job.ts";

export const reconcile: Job = {
  name: "reconcile",
  run: async ({ deps, payload, report }) => {
    const runId = await runOfJob(deps, payload);
    if (runId === null) return refuse({ code: "run_gone" });
    return runReconciliation(deps, { ...payload, runId }, report);
  },
};
