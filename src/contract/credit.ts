// Credit 信用: the answer to an order's release, ratings with their points, proposals, terms in force,
// events, settings, and the chance of late payment with what it was worth.
import { z } from "zod";
import { releaseDecisions } from "../core/credit/release.ts";
import { creditRatings, scoreFeatures } from "../core/credit/settings.ts";
import { creditMethods } from "../core/credit/terms.ts";
import { because, becauseList } from "./because.ts";
import { currencyCode, decimalAmount, money } from "./money.ts";
import {
  dateParam,
  dateText,
  instantText,
  pageOf,
  pageQuery,
  recordId,
  recordIdParam,
} from "./page.ts";

const creditRating = z.enum(creditRatings);
const creditMethod = z.enum(creditMethods);

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

// ---------------------------------------------------------------- ratings

export const creditTrends = ["up", "level", "down", "unknown"] as const;
const creditConfidences = ["high", "medium", "low"] as const;

const creditFilters = z.object({
  q: z.string().max(400).optional(),
  rating: z
    .string()
    .regex(/^([ABCD]|none)(,([ABCD]|none))*$/)
    .optional(),
  /** over: above the limit; near: 80 % and more; none: no limit. */
  use: z.enum(["over", "near", "none"]).optional(),
  trend: z.enum(creditTrends).optional(),
  method: creditMethod.optional(),
  /** Only with an early warning; only with a proposal that waits. */
  flag: z.enum(["warning", "proposal", "hold"]).optional(),
});
export type CreditFilters = z.infer<typeof creditFilters>;
export const creditQuery = pageQuery.extend(creditFilters.shape);

const creditRow = z
  .object({
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    rating: creditRating.nullable(),
    /** 0–100, one decimal; null: not rated yet. */
    score: z.number().nullable(),
    trend: z.enum(creditTrends),
    confidence: z.enum(creditConfidences).nullable(),
    paymentIndex: z.number().nullable(),
    exposure: decimalAmount,
    limit: decimalAmount.nullable(),
    /** Per cent of the limit with one decimal; null: no limit. */
    utilisation: z.number().nullable(),
    overdue: decimalAmount,
    method: creditMethod,
    isHeld: z.boolean(),
    warnings: becauseList,
    proposalId: recordId.nullable(),
    currency: currencyCode,
  })
  .meta({ id: "CreditRow" });
export type CreditRow = z.infer<typeof creditRow>;

export const creditTotals = z.object({
  exposure: decimalAmount,
  limit: decimalAmount,
  overdue: decimalAmount,
  currency: currencyCode,
});
export type CreditTotals = z.infer<typeof creditTotals>;
export const creditPage = pageOf(creditRow, creditTotals);
export type CreditPage = z.infer<typeof creditPage>;

export const creditSummary = z
  .object({
    ratedAt: instantText.nullable(),
    exposure: money,
    overLimit: z.object({ customers: z.number().int(), amount: money }),
    ratings: z.array(
      z.object({ rating: creditRating.nullable(), customers: z.number().int(), exposure: money }),
    ),
    warnings: z.number().int(),
    proposals: z.number().int(),
    held: z.number().int(),
    withoutLimit: z.number().int(),
  })
  .meta({ id: "CreditSummary" });
export type CreditSummary = z.infer<typeof creditSummary>;

const scorePoint = z.object({
  feature: z.enum(scoreFeatures),
  weight: z.number(),
  value: z.number().nullable(),
  points: z.number(),
  share: z.number(),
  because,
});

export const creditChange = z.object({
  limit: decimalAmount.nullable(),
  method: creditMethod,
  creditDays: z.number().int().nullable(),
});
export type CreditChangeOnWire = z.infer<typeof creditChange>;

const proposalStates = ["open", "asked", "approved", "rejected", "superseded"] as const;

const creditProposal = z
  .object({
    id: recordId,
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    rating: creditRating.nullable(),
    state: z.enum(proposalStates),
    before: creditChange,
    change: creditChange,
    because: becauseList,
    effectiveFrom: dateText,
    approvalId: recordId.nullable(),
    /** Null: proposed by rule. */
    madeBy: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instantText.nullable(),
    comment: z.string(),
    at: instantText,
  })
  .meta({ id: "CreditProposal" });
