// What better master data would bring: accounts and names that customers have paid under and that
// are not in the books, tried on history, and taken over with one click.
import type { MasterDataGaps } from "../../contract/master-data.ts";
import { adoptFacts, type MissingFact, selectMissingFacts } from "../../db/master-data-gaps.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertReplay, masterDataCode, setReplayJob } from "../../db/rule-replays.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { startJob } from "../jobs/start-job.ts";

export async function listGaps(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<MasterDataGaps> {
  const rows = await inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    return selectMissingFacts(db, books);
  });
  return { rows: rows.map(({ customerNo: _, ...row }) => row) };
}

/** Matches history again with all of them known; posts nothing. */
export async function startGapReplay(
  deps: Deps,
  actor: Actor,
  booksId: number,
): Promise<{ readonly replayId: number; readonly jobId: number }> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    // what they are is read again when the job runs
    const setting = { code: masterDataCode };
    const replay = { code: masterDataCode, setting, memberId };
    const replayId = await insertReplay(db, { orgId, booksId }, replay);
    const work = { name: "replay_rule", booksId, refId: replayId, queue: "replay" };
    const job = await startJob(db, actor, work);
    await setReplayJob(db, orgId, { replayId, jobId: job.id });
    return { replayId, jobId: job.id };
  });
}

/** Takes over those named, or all; what is gone meanwhile is left out. */
export async function adoptGaps(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly facts: readonly Pick<MissingFact, "kind" | "value">[] | null;
  },
): Promise<{ readonly adopted: number }> {
  const { orgId, memberId } = actor;
  const { booksId, facts } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const wanted = facts && new Set(facts.map(({ kind, value }) => `${kind} ${value}`));
    const missing = (await selectMissingFacts(db, recording)).filter(
      ({ kind, value }) => wanted === null || wanted.has(`${kind} ${value}`),
    );
    await adoptFacts(db, recording, missing);
    await storeAudit(
      db,
      recording,
      missing.map(({ kind, value, customerId }) => ({
        actor: actor.name,
        action: "customer.fact_add",
        subjectKind: "customer",
        subjectId: customerId,
        detail: { kind, value },
      })),
    );
    return { adopted: missing.length };
  });
}
