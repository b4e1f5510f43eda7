// 撤销: reverses what one decision posted, its exchange difference included, and gives the line
// back to the people. Nothing is deleted; the reversing records name the originals.
import { assert } from "../../core/assert.ts";
import { type IsoDate, laterDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  cancelItems,
  type DecisionRow,
  insertDecisions,
  markUndone,
  type StoredEntry,
  selectDecision,
  selectDecisionAllocations,
  selectDecisionClaims,
  selectDecisionEntries,
  selectItemsBegunBy,
  updateLineStates,
  updateReceiptCustomers,
} from "../../db/decisions.ts";
import { withdrawDifferences } from "../../db/differences.ts";
import { selectReceipts } from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";
import {
  type NewAllocation,
  type NewEntry,
  type Recording,
  reserveIds,
  storeAllocations,
  storeAudit,
  storeClaims,
  storeEntries,
} from "../../db/recording.ts";
import { loadBooksContext } from "./books-context.ts";
import { idSource } from "./posting-records.ts";
import { bookReceiptAgain } from "./receipt-category.ts";

export type UndoRequest = {
  readonly decisionId: number;
  /** Today in the books' time zone: the date of the reversal. */
  readonly today: IsoDate;
  readonly reason: string;
  readonly actor: string;
};

export type UndoRefusal =
  | { readonly code: "decision_gone" }
  | { readonly code: "already_undone"; readonly byId: number }
  | { readonly code: "is_reversal" }
  /** An advance or retention this decision began was used since: undo that first. */
  | { readonly code: "item_in_use"; readonly number: string };

/** The transaction must hold the writing lock (beginRecording). */
export async function undoDecision(
  db: Db,
  recording: Recording,
  request: UndoRequest,
): Promise<Result<{ readonly decisionId: number }, UndoRefusal>> {
  const { orgId } = recording;
  const original = await selectDecision(db, orgId, request.decisionId);
  if (!original) return refuse({ code: "decision_gone" });
  if (original.kind === "reverse") return refuse({ code: "is_reversal" });
  if (original.undoneById !== null) {
    return refuse({ code: "already_undone", byId: original.undoneById });
  }
  const entries = await selectDecisionEntries(db, orgId, original.id);
  const begun = await selectItemsBegunBy(
    db,
    orgId,
    entries.map((e) => e.id),
  );
  const used = begun.find((item) => item.usedMinor !== 0);
  if (used) return refuse({ code: "item_in_use", number: used.no });

  const [undoId] = await reserveIds(db, "decision", 1);
  assert(undoId !== undefined, "one id was reserved");
  const kept = await claimsStillNeeded(db, recording, original);
  // a category taken back books its receipt anew (giveBackLines) in place of reversing a reversal
  if (original.kind !== "categorise") {
    await reverseRecords(db, recording, { request, original, undoId, entries, begun, kept });
  }
  await insertDecisions(db, recording, [
    {
      id: undoId,
      kind: "reverse",
      bankLineId: original.bankLineId,
      matchId: null,
      runId: null,
      reason: request.reason,
      reversesId: original.id,
      detail: {},
    },
  ]);
  await markUndone(db, orgId, { id: original.id, byId: undoId });
  await withdrawDifferences(db, recording, original.id);
  await giveBackLines(db, recording, original, { kept, undoId, today: request.today });
  await storeAudit(db, recording, [
    {
      actor: request.actor,
      action: "decision.undo",
      subjectKind: "decision",
      subjectId: original.id,
      detail: { kind: original.kind, lineId: original.bankLineId, reason: request.reason },
    },
  ]);
  return ok({ decisionId: undoId });
}

/** Receipts whose claim must stay: later decisions have applied more of that customer's money. */
async function claimsStillNeeded(
  db: Db,
  recording: Recording,
  original: DecisionRow,
): Promise<ReadonlySet<number>> {
  const { orgId } = recording;
  const claimed = claimedReceipts(original);
  if (claimed.length === 0) return new Set();
  const rows = await selectDecisionAllocations(db, orgId, original.id);
  const mine = new Map<number, number>();
  for (const row of rows) {
    if (row.receiptId === null) continue;
    mine.set(row.receiptId, (mine.get(row.receiptId) ?? 0) + row.receiptMinor);
  }
  const receipts = await selectReceipts(db, recording, claimed);
  const needed = [...receipts.values()].filter((r) => {
    const applied = r.receivedMinor - r.receipt.amountMinor;
    return applied !== BigInt(mine.get(r.id) ?? 0);
  });
  return new Set(needed.map((r) => r.id));
}

function claimedReceipts(decision: DecisionRow): number[] {
  const { claimed } = decision.detail;
  return Array.isArray(claimed) ? claimed.filter((id) => typeof id === "number") : [];
}

type Reversal = {
  readonly request: UndoRequest;
  readonly original: DecisionRow;
  readonly undoId: number;
  readonly entries: readonly StoredEntry[];
  readonly begun: readonly {
    readonly id: number;
    readonly amountMinor: number;
    readonly homeMinor: number;
  }[];
  readonly kept: ReadonlySet<number>;
};

