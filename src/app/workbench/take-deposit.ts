// 收取保证金: money of a bank line, or a part of it, is a customer's deposit: a debt of ours beside the
// receivables (J45), with the day it is due back. A line that was called no receivable is a receipt
// again first. Undone, the line is what it was before.
import type { BookingPreview } from "../../contract/workbench.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { deposit } from "../../core/ledger/events/deposits.ts";
import { claim } from "../../core/ledger/events/receipts.ts";
import type { NewItem, OpenReceipt, Posting } from "../../core/ledger/open.ts";
import type { Occasion } from "../../core/ledger/posting.ts";
import type { LedgerRefusal } from "../../core/ledger/refusals.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { selectDecisionEntries, updateLineStates } from "../../db/decisions.ts";
import { selectReceiptsOfLines } from "../../db/ledger-state.ts";
import { type LineFacts, selectLastReceipts, selectLineFacts } from "../../db/line-facts.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectStandingCategory } from "../../db/workbench.ts";
import type { Actor } from "../actor.ts";
import { minorOf, occasionOf } from "../adjustments/money-postings.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { numberItems } from "../posting/number-items.ts";
import { entriesOnWire, rehearse } from "../posting/rehearse.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";
import { type UndoRefusal, undoDecision } from "../posting/undo-decision.ts";

export type DepositRequest = {
  readonly booksId: number;
  readonly lineId: number;
  readonly customerId: number;
  /** Decimal text in the line's currency; undefined = all that is not applied. */
  readonly amount?: string | undefined;
  readonly number: string;
  readonly due: IsoDate | null;
  readonly reason: string;
};

export type DepositTaken = { readonly decisionId: number; readonly itemId: number };

export type DepositRefusal =
  | { readonly code: "line_gone"; readonly lineId: number }
  | { readonly code: "customer_gone" }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "deposit_nothing_left" }
  | LedgerRefusal
  | UndoRefusal;

export function takeDeposit(
  deps: Deps,
  actor: Actor,
  request: DepositRequest,
): Promise<Result<DepositTaken, DepositRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId } = request;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const taken = await postDeposit(db, recording, { actor, request });
    if (!taken.ok) return taken;
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "line.deposit",
        subjectKind: "decision",
        subjectId: taken.value.decisionId,
        detail: request,
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return taken;
  });
}

/** The entries it would make; nothing is stored. */
export function previewDeposit(
  deps: Deps,
  actor: Actor,
  request: DepositRequest,
): Promise<Result<BookingPreview["entries"], DepositRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId } = request;
  return rehearse(deps, { orgId, booksId, memberId }, async (db, recording) => {
    const taken = await postDeposit(db, recording, { actor, request });
    if (!taken.ok) return taken;
    const entries = await selectDecisionEntries(db, orgId, taken.value.decisionId);
    const { ledger } = await loadBooksContext(db, recording);
    return ok(entriesOnWire(entries, ledger));
  });
}

