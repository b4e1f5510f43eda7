// Adjustments of money: kept as an advance, paid back, moved to the right customer, and the claim that
// was written off and is paid after all.
import { assert } from "../../core/assert.ts";
import { isCurrency } from "../../core/currency.ts";
import { type IsoDate, laterDate } from "../../core/date.ts";
import { allocationDate } from "../../core/ledger/accounting-date.ts";
import type { Origin } from "../../core/ledger/event-codes.ts";
import { overpaymentToAdvance } from "../../core/ledger/events/advances.ts";
import { allocation } from "../../core/ledger/events/allocations.ts";
import { recovery, recoveryAsIncome } from "../../core/ledger/events/bad-debts.ts";
import { depositReturned } from "../../core/ledger/events/deposits.ts";
import { moveToCustomer, unclaimedToIncome } from "../../core/ledger/events/receipts.ts";
import { type RefundInput, refund } from "../../core/ledger/events/refunds.ts";
import { bookAtRate } from "../../core/ledger/home-amount.ts";
import type { OpenItem, OpenReceipt, Posting } from "../../core/ledger/open.ts";
import type { Booked, Occasion } from "../../core/ledger/posting.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { formatMinor, isSafeMinor, parseMinor, type Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { BooksContext } from "../posting/books-context.ts";
import type { Adjusted, AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { holdPosting } from "./factoring-postings.ts";

/** Where the money of a refund leaves: the outgoing bank line, or the account a person names. */
export type Payout = {
  readonly bankAccountId: string;
  readonly toAccount: string;
  readonly currency: string;
  /** gl: money on this account is booked in the general ledger already. */
  readonly origin: Origin;
  /** Of the bank line; null: not on a statement yet. */
  readonly line: { readonly amountMinor: bigint; readonly date: IsoDate } | null;
  /** The day's rate of a foreign account; null = home currency. */
  readonly rate: Rate | null;
};

/** Why an outgoing line or an account cannot be this refund. */
export type PayoutRefusal =
  | { readonly code: "refund_line_gone" }
  | { readonly code: "refund_account_missing" }
  | { readonly code: "refund_line_differs"; readonly line: string; readonly asked: string };

/** J38, of unapplied money, a credit note or an advance. */
export function refundPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  { item, receipt, payout, today }: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const of = refundable(item, receipt);
  if (!of) return refuse({ code: "receipt_gone" });
  const source = "receipt" in of ? of.receipt : of.item;
  const paid = paidOut(context, request, { source, payout, today });
  if (!paid.ok) return paid;
  const { occasion, amountMinor, bankAccountId, toAccount, booked } = paid.value;
  return refund(occasion, {
    of,
    amountMinor,
    bankAccountId,
    paid: booked,
    toAccount,
    payerAccount: "receipt" in of ? of.receipt.payerAccount : "",
  });
}

/** J45 the other way: a deposit goes back to the customer. */
export function depositReturnPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  { item, payout, today }: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  if (item.kind !== "deposit" || item.amountMinor >= 0n) {
    return refuse({ code: "adjustment_unfit", number: item.number });
  }
  const paid = paidOut(context, request, { source: item, payout, today });
  if (!paid.ok) return paid;
  const { occasion, amountMinor, bankAccountId, booked } = paid.value;
  return depositReturned(occasion, { item, amountMinor, bankAccountId, paid: booked });
}

type PaidOut = {
  readonly occasion: Occasion;
  readonly amountMinor: bigint;
  readonly bankAccountId: string;
  readonly toAccount: string;
  readonly booked: Booked;
};

