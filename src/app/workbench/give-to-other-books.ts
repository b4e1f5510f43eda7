// 代收内部往来: money of a bank line, or a part of it, was paid by a customer of another set of books. Here
// it is owed to those books, there it begins a receipt on the customer's account (J26): two decisions in
// one transaction, undone together. What a person may do is one role in the whole organisation, so whoever
// may decide here may decide there.
import type { OtherBooksChoices, OtherBooksPreview } from "../../contract/other-books.ts";
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import {
  receivedByOtherBooks,
  receivedForOtherBooks,
} from "../../core/ledger/events/intragroup.ts";
import { bookAtRate } from "../../core/ledger/home-amount.ts";
import type { NewReceipt, OpenReceipt, Posting } from "../../core/ledger/open.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import type { LedgerRefusal } from "../../core/ledger/refusals.ts";
import { type Rate, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById, booksOf } from "../../db/books.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { selectDecisionEntries, selectEntries, updateLineStates } from "../../db/decisions.ts";
import { insertIntragroupReceipt, selectLikePayer } from "../../db/entry-pairs.ts";
import { type LedgerReceipt, selectReceiptsOfLines } from "../../db/ledger-state.ts";
import { type LineFacts, selectLineFacts } from "../../db/line-facts.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import {
  beginRecording,
  type Recording,
  reserveIds,
  storeAudit,
  storeClaims,
} from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { minorOf, occasionOf } from "../adjustments/money-postings.ts";
import type { Deps } from "../deps.ts";
import { type BooksContext, loadBooksContext } from "../posting/books-context.ts";
import { entriesOnWire, rehearse } from "../posting/rehearse.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";

export type OtherBooksRequest = {
  readonly booksId: number;
  readonly lineId: number;
  readonly toBooksId: number;
  /** Of those books. */
  readonly customerId: number;
  /** Decimal text in the line's currency; undefined = all that is not applied. */
  readonly amount?: string | undefined;
  readonly reason: string;
};

export type GivenToOtherBooks = {
  readonly decisionId: number;
  readonly otherDecisionId: number;
  readonly receiptId: number;
};

export type OtherBooksRefusal =
  | { readonly code: "line_gone"; readonly lineId: number }
  | { readonly code: "other_books_gone" }
  | { readonly code: "other_books_customer_gone"; readonly books: string }
  | { readonly code: "other_books_nothing_left" }
  | { readonly code: "not_an_amount"; readonly value: string }
  | (Omit<MissingRate, "code"> & {
      readonly code: "other_books_rate_missing";
      readonly books: string;
    })
  | LedgerRefusal;

/** Where the line's money may belong; who there pays from that account or is called like the payer. */
export function listOtherBooks(
  deps: Deps,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  lineId: number,
): Promise<Result<OtherBooksChoices, OtherBooksRefusal>> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    const line = (await selectLineFacts(db, { orgId, booksId }, [lineId])).get(lineId);
    if (!line) return refuse({ code: "line_gone", lineId });
    const all = await booksOf(db, orgId);
    const like = await selectLikePayer(db, { orgId, booksId }, lineId);
    const others = all.filter(({ id }) => id !== booksId);
    return ok({
      rows: others.map(({ id, name }) => ({
        booksId: id,
        name,
        customers: like
          .filter((one) => one.booksId === id)
          .map(({ booksId: _, ...customer }) => customer),
      })),
    });
  });
}

export function giveToOtherBooks(
  deps: Deps,
  actor: Actor,
  request: OtherBooksRequest,
): Promise<Result<GivenToOtherBooks, OtherBooksRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, toBooksId } = request;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const given = await postForOtherBooks(db, recording, request);
    if (!given.ok) return given;
    const { decisionId, otherDecisionId } = given.value;
    const event = { actor: actor.name, subjectKind: "decision", detail: request };
    await storeAudit(db, recording, [
      { ...event, action: "line.other_books", subjectId: decisionId },
      { ...event, action: "receipt.other_books", subjectId: otherDecisionId },
    ]);
    for (const id of [booksId, toBooksId]) {
      await notifyLive(db, { orgId, booksId: id, topic: "lanes", id: null });
    }
    return given;
  });
}

