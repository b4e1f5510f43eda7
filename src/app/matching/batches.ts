// The batches of a run, read ahead: while one is posted on its connection, the next is read on
// another. What was read ahead is used only if nobody but the run has recorded anything since, and
// what the batch before it changed is read again.
import { selectLedgerItems } from "../../db/ledger-state.ts";
import { type PostableMatch, selectMatchesAfter } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, recordedMark } from "../../db/recording.ts";
import { inSnapshot } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { itemIdsOf } from "../posting/ledger-facts.ts";
import { type BatchFacts, readBatchFacts, requestsOf } from "./post-matches.ts";

/**
 * Lines posted in one transaction: seconds of lock at most, and little to do again after a crash. The
 * first batches are small, because nothing is posted while the first is read.
 */
const linesOfFirst = 2_500;
const linesPerBatch = 10_000;

export type RunOf = { readonly orgId: number; readonly booksId: number; readonly runId: number };

export type Batch = {
  readonly matches: readonly PostableMatch[];
  /** The batch that follows may have so many lines. */
  readonly nextLimit: number;
  /** The last line of the batch; null: there is none left. */
  readonly through: number | null;
  readonly facts: BatchFacts;
  /** recordedMark of the instant at which the facts were read. */
  readonly mark: string;
};

/** A batch that is posted: the marks before and after it, and the items it was about. */
export type PostedBatch = {
  readonly began: string;
  readonly ended: string;
  readonly itemIds: ReadonlySet<number>;
};

export function readBatch(
  deps: Deps,
  run: RunOf,
  { afterLineId, limit = linesOfFirst }: { readonly afterLineId: number; readonly limit?: number },
): Promise<Batch> {
  return inSnapshot(deps.pool, run.orgId, async (db) => {
    const mark = await recordedMark(db, run.orgId);
    const matches = await selectMatchesAfter(db, run, { afterLineId, limit });
    const facts = await readBatchFacts(db, run, run.runId, matches);
    const nextLimit = Math.min(limit * 2, linesPerBatch);
    return { matches, through: matches.at(-1)?.bankLineId ?? null, facts, mark, nextLimit };
  });
}

/** The facts as they are now; the transaction holds the writing lock, and `mark` is its first. */
export async function currentFacts(
  db: Db,
  recording: Recording,
  {
    runId,
    batch,
    before,
    mark,
  }: {
    readonly runId: number;
    readonly batch: Batch;
    readonly before: PostedBatch | null;
    readonly mark: string;
  },
): Promise<BatchFacts> {
  if (batch.mark === mark) return batch.facts;
  if (before === null || batch.mark !== before.began || mark !== before.ended) {
    return readBatchFacts(db, recording, runId, batch.matches);
  }
  const { lines, ledger } = batch.facts;
  const moved = [...itemIdsOf(requestsOf(batch.matches, runId))].filter((id) =>
    before.itemIds.has(id),
  );
  const items = new Map([...ledger.items, ...(await selectLedgerItems(db, recording, moved))]);
  return { lines, ledger: { ...ledger, items } };
}
