// 代收内部往来: money of a bank line that a customer of another set of books paid (J26).
import { z } from "zod";
import { decimalAmount } from "./money.ts";
import { dateText, recordId } from "./page.ts";
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

/** Lines of the other sets of books that may be the money of this line of money out, handed over. */
export const handOverChoices = z
  .object({
    rows: z.array(
      z.object({
        booksId: recordId,
        name: z.string(),
        /** What these books still owe them, in the line's currency. */
        owed: decimalAmount,
        lines: z.array(
          z.object({
            lineId: recordId,
            date: dateText,
            payerName: z.string(),
            payerAccount: z.string(),
            memo: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "HandOverChoices" });
export type HandOverChoices = z.infer<typeof handOverChoices>;

export const handOverBody = z.strictObject({
  toBooksId: recordId,
  /** The line of money in, of those books. */
  toLineId: recordId,
  reason: z.string().trim().max(500).default(""),
});

export const handedOverMoney = z
  .object({ decisionId: recordId, otherDecisionId: recordId })
  .meta({ id: "HandedOver" });
