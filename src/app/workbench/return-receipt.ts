// 退票: a line of money out is the bank taking a receipt back. What the receipt settled is undone and
// the receipt itself booked out (J11), both on the day the money left, in one transaction; undone, the
// receipt is there again and waits for a person. The bank was right and so was the match: such an undo
// is no label against it.
import type { BankReturnPreview, ReturnableReceipts } from "../../contract/bank-returns.ts";
import { assert } from "../../core/assert.ts";
import { laterDate } from "../../core/date.ts";
import { type BankReturnRefusal, bankReturn } from "../../core/ledger/events/receipts.ts";
import { samePayer, sameReference } from "../../core/matching/reversals.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type SettledItemRow,
  selectLastDay,
  selectLinesOfDecisions,
  selectReturnable,
  selectSettledItems,
  selectUsers,
} from "../../db/bank-returns.ts";
import { selectDecisionEntries, updateLineStates } from "../../db/decisions.ts";
import { type LedgerReceipt, selectReceipts } from "../../db/ledger-state.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { type OutgoingLine, selectOutgoingLine } from "../../db/refunds.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectLineDetail } from "../../db/workbench.ts";
import type { Actor } from "../actor.ts";
import { occasionOf } from "../adjustments/money-postings.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { entriesOnWire, rehearse } from "../posting/rehearse.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";
import { otherBooksRefusal, type UndoRefusal, undoDecision } from "../posting/undo-decision.ts";
import { dependantsOf } from "../posting/undo-dependants.ts";
import type { Decided } from "./decide.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type ReturnRequest = {
  readonly booksId: number;
  /** The line of money out. */
  readonly lineId: number;
  readonly receiptId: number;
  readonly reason: string;
};

export type ReturnRefusal =
  | { readonly code: "return_line_gone" }
  | { readonly code: "receipt_gone" }
  | { readonly code: "return_unfit"; readonly received: string; readonly returned: string }
  | { readonly code: "return_of_refunded" }
  | BankReturnRefusal
  | UndoRefusal;

/** Which receipts a line of money out may take back. */
export function listReturnable(
  deps: Deps,
  books: InBooks,
  lineId: number,
): Promise<Result<ReturnableReceipts, ReturnRefusal>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const out = await selectOutgoingLine(db, books, lineId);
    const text = out && (await selectLineDetail(db, books, lineId));
    if (!out || !text) return refuse({ code: "return_line_gone" });
    const rows = (await selectReturnable(db, books, out)).map((row) => {
      const { customerId, customerName, amountMinor, settled, bankRef, endToEnd, ...rest } = row;
      return {
        ...rest,
        amount: formatMinor(amountMinor, row.currency),
        customer: customerId === null ? null : { id: customerId, name: customerName ?? "" },
        likeness: likenessOf({ ...rest, bankRef, endToEnd }, text),
        settled: settled.map(itemOnWire),
      };
    });
    rows.sort((a, b) => likenesses.indexOf(a.likeness) - likenesses.indexOf(b.likeness));
    return ok({ rows });
  });
}

const likenesses = ["reference", "payer", "amount"] as const;

function likenessOf(
  into: Parameters<typeof samePayer>[0],
  out: Parameters<typeof samePayer>[1],
): (typeof likenesses)[number] {
  if (sameReference(into, out)) return "reference";
  return samePayer(into, out) ? "payer" : "amount";
}

export function returnReceipt(
  deps: Deps,
  actor: Actor,
  request: ReturnRequest,
): Promise<Result<Decided, ReturnRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, lineId, receiptId, reason } = request;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const returned = await postReturn(db, recording, { actor, request });
    if (!returned.ok) return returned;
    const { decisionId, undone } = returned.value;
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "line.return",
        subjectKind: "decision",
        subjectId: decisionId,
        detail: { lineId, receiptId, undone, reason },
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return ok({ decisionId });
  });
}

/** What it would undo and book; nothing is stored. */
export function previewReturn(
  deps: Deps,
  actor: Actor,
  request: ReturnRequest,
): Promise<Result<BankReturnPreview, ReturnRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, lineId, receiptId } = request;
  return rehearse(deps, { orgId, booksId, memberId }, async (db, recording) => {
    const returned = await postReturn(db, recording, { actor, request });
    if (!returned.ok) return returned;
    const { decisionId, undone, ownLineId } = returned.value;
    const { ledger } = await loadBooksContext(db, recording);
    const reopened = await selectSettledItems(db, orgId, { receiptId, decisionIds: undone });
    const lines = await selectLinesOfDecisions(db, orgId, undone);
    return ok({
      undone: undone.length,
      reopened: reopened.map(itemOnWire),
      freedLines: lines
        .filter(({ id }) => id !== ownLineId && id !== lineId)
        .map(({ amountMinor, ...line }) => ({
          ...line,
          amount: formatMinor(amountMinor, line.currency),
        })),
      entries: entriesOnWire(await selectDecisionEntries(db, orgId, decisionId), ledger),
    });
  });
}

