// Credit 信用: the answer to an order's release, ratings with their points, proposals, terms in force,
// events, settings, and the chance of late payment with what it was worth.
import { z } from "zod";
import { releaseDecisions } from "../core/credit/release.ts";
import { creditRatings } from "../core/credit/settings.ts";
import { creditMethods } from "../core/credit/terms.ts";
import { because } from "./because.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { instantText, recordId, recordIdParam } from "./page.ts";

export const creditRating = z.enum(creditRatings);
export const creditMethod = z.enum(creditMethods);

// ---------------------------------------------------------------- 信用检查

export const creditCheckQuery = z
  .object({
    /** The customer's number, as the ERP knows it; or customerId. */
    customer: z.string().trim().min(1).max(80).optional(),
    customerId: recordIdParam.optional(),
    /** Needed only where the number stands in several sets of books. */
    books: recordIdParam.optional(),
    /** Of the order; without it the question is whether the customer is within the limit now. */
    amount: decimalAmount.optional(),
    currency: currencyCode.optional(),
  })
  .refine(({ customer, customerId }) => (customer === undefined) !== (customerId === undefined), {
    message: "name either customer or customerId",
  });
export type CreditCheckQuery = z.infer<typeof creditCheckQuery>;

const exposureParts = z.object({
  open: decimalAmount,
  /** Delivered, not invoiced. */
  uninvoiced: decimalAmount,
  bills: decimalAmount,
  advances: decimalAmount,
  /** Money of the customer that is not applied yet. */
  unapplied: decimalAmount,
});

/** Amounts in home currency; the order is converted at the rate of the day. */
export const creditCheck = z
  .object({
    decision: z.enum(releaseDecisions),
    reason: z.string(),
    because,
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    booksId: recordId,
    rating: creditRating.nullable(),
    method: creditMethod,
    currency: currencyCode,
    order: decimalAmount,
    /** Null: none is set. */
    limit: decimalAmount.nullable(),
    exposure: decimalAmount,
    /** What may still be ordered; null: no limit. */
    available: decimalAmount.nullable(),
    parts: exposureParts,
    at: instantText,
  })
  .meta({ id: "CreditCheck" });
export type CreditCheck = z.infer<typeof creditCheck>;
