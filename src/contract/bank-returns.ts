// 退票: the bank takes a receipt back by a line of money out (J11).
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateText, recordId } from "./page.ts";
import { bookingPreview } from "./workbench.ts";

const settledItem = z.object({
  id: recordId,
  no: z.string(),
  customerName: z.string(),
  amount: decimalAmount,
  currency: currencyCode,
  /** As it was before; null: no due date. */
  dueDate: dateText.nullable(),
});

/** Receipts of that amount and account, the likeliest first. */
export const returnableReceipts = z
  .object({
    rows: z.array(
      z.object({
        receiptId: recordId,
        lineId: recordId,
        date: dateText,
        amount: decimalAmount,
        currency: currencyCode,
        payerName: z.string(),
        payerAccount: z.string(),
        memo: z.string(),
        customer: z.object({ id: recordId, name: z.string() }).nullable(),
        /** What it has in common with the line of money out besides the amount. */
        likeness: z.enum(["reference", "payer", "amount"]),
        /** What it settled, which is open again afterwards. */
        settled: z.array(settledItem),
      }),
    ),
  })
  .meta({ id: "ReturnableReceipts" });
export type ReturnableReceipts = z.infer<typeof returnableReceipts>;

export const bankReturnBody = z.strictObject({
  receiptId: recordId,
  reason: z.string().trim().max(500).default(""),
});

export const bankReturnPreview = z
  .object({
    /** Decisions that are undone first. */
    undone: z.number().int(),
    reopened: z.array(settledItem),
    /** Other lines that one of these decisions settled too: they wait for a person again. */
    freedLines: z.array(
      z.object({
        id: recordId,
        date: dateText,
        payerName: z.string(),
        amount: decimalAmount,
        currency: currencyCode,
      }),
    ),
    entries: bookingPreview.shape.entries,
  })
  .meta({ id: "BankReturnPreview" });
export type BankReturnPreview = z.infer<typeof bankReturnPreview>;
