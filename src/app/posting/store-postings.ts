// Stores the postings of decisions: entries, begun items, decisions, claims, allocations, in the
// order their foreign keys ask for.
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { insertDecisions, type NewDecision } from "../../db/decisions.ts";
import { insertNewItems, type NewItemRow } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import {
  type NewAllocation,
  type NewClaim,
  type NewEntry,
  type Recording,
  reserveIds,
  storeAllocations,
  storeClaims,
  storeEntries,
} from "../../db/recording.ts";
import { allocationRowsOf, type DecisionRecord, idSource, postingRows } from "./posting-records.ts";

export type PostedDecision = {
  readonly decision: NewDecision;
  readonly postings: readonly CodedPosting[];
  readonly record: DecisionRecord;
};

export async function storePostings(
  db: Db,
  recording: Recording,
  posted: readonly PostedDecision[],
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const entryCount = posted.reduce((n, p) => n + p.postings.length, 0);
  const rowCount = posted.reduce((n, p) => n + allocationRowsOf(p.postings), 0);
  const ids = {
    entry: idSource(await reserveIds(db, "entry", entryCount)),
    allocation: idSource(await reserveIds(db, "allocation", rowCount)),
  };
  const entries: NewEntry[] = [];
  const allocations: NewAllocation[] = [];
  const newItems: NewItemRow[] = [];
  const claims: NewClaim[] = [];
  for (const { postings, record } of posted) {
    const rows = postingRows(postings, record, ids);
    entries.push(...rows.entries);
    allocations.push(...rows.allocations);
    newItems.push(...rows.newItems);
    claims.push(...rows.claims);
  }
  await storeEntries(db, recording, entries, meanwhile);
  await insertNewItems(db, recording, newItems);
  await insertDecisions(
    db,
    recording,
    posted.map((p) => p.decision),
  );
  await storeClaims(db, recording, claims);
  await storeAllocations(db, recording, allocations);
}
