// 收取保证金: money of a bank line that we hold for a customer and give back (J45).
import { z } from "zod";
import { decimalAmount } from "./money.ts";
import { dateParam, recordId } from "./page.ts";
import { bookingPreview } from "./workbench.ts";

export const depositBody = z.strictObject({
  customerId: recordId,
  /** Of what is not applied yet, in the line's currency; absent = all of it. */
  amount: decimalAmount.optional(),
  /** Tender, contract or receipt it belongs to; "" = numbered by us. */
  number: z.string().trim().max(100).default(""),
  /** When it is to be given back; null = not agreed. */
  due: dateParam.nullable().default(null),
  reason: z.string().trim().max(500).default(""),
});
export type DepositBody = z.infer<typeof depositBody>;

export const depositTaken = z
  .object({ decisionId: recordId, itemId: recordId })
  .meta({ id: "DepositTaken" });

export const depositPreview = z
  .object({ entries: bookingPreview.shape.entries })
  .meta({ id: "DepositPreview" });
