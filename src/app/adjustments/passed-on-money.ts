// The money of what is passed on before it is paid (a bill, a claim sold to a factor): where it came to,
// and by what it is paid back.
import type { IsoDate } from "../../core/date.ts";
import type { PassedOnMoney } from "../../core/ledger/events/passed-on.ts";
import type { OpenItem } from "../../core/ledger/open.ts";
import type { Occasion } from "../../core/ledger/posting.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { BooksContext } from "../posting/books-context.ts";
import type { Adjusted, AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { minorOf, occasionOf } from "./money-postings.ts";

export type PassedOnMoneyRefusal =
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

export type Of = {
  readonly context: BooksContext;
  readonly request: AdjustmentRequest;
  readonly on: Adjusted;
};

/** The item asked about, and how much of it. */
export function partAsked({
  request,
  on,
}: Of): Result<{ readonly item: OpenItem; readonly amountMinor: bigint }, AdjustmentRefusal> {
  const { item } = on;
  if (!item) return refuse({ code: "item_gone", itemId: String(request.itemId ?? "") });
  const amountMinor = minorOf(request.amount, item.currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  return ok({ item, amountMinor });
}

/** What came for it: the receipt that is nobody's yet, or the account of ours and what came to it. */
export function moneyOf(
  { request, on }: Of,
  { currency }: OpenItem,
): Result<PassedOnMoney, AdjustmentRefusal> {
  const { receipt, ownAccount } = on;
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

type PaidBack = { readonly occasion: Occasion; readonly bankAccountId: string };

/** Recourse: dated by the outgoing line, which must be exactly that amount. */
export function paidBackBy(
  { context, on }: Of,
  { item, amountMinor }: { readonly item: OpenItem; readonly amountMinor: bigint },
): Result<PaidBack, AdjustmentRefusal> {
  const { payout, today } = on;
  const { currency } = item;
  if (!payout) return refuse({ code: "recourse_account_missing" });
  if (payout.currency !== currency) return refuse({ code: "other_currency" });
  const { line, bankAccountId, origin } = payout;
  if (line && line.amountMinor !== amountMinor) {
    const [left, asked] = [line.amountMinor, amountMinor].map((minor) =>
      formatMinor(minor, currency),
    );
    return refuse({ code: "recourse_line_differs", line: left ?? "", asked: asked ?? "" });
  }
  const occasion = { ...occasionOf(context, line?.date ?? today, [item]), origin };
  return ok({ occasion, bankAccountId });
}

export function passedOnOf({ request, on }: Of): Result<IsoDate, AdjustmentRefusal> {
  const { today } = on;
  const { passedOn = null } = request;
  if (passedOn === null) return ok(today);
  return passedOn > today ? refuse({ code: "passed_on_in_future", today }) : ok(passedOn);
}

export function passedTo({ toName = "", isDerecognised = false }: AdjustmentRequest) {
  return { to: toName, isDerecognised };
}
