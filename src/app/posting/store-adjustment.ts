// What is booked without a bank line's match: adjustments, revaluation, provision, late charges. One
// decision holds all of it, so that it is undone as a whole.
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, reserveIds } from "../../db/recording.ts";
import { storePostings } from "./store-postings.ts";

export type AdjustmentToStore = {
  readonly postings: readonly CodedPosting[];
  /** adjustment: its kind; what else the undo and the pages need to know. */
  readonly detail: { readonly adjustment: string } & Readonly<Record<string, unknown>>;
  readonly reason?: string;
  readonly bankLineId?: number | null;
  /** Of postings that have no entry of their own. */
  readonly date?: IsoDate;
  /** Reserved before, where the postings name it. */
  readonly decisionId?: number;
};

/** The id of the decision. The transaction must hold the writing lock (beginRecording). */
export async function storeAdjustment(
  db: Db,
  recording: Recording,
  { postings, detail, reason = "", bankLineId = null, date, ...of }: AdjustmentToStore,
): Promise<number> {
  const decisionId = of.decisionId ?? (await reserveIds(db, "decision", 1))[0];
  assert(decisionId !== undefined, "one id was reserved");
  const dates = date === undefined ? {} : { dates: { accountingDate: date, businessDate: date } };
  await storePostings(db, recording, [
    {
      decision: {
        id: decisionId,
        kind: "adjust",
        bankLineId,
        matchId: null,
        runId: null,
        reason,
        reversesId: null,
        detail,
      },
      postings,
      record: { decisionId, matchId: null, rule: "", reason, ...dates },
    },
  ]);
  return decisionId;
}
