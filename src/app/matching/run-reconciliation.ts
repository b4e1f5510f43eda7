// 一键对账: one run over the books. First every line is matched and the matches are stored; then
// they are posted in batches, and with each it is noted how far the run has come.
// A run that was killed goes on after the last stored batch.

import { dayIn } from "../../clock.ts";
import { isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { jobRunById } from "../../db/job-runs.ts";
import {
  countMatches,
  countOutcomes,
  finishRun,
  insertRun,
  type RunRow,
  selectLaneFigures,
  selectRun,
  setRunJob,
} from "../../db/matches.ts";
import { beginRecording } from "../../db/recording.ts";
import { selectRetainedByRun } from "../../db/retentions.ts";
import { refreshStatistics } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { drawSamples } from "../accuracy/draw-samples.ts";
import { prepareAccuracy } from "../accuracy/recalibrate.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { examineDifferences } from "../differences/examine-differences.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { splitRetentions } from "../posting/finish-residuals.ts";
import type { RunOf } from "./batches.ts";
import { matchInThread } from "./match-in-thread.ts";
import { postBatches } from "./post-batches.ts";

export type StartedRun = { readonly runId: number; readonly jobId: number };

/** Queues a run; jobs of one set of books run one after another. */
export async function startRun(
  deps: Deps,
  actor: Pick<Actor, "orgId" | "memberId">,
  booksId: number,
): Promise<StartedRun> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const { row } = await loadBooksContext(db, { orgId, booksId });
    const asOf = dayIn(row.timeZone, deps.clock.now());
    const runId = await insertRun(db, { orgId, booksId, asOf, memberId });
    const job = await startJob(db, actor, { name: "reconcile", booksId, refId: runId });
    await setRunJob(db, orgId, { runId, jobId: job.id });
    return { runId, jobId: job.id };
  });
}

export type RunProgress = {
  readonly phase: "matching" | "posting";
  readonly done: number;
  readonly total: number;
};

export type RunSummary = {
  readonly lines: number;
  readonly posted: number;
  /** Lines that something else decided or changed while the run was under way. */
  readonly changed: number;
  readonly lanes: readonly {
    readonly lane: string;
    readonly currency: string;
    readonly count: number;
    readonly amountMinor: number;
  }[];
};

/** `report` throws to stop the run: what is posted by then stays, the rest is as it was. */
export async function runReconciliation(
  deps: Deps,
  run: { readonly orgId: number; readonly runId: number; readonly memberId: number | null },
  report: (progress: RunProgress) => Promise<void>,
): Promise<Result<RunSummary, { readonly code: "run_gone" }>> {
  const { orgId, runId } = run;
  const row = await inOrganisation(deps.pool, orgId, (db) => selectRun(db, orgId, runId));
  if (!row) return refuse({ code: "run_gone" });
  const { booksId } = row;
  const summary = await matchAndPost(deps, run, row, report);
  // the next pages read what was written just now
  await inOrganisation(deps.pool, orgId, refreshStatistics).catch((error: unknown) =>
    deps.log.warn({ error }, "statistics were not refreshed"),
  );
  // what is left gets its cause, its owner and its day; the run itself is done, whatever comes of this
  await examineDifferences(deps, { orgId, booksId, memberId: null }, { again: false });
  return ok(summary);
}

/** The run itself. If it fails or is stopped, what is posted stays and the run says so. */
async function matchAndPost(
  deps: Deps,
  run: { readonly orgId: number; readonly runId: number; readonly memberId: number | null },
  row: RunRow,
  report: (progress: RunProgress) => Promise<void>,
): Promise<RunSummary> {
  const { orgId, runId } = run;
  try {
    if (row.engineVersion === "") {
      await prepareAccuracy(deps, { orgId, booksId: row.booksId, memberId: null, actor: "system" });
      const order = { orgId, booksId: row.booksId, runId, asOf: isoDate(row.asOf) };
      await matchInThread(deps.pool, order, (done, total) =>
        report({ phase: "matching", done, total }),
      );
    }
    const { booksId, storedThrough: from } = row;
    return await postRun(deps, { ...run, booksId, from }, report);
  } catch (error) {
    // what is posted stays, and its retentions are not left out
    await splitRunRetentions(deps, { ...run, booksId: row.booksId }).catch((left: unknown) =>
      deps.log.error({ error: left, runId }, "retentions of a stopped run were not split"),
    );
    await inOrganisation(deps.pool, orgId, (db) =>
      finishRun(db, { orgId, runId }, { state: "cancelled", counts: {} }),
    ).catch(() => undefined);
    throw error;
  }
}

async function postRun(
  deps: Deps,
  run: {
    readonly orgId: number;
    readonly booksId: number;
    readonly runId: number;
    readonly memberId: number | null;
    readonly from: number;
  },
  report: (progress: RunProgress) => Promise<void>,
): Promise<RunSummary> {
  const { orgId, booksId, runId, memberId } = run;
  const of = { orgId, booksId, runId };
  const counted = await inOrganisation(deps.pool, orgId, (db) => countMatches(db, of, run.from));
  const { total, done } = counted;
  const tell = (posted: number) => report({ phase: "posting", done: posted, total });
  await tell(done);
  const from = { afterLineId: run.from, done, total };
  await postBatches(deps, { ...of, memberId }, { ...from, report: tell });
  await splitRunRetentions(deps, { ...of, memberId });
  await tell(total);
  await drawSamples(deps, { orgId, booksId, runId });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const lanes = await selectLaneFigures(db, { orgId, booksId });
    const summary = { lines: total, ...(await countOutcomes(db, { orgId, runId })), lanes };
    await finishRun(db, { orgId, runId }, { state: "done", counts: summary });
    return summary;
  });
}

/** Again after a crash it finds what is still to be done, or nothing. */
async function splitRunRetentions(
  deps: Deps,
  run: RunOf & { readonly memberId: number | null },
): Promise<void> {
  await inOrganisation(deps.pool, run.orgId, async (db) => {
    const recording = await beginRecording(db, run);
    await splitRetentions(db, recording, await selectRetainedByRun(db, run));
  });
}

/** The run a job is about. */
export async function runOfJob(deps: Deps, payload: JobPayload): Promise<number | null> {
  const { orgId, runId } = payload;
  const job = await inOrganisation(deps.pool, orgId, (db) => jobRunById(db, orgId, runId));
  return job?.refId ?? null;
}
