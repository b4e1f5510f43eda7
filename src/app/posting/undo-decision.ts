// 撤销: reverses what one decision posted, its exchange difference included, and gives the line
// back to the people. Nothing is deleted; the reversing records name the originals. What stands on
// the decision is undone before it, or the undo is refused.
import { assert } from "../../core/assert.ts";
import { type IsoDate, laterDate } from "../../core/date.ts";
import {
  firstOpenDay,
  isOpenOn,
  type PeriodClosed,
  type Periods,
  type ReversalDateRefusal,
  requestedDate,
  reversalDate,
} from "../../core/ledger/accounting-date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type DecisionRow,
  insertDecisions,
  markUndone,
  type StoredEntry,
  selectDecision,
  selectDecisionAllocations,
  selectDecisionEntries,
  selectItemsBegunBy,
} from "../../db/decisions.ts";
import { withdrawDifferences } from "../../db/differences.ts";
import { takeDisputesBack } from "../../db/disputes.ts";
import { isHandedOver, pairReversals, selectPairedDecision } from "../../db/entry-pairs.ts";
import { selectReceipts } from "../../db/ledger-state.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import {
  selectDecisionDates,
  selectLastMove,
  selectReceiptsBegunBy,
  selectUsedUnclaimed,
} from "../../db/undo-dependants.ts";
import { loadBooksContext } from "./books-context.ts";
import { claimedReceipts, giveBackLines } from "./give-back-lines.ts";
import { type Reversal, reverseRecords, todayOrLater } from "./reverse-records.ts";
import { dependantsOf } from "./undo-dependants.ts";

export type UndoRequest = {
  readonly decisionId: number;
  /** Today in the books' time zone: the date of the reversal. */
  readonly today: IsoDate;
  readonly reason: string;
  readonly actor: string;
  /** Undo what stands on it first, newest first; without it such an undo is refused. */
  readonly withDependants?: boolean;
  /** The bank took the money back: the decision was no mistake. */
  readonly isBankReturn?: boolean;
  /**
   * today: never before the original. original: on its own dates, whose months are open. own_or_open: on
   * its own dates, else on the first open day after (an import taken back).
   */
  readonly dating?: UndoDating;
  /** The right to `original` (roles.ts, act `backdate_reversal`). */
  readonly mayBackdate?: boolean;
};

export type UndoDating = "today" | "original" | "own_or_open";

export type UndoRefusal =
  | { readonly code: "decision_gone" }
  | { readonly code: "already_undone"; readonly byId: number }
  | { readonly code: "is_reversal" }
  /** Later decisions stand on it (an advance it began is used, money it claimed is applied). */
  | { readonly code: "has_dependants"; readonly count: number; readonly ids: readonly number[] }
  | OtherBooksRefusal
  /** A month-end revaluation is taken back on its own dates or not at all; others, if asked for. */
  | ReversalDateRefusal;

export type Undone = {
  readonly decisionId: number;
  /** Originals that were undone before it, newest first. */
  readonly before: readonly number[];
};

/** The transaction must hold the writing lock (beginRecording). */
export async function undoDecision(
  db: Db,
  recording: Recording,
  request: UndoRequest,
): Promise<Result<Undone, UndoRefusal>> {
  const { orgId } = recording;
  const original = await selectDecision(db, orgId, request.decisionId);
  const refusal = checkUndo(original);
  if (refusal || !original) return refuse(refusal ?? { code: "decision_gone" });
  const ids = await dependantsOf(db, orgId, original.id);
  if (ids.length > 0 && request.withDependants !== true) {
    return refuse({ code: "has_dependants", count: ids.length, ids });
  }
  const { periods } = await loadBooksContext(db, recording);
  for (const id of [...ids, original.id]) {
    const refusal = await dateRefusal(db, orgId, { id, request, periods });
    if (refusal) return refuse(refusal);
  }
  const others = await loadOtherSides(db, recording, [...ids, original.id]);
  const notThere = await otherSidesRefusal(db, others, request);
  if (notThere) return refuse(notThere);
  const undo = async (decisionId: number) => {
    const other = others.get(decisionId);
    if (other) await undoOtherSide(db, other, request);
    return undoOne(db, recording, { ...request, decisionId }, periods);
  };
  for (const decisionId of ids) await undo(decisionId);
  return ok({ decisionId: await undo(original.id), before: ids });
}

/** What the same act posted in another set of books (J26): it is undone in the same transaction. */
type OtherSide = {
  readonly decisionId: number;
  readonly booksName: string;
  readonly recording: Recording;
  readonly periods: Periods;
};

