// 规则模板 and their settings: forms are drawn from these.
import { z } from "zod";
import { instantText, recordIdParam } from "./page.ts";

const words = z.object({ zh: z.string(), en: z.string() });
const paramValue = z.union([z.number(), z.boolean(), z.array(z.number())]);

export const rulePath = z.object({ booksId: recordIdParam, code: z.string().regex(/^R\d\d$/) });

const tolerance = z.object({
  /** By currency; "*" = any other. */
  abs: z.record(z.string().regex(/^([A-Z]{3}|\*)$/), z.string().max(30)).optional(),
  pct: z.string().max(10).optional(),
});

export const ruleBody = z.strictObject({
  enabled: z.boolean().optional(),
  action: z.enum(["auto", "suggest"]).optional(),
  tol: tolerance.optional(),
  params: z.record(z.string().max(60), paramValue).optional(),
});
export type RuleBody = z.infer<typeof ruleBody>;

export const ruleCard = z
  .object({
    code: z.string(),
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
    examples: z.array(z.object({ given: words, outcome: words, applies: z.boolean() })),
    /** What differs from the defaults; empty = as shipped. */
    setting: ruleBody,
    /** 0 = as shipped. */
    version: z.number().int(),
    /** Of the last 90 days: lines posted with it, and decided lines it found that a person undid. */
    posted: z.number().int(),
    undone: z.number().int(),
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

export const ruleList = z.object({ rows: z.array(ruleCard) });