export type CreditProposal = z.infer<typeof creditProposal>;
export const creditProposals = z.object({ rows: z.array(creditProposal), currency: currencyCode });

export const proposalQuery = z.object({ state: z.enum(["waiting", "all"]).default("waiting") });
export const proposalAccept = z.strictObject({
  effectiveFrom: dateParam.nullable().default(null),
  comment: z.string().trim().max(500).default(""),
});
export const proposalReject = z.strictObject({ comment: z.string().trim().min(1).max(500) });
export const creditChangeBody = z.strictObject({
  limit: decimalAmount.nullable(),
  method: creditMethod,
  creditDays: z.number().int().min(0).max(365).nullable(),
  effectiveFrom: dateParam,
  reason: z.string().trim().min(1).max(500),
});
export type CreditChangeBody = z.infer<typeof creditChangeBody>;
export const proposalOutcome = z
  .object({
    state: z.enum(["approved", "asked"]),
    approvalId: recordId.nullable(),
    by: z.array(z.string()),
  })
  .meta({ id: "CreditProposalOutcome" });

export const flagKinds = [
  "dishonest",
  "bankruptcy",
  "lawsuit",
  "registration",
  "other",
  "clear",
] as const;
export const coverKinds = ["guarantee", "insurance"] as const;

export const creditFlagBody = z.strictObject({
  kind: z.enum(flagKinds),
  isSevere: z.boolean().default(false),
  foundOn: dateParam,
  note: z.string().trim().max(500).default(""),
});
export type CreditFlagBody = z.infer<typeof creditFlagBody>;
export const creditCoverBody = z.strictObject({
  kind: z.enum(coverKinds),
  amount: decimalAmount,
  validTo: dateParam.nullable().default(null),
  note: z.string().trim().max(500).default(""),
});
export type CreditCoverBody = z.infer<typeof creditCoverBody>;

const lateReason = z.object({ isRaising: z.boolean(), because });
const creditEvent = z
  .object({
    id: recordId,
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    act: z.string(),
    detail: z.record(z.string(), z.unknown()),
    by: z.string().nullable(),
    at: instantText,
  })
  .meta({ id: "CreditEvent" });
export type CreditEventOnWire = z.infer<typeof creditEvent>;

/** One customer: everything a limit is decided by. */
export const creditCard = z
  .object({
    customer: z.object({ id: recordId, no: z.string(), name: z.string(), terms: z.string() }),
    currency: currencyCode,
    ratedAt: instantText.nullable(),
    rating: creditRating.nullable(),
    score: z.number().nullable(),
    trend: z.enum(creditTrends),
    confidence: z.enum(creditConfidences).nullable(),
    paymentIndex: z.number().nullable(),
    points: z.array(scorePoint),
    warnings: becauseList,
    release: creditCheck,
    formula: z.object({ limit: decimalAmount.nullable(), because: becauseList }),
    conduct: z.object({
      monthlySales: decimalAmount,
      salesMonths: z.number(),
      creditDays: z.number().nullable(),
      overdue: decimalAmount,
      maxDaysOverdue: z.number(),
      experiences: z.number(),
    }),
    /** What another step of days would tie up and cost in a year. */
    moreDays: z.object({ days: z.number(), tiedUp: decimalAmount, yearly: decimalAmount }),
    months: z.array(
      z.object({
        month: z.string(),
        score: z.number().nullable(),
        rating: creditRating.nullable(),
        exposure: decimalAmount,
        limit: decimalAmount.nullable(),
      }),
    ),
    terms: z.array(
      creditChange.extend({
        id: recordId,
        effectiveFrom: dateText,
        reason: z.string(),
        by: z.string().nullable(),
        isInForce: z.boolean(),
      }),
    ),
    proposals: z.array(creditProposal),
    flags: z.array(
      z.object({
        id: recordId,
        kind: z.enum(flagKinds),
        isSevere: z.boolean(),
        foundOn: dateText,
        note: z.string(),
        by: z.string().nullable(),
      }),
    ),
    covers: z.array(
      z.object({
        id: recordId,
        kind: z.enum(coverKinds),
        amount: decimalAmount,
        validTo: dateText.nullable(),
        note: z.string(),
        by: z.string().nullable(),
      }),
    ),
    late: z.array(
      z.object({
        itemId: recordId,
        no: z.string(),
        dueOn: dateText,
        currency: currencyCode,
        open: decimalAmount,
        /** 0–1. */
        probability: z.number(),
        because: z.array(lateReason),
      }),
    ),
    events: z.array(creditEvent),
  })
  .meta({ id: "CreditCard" });