async function reverseRecords(
  db: Db,
  recording: Recording,
  { request, original, undoId, entries, begun, kept }: Reversal,
): Promise<void> {
  const { orgId } = recording;
  const { periods } = await loadBooksContext(db, recording);
  const dateOf = (accounting: IsoDate) =>
    firstOpenDay(periods, laterDate(request.today, accounting));
  const reversed = entries.filter((e) => !(e.event === "J09" && isKeptClaim(e, kept)));
  const entryIds = await reserveIds(db, "entry", reversed.length);
  const entryOf = new Map(reversed.map((e, n) => [e.id, entryIds[n]!]));
  await storeEntries(
    db,
    recording,
    reversed.toReversed().map((e) =>
      reversingEntry(e, {
        id: entryOf.get(e.id)!,
        businessDate: laterDate(request.today, e.businessDate),
        accountingDate: dateOf(e.accountingDate),
        undoId,
      }),
    ),
  );
  const given = await selectDecisionClaims(db, orgId, original.id);
  await storeClaims(
    db,
    recording,
    given.flatMap((claim) => {
      const entryId = entryOf.get(claim.entryId);
      if (entryId === undefined) return [];
      return [
        {
          ...claim,
          amountMinor: -claim.amountMinor,
          homeMinor: -claim.homeMinor,
          decisionId: undoId,
          accountingDate: dateOf(claim.accountingDate),
          entryId,
          reversesId: claim.id,
        },
      ];
    }),
  );
  const rows = await selectDecisionAllocations(db, orgId, original.id);
  const ids = idSource(await reserveIds(db, "allocation", rows.length + begun.length));
  const undo = { decisionId: undoId, entryId: null, reason: request.reason };
  const turned = rows.map(
    (row): NewAllocation => ({
      ...row,
      ...undo,
      id: ids(),
      itemMinor: -row.itemMinor,
      itemHomeMinor: -row.itemHomeMinor,
      receiptMinor: -row.receiptMinor,
      receiptHomeMinor: -row.receiptHomeMinor,
      businessDate: laterDate(request.today, row.businessDate),
      accountingDate: dateOf(row.accountingDate),
      reversesId: row.id,
    }),
  );
  const emptied = begun.map(
    (item): NewAllocation => ({
      ...undo,
      id: ids(),
      kind: "cancel",
      code: "",
      difference: null,
      receiptId: null,
      receiptCustomerId: null,
      itemId: item.id,
      itemMinor: item.amountMinor,
      itemHomeMinor: item.homeMinor,
      receiptMinor: 0,
      receiptHomeMinor: 0,
      matchId: null,
      rule: "",
      businessDate: request.today,
      accountingDate: dateOf(request.today),
      reversesId: null,
    }),
  );
  await storeAllocations(db, recording, [...turned, ...emptied]);
  await cancelItems(
    db,
    recording,
    begun.map((item) => item.id),
  );
}

function isKeptClaim(entry: StoredEntry, kept: ReadonlySet<number>): boolean {
  return entry.lines.some((line) => line.receiptId !== null && kept.has(line.receiptId));
}

/** The same lines on the same sides with turned signs (红字冲销). */
export function reversingEntry(
  entry: StoredEntry,
  by: {
    readonly id: number;
    readonly businessDate: IsoDate;
    readonly accountingDate: IsoDate;
    readonly undoId: number;
  },
): NewEntry {
  return {
    id: by.id,
    event: entry.event,
    origin: entry.origin,
    businessDate: by.businessDate,
    accountingDate: by.accountingDate,
    narrationKey: entry.narrationKey,
    narrationFields: entry.narrationFields,
    sourceKind: "decision",
    sourceId: by.undoId,
    reversesId: entry.id,
    rule: "",
    lines: entry.lines.map((line) => ({
      ...line,
      amountMinor: line.amountMinor === 0 ? 0 : -line.amountMinor,
      homeMinor: line.homeMinor === 0 ? 0 : -line.homeMinor,
    })),
  };
}

async function giveBackLines(
  db: Db,
  recording: Recording,
  original: DecisionRow,
  { kept, undoId, today }: { kept: ReadonlySet<number>; undoId: number; today: IsoDate },
): Promise<void> {
  const { orgId } = recording;
  await updateReceiptCustomers(
    db,
    orgId,
    claimedReceipts(original)
      .filter((id) => !kept.has(id))
      .map((receiptId) => ({ receiptId, customerId: null })),
  );
  const lineIds = linesOf(original);
  if (original.kind === "categorise") {
    await bookReceiptAgain(db, recording, { lineIds, decisionId: undoId, today });
  }
  if (original.kind === "claim") return;
  const lane = original.kind === "categorise" ? "unmatched" : "suggested";
  await updateLineStates(
    db,
    orgId,
    lineIds.map((lineId) => ({ lineId, lane, category: null, matchId: null })),
  );
}

function linesOf(decision: DecisionRow): number[] {
  const { lineIds } = decision.detail;
  if (Array.isArray(lineIds)) return lineIds.filter((id) => typeof id === "number");
  return decision.bankLineId === null ? [] : [decision.bankLineId];
}
