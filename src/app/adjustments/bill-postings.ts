// What becomes of a bill before its maturity and at it: discounted, endorsed, cleared, taken back.
import {
  billCleared,
  billDiscounted,
  billEndorsed,
  billRecourse,
} from "../../core/ledger/events/bills.ts";
import type { OpenItem, Posting } from "../../core/ledger/open.ts";
import { type Result, refuse } from "../../core/result.ts";
import type { BooksContext } from "../posting/books-context.ts";
import type { Adjusted, AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { occasionOf } from "./money-postings.ts";
import {
  moneyOf,
  type Of,
  paidBackBy,
  partAsked,
  passedOnOf,
  passedTo,
} from "./passed-on-money.ts";

/** The bill and how much of it: the posting of one of the kinds about bills. */
export function billPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const of = { context, request, on };
  const asked = partAsked(of);
  if (!asked.ok) return asked;
  const bill = { bill: asked.value.item, amountMinor: asked.value.amountMinor };
  switch (request.kind) {
    case "discount_bill":
      return discountPosting(of, bill);
    case "endorse_bill":
      return endorsePosting(of, bill);
    case "recourse_bill":
      return recoursePosting(of, bill);
    default:
      return clearPosting(of, bill);
  }
}

type Part = { readonly bill: OpenItem; readonly amountMinor: bigint };

/** Dated by the money where it is here. */
function discountPosting(of: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { context, request, on } = of;
  const { receipt, newItemId } = on;
  const money = moneyOf(of, part.bill);
  if (!money.ok) return money;
  const day = passedOnOf(of);
  if (!day.ok) return day;
  const dated = receipt ? [part.bill, receipt] : [part.bill];
  const occasion = occasionOf(context, receipt?.businessDate ?? day.value, dated);
  const passed = { ...part, ...passedTo(request), newItemId };
  return billDiscounted(occasion, { ...passed, money: money.value });
}

function endorsePosting(of: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { context, request, on } = of;
  const { other, newItemId } = on;
  if (request.otherItemId !== null && !other) {
    return refuse({ code: "item_gone", itemId: String(request.otherItemId) });
  }
  const day = passedOnOf(of);
  if (!day.ok) return day;
  const occasion = occasionOf(context, day.value, other ? [part.bill, other] : [part.bill]);
  const passed = passedTo(request);
  const to = passed.to === "" ? (other?.customerName ?? "") : passed.to;
  return billEndorsed(occasion, { ...part, ...passed, to, newItemId, payable: other });
}

/** Of its maturity, so that neither side of it stands at the end of that month. */
function clearPosting({ context, on }: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { today } = on;
  const { dueDate } = part.bill;
  const day = dueDate !== null && dueDate < today ? dueDate : today;
  return billCleared(occasionOf(context, day, [part.bill]), { ...part, today });
}

function recoursePosting(of: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { newItemId, firstClaim } = of.on;
  const paid = paidBackBy(of, { item: part.bill, amountMinor: part.amountMinor });
  if (!paid.ok) return paid;
  const { occasion, bankAccountId } = paid.value;
  const age = firstClaim ?? part.bill.ageFrom;
  return billRecourse(occasion, { ...part, newItemId, firstClaim: age, bankAccountId });
}
