// Late interest and fees, and deliveries stopped for a customer.
import { z } from "zod";
import { currencyCode, decimalAmount, money } from "./money.ts";
import { dateParam, dateText, instantText, recordId } from "./page.ts";

const supplyHold = z
  .object({
    id: recordId,
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    reason: z.string(),
    source: z.enum(["dunning", "credit", "person"]),
    placedAt: instantText,
    placedBy: z.string().nullable(),
    liftedAt: instantText.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string(),
  })
  .meta({ id: "SupplyHold" });
export type SupplyHoldOnWire = z.infer<typeof supplyHold>;
export const supplyHoldList = z.object({ rows: z.array(supplyHold) });
export const placeHold = z.strictObject({
  customerId: recordId,
  reason: z.string().trim().min(1).max(300),
});
export const liftHold = z.strictObject({ reason: z.string().trim().min(1).max(300) });

const lateFigure = z.object({
  item: z.object({ id: recordId, no: z.string(), dueDate: dateText }),
  currency: currencyCode,
  basis: z.enum(["agreed", "statutory"]).nullable(),
  /** Why there is none: interest_not_agreed, size_not_declared. */
  refused: z.string().nullable(),
  percentPerDay: z.string().nullable(),
  from: dateText,
  to: dateText,
  days: z.number().int(),
  /** Memo: nothing is booked before the customer accepts it. */
  interest: decimalAmount,
  fee: decimalAmount,
  charged: decimalAmount,
  isBelowLpr: z.boolean(),
});
export type LateFigure = z.infer<typeof lateFigure>;
export const lateFigures = z.object({
  customer: z.object({ id: recordId, name: z.string() }),
  rows: z.array(lateFigure),
  totals: z.array(
    z.object({ currency: currencyCode, interest: decimalAmount, fee: decimalAmount }),
  ),
});
export type LateFigures = z.infer<typeof lateFigures>;
export const lateQuery = z.object({ to: dateParam.optional() });
export const chargeBody = z.strictObject({
  customerId: recordId,
  itemIds: z.array(recordId).min(1).max(500),
  to: dateParam,
  withFees: z.boolean().default(false),
  /** The customer's acceptance: number or date of the paper. */
  acceptance: z.string().trim().min(1).max(300),
  /** When the charge falls due. */
  dueDate: dateParam,
});
export type ChargeBody = z.infer<typeof chargeBody>;
export const charged = z.object({
  decisionId: recordId,
  items: z.array(z.object({ id: recordId, no: z.string(), amount: money })),
});
export type Charged = z.infer<typeof charged>;