export type CreditCard = z.infer<typeof creditCard>;

export const creditEventsQuery = z.object({
  /** The last event that was seen: what came after, oldest first. Absent: the newest. */
  after: z.coerce.number().int().min(0).optional(),
  customer: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const creditEvents = z.object({ rows: z.array(creditEvent) });
export const ratingStarted = z.object({ jobId: recordId });
export const creditDone = z.object({ done: z.literal(true) });

// ---------------------------------------------------------------- settings, accuracy

const featureRule = z.strictObject({
  weight: z.number().min(0).max(100),
  fullAt: z.number().min(-1000).max(1000),
  zeroAt: z.number().min(-1000).max(1000),
});
const coefficient = z.number().int().min(0).max(1000);
const threshold = z.number().min(0).max(100);

const creditSettingsShape = z.strictObject({
  features: z.strictObject({
    payment_index: featureRule,
    on_time: featureRule,
    overdue_share: featureRule,
    days_overdue: featureRule,
    trend: featureRule,
    broken_promises: featureRule,
    utilisation: featureRule,
    invalid_disputes: featureRule,
    relationship: featureRule,
    outside: featureRule,
  }),
  ratingFrom: z.strictObject({ A: threshold, B: threshold, C: threshold }),
  coefficients: z.strictObject({
    A: coefficient,
    B: coefficient,
    C: coefficient,
    D: coefficient,
  }),
  roundToUnits: z.number().int().min(1).max(1_000_000),
  limitDriftPercent: z.number().int().min(0).max(100),
  stepDays: z.number().int().min(1).max(90),
  longestDays: z.number().int().min(0).max(365),
  capitalCostPerMille: z.number().int().min(0).max(1000),
});
export const creditSettingsAnswer = z
  .object({
    version: z.number().int(),
    settings: creditSettingsShape,
    defaults: creditSettingsShape,
  })
  .meta({ id: "CreditSettings" });
export type CreditSettingsAnswer = z.infer<typeof creditSettingsAnswer>;
export const creditSettingsBody = z.strictObject({
  settings: creditSettingsShape,
  reason: z.string().trim().min(1).max(500),
});
export type CreditSettingsBody = z.infer<typeof creditSettingsBody>;

const lateBand = z.object({
  from: z.number(),
  to: z.number(),
  count: z.number().int(),
  said: z.number(),
  seen: z.number(),
});
const lateMeasured = z.object({
  count: z.number().int(),
  late: z.number().int(),
  accuracy: z.number(),
  auc: z.number().nullable(),
  logLoss: z.number(),
  brier: z.number(),
  calibrationError: z.number(),
  bands: z.array(lateBand),
});
const lateKinds = ["baseline", "logistic", "trees"] as const;
export const lateAccuracy = z
  .object({
    /** Null: nothing was learnt yet. */
    model: z
      .object({
        kind: z.enum(lateKinds),
        asOf: dateText,
        measuredFrom: dateText,
        learnt: z.number().int(),
        majority: lateMeasured,
        baseline: lateMeasured.nullable(),
        logistic: lateMeasured.nullable(),
        trees: lateMeasured.nullable(),
      })
      .nullable(),
    /** Fewer items on which it was measured say nothing (DOMAIN §4). */
    fewest: z.number().int(),
  })
  .meta({ id: "LateAccuracy" });
export type LateAccuracy = z.infer<typeof lateAccuracy>;

export const customerEntryPath = z.object({
  booksId: recordIdParam,
  id: recordIdParam,
  entryId: recordIdParam,
});
