// Posts the batches of a run, share by share, each in a transaction of its own with the note how far
// the run has come. Two are under way at once: the entries of a share follow those of the one before
// as soon as these are linked, long before they are written, and it ends as if it had begun when that
// one ended. If others wait to record, or the two would meet in a row, or it cannot follow, it is
// posted alone when the one before has ended.
import { Overlay } from "../../core/overlay.ts";
import { selectLedgerItems } from "../../db/ledger-state.ts";
import { moveRun } from "../../db/matches.ts";
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
import { type Batch, type Progress, type RunOf, readBatch } from "./batches.ts";
import { OwnRecords } from "./own-records.ts";
import { type BatchCounts, type BatchFacts, postMatches, readBatchFacts } from "./post-matches.ts";
import { doTouch, type Share, sharesOf } from "./shares.ts";

type Run = RunOf & { readonly memberId: number | null };

type Desk = { readonly deps: Deps; readonly run: Run; readonly own: OwnRecords };

type ShareToPost = {
  readonly share: Share;
  readonly batch: Batch;
  /** The items it is about. */
  readonly itemIds: ReadonlySet<number>;
  /** The last line of the batch when this is its last share. */
  readonly through: number | null;
  /** Lines of the run that are posted when this has ended. */
  readonly done: number;
};

/** One way a share is posted; if it fails all of it rejects. */
type Attempt = {
  /** What it records as, when it has begun. */
  readonly begun: Promise<Recording>;
  /** Where the entries end after it; its last ones are still being written. */
  readonly linked: Promise<ChainHead>;
  /** The mark it has left. */
  readonly ended: Promise<string>;
};

type UnderWay = ShareToPost & {
  /** The latest. */
  attempt: Attempt;
  /** Whatever attempt it took. */
  readonly ended: Promise<void>;
};

/** `report` hears how many lines are posted after each batch; it throws to stop the run. */
export async function postBatches(
  deps: Deps,
  run: Run,
  { report, ...from }: Progress & { readonly report: (done: number) => Promise<void> },
): Promise<void> {
  const desk: Desk = { deps, run, own: new OwnRecords() };
  const underWay: UnderWay[] = [];
  const endOfFirst = async () => {
    const first = underWay.shift();
    await first?.ended;
    if (first?.through) await report(first.done);
  };
  let { done } = from;
  let ahead = readBatch(deps, run, from);
  try {
    for (let batch = await ahead; batch.through !== null; batch = await ahead) {
      const before = done;
      done += batch.matches.length;
      ahead = readBatch(deps, run, { ...from, afterLineId: batch.through, done });
      // it is looked at when the shares of this batch have begun
      ahead.catch(() => {});
      for (const one of sharesToPost(batch, before, underWay.at(-1)?.share ?? null)) {
        if (underWay.length === 2) await endOfFirst();
        underWay.push(postShare(desk, one, underWay.at(-1) ?? null));
      }
    }
    while (underWay.length > 0) await endOfFirst();
  } finally {
    await Promise.allSettled([ahead, ...underWay.map(({ ended }) => ended)]);
  }
}

function sharesToPost(batch: Batch, before: number, under: Share | null): ShareToPost[] {
  const shares = sharesOf(batch.matches, batch.facts, under);
  return shares.map((share, n) => {
    const isLast = n === shares.length - 1;
    return {
      ...{ share, batch },
      itemIds: itemIdsOf(share.matches.flatMap(({ id }) => batch.facts.requests.get(id) ?? [])),
      through: isLast ? batch.through : null,
      done: isLast ? before + batch.matches.length : before,
    };
  });
}

function postShare(desk: Desk, of: ShareToPost, before: UnderWay | null): UnderWay {
  const { deps, run, own } = desk;
  const alone = () =>
    attempt(async (signs) => {
      await before?.ended;
      return postAlone(desk, of, signs);
    });
  const canFollow = before !== null && !doTouch(before.share, of.share);
  const first = canFollow
    ? attempt((signs) => postBeside(desk, of, { signs, before: before.attempt }))
    : alone();
  const ended = first.ended.catch(async (error: unknown) => {
    if (!canFollow) throw error;
    underWay.attempt = alone();
    await before.ended;
    if (!(error instanceof NotBeside)) {
      // what is really wrong shows itself again
      deps.log.warn({ error, runId: run.runId }, "a share of a run is posted anew");
    }
    return underWay.attempt.ended;
  });
  const underWay: UnderWay = {
    ...{ ...of, attempt: first },
    ended: ended.then((mark) => own.add(mark, of.itemIds)),
  };
  // looked at when its turn comes
  underWay.ended.catch(() => {});
  return underWay;
}

