// What evidence is worth in these books: learned with a trial on history, shown beside the shipped
// table, put in use or taken back by a person.
import type { EvidenceWeightsOnWire } from "../../contract/evidence-weights.ts";
import { shippedWeights } from "../../core/matching/weights.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  insertWeightsChoice,
  selectNewestWeights,
  selectWeightsChoice,
  weightsCode,
} from "../../db/evidence-weights.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertReplay, setReplayJob } from "../../db/rule-replays.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { startJob } from "../jobs/start-job.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function readWeights(deps: Deps, books: InBooks): Promise<EvidenceWeightsOnWire> {
  return inOrganisation(deps.pool, books.orgId, (db) => weightsOnWire(db, books));
}

async function weightsOnWire(db: Db, books: InBooks): Promise<EvidenceWeightsOnWire> {
  const newest = await selectNewestWeights(db, books);
  const choice = await selectWeightsChoice(db, books);
  return {
    shipped: shippedWeights.version,
    inUse: choice?.version ?? null,
    chosen: choice && {
      at: choice.recordedAt.toISOString(),
      by: choice.by,
      reason: choice.reason,
    },
    learned: newest && {
      version: newest.version,
      shipped: newest.shipped,
      at: newest.recordedAt.toISOString(),
      replayId: newest.replayId,
      lines: newest.figures.lines,
      confirmed: newest.figures.confirmed,
      kinds: newest.figures.kinds.map((kind) => ({ ...kind })),
    },
  };
}

/** Learns and tries in one go: no version without what it would change. Posts nothing. */
export async function startLearning(
  deps: Deps,
  actor: Actor,
  booksId: number,
): Promise<{ readonly replayId: number; readonly jobId: number }> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const setting = { code: weightsCode };
    const replayId = await insertReplay(
      db,
      { orgId, booksId },
      { code: weightsCode, setting, memberId },
    );
    const work = { name: "replay_rule", booksId, refId: replayId, queue: "replay" };
    const job = await startJob(db, actor, work);
    await setReplayJob(db, orgId, { replayId, jobId: job.id });
    return { replayId, jobId: job.id };
  });
}

/** `version` null: back to the shipped table. Only the newest version is offered. */
export async function chooseWeights(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly version: number | null; readonly reason: string },
): Promise<Result<EvidenceWeightsOnWire, { readonly code: "reason_missing" | "weights_changed" }>> {
  const { orgId, memberId } = actor;
  const { booksId, version, reason } = input;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const newest = await selectNewestWeights(db, recording);
    if (version !== null && newest?.version !== version) return refuse({ code: "weights_changed" });
    await insertWeightsChoice(db, recording, { version, reason });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "weights.choose",
        subjectKind: "books",
        subjectId: booksId,
        detail: { version, reason },
      },
    ]);
    return ok(await weightsOnWire(db, { orgId, booksId }));
  });
}
