// 账龄分析: per customer and currency, as of a date and as known at an instant.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

export const agingBuckets = [
  "not_due",
  "d1_30",
  "d31_60",
  "d61_90",
  "d91_180",
  "d181_365",
  "d366",
  "no_due_date",
] as const;

export const agingQuery = z.object({
  asOf: dateText.optional(),
  knownAt: z.string().max(40).optional(),
  basis: z.enum(["due", "issue"]).default("due"),
  view: z.enum(["original", "home"]).default("original"),
  q: z.string().max(200).optional(),
});

const figures = z.object({
  balance: decimalAmount,
  buckets: z.record(z.enum(agingBuckets), decimalAmount),
  unlinkedCredits: decimalAmount,
  unapplied: decimalAmount,
  net: decimalAmount,
  disputed: decimalAmount,
});

export const agingReport = z
  .object({
    asOf: dateText,
    /** The instant up to which records were read; fixed pairs never change. */
    knownAt: instantText,
    basis: z.enum(["due", "issue"]),
    view: z.enum(["original", "home"]),
    rows: z.array(
      figures.extend({
        customerId: recordId,
        customerNo: z.string(),
        customerName: z.string(),
        currency: currencyCode,
      }),
    ),
    totals: z.array(figures.extend({ currency: currencyCode })),
    /** The seal: aging against the ledger, in home currency. */
    proof: z.object({
      aging: decimalAmount,
      ledger: decimalAmount,
      difference: decimalAmount,
      currency: currencyCode,
    }),
  })
  .meta({ id: "AgingReport" });
export type AgingReport = z.infer<typeof agingReport>;
