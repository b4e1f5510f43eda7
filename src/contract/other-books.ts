// 代收内部往来: money of a bank line that a customer of another set of books paid (J26).
import { z } from "zod";
import { decimalAmount } from "./money.ts";
import { recordId } from "./page.ts";
import { bookingPreview } from "./workbench.ts";

/** The organisation's other sets of books, each with its customers that look like the payer. */
export const otherBooksChoices = z
  .object({
    rows: z.array(
      z.object({
        booksId: recordId,
        name: z.string(),
        customers: z.array(
          z.object({
            id: recordId,
            name: z.string(),
            /** account: pays from this account; name: is called so. */
            likeness: z.enum(["account", "name"]),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "OtherBooksChoices" });
export type OtherBooksChoices = z.infer<typeof otherBooksChoices>;

export const otherBooksBody = z.strictObject({
  toBooksId: recordId,
  /** A customer of those books. */
  customerId: recordId,
  /** Of what is not applied yet, in the line's currency; absent = all of it. */
  amount: decimalAmount.optional(),
  reason: z.string().trim().min(1).max(500),
});
export type OtherBooksBody = z.infer<typeof otherBooksBody>;

export const givenToOtherBooks = z
  .object({
    decisionId: recordId,
    /** In the other books. */
    otherDecisionId: recordId,
    receiptId: recordId,
  })
  .meta({ id: "GivenToOtherBooks" });

export const otherBooksPreview = z
  .object({
    entries: bookingPreview.shape.entries,
    otherEntries: bookingPreview.shape.entries,
  })
  .meta({ id: "OtherBooksPreview" });
export type OtherBooksPreview = z.infer<typeof otherBooksPreview>;
