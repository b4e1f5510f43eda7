// 保理: a claim sold to a factor, paid to it, taken back from it, and its money that came to us.
import {
  factor,
  factoredCleared,
  factoredRecourse,
  factorPaid,
  holdForFactor,
} from "../../core/ledger/events/factoring.ts";
import type { OpenItem, Posting } from "../../core/ledger/open.ts";
import { type Result, refuse } from "../../core/result.ts";
import type { BooksContext } from "../posting/books-context.ts";
import type { Adjusted, AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { minorOf, occasionOf, paidOut } from "./money-postings.ts";
import {
  moneyOf,
  type Of,
  paidBackBy,
  partAsked,
  passedOnOf,
  passedTo,
} from "./passed-on-money.ts";

/** The posting of one of the kinds about factoring. */
export function factoringPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const of = { context, request, on };
  const asked = partAsked(of);
  if (!asked.ok) return asked;
  const part = asked.value;
  switch (request.kind) {
    case "factor":
      return soldPosting(of, part);
    case "recourse_factored":
      return recoursePosting(of, part);
    case "pay_factor":
      return payPosting(of, part);
    default:
      return clearPosting(of, part);
  }
}

type Part = { readonly item: OpenItem; readonly amountMinor: bigint };

/** Dated by the money where it is here. */
function soldPosting(of: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { context, request, on } = of;
  const { receipt, newItemId } = on;
  const money = moneyOf(of, part.item);
  if (!money.ok) return money;
  const day = passedOnOf(of);
  if (!day.ok) return day;
  const dated = receipt ? [part.item, receipt] : [part.item];
  const occasion = occasionOf(context, receipt?.businessDate ?? day.value, dated);
  return factor(occasion, { ...part, ...passedTo(request), newItemId, money: money.value });
}

/** Of the day on which the debtor paid the factor. */
function clearPosting(of: Of, { item, amountMinor }: Part): Result<Posting, AdjustmentRefusal> {
  const day = passedOnOf(of);
  if (!day.ok) return day;
  const occasion = occasionOf(of.context, day.value, [item]);
  return factoredCleared(occasion, { factored: item, amountMinor });
}

function recoursePosting(of: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { newItemId, factored } = of.on;
  const { item, amountMinor } = part;
  if (!factored) return refuse({ code: "not_factored", number: item.number });
  const paid = paidBackBy(of, part);
  if (!paid.ok) return paid;
  const { occasion, bankAccountId } = paid.value;
  const { sold } = factored;
  return factoredRecourse(occasion, {
    factored: item,
    amountMinor,
    sold,
    newItemId,
    bankAccountId,
  });
}

function payPosting(of: Of, { item }: Part): Result<Posting, AdjustmentRefusal> {
  const { payout, today } = of.on;
  if (item.kind !== "held_for_factor") {
    return refuse({ code: "adjustment_unfit", number: item.number });
  }
  const paid = paidOut(of.context, of.request, { source: item, payout, today });
  if (!paid.ok) return paid;
  const { occasion, amountMinor, bankAccountId, booked } = paid.value;
  return factorPaid(occasion, { item, amountMinor, bankAccountId, paid: booked });
}

/** Money on the customer's account for a claim that is the factor's. */
export function holdPosting(
  context: BooksContext,
  { amount }: Pick<AdjustmentRequest, "amount">,
  on: Pick<Adjusted, "receipt" | "newItemId" | "factored"> & { readonly item: OpenItem },
): Result<Posting, AdjustmentRefusal> {
  const { item, receipt, newItemId, factored } = on;
  if (!receipt) return refuse({ code: "receipt_gone" });
  const amountMinor = minorOf(amount, item.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: amount });
  const occasion = occasionOf(context, receipt.businessDate, [item, receipt]);
  const to = factored?.factor ?? "";
  return holdForFactor(occasion, { factored: item, amountMinor, receipt, newItemId, to });
}
