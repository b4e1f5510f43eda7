// The adjustments 调账 a person may ask for, each with the act that says who may (core/roles.ts).
import { isCurrency } from "../../core/currency.ts";
import { type IsoDate, laterDate } from "../../core/date.ts";
import { type DifferenceCode, isDifferenceCode } from "../../core/differences.ts";
import { allocationDate } from "../../core/ledger/accounting-date.ts";
import { discount, fee, roundingShort } from "../../core/ledger/events/adjustments.ts";
import { applyAdvance, overpaymentToAdvance } from "../../core/ledger/events/advances.ts";
import { offsetCredit } from "../../core/ledger/events/allocations.ts";
import { writeOff } from "../../core/ledger/events/bad-debts.ts";
import { netWithPayable } from "../../core/ledger/events/netting.ts";
import { retentionRelease, retentionSplit } from "../../core/ledger/events/retention.ts";
import type { OpenItem, OpenReceipt, Posting } from "../../core/ledger/open.ts";
import type { Occasion } from "../../core/ledger/posting.ts";
import type { LedgerRefusal } from "../../core/ledger/refusals.ts";
import { parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Act } from "../../core/roles.ts";
import type { BooksContext } from "../posting/books-context.ts";

export const adjustmentKinds = [
  "rounding",
  "fee",
  "discount",
  "write_off",
  "offset_credit",
  "apply_advance",
  "keep_as_advance",
  "retention_split",
  "retention_release",
  "net_payable",
] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

export type AdjustmentRequest = {
  readonly kind: AdjustmentKind;
  /** The item adjusted; null for keep_as_advance. */
  readonly itemId: number | null;
  /** What settles it: a credit note, an advance, a payable. */
  readonly otherItemId: number | null;
  /** keep_as_advance: the receipt whose rest becomes an advance. */
  readonly receiptId: number | null;
  /** Above zero, decimal text in the item's (the receipt's) currency. */
  readonly amount: string;
  readonly reason: string;
  readonly difference: string | null;
  /** Warranty end of a retention; agreement number of a netting; evidence of a write-off. */
  readonly due: IsoDate | null;
  readonly agreementNo: string;
  readonly evidence: readonly string[];
  readonly responsible: string;
};

/** Who may, by core/roles.ts; null: nobody needs to be asked beyond the right to adjust. */
export const actOfAdjustment: Readonly<Record<AdjustmentKind, Act>> = {
  rounding: "rounding",
  fee: "other_fee_or_discount",
  discount: "other_fee_or_discount",
  write_off: "bad_debt",
  offset_credit: "decide_matches",
  apply_advance: "decide_matches",
  keep_as_advance: "decide_matches",
  retention_split: "adjust",
  retention_release: "adjust",
  net_payable: "netting",
};

export type AdjustmentRefusal =
  | { readonly code: "item_gone"; readonly itemId: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "red_invoice_needed"; readonly difference: string }
  | { readonly code: "fee_borne_by_customer" }
  | LedgerRefusal;

export type Adjusted = {
  readonly item: OpenItem | null;
  readonly other: OpenItem | null;
  readonly receipt: OpenReceipt | null;
  readonly newItemId: string;
  readonly today: IsoDate;
};

/** The posting of an adjustment, or why it cannot be. */
export function adjustmentPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  if (request.kind === "keep_as_advance") return advancePosting(context, request, on);
  const { item } = on;
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  const size = minorOf(request.amount, item.currency);
  if (size === null) return refuse({ code: "not_an_amount", value: request.amount });
  const amountMinor = item.amountMinor < 0n ? -size : size;
  const occasion = occasionOf(context, on.today, [item, ...(on.other ? [on.other] : [])]);
  const bare = { item, amountMinor, rate: null };
  switch (request.kind) {
    case "rounding":
      return roundingShort(occasion, bare);
    case "discount":
      return discount(occasion, bare);
    case "fee": {
      const charged = fee(occasion, { ...bare, borneBy: "us" });
      if (!charged.ok) return charged;
      if (charged.value.kind !== "posted") return refuse({ code: "fee_borne_by_customer" });
      return ok(charged.value.posting);
    }
    case "write_off":
      return writeOff(occasion, {
        item,
        amountMinor,
        newItemId: on.newItemId,
        cause: request.reason,
        difference: differenceOf(request.difference),
        evidence: request.evidence,
        responsible: request.responsible,
      });
    case "retention_split":
      return retentionSplit(occasion, {
        item,
        amountMinor,
        newItemId: on.newItemId,
        warrantyEnd: request.due,
        conditional: true,
      });
    case "retention_release":
      return retentionRelease(occasion, { item, amountMinor, newItemId: on.newItemId });
    default:
      return nettingPosting(occasion, request, { item, amountMinor: size, other: on.other });
  }
}

function nettingPosting(
  occasion: Occasion,
  request: AdjustmentRequest,
  on: { readonly item: OpenItem; readonly amountMinor: bigint; readonly other: OpenItem | null },
): Result<Posting, AdjustmentRefusal> {
  const { item, amountMinor, other } = on;
  if (!other) return refuse({ code: "item_gone", itemId: String(request.otherItemId ?? "") });
  if (request.kind === "offset_credit") {
    return offsetCredit(occasion, { credit: other, item, amountMinor });
  }
  if (request.kind === "apply_advance") {
    return applyAdvance(occasion, { advance: other, item, amountMinor });
  }
  const agreement = { number: request.agreementNo, signedBy: ["us", item.customerId] };
  return netWithPayable(occasion, { payable: other, item, amountMinor, agreement });
}

function advancePosting(
  context: BooksContext,
  request: AdjustmentRequest,
  { receipt, newItemId, today }: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  if (!receipt) return refuse({ code: "item_gone", itemId: String(request.receiptId ?? "") });
  const amountMinor = minorOf(request.amount, receipt.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  const occasion = occasionOf(context, today, [receipt]);
  const number = `ADV-${newItemId}`;
  return overpaymentToAdvance(occasion, { receipt, amountMinor, newItemId, number });
}

/** Adjustments are dated today, never before what they adjust, in an open period. */
function occasionOf(
  { ledger, periods }: BooksContext,
  today: IsoDate,
  of: readonly { readonly accountingDate: IsoDate }[],
): Occasion {
  const businessDate = of.map((one) => one.accountingDate).reduce(laterDate, today);
  const accountingDate = allocationDate([businessDate], periods);
  return { books: ledger, businessDate, accountingDate, origin: "ours" };
}

function differenceOf(code: string | null): DifferenceCode | null {
  return code !== null && isDifferenceCode(code) ? code : null;
}

export function minorOf(text: string, currency: string): bigint | null {
  const minor = isCurrency(currency) ? parseMinor(text, currency) : null;
  return minor !== null && minor > 0n ? minor : null;
}
