// Loads what an adjustment is about and makes its postings, dated and numbered; nothing is stored.
import { assert } from "../../core/assert.ts";
import type { IsoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import type { LedgerSettings } from "../../core/ledger/accounts.ts";
import type { DeliveryToBill } from "../../core/ledger/bill-deliveries.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { type Rate, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectFirstClaim } from "../../db/bills.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { selectTermsOfItem, selectUnbilled } from "../../db/delivery-invoices.ts";
import { selectFactored } from "../../db/factored.ts";
import { type BooksRow, selectLedgerItems, selectReceipts } from "../../db/ledger-state.ts";
import { selectNumberedParts } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import { type Recording, reserveIds } from "../../db/recording.ts";
import {
  type OutgoingLine,
  selectOutgoingLine,
  selectOwnAccount,
  selectUnclaimedReceipts,
} from "../../db/refunds.ts";
import type { Deps } from "../deps.ts";
import { type BooksContext, loadBooksContext } from "../posting/books-context.ts";
import { deliveryToBill } from "../posting/deliveries.ts";
import { numberItems } from "../posting/number-items.ts";
import { todayOf } from "../workbench/decide.ts";
import {
  type AdjustmentRefusal,
  type AdjustmentRequest,
  adjustmentPostings,
  isCharged,
  itemOccasion,
  type MoneyAccount,
} from "./adjustment.ts";
import { minorOf, type Payout, type PayoutRefusal } from "./money-postings.ts";

export type Prepared = {
  readonly postings: readonly CodedPosting[];
  /** Size of the adjustment in home currency. */
  readonly homeMinor: bigint;
  readonly homeCurrency: string;
  readonly ledger: LedgerSettings;
  readonly books: BooksRow;
  /** Of records that have no entry (red against blue on one account). */
  readonly date: IsoDate;
  /** The outgoing line by which money goes back. */
  readonly line: OutgoingLine | null;
  /** The line of money that is nobody's any more. */
  readonly ended: { readonly id: number; readonly lane: string } | null;
  /** Whose money a moved receipt was and is. */
  readonly moved: { readonly receiptId: number; readonly from: number; readonly to: number } | null;
};

export async function prepareAdjustment(
  deps: Deps,
  db: Db,
  recording: Recording,
  request: AdjustmentRequest,
): Promise<Result<Prepared, AdjustmentRefusal>> {
  const context = await loadBooksContext(db, recording);
  const itemIds = [request.itemId, request.otherItemId].flatMap((id) => id ?? []);
  const items = await selectLedgerItems(db, recording, itemIds);
  const receiptIds = request.receiptId === null ? [] : [request.receiptId];
  const receipts = await selectReceipts(db, recording, receiptIds);
  const [newItemId] = await reserveIds(db, "open_item", 1);
  const itemOf = (id: number | null) => {
    const item = id === null ? undefined : items.get(String(id));
    return item && !item.isCancelled ? item : null;
  };
  const today = await todayOf(db, deps, recording);
  const payout = await loadPayout(db, recording, { request, context, today });
  if (!payout.ok) return payout;
  const { receipt = null, bankLineId = null, lane } = receipts.get(request.receiptId ?? 0) ?? {};
  const item = itemOf(request.itemId);
  const other = itemOf(request.otherItemId);
  const occasion = item && itemOccasion(context, request, { item, other, today });
  const isInvoice = request.kind === "invoice_delivery" && item !== null;
  const isRated = item && occasion && (isCharged(request) || isInvoice);
  const rate = isRated
    ? await dayRate(db, recording, {
        context,
        currency: item.currency,
        date: request.document?.issuedOn ?? occasion.businessDate,
      })
    : ok(null);
  const deliveries = isInvoice ? await loadDeliveries(db, recording, request) : [];
  const number = request.document?.no ?? "";
  if (isInvoice && !(await isNewNumber(db, recording, item, number))) {
    return refuse({ code: "document_known", number });
  }
  if (!rate.ok) return rate;
  const toCustomer =
    request.toCustomerId === null
      ? null
      : await selectCustomer(db, recording, request.toCustomerId);
  const ownAccount = await loadMoneyAccount(db, recording, { request, context });
  const made = adjustmentPostings(context, request, {
    item,
    other,
    feeBearer: item?.feeBearer ?? "us",
    rate: rate.value,
    deliveries,
    terms: isInvoice ? await selectTermsOfItem(db, recording.orgId, item.id) : "",
    receipt,
    firstClaim: await firstClaimOf(db, recording, request),
    factored: item?.kind === "factored" ? await selectFactored(db, recording.orgId, item.id) : null,
    ownAccount,
    toCustomer,
    payout: payout.value?.payout ?? null,
    newItemId: String(newItemId),
    today,
  });
  if (!made.ok) return made;
  const from = Number(receipt?.customerId ?? 0);
  const isMoved = request.kind === "reassign" && toCustomer !== null;
  return ok({
    postings: await numberItems(db, recording, made.value),
    homeMinor: sizeOf(made.value),
    homeCurrency: context.ledger.homeCurrency,
    ledger: context.ledger,
    books: context.row,
    date: occasion?.accountingDate ?? firstOpenDay(context.periods, today),
    line: payout.value?.line ?? null,
    ended:
      (request.kind === "unclaimed_income" || isPaidFor(request)) && bankLineId !== null
        ? { id: bankLineId, lane: lane ?? "unmatched" }
        : null,
    moved: isMoved ? { receiptId: request.receiptId ?? 0, from, to: toCustomer.id } : null,
  });
}

/** Somebody pays for what we pass on. */
function isPaidFor({ kind }: Pick<AdjustmentRequest, "kind">): boolean {
  return kind === "discount_bill" || kind === "factor";
}

function firstClaimOf(
  db: Db,
  { orgId }: Recording,
  { kind, itemId }: AdjustmentRequest,
): Promise<IsoDate | null> {
  const isUnpaid = kind === "dishonour" || kind === "recourse_bill";
  if (!isUnpaid || itemId === null) return Promise.resolve(null);
  return selectFirstClaim(db, orgId, itemId);
}

/** Null: nothing is paid for, or its money is a receipt already. */
async function loadMoneyAccount(
  db: Db,
  recording: Recording,
  of: { readonly request: AdjustmentRequest; readonly context: BooksContext },
): Promise<MoneyAccount | null> {
  const { kind, receiptId, bankAccountId, proceeds = null } = of.request;
  if (!isPaidFor({ kind }) || receiptId !== null || bankAccountId === null) return null;
  const account = await selectOwnAccount(db, recording, bankAccountId);
  const minor = account && minorOf(proceeds ?? "", account.currency);
  if (!account || minor === null) return account && { ...account, arrived: null };
  const amountMinor = toSafeMinor(minor);
  const { currency } = account;
  const wanted = { currency, amountMinor, bankAccountId, limit: 1 };
  const [found] = await selectUnclaimedReceipts(db, recording, wanted);
  const arrived = found ? { date: found.date, amountMinor: BigInt(found.openMinor) } : null;
  return { ...account, arrived };
}

/** What the invoice bills, in the order in which it was named. */
async function loadDeliveries(
  db: Db,
  recording: Recording,
  { itemId, document }: AdjustmentRequest,
): Promise<DeliveryToBill[]> {
  const ids = [...new Set([itemId ?? 0, ...(document?.moreItemIds ?? [])])];
  const items = await selectLedgerItems(db, recording, ids);
  const unbilled = await selectUnbilled(db, recording, ids);
  return ids.flatMap((id) => {
    const delivery = items.get(String(id));
    const left = unbilled.get(id);
    return delivery && left ? [deliveryToBill(delivery, left)] : [];
  });
}

/** No live invoice of that customer has the number. */
async function isNewNumber(
  db: Db,
  recording: Recording,
  { customerId }: { readonly customerId: string },
  number: string,
): Promise<boolean> {
  const asked = { customerId, kind: "invoice", number } as const;
  const [parts = []] = await selectNumberedParts(db, recording, [asked]);
  return !parts.includes(1);
}

type LoadedPayout = { readonly payout: Payout; readonly line: OutgoingLine | null };

/** Null: no money leaves. */
async function loadPayout(
  db: Db,
  recording: Recording,
  of: {
    readonly request: AdjustmentRequest;
    readonly context: BooksContext;
    readonly today: IsoDate;
  },
): Promise<Result<LoadedPayout | null, PayoutRefusal | MissingRate>> {
  const { request, context, today } = of;
  const { kind, bankLineId, bankAccountId } = request;
  const isRecourse = kind === "recourse_bill" || kind === "recourse_factored";
  const isHeld = kind === "return_deposit" || kind === "pay_factor";
  if (kind !== "refund" && !isHeld && !isRecourse) return ok(null);
  const line = bankLineId === null ? null : await selectOutgoingLine(db, recording, bankLineId);
  if (bankLineId !== null && line === null) return refuse({ code: "refund_line_gone" });
  const from = line?.bankAccountId ?? bankAccountId;
  const account = from === null ? null : await selectOwnAccount(db, recording, from);
  // whoever asks for the posting says what it lacks
  if (account === null && isRecourse) return ok(null);
  if (account === null) return refuse({ code: "refund_account_missing" });
  // a statement may leave the other account out; then a person names it
  const toAccount = line?.payeeAccount || request.toAccount;
  // who holds the bill, or the factor, takes it; no customer is paid back
  if (toAccount === "" && !isRecourse && kind !== "pay_factor")
    return refuse({ code: "refund_account_missing" });
  const { currency, origin } = account;
  const rate = await dayRate(db, recording, { context, currency, date: line?.date ?? today });
  if (!rate.ok) return rate;
  const left = line && { amountMinor: BigInt(line.amountMinor), date: line.date };
  const payout = { currency, origin, toAccount, rate: rate.value, line: left };
  return ok({ line, payout: { ...payout, bankAccountId: String(account.id) } });
}

/** Null: in home currency no rate is needed. */
async function dayRate(
  db: Db,
  recording: Recording,
  of: { readonly context: BooksContext; readonly currency: string; readonly date: IsoDate },
): Promise<Result<Rate | null, MissingRate>> {
  const { currency, date } = of;
  const to = of.context.ledger.homeCurrency;
  if (currency === to) return ok(null);
  const rates = await selectRates(db, { ...recording, to }, [currency]);
  return rateAt(rates, { from: currency, to, date });
}

/**
 * The largest amount in home currency that any item or receipt gives or takes; of the invoice of a
 * delivery that was paid before, the largest line.
 */
function sizeOf(postings: readonly CodedPosting[]): bigint {
  const used = postings.flatMap(({ posting }) => posting.uses);
  const moved =
    used.length > 0 ? used : postings.flatMap(({ posting }) => posting.entry?.lines ?? []);
  assert(moved.length > 0, "an adjustment moves something");
  const homes = moved.map(({ homeMinor }) => (homeMinor < 0n ? -homeMinor : homeMinor));
  return homes.reduce((a, b) => (a > b ? a : b), 0n);
}
