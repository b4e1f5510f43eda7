// The postings of each adjustment 调账 (core/ledger/adjustment-kinds.ts says who may ask for which).
import { type IsoDate, laterDate } from "../../core/date.ts";
import { type DifferenceCode, isDifferenceCode } from "../../core/differences.ts";
import { type AdjustmentKind, mayAdjust } from "../../core/ledger/adjustment-kinds.ts";
import type { DeliveryToBill } from "../../core/ledger/bill-deliveries.ts";
import type { Origin } from "../../core/ledger/event-codes.ts";
import {
  discount,
  fee,
  freight,
  penalty,
  platformFeeOf,
  roundingShort,
  withholding,
} from "../../core/ledger/events/adjustments.ts";
import { applyAdvance } from "../../core/ledger/events/advances.ts";
import { offsetCredit } from "../../core/ledger/events/allocations.ts";
import { writeOff } from "../../core/ledger/events/bad-debts.ts";
import { billDishonoured } from "../../core/ledger/events/bills.ts";
import type { FactoredFacts } from "../../core/ledger/events/factoring.ts";
import {
  netWithPayable,
  ourSignature,
  threePartyNetting,
  transferDebt,
} from "../../core/ledger/events/netting.ts";
import { retentionRelease, retentionSplit } from "../../core/ledger/events/retention.ts";
import type { OpenItem, OpenReceipt, Posting } from "../../core/ledger/open.ts";
import type { Occasion } from "../../core/ledger/posting.ts";
import type { LedgerRefusal } from "../../core/ledger/refusals.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import type { Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { BooksContext } from "../posting/books-context.ts";
import { billPosting } from "./bill-postings.ts";
import { factoringPosting } from "./factoring-postings.ts";
import { type AskedGoods, goodsPosting } from "./goods-posting.ts";
import { type InvoiceRefusal, invoicePosting } from "./invoice-posting.ts";
import {
  advancePosting,
  applyPosting,
  depositReturnPosting,
  minorOf,
  movePosting,
  occasionOf,
  type Payout,
  type PayoutRefusal,
  recoveryPostings,
  refundPosting,
  unclaimedPosting,
} from "./money-postings.ts";
import type { PassedOnMoneyRefusal } from "./passed-on-money.ts";

export type AdjustmentRequest = {
  readonly kind: AdjustmentKind;
  /** The item adjusted; null where a receipt is. */
  readonly itemId: number | null;
  /** What settles it: a credit note, an advance, a payable. */
  readonly otherItemId: number | null;
  /** The receipt kept, refunded or moved; recover: the money that came in after all. */
  readonly receiptId: number | null;
  /** transfer, reassign: who owes it, whose money it is from now on. */
  readonly toCustomerId: number | null;
  /** refund: the outgoing bank line; without one, the account the money leaves. */
  readonly bankLineId: number | null;
  readonly bankAccountId: number | null;
  /** refund without a bank line: the account of the customer the money goes to. */
  readonly toAccount: string;
  /** Above zero, decimal text in the item's (the receipt's) currency. */
  readonly amount: string;
  readonly reason: string;
  readonly difference: string | null;
  /** Warranty end of a retention; agreement number of a netting; evidence of a write-off. */
  readonly due: IsoDate | null;
  /** retention_split: only time must pass, so it stays a receivable (1122.03). */
  readonly isUnconditional: boolean;
  readonly agreementNo: string;
  readonly evidence: readonly string[];
  readonly responsible: string;
  /** Papers handed in (app/evidence). */
  readonly fileIds: readonly number[];
  /** invoice_delivery: the invoice. */
  readonly document?: InvoiceDocument | null;
  /** discount_bill, factor: what the bank, the factor paid; null = all of the receipt. */
  readonly proceeds?: string | null;
  /** discount_bill, endorse_bill, factor: the bank, the supplier, the factor. */
  readonly toName?: string;
  readonly isDerecognised?: boolean;
  /** The day it was passed on, or cleared; null = today. Of a receipt, the day the money came. */
  readonly passedOn?: IsoDate | null;
  /** goods_payment: what was had, and what it is worth. */
  readonly goods?: AskedGoods | null;
};

