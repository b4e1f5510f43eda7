// A batch of a run is posted and it is noted how far the run has come: in one transaction, or in two
// that write at once, each for its share of the customers. The second ends as if it had begun when the
// first ended. If others wait to record, or it cannot follow, its share is posted by itself.
import { assert } from "../../core/assert.ts";
import { moveRun, type PostableMatch } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import {
  beginRecordingTogether,
  type ChainHead,
  moveEntryChain,
  type Recording,
  recordBeside,
  recordedMark,
  storeAudit,
  takeTurn,
} from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { itemIdsOf } from "../posting/ledger-facts.ts";
import { type Batch, currentFacts, type PostedBatch, type RunOf } from "./batches.ts";
import { type BatchCounts, type BatchFacts, postMatches, requestsOf } from "./post-matches.ts";
import { sharesOf } from "./shares.ts";

type Posting = RunOf & { readonly memberId: number | null };
type BatchToPost = {
  readonly batch: Pick<Batch, "matches" | "facts" | "mark">;
  readonly through: number;
  readonly before: PostedBatch | null;
};

/** What the second transaction goes on from while the first still writes. */
type Linked = {
  readonly recording: Recording;
  readonly facts: BatchFacts;
  readonly head: ChainHead;
  /** The matches of the second; none: all are the first one's. */
  readonly second: readonly PostableMatch[];
};

type Led = {
  readonly began: string;
  readonly ended: string;
  readonly second: readonly PostableMatch[];
};

export async function postBatch(deps: Deps, run: Posting, of: BatchToPost): Promise<PostedBatch> {
  const { batch } = of;
  const itemIds = itemIdsOf(requestsOf(batch.matches, run.runId));
  const linked = Promise.withResolvers<Linked>();
  const first = postFirst(deps, run, of, linked.resolve);
  first.catch(linked.reject);
  const second = linked.promise.then((from) =>
    from.second.length === 0 ? null : postSecond(deps, run, of.through, { from, first }),
  );
  const [led, followed] = await Promise.allSettled([first, second]);
  if (led.status === "rejected") throw led.reason;
  const { began, ended, second: rest } = led.value;
  if (rest.length === 0) return { marks: [began, ended], itemIds };
  if (followed.status === "fulfilled" && followed.value !== null) {
    return { marks: [began, ended, followed.value], itemIds };
  }
  if (followed.status === "rejected") {
    // what is really wrong shows itself again below
    deps.log.warn({ error: followed.reason, runId: run.runId }, "a share of a run is posted anew");
  }
  const { marks } = await postBatch(deps, run, { ...of, batch: { ...batch, matches: rest } });
  return { marks, itemIds };
}

/** Holds the writing lock from its beginning. */
function postFirst(
  deps: Deps,
  run: Posting,
  { batch, before, through }: BatchToPost,
  onLinked: (linked: Linked) => void,
): Promise<Led> {
  const { orgId, runId } = run;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecordingTogether(db, run);
    const began = await recordedMark(db, orgId);
    const facts = await currentFacts(db, recording, { runId, batch, before, mark: began });
    const { first, second } = sharesOf(batch.matches, facts);
    const posted = await postMatches(db, recording, runId, {
      matches: first,
      facts,
      onLinked: (head) => onLinked({ recording, facts, head, second }),
    });
    await moveEntryChain(db, recording, posted.head);
    const reached = second.length === 0 ? { through } : {};
    await noteShare(db, recording, runId, { ...posted, lines: first.length, ...reached });
    return { began, ended: await recordedMark(db, orgId), second };
  });
}

/** Writes at once with the first and waits for its end; the mark then. Null: others wait to record. */
function postSecond(
  deps: Deps,
  run: Posting,
  through: number,
  { from, first }: { readonly from: Linked; readonly first: Promise<Led> },
): Promise<string | null> {
  const { orgId, runId } = run;
  const { head, facts, second: matches } = from;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await recordBeside(db, from.recording);
    if (recording === null) return null;
    const posted = await postMatches(db, recording, runId, { matches, facts, head });
    const mark = await takeTurn(db, recording, head);
    assert(mark === (await first).ended, "nothing is recorded between the two");
    await moveEntryChain(db, recording, posted.head);
    await noteShare(db, recording, runId, { ...posted, lines: matches.length, through });
    return recordedMark(db, orgId);
  });
}

/** In the trail, and how far the run has come when no other share is under way. */
async function noteShare(
  db: Db,
  recording: Recording,
  runId: number,
  of: BatchCounts & { readonly lines: number; readonly through?: number },
): Promise<void> {
  const { posted, changed, lines, through } = of;
  if (through !== undefined) await moveRun(db, { ...recording, runId }, through);
  const detail = { posted, changed, lines, ...(through === undefined ? {} : { through }) };
  await storeAudit(db, recording, [
    { actor: "system", action: "run.post", subjectKind: "run", subjectId: runId, detail },
  ]);
}
