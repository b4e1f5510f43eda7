// J04 by hand: an invoice of one delivery or several, in whole or in part.
import { mayAdjust } from "../../core/ledger/adjustment-kinds.ts";
import { billDeliveries } from "../../core/ledger/bill-deliveries.ts";
import { salesOrigin } from "../../core/ledger/event-codes.ts";
import { bookAtRate } from "../../core/ledger/home-amount.ts";
import type { OpenItem, Posting } from "../../core/ledger/open.ts";
import { isSafeMinor, parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { dueByTerms } from "../importing/due-by-terms.ts";
import type { BooksContext } from "../posting/books-context.ts";
import { invoiceDate } from "../posting/deliveries.ts";
import type { Adjusted, AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";
import { minorOf } from "./money-postings.ts";

/** Why a paper cannot be the invoice of these deliveries. */
export type InvoiceRefusal =
  | { readonly code: "document_missing" }
  | { readonly code: "document_known"; readonly number: string }
  | { readonly code: "due_before_issue"; readonly issued: string }
  | { readonly code: "nothing_to_invoice"; readonly number: string };

export function invoicePosting(
  context: BooksContext,
  request: AdjustmentRequest,
  on: Adjusted,
): Result<Posting, AdjustmentRefusal> {
  const { item, deliveries, rate, newItemId, terms } = on;
  const { document } = request;
  if (!document) return refuse({ code: "document_missing" });
  if (item && !mayAdjust(request.kind, item.kind)) {
    return refuse({ code: "adjustment_unfit", number: item.number });
  }
  const wanted = [request.itemId, ...document.moreItemIds];
  const gone = wanted.find(
    (id) => !deliveries.some(({ delivery }) => delivery.itemId === String(id ?? "")),
  );
  if (!item || gone !== undefined) return refuse({ code: "item_gone", itemId: String(gone ?? "") });
  const { currency, customerId, customerName } = item;
  const amountMinor = minorOf(request.amount, currency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: request.amount });
  const taxMinor = taxOf(document.tax, { currency, amountMinor });
  if (taxMinor === "bad") return refuse({ code: "not_an_amount", value: document.tax ?? "" });
  const { issuedOn: issueDate, no: number } = document;
  if (request.due !== null && request.due < issueDate) {
    return refuse({ code: "due_before_issue", issued: issueDate });
  }
  const { ledger, periods } = context;
  const from: OpenItem[] = deliveries.map(({ delivery }) => delivery);
  const accountingDate = invoiceDate(issueDate, from, periods);
  const billed = billDeliveries(
    { books: ledger, businessDate: issueDate, accountingDate, origin: salesOrigin(ledger) },
    deliveries,
    {
      face: bookAtRate(ledger, { currency, amountMinor }, rate),
      taxMinor,
      mayExceed: false,
      item: {
        itemId: newItemId,
        ...{ customerId, customerName, number, kind: "invoice", account: "receivable" },
        ...{ issueDate, accountingDate },
        dueDate: dueByTerms({ kind: "invoice", issueDate, dueDate: request.due, terms }),
      },
    },
  );
  if (!billed.ok) return billed;
  // paid in full before, and no tax was deferred: no account moves
  if (billed.value.entry === null) {
    return refuse({ code: "nothing_to_invoice", number: item.number });
  }
  return ok(billed.value);
}

function taxOf(
  text: string | null,
  of: { readonly currency: string; readonly amountMinor: bigint },
): bigint | null | "bad" {
  if (text === null) return null;
  const minor = parseMinor(text, of.currency);
  const isTax = minor !== null && isSafeMinor(minor) && minor >= 0n && minor < of.amountMinor;
  return isTax ? minor : "bad";
}