function itemOnWire({ amountMinor, ...item }: SettledItemRow) {
  return { ...item, amount: formatMinor(amountMinor, item.currency) };
}

type Returned = {
  readonly decisionId: number;
  /** Decisions undone before it, in that order. */
  readonly undone: readonly number[];
  /** The line by which the money had come. */
  readonly ownLineId: number;
};

async function postReturn(
  db: Db,
  recording: Recording,
  { actor, request }: { readonly actor: Pick<Actor, "name">; readonly request: ReturnRequest },
): Promise<Result<Returned, ReturnRefusal>> {
  const out = await selectOutgoingLine(db, recording, request.lineId);
  if (!out) return refuse({ code: "return_line_gone" });
  const { receiptId, reason } = request;
  const before = (await selectReceipts(db, recording, [receiptId])).get(receiptId);
  if (!before?.bankLineId) return refuse({ code: "receipt_gone" });
  const ownLineId = before.bankLineId;
  if (!isOf(out, before)) {
    const { currency } = before.receipt;
    return refuse({
      code: "return_unfit",
      received: `${currency} ${formatMinor(before.receivedMinor, currency)}`,
      returned: `${out.currency} ${formatMinor(out.amountMinor, out.currency)}`,
    });
  }
  const undone = await freeReceipt(db, recording, { receiptId, out, reason, actor: actor.name });
  if (!undone.ok) return undone;
  const freed = (await selectReceipts(db, recording, [receiptId])).get(receiptId);
  assert(freed !== undefined, "an undo leaves the receipt");
  const context = await loadBooksContext(db, recording);
  const occasion = { ...occasionOf(context, out.date, [freed.receipt]), origin: out.origin };
  const posting = bankReturn(occasion, {
    receipt: freed.receipt,
    receivedMinor: freed.receivedMinor,
  });
  if (!posting.ok) return posting;
  const decisionId = await storeAdjustment(db, recording, {
    postings: [{ posting: posting.value, code: "bank_return" }],
    detail: {
      adjustment: "bank_return",
      lineIds: [out.id, ownLineId],
      lines: [
        { id: out.id, lane: out.lane, category: out.category },
        { id: ownLineId, lane: "unmatched", category: null },
      ],
    },
    reason,
    bankLineId: out.id,
  });
  const state = { lane: "not_receivable", category: "reversal", matchId: null };
  await updateLineStates(
    db,
    recording.orgId,
    [out.id, ownLineId].map((lineId) => ({ lineId, ...state })),
  );
  return ok({ decisionId, undone: undone.value, ownLineId });
}

/** The same account, currency and amount, and not before the money came. */
function isOf(out: OutgoingLine, { receipt, receivedMinor }: LedgerReceipt): boolean {
  return (
    receipt.bankAccountId === String(out.bankAccountId) &&
    receipt.currency === out.currency &&
    receivedMinor === BigInt(out.amountMinor) &&
    receipt.businessDate <= out.date
  );
}

/**
 * Undoes whatever uses the receipt, newest first, on one day: that of the return, or since when all of it
 * was there, so that nothing is gone while something stands on it. The ids of what was undone.
 */
async function freeReceipt(
  db: Db,
  recording: Recording,
  of: {
    readonly receiptId: number;
    readonly out: OutgoingLine;
    readonly reason: string;
    readonly actor: string;
  },
): Promise<Result<number[], ReturnRefusal>> {
  const { receiptId, out, reason, actor } = of;
  const { orgId } = recording;
  const users = await selectUsers(db, orgId, receiptId);
  if (users.some(({ adjustment }) => adjustment === "refund")) {
    return refuse({ code: "return_of_refunded" });
  }
  const standing = new Set(users.map(({ decisionId }) => decisionId));
  for (const { decisionId } of users) {
    for (const dependant of await dependantsOf(db, orgId, decisionId)) standing.add(dependant);
  }
  const last = await selectLastDay(db, orgId, { receiptId, decisionIds: [...standing] });
  const today = last === null ? out.date : laterDate(out.date, last);
  // before anything is undone
  const notThere = await otherBooksRefusal(db, recording, [...standing], { today, reason, actor });
  if (notThere) return refuse(notThere);
  const undone: number[] = [];
  for (const decisionId of [...standing].sort((a, b) => b - a)) {
    const isBankReturn = users.some((user) => user.decisionId === decisionId);
    const request = { decisionId, today, reason, actor, isBankReturn };
    const done = await undoDecision(db, recording, request);
    if (!done.ok) return done;
    undone.push(decisionId);
  }
  return ok(undone);
}
