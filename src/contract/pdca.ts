// PDCA on one page: plan (rates by grade, cap, targets), do (runs, contacts), check (weeks against plan),
// act (proposals that are applied with one click).
import { z } from "zod";
import { collectionGrades } from "./collections.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

const rate = z
  .string()
  .regex(/^(100(\.0)?|\d{1,2}(\.\d)?)$/)
  .nullable()
  .default(null);

/** Per cent of what was overdue at the start of a week that is to come in during it. */
export const recoveryPlan = z
  .strictObject({ all: rate, A: rate, B: rate, C: rate })
  .meta({ id: "RecoveryPlan" });
export type RecoveryPlanOnWire = z.infer<typeof recoveryPlan>;

export const planToSet = recoveryPlan.extend({
  /** The Monday it begins to hold. */
  week: dateText,
});

const verdicts = ["met", "near", "missed", "unknown"] as const;
const held = z.object({
  overdueAtStart: decimalAmount,
  received: decimalAmount,
  rate: z.string().nullable(),
  plan: z.string().nullable(),
  verdict: z.enum(verdicts),
});

const proposalKinds = [
  "plan_first",
  "plan_lower",
  "plan_raise",
  "assign",
  "cap_raise",
  "broken_weight",
  "daily_reminder_b",
  "dunning_on",
] as const;

const proposalOnWire = z.object({
  kind: z.enum(proposalKinds),
  /** What the proposal rests on: figures of its sentence. */
  because: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What it would change, from and to, in words of the settings. */
  change: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProposalOnWire = z.infer<typeof proposalOnWire>;

export const cycle = z
  .object({
    today: dateText,
    homeCurrency: currencyCode,
    /** The running week first. */
    weeks: z.array(
      z.object({
        /** Its Monday. */
        week: dateText,
        to: dateText,
        isRunning: z.boolean(),
        all: held,
        grades: z.array(held.extend({ grade: z.enum(collectionGrades) })),
        done: z.object({
          contacts: z.number().int(),
          reached: z.number().int(),
          customers: z.number().int(),
          promises: z.number().int(),
          kept: z.number().int(),
          broken: z.number().int(),
          tasksDone: z.number().int(),
          letters: z.number().int(),
        }),
        acts: z.array(
          z.object({
            id: recordId,
            kind: z.string(),
            state: z.enum(["applied", "declined"]),
            because: z.record(z.string(), z.union([z.string(), z.number()])),
            change: z.record(z.string(), z.union([z.string(), z.number()])),
            by: z.string(),
            at: instantText,
          }),
        ),
      }),
    ),
    plan: recoveryPlan,
    weekCap: z.number().int(),
    unassigned: z.number().int(),
    target: decimalAmount.nullable(),
    /** Dunning is switched on for somebody. */
    hasDunning: z.boolean(),
    proposals: z.array(proposalOnWire),
  })
  .meta({ id: "CollectionCycle" });
export type Cycle = z.infer<typeof cycle>;

export const proposalDecision = z.strictObject({
  kind: z.enum(proposalKinds),
  state: z.enum(["applied", "declined"]),
});