/** Nothing is wrong: others record, or wait to, or the share before takes another way. */
class NotBeside extends Error {}

type Signs = {
  readonly begun: (recording: Recording) => void;
  readonly linked: (head: ChainHead) => void;
};

function attempt(post: (signs: Signs) => Promise<string>): Attempt {
  const begun = Promise.withResolvers<Recording>();
  const linked = Promise.withResolvers<ChainHead>();
  const ended = post({ begun: begun.resolve, linked: linked.resolve });
  for (const { promise, reject } of [begun, linked]) {
    ended.catch(reject);
    // who follows hears of it, if anybody does
    promise.catch(() => {});
  }
  return { begun: begun.promise, linked: linked.promise, ended };
}

/** Holds the writing lock from its beginning. */
async function postAlone(desk: Desk, of: ShareToPost, signs: Signs): Promise<string> {
  const { deps, run, own } = desk;
  const { orgId, runId } = run;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecordingTogether(db, run);
    own.beginAt(await recordedMark(db, orgId));
    // who follows asks what the run has recorded since this mark
    signs.begun(recording);
    const { matches } = of.share;
    const facts =
      (await factsNow(db, desk, of)) ?? (await readBatchFacts(db, recording, runId, matches));
    const posted = await postMatches(db, recording, runId, {
      ...{ matches, facts },
      onLinked: signs.linked,
    });
    return noteShare(db, recording, run, { ...of, ...posted });
  });
}

/** Writes at once with the one before and waits for its end. */
async function postBeside(
  desk: Desk,
  of: ShareToPost,
  { signs, before }: { readonly signs: Signs; readonly before: Attempt },
): Promise<string> {
  const { deps, run } = desk;
  const { orgId, runId } = run;
  const from = await unlessNot(before.begun);
  const head = unlessNot(before.linked);
  // looked at below
  head.catch(() => {});
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await recordBeside(db, from);
    const facts = recording && (await factsNow(db, desk, of));
    if (recording === null || facts === null) throw new NotBeside();
    signs.begun(recording);
    const posted = await postMatches(db, recording, runId, {
      ...{ matches: of.share.matches, facts, head },
      onLinked: signs.linked,
    });
    // it must not take the turn of the one before, nor hold others up when that one failed
    const ended = await unlessNot(before.ended);
    if ((await takeTurn(db, recording, await head)) !== ended) throw new NotBeside();
    return noteShare(db, recording, run, { ...of, ...posted });
  });
}

async function unlessNot<T>(sign: Promise<T>): Promise<T> {
  return sign.catch(() => {
    throw new NotBeside();
  });
}

/** As they were read, with the items the run has settled since; null: others have recorded since. */
async function factsNow(
  db: Db,
  { run, own }: Desk,
  { batch, itemIds }: ShareToPost,
): Promise<BatchFacts | null> {
  const settled = own.settledSince(batch.mark, itemIds);
  if (settled === null) return null;
  const { facts } = batch;
  const now = await selectLedgerItems(db, run, settled);
  return { ...facts, ledger: { ...facts.ledger, items: new Overlay(facts.ledger.items, now) } };
}

/** The chain goes on after the share; the trail says it, and how far the run has come. The mark then. */
async function noteShare(
  db: Db,
  recording: Recording,
  { orgId, runId }: Run,
  {
    share,
    through,
    posted,
    changed,
    head,
  }: ShareToPost & BatchCounts & { readonly head: ChainHead },
): Promise<string> {
  await moveEntryChain(db, recording, head);
  if (through !== null) await moveRun(db, { ...recording, runId }, through);
  const lines = share.matches.length;
  const detail = { posted, changed, lines, ...(through === null ? {} : { through }) };
  await storeAudit(db, recording, [
    { actor: "system", action: "run.post", subjectKind: "run", subjectId: runId, detail },
  ]);
  return recordedMark(db, orgId);
}
