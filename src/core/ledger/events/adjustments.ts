// Differences that end an item without money: tail, bank fee, cash discount (J12–J14), an accepted
// penalty (J16), freight of ours (J17), the fee of a selling platform (J27), tax withheld abroad (J41).

import type { DifferenceCode } from "../../differences.ts";
import type { Rate } from "../../money.ts";
import { ok, type Result, refuse } from "../../result.ts";
import type { AccountKey } from "../accounts.ts";
import { bookAtRate, partOf } from "../home-amount.ts";
import {
  itemUse,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
} from "../open.ts";
import { credit, debit, type EntryDraft, makeEntry, negate, type Occasion } from "../posting.ts";
import { itemRefs, receiptRefs, settleItem, withExchangeDifference } from "../settlement.ts";
import {
  type TakeItemRefusal,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";

export type ItemAdjustment = {
  readonly item: OpenItem;
  /** In the item's currency, with the sign of its kind. */
  readonly amountMinor: bigint;
  /** The day's rate of a foreign item; null = its own booking rate, without exchange difference. */
  readonly rate: Rate | null;
};

/** Takes an amount off an item against an account of ours. */
function chargeItem(
  occasion: Occasion,
  { item, amountMinor, rate }: ItemAdjustment,
  draft: Omit<EntryDraft, "lines"> & { readonly account: AccountKey },
): Result<Posting, TakeItemRefusal> {
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  const refs = itemRefs(item);
  const charged = rate === null ? taken.value : bookAtRate(occasion.books, taken.value, rate);
  const lines = [debit(draft.account, charged, refs), ...settleItem(item, taken.value)];
  const entry = makeEntry(occasion, {
    event: draft.event,
    narration: draft.narration,
    lines: withExchangeDifference(occasion.books, lines, refs),
  });
  return ok(posting(entry, { uses: [itemUse(item, taken.value)] }));
}

/** J12, short: the customer paid a little less (尾差, 抹零). */
export function roundingShort(
  occasion: Occasion,
  input: ItemAdjustment,
): Result<Posting, TakeItemRefusal> {
  const fields = { number: input.item.number };
  const narration = { key: "entry_rounding_short", fields } as const;
  return chargeItem(occasion, input, { event: "J12", account: "rounding", narration });
}

/** J12, over: the customer paid a little more. */
export function roundingOver(
  occasion: Occasion,
  { receipt, amountMinor }: { readonly receipt: OpenReceipt; readonly amountMinor: bigint },
): Result<Posting, TakeReceiptRefusal> {
  const taken = takeFromReceipt(receipt, amountMinor);
  if (!taken.ok) return taken;
  const refs = receiptRefs(receipt);
  const entry = makeEntry(occasion, {
    event: "J12",
    narration: { key: "entry_rounding_over", fields: { customer: receipt.customerName } },
    lines: [debit(receipt.account, taken.value, refs), credit("rounding", taken.value, refs)],
  });
  return ok(posting(entry, { uses: [receiptUse(receipt, taken.value)] }));
}

export type FeeInput = ItemAdjustment & {
  /** A term of the contract. */
  readonly borneBy: "us" | "customer";
};

export type FeeOutcome =
  | { readonly kind: "posted"; readonly posting: Posting }
  /** The contract says the customer bears it: no entry, the amount stays open with this code. */
  | { readonly kind: "stays_open"; readonly difference: DifferenceCode };

/** J13: a bank fee deducted on the way. */
export function fee(
  occasion: Occasion,
  { borneBy, ...input }: FeeInput,
): Result<FeeOutcome, TakeItemRefusal> {
  if (borneBy === "customer") return ok({ kind: "stays_open", difference: "P04" });
  const fields = { number: input.item.number };
  const narration = { key: "entry_fee", fields } as const;
  const charged = chargeItem(occasion, input, { event: "J13", account: "bank_fee", narration });
  return charged.ok ? ok({ kind: "posted", posting: charged.value }) : charged;
}

/**
 * J14: a discount taken in time. It reduces revenue (CAS 14) or is an expense, as the books say;
 * output VAT stays as it is unless a red invoice follows.
 */
export function discount(
  occasion: Occasion,
  input: ItemAdjustment,
): Result<Posting, TakeItemRefusal> {
  const fields = { number: input.item.number };
  const narration = { key: "entry_discount", fields } as const;
  return chargeItem(occasion, input, { event: "J14", account: "cash_discount", narration });
}

/** J16: a penalty of the contract that we accept (late delivery). */
export function penalty(
  occasion: Occasion,
  input: ItemAdjustment,
): Result<Posting, TakeItemRefusal> {
  const fields = { number: input.item.number };
  const narration = { key: "entry_penalty", fields } as const;
  return chargeItem(occasion, input, { event: "J16", account: "other_expense", narration });
}

/** J17: freight that is ours to pay; the customer paid the carrier and deducted it. */
export function freight(
  occasion: Occasion,
  input: ItemAdjustment,
): Result<Posting, TakeItemRefusal> {
  const fields = { number: input.item.number };
  const narration = { key: "entry_freight", fields } as const;
  return chargeItem(occasion, input, { event: "J17", account: "selling", narration });
}

/**
 * J27, what a platform kept of a settlement that is booked already: the order is paid as far as the
 * money went, the fee ends the rest.
 */
export function platformFeeOf(
  occasion: Occasion,
  input: ItemAdjustment,
): Result<Posting, TakeItemRefusal> {
  const fields = { number: input.item.number };
  const narration = { key: "entry_platform_fee_of", fields } as const;
  return chargeItem(occasion, input, { event: "J27", account: "selling", narration });
}

/**
 * J27: a platform paid net of its fee. The money grows by the fee, at the rate of the receipt, so that
 * the gross settles the orders: 9,940 and 60 pay 10,000.
 */
export function platformFee(
  occasion: Occasion,
  { receipt, amountMinor }: { readonly receipt: OpenReceipt; readonly amountMinor: bigint },
): Result<Posting, PlatformFeeRefusal> {
  if (receipt.account !== "on_account") return refuse({ code: "payer_unknown" });
  if (amountMinor <= 0n) return refuse({ code: "amount_zero" });
  const kept = partOf(receipt, amountMinor);
  const refs = receiptRefs(receipt);
  const entry = makeEntry(occasion, {
    event: "J27",
    narration: { key: "entry_platform_fee", fields: { payer: receipt.payerName } },
    lines: [debit("selling", kept, refs), credit("on_account", kept, refs)],
  });
  return ok(posting(entry, { uses: [receiptUse(receipt, negate(kept))] }));
}

export type PlatformFeeRefusal =
  | { readonly code: "payer_unknown" }
  | { readonly code: "amount_zero" };

/** J41: tax withheld abroad, a claim on the foreign tax office once its certificate is there. */
export function withholding(
  occasion: Occasion,
  input: ItemAdjustment,
): Result<Posting, TakeItemRefusal> {
  const fields = { number: input.item.number };
  const narration = { key: "entry_withholding", fields } as const;
  const account = "withholding_receivable";
  return chargeItem(occasion, input, { event: "J41", account, narration });
}