async function postDeposit(
  db: Db,
  recording: Recording,
  { actor, request }: { readonly actor: Pick<Actor, "name">; readonly request: DepositRequest },
): Promise<Result<DepositTaken, DepositRefusal>> {
  const { lineId, reason } = request;
  const line = (await selectLineFacts(db, recording, [lineId])).get(lineId);
  if (!line || line.isCancelled || line.amountMinor <= 0) {
    return refuse({ code: "line_gone", lineId });
  }
  const customer = await selectCustomer(db, recording, request.customerId);
  if (!customer) return refuse({ code: "customer_gone" });
  const again = await receiptAgain(db, recording, { actor, line, reason });
  if (!again.ok) return again;
  const found = (await selectReceiptsOfLines(db, recording, [lineId])).get(lineId);
  if (!found || found.receipt.amountMinor === 0n) return refuse({ code: "deposit_nothing_left" });
  const { receipt, receivedMinor } = found;
  if (receipt.account === "on_account" && receipt.customerId !== String(customer.id)) {
    return refuse({ code: "already_identified", customer: receipt.customerName });
  }
  const { amount } = request;
  const amountMinor =
    amount === undefined ? receipt.amountMinor : minorOf(amount, receipt.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: amount ?? "" });
  const [itemId] = await reserveIds(db, "open_item", 1);
  assert(itemId !== undefined, "one id was reserved");
  const context = await loadBooksContext(db, recording);
  const occasion = occasionOf(context, receipt.businessDate, [receipt]);
  const { accountingDate } = occasion;
  const whose = { customerId: String(customer.id), customerName: customer.name };
  const claimed = claimedFirst(occasion, receipt, whose);
  if (!claimed.ok) return claimed;
  const item = depositItem(receipt, { request, itemId, ...whose, amountMinor, accountingDate });
  const owned: OpenReceipt = { ...receipt, ...whose, account: "on_account" };
  const made = deposit(occasion, { item, from: { receipt: owned } });
  if (!made.ok) return made;
  const before = again.value
    ? { lane: "unmatched", category: null }
    : { lane: line.lane, category: line.category };
  const decisionId = await storeAdjustment(db, recording, {
    postings: await numberItems(db, recording, [
      ...claimed.value.map((posting) => ({ posting, code: "" })),
      { posting: made.value, code: "take_deposit" },
    ]),
    detail: {
      adjustment: "take_deposit",
      line: before,
      ...(claimed.value.length > 0 ? { claimed: [found.id] } : {}),
    },
    reason,
    bankLineId: lineId,
  });
  const isAll = amountMinor === receipt.amountMinor;
  const isWhole = isAll && amountMinor === receivedMinor;
  const after = isWhole
    ? { lane: "not_receivable", category: "deposit" }
    : { lane: isAll ? settledLane(before.lane) : before.lane, category: null };
  await updateLineStates(db, recording.orgId, [{ lineId, ...after, matchId: null }]);
  return ok({ decisionId, itemId });
}

/** Nothing of it waits any more; what the system settled of it stays the system's. */
function settledLane(lane: string): string {
  return lane === "auto" ? lane : "confirmed";
}

/** J09 where nobody's money it was: all of a receipt rests in one place, so all of it is the customer's. */
function claimedFirst(
  occasion: Occasion,
  receipt: OpenReceipt,
  whose: { readonly customerId: string; readonly customerName: string },
): Result<Posting[], LedgerRefusal> {
  if (receipt.account === "on_account") return ok([]);
  const { amountMinor } = receipt;
  const claimed = claim(occasion, { receipt, ...whose, amountMinor });
  return claimed.ok ? ok([claimed.value]) : claimed;
}

/** A line called no receivable is a receipt again; false: it was one. */
async function receiptAgain(
  db: Db,
  recording: Recording,
  of: { readonly actor: Pick<Actor, "name">; readonly line: LineFacts; readonly reason: string },
): Promise<Result<boolean, UndoRefusal>> {
  const { line, reason, actor } = of;
  if (line.lane !== "not_receivable") return ok(false);
  const decisionId = await selectStandingCategory(db, recording.orgId, line.id);
  if (decisionId === null) return ok(false);
  // it was money of its own day all along
  const [booked] = await selectLastReceipts(db, recording, [line.id]);
  assert(booked !== undefined, "money in was booked before it was called something else");
  const undone = await undoDecision(db, recording, {
    decisionId,
    today: isoDate(booked.date),
    reason,
    actor: actor.name,
  });
  return undone.ok ? ok(true) : undone;
}

/** What we hold is a debt, so its amount is below zero. */
function depositItem(
  receipt: OpenReceipt,
  of: {
    readonly request: DepositRequest;
    readonly itemId: number;
    readonly customerId: string;
    readonly customerName: string;
    readonly amountMinor: bigint;
    readonly accountingDate: IsoDate;
  },
): NewItem {
  const { request, itemId, customerId, customerName, amountMinor, accountingDate } = of;
  return {
    itemId: String(itemId),
    customerId,
    customerName,
    number: request.number === "" ? `DEP-${itemId}` : request.number,
    kind: "deposit",
    account: "deposit_held",
    currency: receipt.currency,
    amountMinor: -amountMinor,
    homeMinor: -receipt.homeMinor,
    issueDate: receipt.businessDate,
    accountingDate,
    dueDate: request.due,
    ageFrom: receipt.businessDate,
    linkedItemId: null,
  };
}
