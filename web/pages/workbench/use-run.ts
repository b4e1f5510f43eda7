// 一键对账 from the workbench: starts a run, follows its job, and tells when it has ended.
import { useEffect, useRef } from "react";
import { type JobRun, jobRun } from "../../../src/contract/jobs.ts";
import { startedRun, type WorkbenchSummary } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";

/** Also without live events. */
const refreshMs = 1_000;

export type Run = {
  readonly start: () => void;
  readonly isStarting: boolean;
  readonly error: Error | null;
  /** The job of the run that is under way; null when none is. */
  readonly job: JobRun | null;
  readonly isRunning: boolean;
};

export function useRun(
  summary: WorkbenchSummary | undefined,
  onDone: (runId: number) => void,
): Run {
  const base = useBooksPath();
  const start = useSend(startedRun, "POST", [`${base}/jobs`, `${base}/workbench`]);
  const lastRun = summary?.lastRun ?? null;
  const isRunning = lastRun?.state === "running";
  const jobId = isRunning ? lastRun.jobId : null;
  const { data } = useGet(jobRun, `${base}/jobs/${jobId ?? 0}`, {
    enabled: jobId !== null,
    ...(jobId === null ? {} : { refreshMs }),
  });
  const before = useRef<{ id: number; state: string } | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = lastRun && { id: lastRun.id, state: lastRun.state };
    if (!was || !lastRun || lastRun.state === "running") return;
    if (was.state === "running" || was.id !== lastRun.id) onDone(lastRun.id);
  }, [lastRun, onDone]);
  return {
    start: () => {
      if (!isRunning && !start.isPending) start.mutate({ path: `${base}/runs`, body: {} });
    },
    isStarting: start.isPending,
    error: start.error,
    job: jobId === null ? null : (data ?? null),
    isRunning,
  };
}
