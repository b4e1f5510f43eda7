// The money limits of a set of books, and who signs what above them.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { recordId } from "./page.ts";

export const booksLimits = z
  .strictObject({
    /** A tail an accountant posts alone, per document, where the member has no limit of their own. */
    roundingByAccountant: decimalAmount,
    /** From this amount on a bad debt needs the general manager as well. */
    badDebtByManager: decimalAmount,
  })
  .meta({ id: "BooksLimits" });
export type BooksLimits = z.infer<typeof booksLimits>;

export const booksLimitsAnswer = z.object({
  currency: currencyCode,
  limits: booksLimits,
  shipped: booksLimits,
  /** A change that waits for a second person. */
  waiting: recordId.nullable(),
});
export type BooksLimitsAnswer = z.infer<typeof booksLimitsAnswer>;

export const booksLimitsChange = booksLimits.extend({ reason: z.string().trim().max(500) });
export const booksLimitsOutcome = z.object({
  kind: z.enum(["set", "waiting", "unchanged"]),
  approvalId: recordId.nullable(),
});