export type InvoiceDocument = {
  readonly no: string;
  readonly issuedOn: IsoDate;
  /** Output VAT in it; null = as deferred. */
  readonly tax: string | null;
  /** Further deliveries that it bills. */
  readonly moreItemIds: readonly number[];
};

export type AdjustmentRefusal =
  | { readonly code: "item_gone"; readonly itemId: string }
  | { readonly code: "receipt_gone" }
  | { readonly code: "customer_gone" }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "red_invoice_needed"; readonly difference: string }
  | { readonly code: "fee_borne_by_customer" }
  | { readonly code: "adjustment_unfit"; readonly number: string }
  | InvoiceRefusal
  | PassedOnMoneyRefusal
  | PayoutRefusal
  | LedgerRefusal;

export type Adjusted = {
  readonly item: OpenItem | null;
  readonly other: OpenItem | null;
  readonly receipt: OpenReceipt | null;
  /** Of a bill: when the first claim arose that it was taken for. */
  readonly firstClaim: IsoDate | null;
  /** Of what a factor has: what was sold to whom. */
  readonly factored: FactoredFacts | null;
  readonly toCustomer: { readonly id: number; readonly name: string } | null;
  /** By contract, of a fee. */
  readonly feeBearer: "us" | "customer";
  /** The day's rate of what a foreign item is charged with; null = home currency, or its booking rate. */
  readonly rate: Rate | null;
  /** invoice_delivery: what of each delivery is not billed yet, and how its invoice falls due. */
  readonly deliveries: readonly DeliveryToBill[];
  readonly terms: string;
  /** Of a refund: what leaves which account, and when. */
  readonly payout: Payout | null;
  /** Of a discount without a receipt: the account of ours its money comes to. */
  readonly ownAccount: MoneyAccount | null;
  readonly newItemId: string;
  readonly today: IsoDate;
};

export type MoneyAccount = {
  readonly id: number;
  readonly currency: string;
  readonly origin: Origin;
  /** Money of the same amount that has come to it and is nobody's; null: none. */
  readonly arrived: { readonly date: IsoDate; readonly amountMinor: bigint } | null;
};

