// 数据健康: what is loaded, what is proven, what is missing, and where to mend it.
import { z } from "zod";
import { moneyTotals } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

/** proven: balances hold; loaded: no balances to prove it; broken: they do not; missing: no file. */
const dayState = z.enum(["proven", "loaded", "broken", "missing"]);
export type DayState = z.infer<typeof dayState>;

/** Days in a row of one state, both ends included. */
const daySpan = z
  .object({ from: dateText, to: dateText, state: dayState, days: z.number().int() })
  .meta({ id: "DaySpan" });
export type DaySpan = z.infer<typeof daySpan>;

const accountHealth = z
  .object({
    id: recordId,
    accountNo: z.string(),
    name: z.string(),
    bank: z.string(),
    currency: z.string(),
    /** Null: nothing loaded yet. */
    loadedThrough: dateText.nullable(),
    daysBehind: z.number().int().nullable(),
    lines: z.number().int(),
    spans: z.array(daySpan),
  })
  .meta({ id: "AccountHealth" });
export type AccountHealth = z.infer<typeof accountHealth>;

const healthChecks = [
  "items_without_due_date",
  "items_without_contract",
  "items_of_provisional_customers",
  "customers_without_tax_id",
  "customers_without_account",
  "refused_rows",
  "statements_broken",
  "accounts_shared",
] as const;
export type HealthCheck = (typeof healthChecks)[number];

/** One kind of missing data: how many, how much money is behind it, where it is mended. */
const healthFinding = z
  .object({
    check: z.enum(healthChecks),
    count: z.number().int(),
    money: moneyTotals,
    /** Examples: name or number, and the record behind each. */
    examples: z.array(z.object({ id: recordId, label: z.string() })),
  })
  .meta({ id: "HealthFinding" });
export type HealthFinding = z.infer<typeof healthFinding>;

const rateHealth = z.object({
  currency: z.string(),
  /** Latest day with a rate; null: none at all. */
  through: dateText.nullable(),
});

export const dataHealth = z
  .object({
    /** Days shown in the bars. */
    from: dateText,
    to: dateText,
    accounts: z.array(accountHealth),
    rates: z.array(rateHealth),
    findings: z.array(healthFinding),
    lastImportAt: instantText.nullable(),
  })
  .meta({ id: "DataHealth" });
export type DataHealth = z.infer<typeof dataHealth>;

export const dataHealthQuery = z.object({
  /** Days back from today shown in the bars. */
  days: z.coerce.number().int().min(7).max(731).default(92),
});