/** The entries it would make in both sets of books; nothing is stored. */
export function previewOtherBooks(
  deps: Deps,
  actor: Actor,
  request: OtherBooksRequest,
): Promise<Result<OtherBooksPreview, OtherBooksRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, toBooksId } = request;
  return rehearse(deps, { orgId, booksId, memberId }, async (db, recording) => {
    const given = await postForOtherBooks(db, recording, request);
    if (!given.ok) return given;
    const onWire = async (ofBooksId: number, decisionId: number) => {
      const { ledger } = await loadBooksContext(db, { orgId, booksId: ofBooksId });
      return entriesOnWire(await selectDecisionEntries(db, orgId, decisionId), ledger);
    };
    const { decisionId, otherDecisionId } = given.value;
    return ok({
      entries: await onWire(booksId, decisionId),
      otherEntries: await onWire(toBooksId, otherDecisionId),
    });
  });
}

/** Both sides, with what they are stored with. */
type Sides = {
  readonly line: LineFacts;
  readonly found: LedgerReceipt;
  readonly decisionId: number;
  readonly here: Posting;
  readonly there: Posting & { readonly newReceipt: NewReceipt };
  readonly otherName: string;
  readonly ownName: string;
};

async function postForOtherBooks(
  db: Db,
  recording: Recording,
  request: OtherBooksRequest,
): Promise<Result<GivenToOtherBooks, OtherBooksRefusal>> {
  const sides = await makeSides(db, recording, request);
  if (!sides.ok) return sides;
  await storeHere(db, recording, { ...sides.value, request });
  const there = { ...recording, booksId: request.toBooksId };
  const other = await storeThere(db, there, { ...sides.value, request });
  return ok({ decisionId: sides.value.decisionId, ...other });
}

async function makeSides(
  db: Db,
  recording: Recording,
  request: OtherBooksRequest,
): Promise<Result<Sides, OtherBooksRefusal>> {
  const { orgId, booksId } = recording;
  const { lineId, toBooksId, customerId } = request;
  const line = (await selectLineFacts(db, recording, [lineId])).get(lineId);
  if (!line || line.isCancelled || line.amountMinor <= 0) {
    return refuse({ code: "line_gone", lineId });
  }
  const own = await booksById(db, orgId, booksId);
  const other = await booksById(db, orgId, toBooksId);
  if (!own || !other || other.id === own.id) return refuse({ code: "other_books_gone" });
  const there = { orgId, booksId: other.id };
  const customer = await selectCustomer(db, there, customerId);
  if (!customer) return refuse({ code: "other_books_customer_gone", books: other.name });
  const found = (await selectReceiptsOfLines(db, recording, [lineId])).get(lineId);
  if (!found || found.receipt.amountMinor === 0n) {
    return refuse({ code: "other_books_nothing_left" });
  }
  const { receipt } = found;
  const { amount } = request;
  const amountMinor =
    amount === undefined ? receipt.amountMinor : minorOf(amount, receipt.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: amount ?? "" });
  const rate = await rateThere(db, { ...there, name: other.name, to: other.homeCurrency }, receipt);
  if (!rate.ok) return rate;
  const [decisionId] = await reserveIds(db, "decision", 1);
  const [receiptId] = await reserveIds(db, "receipt", 1);
  assert(decisionId !== undefined && receiptId !== undefined, "two ids were reserved");
  const pairWith = ({ id, name }: { readonly id: number; readonly name: string }) => ({
    pairId: String(decisionId),
    otherBooksId: String(id),
    otherBooksName: name,
  });
  const context = await loadBooksContext(db, recording);
  const here = receivedForOtherBooks(occasionOf(context, receipt.businessDate, [receipt]), {
    receipt,
    amountMinor,
    pair: pairWith(other),
  });
  if (!here.ok) return here;
  const newReceipt = receiptThere(await loadBooksContext(db, there), receipt, {
    receiptId,
    customer,
    amountMinor,
    rate: rate.value,
    since: await freeSince(db, orgId, found),
  });
  const { businessDate, accountingDate } = newReceipt.receipt;
  const posted = receivedByOtherBooks(
    { books: newReceipt.books, businessDate, accountingDate, origin: "ours" },
    { receipt: newReceipt.receipt, pair: pairWith(own) },
  );
  return ok({
    line,
    found,
    decisionId,
    here: here.value,
    there: { ...posted, newReceipt: newReceipt.receipt },
    otherName: other.name,
    ownName: own.name,
  });
}

/** Each set of books books at its own rate of the day; null: it is the home currency there. */
async function rateThere(
  db: Db,
  books: {
    readonly orgId: number;
    readonly booksId: number;
    readonly name: string;
    readonly to: string;
  },
  { currency, businessDate }: OpenReceipt,
): Promise<Result<Rate | null, OtherBooksRefusal>> {
  const { to } = books;
  if (currency === to) return ok(null);
  const rates = await selectRates(db, books, [currency]);
  const rate = rateAt(rates, { from: currency, to, date: businessDate });
  if (rate.ok) return rate;
  return refuse({ ...rate.error, code: "other_books_rate_missing", books: books.name });
}

