// What becomes of a bill before its maturity and at it: discounted, endorsed, cleared, taken back.
import type { IsoDate } from "../../core/date.ts";
import {
  billCleared,
  billDiscounted,
  billEndorsed,
  billRecourse,
  type DiscountMoney,
} from "../../core/ledger/events/bills.ts";
import type { OpenItem, Posting } from "../../core/ledger/open.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { BooksContext } from "../posting/books-context.ts";
import type { Adjusted, AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { minorOf, occasionOf } from "./money-postings.ts";

export type BillMoneyRefusal =
  | { readonly code: "passed_on_in_future"; readonly today: string }
  | { readonly code: "recourse_account_missing" }
  | { readonly code: "recourse_line_differs"; readonly line: string; readonly asked: string }
  /** Neither a receipt nor an account says where the money of a discount is. */
  | { readonly code: "discount_money_missing" }
  | { readonly code: "discount_account_elsewhere" }
  /** The receipt is not what was said to have come in. */
  | { readonly code: "discount_money_differs"; readonly line: string; readonly asked: string }
  /** Money of this amount has come to the account and nobody has claimed it. */
  | { readonly code: "discount_money_arrived"; readonly date: string; readonly amount: string };

type Of = {
  readonly context: BooksContext;
  readonly request: AdjustmentRequest;
  readonly on: Adjusted;
};

/** The bill and how much of it: the posting of one of the kinds about bills. */
export function billPosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const { item } = on;
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  const amountMinor = minorOf(request.amount, item.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  const bill = { bill: item, amountMinor };
  const of = { context, request, on };
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
  const money = moneyOf(of, part);
  if (!money.ok) return money;
  const day = passedOnOf(of);
  if (!day.ok) return day;
  const dated = receipt ? [part.bill, receipt] : [part.bill];
  const occasion = occasionOf(context, receipt?.businessDate ?? day.value, dated);
  const passed = { ...part, ...passedTo(request), newItemId };
  return billDiscounted(occasion, { ...passed, money: money.value });
}

function moneyOf({ request, on }: Of, { bill }: Part): Result<DiscountMoney, AdjustmentRefusal> {
  const { receipt, ownAccount } = on;
  const { currency } = bill;
  const text = request.proceeds ?? null;
  const asked = text === null ? null : minorOf(text, currency);
  if (text !== null && asked === null) return refuse({ code: "not_an_amount", value: text });
  if (request.receiptId !== null) {
    if (!receipt || receipt.amountMinor === 0n) return refuse({ code: "receipt_gone" });
    if (asked !== null && asked !== receipt.amountMinor) {
      const line = formatMinor(receipt.amountMinor, receipt.currency);
      return refuse({ code: "discount_money_differs", line, asked: text ?? "" });
    }
    return ok({ receipt });
  }
  if (!ownAccount || asked === null) return refuse({ code: "discount_money_missing" });
  if (ownAccount.currency !== currency) return refuse({ code: "other_currency" });
  const { arrived, origin } = ownAccount;
  // what comes to it the general ledger books: here it is known by its line alone
  if (origin === "gl") return refuse({ code: "discount_account_elsewhere" });
  if (arrived) {
    return refuse({
      code: "discount_money_arrived",
      date: arrived.date,
      amount: formatMinor(arrived.amountMinor, currency),
    });
  }
  return ok({ bankAccountId: String(ownAccount.id), amountMinor: asked });
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

function recoursePosting({ context, on }: Of, part: Part): Result<Posting, AdjustmentRefusal> {
  const { payout, today, newItemId, firstClaim } = on;
  const { bill, amountMinor } = part;
  const { currency } = bill;
  if (!payout) return refuse({ code: "recourse_account_missing" });
  if (payout.currency !== currency) return refuse({ code: "other_currency" });
  const { line, bankAccountId, origin } = payout;
  if (line && line.amountMinor !== amountMinor) {
    const [left, asked] = [line.amountMinor, amountMinor].map((minor) =>
      formatMinor(minor, currency),
    );
    return refuse({ code: "recourse_line_differs", line: left ?? "", asked: asked ?? "" });
  }
  const occasion = { ...occasionOf(context, line?.date ?? today, [bill]), origin };
  const age = firstClaim ?? bill.ageFrom;
  return billRecourse(occasion, { ...part, newItemId, firstClaim: age, bankAccountId });
}

function passedOnOf({ request, on }: Of): Result<IsoDate, AdjustmentRefusal> {
  const { today } = on;
  const { passedOn = null } = request;
  if (passedOn === null) return ok(today);
  return passedOn > today ? refuse({ code: "passed_on_in_future", today }) : ok(passedOn);
}

function passedTo({ toName = "", isDerecognised = false }: AdjustmentRequest) {
  return { to: toName, isDerecognised };
}
