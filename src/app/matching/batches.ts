// The batches of a run, each read ahead on a connection of its own while those before it are posted.
import { type PostableMatch, selectMatchesAfter } from "../../db/matches.ts";
import { recordedMark } from "../../db/recording.ts";
import { inSnapshot } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type BatchFacts, readBatchFacts } from "./post-matches.ts";

/** Lines of a batch: seconds of lock at most, and little to do again after a crash. */
const linesPerBatch = 10_000;
/** The first batches are smaller, because nothing is posted while the first is read. */
const linesOfFirst = 2_500;
/** So are the last ones, because the last share of all is written with no other beside it. */
const linesOfLast = 2_500;

/** How far a run has come, and what is ahead. */
export type Progress = {
  readonly afterLineId: number;
  /** Lines up to there. */
  readonly done: number;
  readonly total: number;
};

/** Depends on nothing but where it begins, so that a run that was killed goes on in the same batches. */
function linesOfBatch({ done, total }: Progress): number {
  const toBegin = done === 0 ? linesOfFirst : done * 2;
  const toEnd = Math.max(Math.ceil((total - done) / 2), linesOfLast);
  return Math.min(toBegin, linesPerBatch, toEnd);
}

export type RunOf = { readonly orgId: number; readonly booksId: number; readonly runId: number };

export type Batch = {
  readonly matches: readonly PostableMatch[];
  /** The last line of the batch; null: there is none left. */
  readonly through: number | null;
  readonly facts: BatchFacts;
  /** recordedMark of the instant at which the facts were read. */
  readonly mark: string;
};

export function readBatch(deps: Deps, run: RunOf, from: Progress): Promise<Batch> {
  return inSnapshot(deps.pool, run.orgId, async (db) => {
    const mark = await recordedMark(db, run.orgId);
    const page = { afterLineId: from.afterLineId, limit: linesOfBatch(from) };
    const matches = await selectMatchesAfter(db, run, page);
    const facts = await readBatchFacts(db, run, run.runId, matches);
    return { matches, through: matches.at(-1)?.bankLineId ?? null, facts, mark };
  });
}