/** The postings of an adjustment in order, or why it cannot be. */
export function adjustmentPostings(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<readonly CodedPosting[], AdjustmentRefusal> {
  switch (request.kind) {
    case "invoice_delivery":
      return alone(request, invoicePosting(context, request, on));
    case "refund":
      return alone(request, refundPosting(context, request, on));
    case "return_deposit":
      return alone(request, depositReturnPosting(context, request, on));
    case "reassign":
      return alone(request, movePosting(context, on));
    case "apply_receipt":
      return alone(request, applyPosting(context, request, on));
    case "unclaimed_income":
      return alone(request, unclaimedPosting(context, request, on));
    case "keep_as_advance":
      return alone(request, advancePosting(context, request, on));
    case "discount_bill":
    case "endorse_bill":
    case "clear_bill":
    case "recourse_bill":
      return alone(request, billPosting(context, request, on));
    case "factor":
    case "clear_factored":
    case "recourse_factored":
    case "pay_factor":
      return alone(request, factoringPosting(context, request, on));
    case "recover":
      return recoveryPostings(context, request, on);
    default:
      return alone(request, itemPosting(context, request, on));
  }
}

function alone(
  { kind }: AdjustmentRequest,
  made: Result<Posting, AdjustmentRefusal>,
): Result<readonly CodedPosting[], AdjustmentRefusal> {
  return made.ok ? ok([{ posting: made.value, code: kind }]) : made;
}

/** What is done to an item alone or by another one. */
function itemPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const { item } = on;
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  if (!mayAdjust(request.kind, item.kind)) {
    return refuse({ code: "adjustment_unfit", number: item.number });
  }
  const size = minorOf(request.amount, item.currency);
  if (size === null) return refuse({ code: "not_an_amount", value: request.amount });
  const amountMinor = item.amountMinor < 0n ? -size : size;
  const occasion = itemOccasion(context, request, { ...on, item });
  const bare = { item, amountMinor, rate: on.rate };
  switch (request.kind) {
    case "rounding":
      return roundingShort(occasion, bare);
    case "discount":
      return discount(occasion, bare);
    case "penalty":
      return penalty(occasion, bare);
    case "withholding":
      return withholding(occasion, bare);
    case "freight":
      return freight(occasion, bare);
    case "platform_fee":
      return platformFeeOf(occasion, bare);
    case "fee": {
      const charged = fee(occasion, { ...bare, borneBy: on.feeBearer });
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
        conditional: !request.isUnconditional,
      });
    case "retention_release":
      return retentionRelease(occasion, { item, amountMinor, newItemId: on.newItemId });
    case "dishonour":
      return billDishonoured(occasion, {
        bill: item,
        newItemId: on.newItemId,
        firstClaim: on.firstClaim ?? item.ageFrom,
      });
    case "goods_payment":
      return goodsPosting(occasion, request, bare);
    case "transfer":
      return transferPosting(occasion, request, { ...on, item, amountMinor });
    default:
      return nettingPosting(occasion, request, { item, amountMinor: size, other: on.other });
  }
}

/** Charged to an account of ours at the day's rate, the rest of the booking rate being realised (J33). */
const chargedKinds: ReadonlySet<AdjustmentKind> = new Set<AdjustmentKind>([
  "rounding",
  "fee",
  "discount",
  "penalty",
  "withholding",
  "freight",
  "platform_fee",
  "goods_payment",
]);

export function isCharged({ kind }: Pick<AdjustmentRequest, "kind">): boolean {
  return chargedKinds.has(kind);
}

/**
 * What settles one document by another (J06, J22) is dated by the later of the two, as an allocation
 * is; everything else on the day it is done.
 */
export function itemOccasion(
  context: BooksContext,
  { kind }: Pick<AdjustmentRequest, "kind">,
  { item, other, today }: Pick<Adjusted, "other" | "today"> & { readonly item: OpenItem },
): Occasion {
  const both = other ? [item, other] : [item];
  const isAllocation = kind === "offset_credit" || kind === "apply_advance";
  const day = isAllocation ? both.map((one) => one.issueDate).reduce(laterDate) : today;
  return occasionOf(context, day, both);
}

/** 并账: another customer takes the debt over. */
function transferPosting(
  occasion: Occasion,
  { agreementNo }: AdjustmentRequest,
  on: Adjusted & { readonly item: OpenItem; readonly amountMinor: bigint },
): Result<Posting, AdjustmentRefusal> {
  const { item, amountMinor, newItemId, toCustomer } = on;
  if (!toCustomer) return refuse({ code: "customer_gone" });
  const toCustomerId = String(toCustomer.id);
  const signedBy = [ourSignature, item.customerId, toCustomerId];
  return transferDebt(occasion, {
    item,
    amountMinor,
    newItemId,
    toCustomerId,
    toCustomerName: toCustomer.name,
    agreement: { number: agreementNo, signedBy },
  });
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
  const signedBy = [ourSignature, item.customerId, other.customerId];
  const agreement = { number: request.agreementNo, signedBy };
  const input = { payable: other, item, amountMinor, agreement };
  return request.kind === "three_party"
    ? threePartyNetting(occasion, input)
    : netWithPayable(occasion, input);
}

function differenceOf(code: string | null): DifferenceCode | null {
  return code !== null && isDifferenceCode(code) ? code : null;
}
