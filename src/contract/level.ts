// 智能调平: one proposal for a customer or a bank line, and what became of it.
import { z } from "zod";
import { because } from "./because.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { recordId, recordIdParam } from "./page.ts";

const levelActs = [
  "apply_receipt",
  "offset_credit",
  "apply_advance",
  "rounding",
  "fee",
  "discount",
  "retention_split",
] as const;

/** One of them. */
export const levelQuery = z
  .object({ customer: recordIdParam.optional(), line: recordIdParam.optional() })
  .refine(({ customer, line }) => (customer === undefined) !== (line === undefined), {
    message: "a customer or a line",
  });

const source = z.object({
  id: recordId,
  kind: z.enum(["receipt", "credit_note", "advance"]),
  no: z.string(),
  date: z.string(),
  lineId: recordId.nullable(),
});

export const levelProposal = z
  .object({
    customer: z.object({ id: recordId, name: z.string() }),
    /** Post with it: refused when anything has changed since. */
    key: z.string(),
    levels: z.array(
      z.object({
        currency: currencyCode,
        /** Money and credits not applied, before and after. */
        before: decimalAmount,
        after: decimalAmount,
        isComplete: z.boolean(),
        moves: z.array(
          z.object({
            act: z.enum(levelActs),
            source: source.nullable(),
            item: z.object({
              id: recordId,
              no: z.string(),
              kind: z.object({ zh: z.string(), en: z.string() }),
            }),
            amount: decimalAmount,
            because,
          }),
        ),
        left: z.array(
          z.object({ source, amount: decimalAmount, because, readings: z.number().int() }),
        ),
      }),
    ),
  })
  .meta({ id: "LevelProposal" });
export type LevelProposal = z.infer<typeof levelProposal>;

export const levelBody = z.strictObject({
  customer: recordId.optional(),
  line: recordId.optional(),
  key: z.string().min(8).max(64),
  reason: z.string().trim().min(1).max(500),
});

export const levelPosted = z.object({
  decisionIds: z.array(recordId),
  /** What went beyond the person's limits. */
  approvalIds: z.array(recordId),
  applied: z.array(z.object({ currency: currencyCode, amount: decimalAmount })),
});
export type LevelPosted = z.infer<typeof levelPosted>;
