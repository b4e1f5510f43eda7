// 抽检 over the wire: the line and readings of it, never which one the system posted, before the
// answer is given.
import { z } from "zod";
import { currencyCode, decimalAmount, money } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

const sampleVerdicts = ["agree", "disagree", "unsure"] as const;

const sampleCounts = z.object({
  waiting: z.number().int(),
  agree: z.number().int(),
  disagree: z.number().int(),
  unsure: z.number().int(),
});

const line = z.object({
  id: recordId,
  date: dateText,
  amount: decimalAmount,
  currency: currencyCode,
  payerName: z.string(),
});

export const sampleQuery = z.object({
  answered: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const sampleList = z
  .object({
    counts: sampleCounts,
    rows: z.array(
      z.object({
        id: recordId,
        line,
        /** Null while it waits; what was posted is told only after the answer. */
        answer: z
          .object({
            verdict: z.enum(sampleVerdicts),
            rule: z.string(),
            by: z.string().nullable(),
            at: instantText,
            note: z.string(),
            undone: z.boolean(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: "SampleList" });
export type SampleListOnWire = z.infer<typeof sampleList>;

const sampleChoice = z.object({
  customerName: z.string(),
  parts: z.array(
    z.object({
      no: z.string(),
      kind: z.string(),
      customerName: z.string(),
      issueDate: dateText.nullable(),
      dueDate: dateText.nullable(),
      face: money,
      amount: money,
      reference: z.string(),
    }),
  ),
  booked: z.array(z.object({ code: z.string(), amount: money })),
  /** What of the line it leaves over. */
  rest: money,
});
export type SampleChoiceOnWire = z.infer<typeof sampleChoice>;

/** Told with the answer, not before. */
const sampleOutcome = z.object({
  verdict: z.enum(sampleVerdicts),
  choice: z.number().int().nullable(),
  posted: z.number().int(),
  rule: z.string(),
  decisionId: recordId,
  by: z.string().nullable(),
  at: instantText,
  note: z.string(),
  undone: z.boolean(),
});

export const sampleDetail = z
  .object({
    id: recordId,
    line: line.extend({
      payerAccount: z.string(),
      memo: z.string(),
      bankRef: z.string(),
      bankAccount: z.string(),
    }),
    choices: z.array(sampleChoice),
    outcome: sampleOutcome.nullable(),
  })
  .meta({ id: "Sample" });
export type SampleOnWire = z.infer<typeof sampleDetail>;

export const sampleAnswerBody = z.strictObject({
  /** Number of the reading from 0; "none" = none of them; "unsure" = cannot be told. */
  choice: z.union([z.number().int().min(0).max(9), z.literal("none"), z.literal("unsure")]),
  note: z.string().max(500).default(""),
});