/** Why the other set of books may not take its side back. */
export type OtherBooksRefusal =
  | { readonly code: "other_books_dependants"; readonly books: string; readonly count: number }
  /** The money was handed over between the two since. */
  | { readonly code: "other_books_paid"; readonly books: string }
  | {
      readonly code: "other_books_closed";
      readonly books: string;
      readonly month: string;
      readonly earliest: IsoDate;
    };

async function loadOtherSides(
  db: Db,
  recording: Recording,
  decisionIds: readonly number[],
): Promise<Map<number, OtherSide>> {
  const others = new Map<number, OtherSide>();
  for (const id of decisionIds) {
    const paired = await selectPairedDecision(db, recording.orgId, id);
    if (!paired) continue;
    const { decisionId, booksId, booksName } = paired;
    const there = { ...recording, booksId };
    const { periods } = await loadBooksContext(db, there);
    others.set(id, { decisionId, booksName, recording: there, periods });
  }
  return others;
}

/** Why another set of books may not take its side of one of these decisions back; null: all may. */
export async function otherBooksRefusal(
  db: Db,
  recording: Recording,
  decisionIds: readonly number[],
  request: Omit<UndoRequest, "decisionId">,
): Promise<OtherBooksRefusal | ReversalDateRefusal | null> {
  return otherSidesRefusal(db, await loadOtherSides(db, recording, decisionIds), request);
}

async function otherSidesRefusal(
  db: Db,
  others: ReadonlyMap<number, OtherSide>,
  request: Omit<UndoRequest, "decisionId">,
): Promise<OtherBooksRefusal | ReversalDateRefusal | null> {
  for (const other of others.values()) {
    const { orgId } = other.recording;
    const refusal = await otherSideRefusal(db, orgId, { other, request });
    if (refusal) return refusal;
  }
  return null;
}

async function otherSideRefusal(
  db: Db,
  orgId: number,
  {
    other,
    request,
  }: { readonly other: OtherSide; readonly request: Omit<UndoRequest, "decisionId"> },
): Promise<OtherBooksRefusal | ReversalDateRefusal | null> {
  const { decisionId: id, booksName: books, periods } = other;
  const { length: count } = await dependantsOf(db, orgId, id);
  if (count > 0) return { code: "other_books_dependants", books, count };
  if (await isHandedOver(db, orgId, id)) return { code: "other_books_paid", books };
  const refusal = await dateRefusal(db, orgId, { id, request, periods });
  if (refusal?.code !== "period_closed") return refusal;
  const { month, earliest } = refusal;
  return { code: "other_books_closed", books, month, earliest };
}

async function undoOtherSide(db: Db, other: OtherSide, request: UndoRequest): Promise<void> {
  const { decisionId, recording, periods } = other;
  const { orgId, booksId } = recording;
  await undoOne(db, recording, { ...request, decisionId }, periods);
  await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
}

export function checkUndo(original: DecisionRow | null): UndoRefusal | null {
  if (!original) return { code: "decision_gone" };
  if (original.kind === "reverse") return { code: "is_reversal" };
  return original.undoneById === null
    ? null
    : { code: "already_undone", byId: original.undoneById };
}

export function isRevaluation({ detail }: DecisionRow): boolean {
  return typeof detail["revaluation"] === "string";
}

function firstClosed(entries: readonly StoredEntry[], periods: Periods): PeriodClosed | null {
  const closed = entries.find((entry) => !isOpenOn(periods, entry.accountingDate));
  const asked = closed && requestedDate(closed.accountingDate, periods);
  return asked && !asked.ok ? asked.error : null;
}

/** Null: every record of it may be taken back on the day it is to be. */
async function dateRefusal(
  db: Db,
  orgId: number,
  of: {
    readonly id: number;
    readonly request: Omit<UndoRequest, "decisionId">;
    readonly periods: Periods;
  },
): Promise<ReversalDateRefusal | null> {
  const { id, periods } = of;
  const { dating, today, mayBackdate = false } = of.request;
  const one = await selectDecision(db, orgId, id);
  if (!one) return null;
  if (isRevaluation(one)) {
    return firstClosed(await selectDecisionEntries(db, orgId, id), periods);
  }
  if (dating !== "original") return null;
  const dateOf = await ownDates(db, orgId, id);
  for (const date of await selectDecisionDates(db, orgId, id)) {
    const asked = { original: dateOf(date), today, onOriginalDate: true, mayBackdate };
    const dated = reversalDate(asked, periods);
    if (!dated.ok) return dated.error;
  }
  return null;
}

/**
 * The own date of a record, or the last day on which something moved of what the decision began or
 * claimed, and was given back: before it, not all of that was there to be taken back.
 */