/** What leaves which account, and when: as the bank line says, where there is one. */
export function paidOut(
  context: BooksContext,
  request: AdjustmentRequest,
  of: {
    readonly source: OpenItem | OpenReceipt;
    readonly payout: Payout | null;
    readonly today: IsoDate;
  },
): Result<PaidOut, AdjustmentRefusal> {
  const { source, payout, today } = of;
  const { currency } = source;
  if (!payout) return refuse({ code: "refund_account_missing" });
  if (payout.currency !== currency) return refuse({ code: "other_currency" });
  const amountMinor = minorOf(request.amount, currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  const { line, rate, bankAccountId, toAccount, origin } = payout;
  if (line && line.amountMinor !== amountMinor) {
    const left = formatMinor(line.amountMinor, currency);
    return refuse({ code: "refund_line_differs", line: left, asked: request.amount });
  }
  const occasion = { ...occasionOf(context, line?.date ?? today, [source]), origin };
  const booked = bookAtRate(context.ledger, { currency, amountMinor }, rate);
  return ok({ occasion, amountMinor, bankAccountId, toAccount, booked });
}

function refundable(item: OpenItem | null, receipt: OpenReceipt | null): RefundInput["of"] | null {
  if (receipt) return { receipt };
  return item ? { item } : null;
}

/** J09 again: money that was claimed for the wrong customer. */
export function movePosting(
  context: BooksContext,
  { receipt, toCustomer, today }: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  if (!receipt) return refuse({ code: "receipt_gone" });
  if (!toCustomer) return refuse({ code: "customer_gone" });
  return moveToCustomer(occasionOf(context, today, [receipt]), {
    receipt,
    customerId: String(toCustomer.id),
    customerName: toCustomer.name,
  });
}

/** J46: money that nobody has claimed for years. */
export function unclaimedPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  { receipt, today }: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  if (!receipt) return refuse({ code: "receipt_gone" });
  const amountMinor = minorOf(request.amount, receipt.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  return unclaimedToIncome(occasionOf(context, today, [receipt]), { receipt, amountMinor, today });
}

/** J10: money that rests on the customer's account settles an item; J42, one that is a factor's. */
export function applyPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const { item, receipt } = on;
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  if (!receipt) return refuse({ code: "receipt_gone" });
  if (receipt.currency !== item.currency) return refuse({ code: "other_currency" });
  if (receipt.customerId !== item.customerId) return refuse({ code: "other_customer" });
  if (item.kind === "factored") return holdPosting(context, request, { ...on, item });
  const amountMinor = minorOf(request.amount, item.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  const occasion = occasionOf(context, receipt.businessDate, [item, receipt]);
  return allocation(occasion, {
    receipt,
    parts: [{ item, amountMinor, receiptAmountMinor: amountMinor }],
  });
}

/** J20: an overpayment becomes an advance. */
export function advancePosting(
  context: BooksContext,
  request: AdjustmentRequest,
  { receipt, newItemId, today }: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  if (!receipt) return refuse({ code: "receipt_gone" });
  const amountMinor = minorOf(request.amount, receipt.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  const occasion = occasionOf(context, today, [receipt]);
  const number = `ADV-${newItemId}`;
  return overpaymentToAdvance(occasion, { receipt, amountMinor, newItemId, number });
}

/** J39, then J10 where the money is there; without an allowance the money is other income. */
export function recoveryPostings(
  context: BooksContext,
  request: AdjustmentRequest,
  { item, receipt, newItemId, today }: Adjusted,
): Result<readonly CodedPosting[], AdjustmentRefusal> {
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  const amountMinor = minorOf(request.amount, item.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  if (receipt && receipt.currency !== item.currency) return refuse({ code: "other_currency" });
  if (receipt && receipt.customerId !== item.customerId) return refuse({ code: "other_customer" });
  // it came back on the day the money came in
  const day = receipt?.businessDate ?? today;
  const occasion = occasionOf(context, day, receipt ? [item, receipt] : [item]);
  if (context.ledger.standard === "sme") {
    if (!receipt) return refuse({ code: "no_allowance" });
    const income = recoveryAsIncome(occasion, { writtenOff: item, receipt, amountMinor });
    return income.ok ? ok([{ posting: income.value, code: "recover" }]) : income;
  }
  const restored = recovery(occasion, { writtenOff: item, amountMinor, newItemId });
  if (!restored.ok) return restored;
  const first = { posting: restored.value, code: "recover" };
  if (!receipt) return ok([first]);
  const { newItem } = restored.value;
  assert(newItem !== undefined, "a recovery begins an item");
  const part = { item: newItem, amountMinor, receiptAmountMinor: amountMinor };
  const applied = allocation(occasion, { receipt, parts: [part] });
  return applied.ok ? ok([first, { posting: applied.value, code: "" }]) : applied;
}

/** Dated on that day, never before what is adjusted, in an open period. */
export function occasionOf(
  { ledger, periods }: BooksContext,
  day: IsoDate,
  of: readonly { readonly accountingDate: IsoDate }[],
): Occasion {
  const businessDate = of.map((one) => one.accountingDate).reduce(laterDate, day);
  const accountingDate = allocationDate([businessDate], periods);
  return { books: ledger, businessDate, accountingDate, origin: "ours" };
}

/** Null: no amount above zero, or one larger than the books can hold. */
export function minorOf(text: string, currency: string): bigint | null {
  const minor = isCurrency(currency) ? parseMinor(text, currency) : null;
  return minor !== null && minor > 0n && isSafeMinor(minor) ? minor : null;
}