/**
 * The day the money came, or since when it is here again to be given: it was another's until then, and
 * those books would have it twice for the days between.
 */
async function freeSince(
  db: Db,
  orgId: number,
  { entryId, receipt }: LedgerReceipt,
): Promise<IsoDate> {
  const [booked] = await selectEntries(db, orgId, [entryId]);
  assert(booked !== undefined, "a receipt stands on its entry");
  const { accountingDate, businessDate } = receipt;
  return accountingDate > booked.accountingDate ? accountingDate : businessDate;
}

/** Of the day the money came, with its payer; dated in an open month of those books. */
function receiptThere(
  { ledger, periods }: BooksContext,
  from: OpenReceipt,
  of: {
    readonly receiptId: number;
    readonly customer: { readonly id: number; readonly name: string };
    readonly amountMinor: bigint;
    readonly rate: Rate | null;
    readonly since: IsoDate;
  },
): { readonly receipt: NewReceipt; readonly books: BooksContext["ledger"] } {
  const { receiptId, customer, amountMinor, rate, since } = of;
  const { currency, businessDate, payerAccount, payerName } = from;
  return {
    books: ledger,
    receipt: {
      ...bookAtRate(ledger, { currency, amountMinor }, rate),
      receiptId: String(receiptId),
      account: "on_account",
      customerId: String(customer.id),
      customerName: customer.name,
      businessDate,
      accountingDate: firstOpenDay(periods, since),
      bankAccountId: null,
      payerAccount,
      payerName,
    },
  };
}

type ToStore = Sides & { readonly request: OtherBooksRequest };

async function storeHere(
  db: Db,
  recording: Recording,
  { line, found, decisionId, here, otherName, request }: ToStore,
): Promise<void> {
  await storeAdjustment(db, recording, {
    decisionId,
    postings: [{ posting: here, code: "other_books" }],
    detail: {
      adjustment: "other_books",
      line: { lane: line.lane, category: line.category },
      otherBooks: { id: request.toBooksId, name: otherName },
    },
    reason: request.reason,
    bankLineId: line.id,
  });
  const [taken] = here.uses;
  assert(taken !== undefined, "it is taken from the receipt");
  const isAll = taken.amountMinor === found.receipt.amountMinor;
  const isWhole = isAll && taken.amountMinor === found.receivedMinor;
  const after = isWhole
    ? { lane: "not_receivable", category: "agency" }
    : { lane: isAll ? settledLane(line.lane) : line.lane, category: null };
  await updateLineStates(db, recording.orgId, [{ lineId: line.id, ...after, matchId: null }]);
}

/** Nothing of it waits any more; what the system settled of it stays the system's. */
function settledLane(lane: string): string {
  return lane === "auto" ? lane : "confirmed";
}

async function storeThere(
  db: Db,
  recording: Recording,
  { there, ownName, request }: ToStore,
): Promise<Omit<GivenToOtherBooks, "decisionId">> {
  const { newReceipt } = there;
  const otherDecisionId = await storeAdjustment(db, recording, {
    postings: [{ posting: there, code: "other_books" }],
    detail: {
      adjustment: "by_other_books",
      otherBooks: { id: request.booksId, name: ownName },
    },
    reason: request.reason,
  });
  const [entry] = await selectDecisionEntries(db, recording.orgId, otherDecisionId);
  assert(entry !== undefined, "the receipt has its entry");
  const { customerId } = request;
  const { currency, businessDate, accountingDate, payerName } = newReceipt;
  const amounts = {
    amountMinor: toSafeMinor(newReceipt.amountMinor),
    homeMinor: toSafeMinor(newReceipt.homeMinor),
  };
  const receiptId = Number(newReceipt.receiptId);
  await insertIntragroupReceipt(db, recording, {
    id: receiptId,
    customerId,
    date: businessDate,
    currency,
    ...amounts,
    payerName,
    entryId: entry.id,
  });
  // whose money a receipt is, reports read from its claims
  const claim = { receiptId, customerId, ...amounts, decisionId: otherDecisionId, accountingDate };
  await storeClaims(db, recording, [{ ...claim, entryId: entry.id, reversesId: null }]);
  return { otherDecisionId, receiptId };
}
