// Stores the postings of decisions: entries, begun items, decisions, claims, allocations, in the
// order their references ask for. Making the rows ready is apart from writing them, so that the next
// ones can be made while the database writes.
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { insertDecisions, type NewDecision } from "../../db/decisions.ts";
import { insertDeliveryInvoices, type NewDeliveryInvoice } from "../../db/delivery-invoices.ts";
import { insertEntryPairs, type NewEntryPair } from "../../db/entry-pairs.ts";
import { insertNewItems, type NewItemRow } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import {
  type ChainedRows,
  type ChainHead,
  chainEntries,
  entryChainHead,
  moveEntryChain,
  type NewAllocation,
  type NewClaim,
  type NewEntry,
  type Recording,
  reserveIds,
  storeAllocations,
  storeChained,
  storeClaims,
} from "../../db/recording.ts";
import { type DecisionRecord, type IdSource, idSource, postingRows } from "./posting-records.ts";

export type PostedDecision = {
  readonly decision: NewDecision;
  readonly postings: readonly CodedPosting[];
  readonly record: DecisionRecord;
};

export type ReadyRows = {
  readonly decisions: readonly NewDecision[];
  readonly chained: ChainedRows;
  readonly allocations: readonly NewAllocation[];
  readonly newItems: readonly NewItemRow[];
  readonly claims: readonly NewClaim[];
  readonly billed: readonly NewDeliveryInvoice[];
  readonly pairs: readonly NewEntryPair[];
};

export async function storePostings(
  db: Db,
  recording: Recording,
  posted: readonly PostedDecision[],
): Promise<void> {
  const entryIds = idSource(await reserveIds(db, "entry", entryCountOf(posted)));
  const head = await entryChainHead(db, recording);
  const ready = readyRows(recording, posted, { entryIds, head });
  await storeReady(db, recording, ready);
  await moveEntryChain(db, recording, ready.chained.head);
}

/** How many entry ids the postings take at most. */
export function entryCountOf(posted: readonly Pick<PostedDecision, "postings">[]): number {
  return posted.reduce((count, { postings }) => count + postings.length, 0);
}

/** The rows of the postings; the chain goes on from `head` to the head of what is returned. */
export function readyRows(
  recording: Recording,
  posted: readonly PostedDecision[],
  { entryIds, head }: { readonly entryIds: IdSource; readonly head: ChainHead },
): ReadyRows {
  const entries: NewEntry[] = [];
  const allocations: NewAllocation[] = [];
  const newItems: NewItemRow[] = [];
  const claims: NewClaim[] = [];
  const billed: NewDeliveryInvoice[] = [];
  const pairs: NewEntryPair[] = [];
  for (const { postings, record } of posted) {
    const rows = postingRows(postings, record, entryIds);
    entries.push(...rows.entries);
    allocations.push(...rows.allocations);
    newItems.push(...rows.newItems);
    claims.push(...rows.claims);
    billed.push(...rows.billed);
    pairs.push(...rows.pairs);
  }
  return {
    decisions: posted.map(({ decision }) => decision),
    chained: chainEntries(head, recording, entries),
    allocations,
    newItems,
    claims,
    billed,
    pairs,
  };
}

/** When all are stored, the caller moves the chain of entries. */
export async function storeReady(
  db: Db,
  recording: Recording,
  { decisions, chained, allocations, newItems, claims, billed, pairs }: ReadyRows,
): Promise<void> {
  await storeChained(db, chained);
  await insertNewItems(db, recording, newItems);
  await insertDecisions(db, recording, decisions);
  await storeClaims(db, recording, claims);
  await storeAllocations(db, recording, allocations);
  await insertDeliveryInvoices(db, recording, billed);
  await insertEntryPairs(db, recording, pairs);
}
