// 账龄分析: per customer and currency, as of a date and as known at an instant.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateParam, dateText, instantParam, instantText, recordId, recordIdParam } from "./page.ts";

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

/** 账龄 by statutory years, from the day the claim arose; a year includes its anniversary. */
export const bookAgeBuckets = ["y1", "y2", "y3", "y4", "y5", "over_5"] as const;
export type AgingBucket = (typeof agingBuckets)[number] | (typeof bookAgeBuckets)[number];

export const agingBases = ["due", "issue", "book_age"] as const;
export type AgingBasis = (typeof agingBases)[number];

/** In the order of the columns. */
export function bucketsOf(basis: AgingBasis): readonly AgingBucket[] {
  return basis === "book_age" ? bookAgeBuckets : agingBuckets;
}

/** Past due: all buckets but not due and unknown. */
export const overdueBuckets = ["d1_30", "d31_60", "d61_90", "d91_180", "d181_365", "d366"] as const;

export const agingGroups = [
  "customer",
  "owner",
  "department",
  "region",
  "contract",
  "currency",
] as const;
export type AgingGroup = (typeof agingGroups)[number];

export const agingQuery = z.object({
  asOf: dateParam.optional(),
  knownAt: instantParam.optional(),
  basis: z.enum(agingBases).default("due"),
  view: z.enum(["original", "home"]).default("original"),
  by: z.enum(agingGroups).default("customer"),
  q: z.string().max(200).optional(),
});
export const agingExport = agingQuery.extend({
  language: z.enum(["zh", "en"]).optional(),
  organisation: recordIdParam.optional(),
});

const figures = z.object({
  balance: decimalAmount,
  /** Those of the basis, also without money. */
  buckets: z.partialRecord(z.enum([...agingBuckets, ...bookAgeBuckets]), decimalAmount),
  unlinkedCredits: decimalAmount,
  unapplied: decimalAmount,
  net: decimalAmount,
  disputed: decimalAmount,
  /** 1231, credit above zero. */
  allowance: decimalAmount,
});
export type AgingFigures = z.infer<typeof figures>;

export const agingReport = z
  .object({
    asOf: dateText,
    /** The instant up to which records were read; fixed pairs never change. */
    knownAt: instantText,
    basis: z.enum(agingBases),
    view: z.enum(["original", "home"]),
    by: z.enum(agingGroups),
    rows: z.array(
      figures.extend({
        /** Null where the rows are not customers. */
        customerId: recordId.nullable(),
        customerNo: z.string(),
        /** Customer, owner, region, contract or currency; "" = none is set. */
        name: z.string(),
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
