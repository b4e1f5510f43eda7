// "What if": a changed rule is tried on the books' own history before it is switched on. A job with
// progress; it posts nothing and changes nothing but its own record.
import { Worker } from "node:worker_threads";
import { dayIn } from "../../clock.ts";
import type { ReplayOnWire } from "../../contract/replays.ts";
import type { RuleBody } from "../../contract/rules.ts";
import type { ReplayFigure, ReplaySummary } from "../../core/calibration/compare-replay.ts";
import { isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { jobRunById } from "../../db/job-runs.ts";
import { selectBooks } from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";
import {
  finishReplay,
  insertReplay,
  type ReplayRow,
  selectReplay,
  setReplayJob,
} from "../../db/rule-replays.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectLinesById, selectWorkbenchItems } from "../../db/workbench.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { connectionOf } from "../matching/match-in-thread.ts";
import { threadOptions } from "../thread-options.ts";
import type { ReplayMessage, ReplayOrder } from "./replay-thread.ts";
import { type RuleSettingFault, settingFault } from "./rule-settings.ts";

export async function startReplay(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly code: string; readonly setting: RuleBody },
): Promise<Result<{ readonly replayId: number; readonly jobId: number }, RuleSettingFault>> {
  const { orgId, memberId } = actor;
  const { booksId, code } = input;
  const checked = settingFault(code, input.setting);
  if (!checked.ok) return checked;
  const setting = checked.value;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const replayId = await insertReplay(db, { orgId, booksId }, { code, setting, memberId });
    // it posts nothing, so it need not wait for imports and runs
    const work = { name: "replay_rule", booksId, refId: replayId, queue: "replay" };
    const job = await startJob(db, actor, work);
    await setReplayJob(db, orgId, { replayId, jobId: job.id });
    return ok({ replayId, jobId: job.id });
  });
}

type Report = (progress: { phase: string; done: number; total: number }) => Promise<void>;

/** The replay a job is about; safe to run twice. */
export async function runReplayJob(
  deps: Deps,
  { orgId, runId }: JobPayload,
  report: Report,
): Promise<Result<{ readonly replayId: number }, { readonly code: "run_gone" }>> {
  const found = await inOrganisation(deps.pool, orgId, async (db) => {
    const job = await jobRunById(db, orgId, runId);
    const replay = job?.refId ? await selectReplay(db, orgId, job.refId) : null;
    const books = replay && (await selectBooks(db, orgId, replay.booksId));
    return replay && books ? { replay, timeZone: books.timeZone } : null;
  });
  if (!found) return refuse({ code: "run_gone" });
  const { replay, timeZone } = found;
  try {
    await replayInThread(deps, report, {
      orgId,
      booksId: replay.booksId,
      replayId: replay.id,
      asOf: isoDate(dayIn(timeZone, deps.clock.now())),
      code: replay.code,
      setting: replay.setting,
    });
  } catch (error) {
    const end = { replayId: replay.id, state: "failed", summary: null, lines: [] } as const;
    await inOrganisation(deps.pool, orgId, (db) => finishReplay(db, orgId, end)).catch(
      () => undefined,
    );
    throw error;
  }
  return ok({ replayId: replay.id });
}

async function replayInThread(
  deps: Deps,
  report: Report,
  order: Omit<ReplayOrder, "connection">,
): Promise<void> {
  const worker = new Worker(new URL("./replay-thread.ts", import.meta.url), {
    workerData: { ...order, connection: connectionOf(deps.pool) } satisfies ReplayOrder,
    ...threadOptions(),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      let reporting = false;
      worker.on("message", (message: ReplayMessage) => {
        if (message.type === "done") return resolve();
        if (reporting) return;
        reporting = true;
        report({ phase: "replaying", done: message.done, total: message.total }).then(() => {
          reporting = false;
        }, reject);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the replay thread ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}

export async function readReplay(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number; readonly homeCurrency: string },
  id: number,
): Promise<Result<ReplayOnWire, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const row = await selectReplay(db, books.orgId, id);
    if (row?.booksId !== books.booksId) return refuse({ code: "not_found" });
    const { code, state, jobId } = row;
    return ok({
      ...{ id, code, state, jobId },
      summary: row.summary && summaryOnWire(row.summary, books.homeCurrency),
      lines: await linesOnWire(db, books, row),
    });
  });
}

function summaryOnWire(
  { lines, changes, ...figures }: ReplaySummary,
  currency: string,
): NonNullable<ReplayOnWire["summary"]> {
  const figure = ({ count, homeMinor }: ReplayFigure) => ({
    count,
    home: { amount: formatMinor(homeMinor, currency), currency },
  });
  const judged = (of: ReplaySummary["changes"]["added"]) => ({
    right: figure(of.right),
    wrong: figure(of.wrong),
    unproven: figure(of.unproven),
  });
  return {
    lines,
    automaticBefore: figure(figures.automaticBefore),
    automaticAfter: figure(figures.automaticAfter),
    wrongBefore: figure(figures.wrongBefore),
    wrongAfter: figure(figures.wrongAfter),
    added: judged(changes.added),
    changed: judged(changes.changed),
    dropped: judged(changes.dropped),
  };
}

async function linesOnWire(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  { lines }: ReplayRow,
): Promise<ReplayOnWire["lines"]> {
  const rows = new Map(
    (
      await selectLinesById(
        db,
        books,
        lines.map(({ lineId }) => lineId),
      )
    ).map((row) => [row.id, row]),
  );
  const itemIds = lines.flatMap(({ before, after, right }) =>
    [...before, ...after, ...(right ?? [])].map(([id]) => id),
  );
  const items = new Map(
    (await selectWorkbenchItems(db, books, [...new Set(itemIds)])).map((item) => [item.id, item]),
  );
  const partsOf = (parts: readonly (readonly [number, number])[]) =>
    parts.flatMap(([id, minor]) => {
      const item = items.get(id);
      if (!item) return [];
      const { no, customerName, currency } = item;
      return [{ no, customerName, amount: { amount: formatMinor(minor, currency), currency } }];
    });
  return lines.flatMap(({ lineId, kind, judged, before, after, right }) => {
    const line = rows.get(lineId);
    if (!line) return [];
    const { date, payerName, memo, currency, amountMinor } = line;
    return [
      {
        ...{ lineId, kind, judged, date, payerName, memo },
        amount: { amount: formatMinor(amountMinor, currency), currency },
        before: partsOf(before),
        after: partsOf(after),
        right: right && partsOf(right),
      },
    ];
  });
}
