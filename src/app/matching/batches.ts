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

/** Lines posted in one transaction: seconds of lock at most, and little to do again after a crash. */
const linesPerBatch = 10_000;
/** The first batches are smaller, because nothing is posted while the first is read. */
const linesOfFirst = 2_500;

/** Depends on nothing but how many come before, so that a run that was killed goes on in the same batches. */
function linesOfBatch(done: number): number {
  return Math.min(done === 0 ? linesOfFirst : done * 2, linesPerBatch);
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

/** A batch that is posted: the marks before, within and after it, and the items it was about. */
export type PostedBatch = {
  readonly marks: readonly string[];
  readonly itemIds: ReadonlySet<number>;
};

export function readBatch(
  deps: Deps,
  run: RunOf,
  { afterLineId, done }: { readonly afterLineId: number; readonly done: number },
): Promise<Batch> {
  return inSnapshot(deps.pool, run.orgId, async (db) => {
    const mark = await recordedMark(db, run.orgId);
    const page = { afterLineId, limit: linesOfBatch(done) };
    const matches = await selectMatchesAfter(db, run, page);
    const facts = await readBatchFacts(db, run, run.runId, matches);
    return { matches, through: matches.at(-1)?.bankLineId ?? null, facts, mark };
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
    readonly batch: Pick<Batch, "matches" | "facts" | "mark">;
    readonly before: PostedBatch | null;
    readonly mark: string;
  },
): Promise<BatchFacts> {
  if (batch.mark === mark) return batch.facts;
  // read while the batch before was under way, and nobody else recorded anything since
  if (!before?.marks.includes(batch.mark) || mark !== before.marks.at(-1)) {
    return readBatchFacts(db, recording, runId, batch.matches);
  }
  const { lines, ledger } = batch.facts;
  const moved = [...itemIdsOf(requestsOf(batch.matches, runId))].filter((id) =>
    before.itemIds.has(id),
  );
  const items = new Map([...ledger.items, ...(await selectLedgerItems(db, recording, moved))]);
  return { lines, ledger: { ...ledger, items } };
}