export async function ownDates(
  db: Db,
  orgId: number,
  decisionId: number,
): Promise<(date: IsoDate) => IsoDate> {
  const movedOn = await selectLastMove(db, orgId, decisionId);
  return (date) => (movedOn === null ? date : laterDate(date, movedOn));
}

/** Nothing stands on it any more. */
async function undoOne(
  db: Db,
  recording: Recording,
  request: UndoRequest,
  periods: Periods,
): Promise<number> {
  const { orgId } = recording;
  const { today, reason } = request;
  const original = await selectDecision(db, orgId, request.decisionId);
  assert(original !== null, "it was found before");
  const entries = await selectDecisionEntries(db, orgId, original.id);
  const entryIds = entries.map((e) => e.id);
  const begunItems = await selectItemsBegunBy(db, orgId, original.id);
  assert(
    begunItems.every((item) => item.usedMinor === 0),
    "what was used of it is undone before",
  );
  const [undoId] = await reserveIds(db, "decision", 1);
  assert(undoId !== undefined, "one id was reserved");
  const kept = await claimsStillNeeded(db, recording, original);
  const dates = await reversalDates(db, orgId, { original, request, periods });
  // a category taken back books its receipt anew (giveBackLines) in place of reversing a reversal
  if (original.kind !== "categorise") {
    await reverseRecords(db, recording, {
      decisionId: original.id,
      undoId,
      reason,
      ...dates,
      entries,
      begunItems,
      begunReceipts: await selectReceiptsBegunBy(db, orgId, entryIds),
      kept,
    });
    await pairReversals(db, orgId, undoId);
  }
  await storeUndo(db, recording, { request, original, undoId });
  const isToday = request.dating === undefined || request.dating === "today";
  const again = isToday ? today : (entries[0]?.accountingDate ?? today);
  await giveBackLines(db, recording, original, { kept, undoId, today: again });
  return undoId;
}

async function reversalDates(
  db: Db,
  orgId: number,
  of: {
    readonly original: DecisionRow;
    readonly request: UndoRequest;
    readonly periods: Periods;
  },
): Promise<Pick<Reversal, "dateOf" | "businessDateOf">> {
  const { original, request, periods } = of;
  if (isRevaluation(original)) return { dateOf: (date) => date, businessDateOf: (date) => date };
  const { dating = "today", today } = request;
  const own = dating === "today" ? todayOrLater(today) : await ownDates(db, orgId, original.id);
  return { dateOf: (date) => firstOpenDay(periods, own(date)), businessDateOf: own };
}

async function storeUndo(
  db: Db,
  recording: Recording,
  of: { readonly request: UndoRequest; readonly original: DecisionRow; readonly undoId: number },
): Promise<void> {
  const { request, original, undoId } = of;
  const { kind, bankLineId } = original;
  await insertDecisions(db, recording, [
    {
      id: undoId,
      kind: "reverse",
      bankLineId,
      matchId: null,
      runId: null,
      reason: request.reason,
      reversesId: original.id,
      detail: request.isBankReturn ? { bankReturn: true } : {},
    },
  ]);
  await markUndone(db, recording.orgId, { id: original.id, byId: undoId });
  await withdrawDifferences(db, recording, original.id);
  await takeDisputesBack(db, recording, { decisionId: original.id, undoId });
  await storeAudit(db, recording, [
    {
      actor: request.actor,
      action: "decision.undo",
      subjectKind: "decision",
      subjectId: original.id,
      detail: {
        ...{ kind, lineId: bankLineId, reason: request.reason },
        ...(request.dating === "original" ? { onOriginalDate: true } : {}),
      },
    },
  ]);
}

/** Receipts whose claim must stay: later decisions have applied more of that customer's money. */
export async function claimsStillNeeded(
  db: Db,
  recording: Pick<Recording, "orgId" | "booksId">,
  original: DecisionRow,
  undoneBefore: readonly number[] = [],
): Promise<ReadonlySet<number>> {
  const { orgId } = recording;
  const claimed = claimedReceipts(original);
  if (claimed.length === 0) return new Set();
  const mine = new Map<number, number>();
  for (const id of [original.id, ...undoneBefore]) {
    for (const { receiptId, receiptMinor } of await selectDecisionAllocations(db, orgId, id)) {
      if (receiptId !== null) mine.set(receiptId, (mine.get(receiptId) ?? 0) + receiptMinor);
    }
  }
  const receipts = await selectReceipts(db, recording, claimed);
  const before = await selectUsedUnclaimed(db, orgId, claimed);
  const needed = [...receipts.values()].filter((r) => {
    const applied = r.receivedMinor - r.receipt.amountMinor - BigInt(before.get(r.id) ?? 0);
    return applied !== BigInt(mine.get(r.id) ?? 0);
  });
  return new Set(needed.map((r) => r.id));
}
