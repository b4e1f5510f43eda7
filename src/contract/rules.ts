// 规则模板 and their settings: forms are drawn from these.
import { z } from "zod";
import { money } from "./money.ts";
import { instantText, recordIdParam } from "./page.ts";

const words = z.object({ zh: z.string(), en: z.string() });
const paramValue = z.union([z.number(), z.boolean(), z.array(z.number())]);

const ruleKey = z.string().regex(/^R\d\d(-\d{1,4})?$/);
export const rulePath = z.object({ booksId: recordIdParam, code: z.string().regex(/^R\d\d$/) });
/** A template, or a copy of it: "R23-1". */
export const ruleKeyPath = z.object({ booksId: recordIdParam, code: ruleKey });
export const ruleVersionPath = ruleKeyPath.extend({ version: recordIdParam });

const tolerance = z.object({
  /** By currency; "*" = any other. */
  abs: z.record(z.string().regex(/^([A-Z]{3}|\*)$/), z.string().max(30)).optional(),
  pct: z.string().max(10).optional(),
});

const scopeList = z.array(z.string().min(1).max(120)).max(500);
/** Empty or missing: every one. */
const ruleScope = z.strictObject({
  customer: scopeList.optional(),
  bank: scopeList.optional(),
  currency: scopeList.optional(),
});
export type RuleScopeOnWire = z.infer<typeof ruleScope>;

export const ruleBody = z.strictObject({
  enabled: z.boolean().optional(),
  action: z.enum(["auto", "suggest"]).optional(),
  tol: tolerance.optional(),
  params: z.record(z.string().max(60), paramValue).optional(),
  /** Only of a copy. */
  scope: ruleScope.optional(),
});
export type RuleBody = z.infer<typeof ruleBody>;

const copyName = z.string().trim().min(1).max(60);
const reason = z.string().max(500).optional();
export const ruleChange = ruleBody.extend({ name: copyName.optional(), reason });
export type RuleChange = z.infer<typeof ruleChange>;
export const copyBody = z.strictObject({ name: copyName });
export const orderBody = z.strictObject({ keys: z.array(ruleKey).min(1).max(200) });
export const reasonBody = z.strictObject({ reason });

export const ruleCard = z
  .object({
    /** "R23", or "R23-1" for a copy of it. */
    key: z.string(),
    code: z.string(),
    /** Of a copy; null = the template itself. */
    copy: z
      .object({
        name: z.string(),
        rank: z.number().int(),
        scope: ruleScope,
        isRetired: z.boolean(),
      })
      .nullable(),
    /** The customer is known when this stage is asked. */
    takesCustomers: z.boolean(),
    stage: z.string(),
    stageName: words,
    title: words,
    meaning: words,
    takesTolerance: z.boolean(),
    defaults: z.object({ action: z.enum(["auto", "suggest"]), tol: tolerance }),
    params: z.array(
      z.object({
        name: z.string(),
        label: words,
        unit: z.string(),
        min: z.number().optional(),
        max: z.number().optional(),
        default: paramValue,
      }),
    ),
    examples: z.array(
      z.object({
        given: words,
        outcome: words,
        applies: z.boolean(),
        lane: z.string(),
        settles: z.string(),
        book: z.array(z.string()),
        line: z.string(),
      }),
    ),
    /** What differs from the defaults; empty = as shipped. */
    setting: ruleBody,
    /** 0 = as shipped. */
    version: z.number().int(),
    /** Of the last 90 days: lines posted with it, and decided lines it found that a person undid. */
    posted: z.number().int(),
    undone: z.number().int(),
    /** Home money of the lines posted. */
    home: money,
    /** Blind samples of what it posted by itself; with its 95 % interval. */
    precision: z.object({
      sampled: z.number().int(),
      wrong: z.number().int(),
      right: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
      /** At least 30 samples: below that a share says little. */
      isEnough: z.boolean(),
    }),
    /** Set to suggest by the system because its measured precision fell; null = it was not. */
    demoted: z
      .object({
        at: instantText,
        posted: z.number().int(),
        undone: z.number().int(),
        sampled: z.number().int(),
        wrong: z.number().int(),
        /** Share of wrong lines it has at least, at 95 %. */
        wrongAtLeast: z.number(),
      })
      .nullable(),
  })
  .meta({ id: "RuleCard" });
export type RuleCardOnWire = z.infer<typeof ruleCard>;
export const restoreBody = z.strictObject({ reason: z.string().max(500) });
export const standingAnswer = z.object({ code: z.string() });

export const exampleOutcomes = z
  .object({
    rows: z.array(
      z.object({
        holds: z.boolean(),
        applies: z.boolean(),
        lane: z.string(),
        settles: z.string(),
      }),
    ),
  })
  .meta({ id: "RuleExampleOutcomes" });

export const ruleVersions = z
  .object({
    rows: z.array(
      z.object({
        version: z.number().int(),
        at: instantText,
        /** "" = the system. */
        by: z.string(),
        reason: z.string(),
        /** Against the version before; the first against the shipped template. */
        changes: z.array(
          z.object({
            field: z.string(),
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "RuleVersions" });
export type RuleVersionsOnWire = z.infer<typeof ruleVersions>;

export const ruleList = z.object({ rows: z.array(ruleCard) });
