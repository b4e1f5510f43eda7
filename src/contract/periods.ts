// 月结: closing a month step by step, revaluing its end, reopening it, and what its figures were.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateText, instantText, monthParam, monthText, recordId } from "./page.ts";

export const closeBody = z.strictObject({ month: monthParam });
export const reopenBody = z.strictObject({
  month: monthParam,
  reason: z.string().trim().min(1).max(500),
});
const closeStep = z.object({
  step: z.string(),
  state: z.enum(["ok", "warn", "block", "later"]),
  detail: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The page with the rows behind it. */
  link: z
    .enum([
      "dataHealth",
      "lines",
      "match",
      "approvals",
      "items",
      "verification",
      "revaluation",
      "provision",
    ])
    .nullable(),
});
export type CloseStep = z.infer<typeof closeStep>;
export const closeCheckQuery = z.object({ month: monthParam });
export const closeCheck = z
  .object({ month: monthText, steps: z.array(closeStep) })
  .meta({ id: "CloseCheck" });

export const reopenOutcome = z.object({ approvalId: recordId, by: z.array(z.string()) });

const closingFigure = { currency: currencyCode, amount: decimalAmount, homeAmount: decimalAmount };

/** What the figures were when the month was closed. */
const closingFigures = z
  .object({
    asOf: dateText,
    knownAt: instantText,
    homeCurrency: currencyCode,
    /** Debit above zero. */
    accounts: z.array(
      z.object({
        accountCode: z.string(),
        accountName: z.object({ zh: z.string(), en: z.string() }),
        ...closingFigure,
      }),
    ),
    /** A bucket of the aging report, credits, unapplied or allowance. */
    aging: z.array(z.object({ bucket: z.string(), ...closingFigure })),
    /** The journal's last link at that moment. */
    lastEntry: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
  })
  .meta({ id: "ClosingFigures" });
export type ClosingFigures = z.infer<typeof closingFigures>;

export const periodList = z
  .object({
    closedThrough: dateText.nullable(),
    next: monthText,
    /** Nothing is closed yet: the first closing takes everything before it along. */
    isFirst: z.boolean(),
    /** A reopening that awaits its second person. */
    reopening: monthText.nullable(),
    events: z.array(
      z.object({
        id: recordId,
        month: monthText,
        act: z.enum(["close", "reopen"]),
        reason: z.string(),
        by: z.string().nullable(),
        at: instantText,
        /** Of a closing: its figures; null: it kept none. */
        figures: closingFigures.nullable(),
      }),
    ),
    /** Months that were closed and are open again: their reports may differ from what was reported. */
    reopened: z.array(monthText),
  })
  .meta({ id: "Periods" });

const accountPlace = {
  accountCode: z.string(),
  accountName: z.object({ zh: z.string(), en: z.string() }),
  currency: currencyCode,
  /** Document, payer or account number. */
  label: z.string(),
  customerName: z.string().nullable(),
  itemId: recordId.nullable(),
};

/** 期末调汇: what it would post on the month's last day, and take back on the next. */
export const revaluationPreview = z
  .object({
    month: monthText,
    date: dateText,
    takenBackOn: dateText,
    homeCurrency: currencyCode,
    rates: z.array(z.object({ currency: currencyCode, rate: z.string() })),
    /** Currencies without a rate for the month's end. */
    missing: z.array(currencyCode),
    /** Gain above zero, in home currency. */
    net: decimalAmount,
    balances: z.array(
      z.object({
        ...accountPlace,
        amount: decimalAmount,
        booked: decimalAmount,
        closing: decimalAmount,
        change: decimalAmount,
      }),
    ),
    /** Bank accounts whose statement proves another balance than these books have. */
    leftOut: z.array(
      z.object({ ...accountPlace, amount: decimalAmount, statement: decimalAmount }),
    ),
    done: z.array(z.object({ decisionId: recordId, at: instantText, by: z.string().nullable() })),
  })
  .meta({ id: "Revaluation" });
export type RevaluationPreview = z.infer<typeof revaluationPreview>;
export const revalueBody = z.strictObject({ month: monthParam });
export const revalued = z.object({ decisionId: recordId });
