// The chart of accounts of a set of books: the standard's, with the firm's own codes and names.
import { z } from "zod";
import { accountKeys } from "../core/ledger/accounts.ts";
import { recordId } from "./page.ts";
import { accountingStandard } from "./settings.ts";

const accountKey = z.enum(accountKeys as [string, ...string[]]); // the record has members

const accountName = z.object({ code: z.string(), zh: z.string(), en: z.string() });

export const accountChoices = z.strictObject({
  /** 2203.02 in place of 2205 with its tax part in 2221.10. */
  oldStyleAdvances: z.boolean(),
  /** 6603.04 in place of a reduction of 6001. */
  discountAsExpense: z.boolean(),
  /** Invoices, red invoices and deliveries are booked here and exported; else the general ledger has them. */
  salesAreOurs: z.boolean(),
  /** How a reversal is shown: the same side with a minus (红字), or the sides swapped. */
  reversalStyle: z.enum(["red", "swapped"]),
});
export type AccountChoices = z.infer<typeof accountChoices>;

const chartAccount = accountName.extend({
  key: accountKey,
  /** As the standard has it. */
  shipped: accountName,
  side: z.enum(["debit", "credit"]),
  /** 0001 is technical: it is never exported and stays as it is. */
  isFixed: z.boolean(),
  /** Posting lines on it so far. */
  lines: z.number().int(),
});
export type ChartAccountOnWire = z.infer<typeof chartAccount>;

export const accountChart = z
  .object({
    standard: accountingStandard,
    rows: z.array(chartAccount),
    choices: accountChoices,
    /** What was posted one way is not posted another way afterwards. */
    locked: z.object({
      oldStyleAdvances: z.boolean(),
      discountAsExpense: z.boolean(),
      salesAreOurs: z.boolean(),
    }),
    /** A change that waits for a second person. */
    waiting: recordId.nullable(),
  })
  .meta({ id: "AccountChart" });
export type AccountChart = z.infer<typeof accountChart>;

const ownName = z.string().trim().min(1).max(60);
export const accountsChange = z.strictObject({
  /** The firm's own, whole: an account that is not named is as the standard has it. */
  own: z.partialRecord(
    accountKey,
    z.strictObject({ code: z.string().trim().max(60), zh: ownName, en: ownName }),
  ),
  choices: accountChoices,
  reason: z.string().trim().max(500),
});

/** An account whose code or name changes. */
export const changedAccount = z.object({ key: accountKey, from: accountName, to: accountName });

/** Null: nothing differs from what holds. */
export const settingsOutcome = z.object({ approvalId: recordId.nullable() });
