// Makes statements of many customers as a job, some at a time, each step with how far it came in one
// transaction; then lets them leave, if that was asked for. Killed, it goes on where it stands.
import { dayIn } from "../../clock.ts";
import { type StatementAskOnWire, statementAsk } from "../../contract/statements.ts";
import { isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import { jobRunById } from "../../db/job-runs.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording } from "../../db/recording.ts";
import {
  advanceBatch,
  countBatchStatements,
  finishBatch,
  insertBatch,
  selectBatch,
  selectBatchDrafts,
} from "../../db/statement-batches.ts";
import { countCustomersToState, selectCustomersToState } from "../../db/statement-new.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { sendMessages } from "../sending/send-messages.ts";
import { cyclesAsked } from "./check-statements.ts";
import type { StatementBooks } from "./load-sources.ts";
import { makeStatements } from "./make-statements.ts";
import { openSendingDesk, sendStatement } from "./send-statements.ts";

/** Customers a step: others may post between two steps. */
const step = 40;

export async function startStatementBatch(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly ask: StatementAskOnWire },
): Promise<{ readonly batchId: number; readonly jobId: number }> {
  const { orgId, memberId } = actor;
  const { booksId, ask } = input;
  return inOrganisation(deps.pool, orgId, (db) =>
    startBatchWithin(db, { orgId, booksId, memberId }, ask),
  );
}

/** memberId null: the clock asks. */
export async function startBatchWithin(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly memberId: number | null },
  ask: StatementAskOnWire,
): Promise<{ readonly batchId: number; readonly jobId: number }> {
  const batchId = await insertBatch(db, { ...of, ask });
  const { booksId } = of;
  const work = { name: "make_statements", booksId, refId: batchId, queue: "outbox" };
  const job = await startJob(db, of, work);
  return { batchId, jobId: job.id };
}

type Report = (progress: { phase: string; done: number; total: number }) => Promise<void>;

type Batch = {
  readonly deps: Deps;
  readonly payload: JobPayload;
  readonly batchId: number;
  readonly ask: StatementAskOnWire;
  readonly books: StatementBooks & { readonly timeZone: string };
  readonly actorName: string;
};

export type BatchOutcome = {
  readonly made: number;
  readonly sent: number;
  readonly skipped: number;
};

export async function runStatementBatch(
  deps: Deps,
  payload: JobPayload,
  report: Report,
): Promise<Result<BatchOutcome, { readonly code: "run_gone" }>> {
  const batch = await loadBatch(deps, payload);
  if (batch === null) return refuse({ code: "run_gone" });
  await makeAll(batch, report);
  if (batch.ask.send) await queueAll(batch, report);
  const { orgId } = payload;
  const outcome = await inOrganisation(deps.pool, orgId, async (db) => {
    await finishBatch(db, orgId, batch.batchId);
    const counted = await countBatchStatements(db, orgId, payload.runId);
    const row = await selectBatch(db, orgId, batch.batchId);
    const sent = counted.made - counted.drafts;
    return { made: counted.made, sent, skipped: row?.skipped.length ?? 0 };
  });
  if (batch.ask.send) await sendMessages(deps, payload, report);
  return ok(outcome);
}

async function loadBatch(deps: Deps, payload: JobPayload): Promise<Batch | null> {
  const { orgId, booksId, runId } = payload;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const job = await jobRunById(db, orgId, runId);
    const row = job?.refId ? await selectBatch(db, orgId, job.refId) : null;
    const books = await booksById(db, orgId, booksId);
    if (row === null || books === null) return null;
    const today = dayIn(books.timeZone, deps.clock.now());
    const { name, ownNames, ownTaxIds, timeZone } = books;
    return {
      deps,
      payload,
      batchId: row.id,
      ask: statementAsk.parse(row.ask),
      books: { orgId, booksId, name, ownNames, ownTaxIds, today, timeZone },
      actorName: "",
    };
  });
}

async function makeAll(batch: Batch, report: Report): Promise<void> {
  const { deps, payload, ask, books } = batch;
  const { orgId } = payload;
  const filter = { cycles: cyclesAsked(ask), customerIds: ask.customerIds };
  const total = await inOrganisation(deps.pool, orgId, (db) =>
    countCustomersToState(db, books, filter),
  );
  const wanted = { ...ask, from: isoDate(ask.from), to: isoDate(ask.to) };
  for (let done = 0; ; ) {
    const count = await inOrganisation(deps.pool, orgId, async (db) => {
      const recording = await beginRecording(db, payload);
      const row = await selectBatch(db, orgId, batch.batchId);
      const above = row?.reachedCustomerId ?? 0;
      const ids = await selectCustomersToState(db, books, { ...filter, above, limit: step });
      const last = ids.at(-1);
      if (last === undefined) return 0;
      const { actorName } = batch;
      const making = { db, recording, books, ask: wanted, actorName, jobId: payload.runId };
      const { skipped } = await makeStatements(making, ids);
      await advanceBatch(db, orgId, { id: batch.batchId, reachedCustomerId: last, skipped });
      return ids.length;
    });
    if (count === 0) return;
    done += count;
    await report({ phase: "statements", done: Math.min(done, total), total });
  }
}

/** Drafts of this job into the outbox; those without a contact stay drafts and are named. */
async function queueAll(batch: Batch, report: Report): Promise<void> {
  const { deps, payload, books } = batch;
  const { orgId, memberId, runId: jobId } = payload;
  const { drafts } = await inOrganisation(deps.pool, orgId, (db) =>
    countBatchStatements(db, orgId, jobId),
  );
  for (let above = 0, done = 0; ; ) {
    const ids = await inOrganisation(deps.pool, orgId, async (db) => {
      const some = await selectBatchDrafts(db, orgId, { jobId, limit: step, above });
      const actor = { orgId, memberId, name: batch.actorName };
      const desk = await openSendingDesk(deps, db, { actor, timeZone: books.timeZone });
      for (const statementId of some) await sendStatement(desk, { statementId });
      return some;
    });
    const last = ids.at(-1);
    if (last === undefined) return;
    above = last;
    done += ids.length;
    await report({ phase: "queueing", done, total: drafts });
  }
}
