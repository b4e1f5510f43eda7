// Long work in the top bar: percentage while it runs, cancel, how it ended.
import { Button, Progress } from "antd";
import { useState } from "react";
import { type JobRun, jobRun, jobRunList } from "../../src/contract/jobs.ts";
import { useGet, useSend } from "../api/query.ts";
import { useBooksPath } from "../api/session.tsx";
import { grouped } from "../ui/count.ts";
import { PanelPopover } from "../ui/panel-popover.tsx";
import { StatusTag } from "../ui/status-tag.tsx";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

/** While something runs, also without live events. */
const refreshMs = 3_000;

export function RunningJobs() {
  const w = useWords(frameWords);
  const path = `${useBooksPath()}/jobs`;
  const [isBusy, setBusy] = useState(false);
  const { data } = useGet(jobRunList, path, isBusy ? { refreshMs } : {});
  const rows = data?.rows ?? [];
  const running = rows.filter(({ state }) => state === "running" || state === "queued");
  if (running.length > 0 !== isBusy) setBusy(running.length > 0);
  if (rows.length === 0) return null;
  const first = running[0];
  const share = first ? percentOf(first) : null;
  const list = (
    <div style={{ width: 300, display: "grid", gap: 14 }}>
      {rows.map((row) => (
        <JobLine key={row.id} job={row} path={path} />
      ))}
    </div>
  );
  return (
    <PanelPopover content={list} title={w("jobs")} placement="bottomRight">
      <button type="button" className="bar-button" aria-label={w("jobs")}>
        {first ? (
          <>
            <Progress
              type="circle"
              percent={share ?? 0}
              size={16}
              strokeWidth={16}
              showInfo={false}
            />
            <span>{share === null ? w("jobQueued") : `${share} %`}</span>
          </>
        ) : (
          <span>{w("jobs")}</span>
        )}
      </button>
    </PanelPopover>
  );
}

function JobLine({ job, path }: { job: JobRun; path: string }) {
  const w = useWords(frameWords);
  const cancel = useSend(jobRun, "POST", [path]);
  const isLive = job.state === "running" || job.state === "queued";
  const share = percentOf(job);
  return (
    <div>
      <div style={{ display: "flex", alignItems: "center", gap: 8 }}>
        <b>{useJobName(job.kind)}</b>
        <span style={{ marginLeft: "auto" }}>
          {isLive ? (
            <Button
              size="small"
              type="text"
              disabled={job.cancelRequested}
              onClick={() => cancel.mutate({ path: `${path}/${job.id}/cancel` })}
            >
              {job.cancelRequested ? w("cancelling") : w("cancel")}
            </Button>
          ) : (
            <StatusTag status={job.state} />
          )}
        </span>
      </div>
      {isLive ? (
        <Progress percent={share ?? 0} size="small" showInfo={false} status="active" />
      ) : null}
      <div className="page-note">
        <ProgressText job={job} />
      </div>
    </div>
  );
}

/** `已处理 34,120 / 100,000 笔 · 还需约 8 秒` */
function ProgressText({ job }: { job: JobRun }) {
  const w = useWords(frameWords);
  if (job.state === "queued") return <>{w("jobQueued")}</>;
  const done = grouped(job.done);
  const progress =
    job.total > 0
      ? w("jobProgress", { done, total: grouped(job.total) })
      : w("jobDoneSoFar", { done });
  const seconds = secondsLeft(job);
  if (seconds === null) return <>{progress}</>;
  const left =
    seconds < 90
      ? w("jobSecondsLeft", { seconds })
      : w("jobMinutesLeft", { minutes: Math.ceil(seconds / 60) });
  return <>{`${progress} · ${left}`}</>;
}

function useJobName(kind: string): string {
  const w = useWords(frameWords);
  if (kind.includes("import")) return w("jobImport");
  if (kind === "replay_rule") return w("jobReplay");
  if (kind === "make_statements") return w("jobStatements");
  if (kind === "print_papers") return w("jobPrinting");
  if (kind === "send_messages") return w("jobSending");
  if (kind === "rate_customers") return w("jobRating");
  return kind.includes("match") || kind.includes("reconcile") ? w("jobMatching") : kind;
}

function percentOf({ done, total }: JobRun): number | null {
  return total > 0 ? Math.min(100, Math.floor((done * 100) / total)) : null;
}

/** From the pace so far; null while it says little. */
function secondsLeft({ state, startedAt, done, total }: JobRun): number | null {
  if (state !== "running" || startedAt === null || done < total / 50 || total === 0) return null;
  const elapsed = (Date.now() - new Date(startedAt).getTime()) / 1_000;
  return Math.max(1, Math.round((elapsed / done) * (total - done)));
}
