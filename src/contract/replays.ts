// A rule change tried on history: what it would have posted, beside what people said is right.
import { z } from "zod";
import { money } from "./money.ts";
import { dateText, recordId } from "./page.ts";

const figure = z.object({ count: z.number().int(), home: money });
const judged = z.object({ right: figure, wrong: figure, unproven: figure });
const parts = z.array(z.object({ no: z.string(), customerName: z.string(), amount: money }));

export const startedReplay = z
  .object({ replayId: recordId, jobId: recordId })
  .meta({ id: "StartedReplay" });

export const replay = z
  .object({
    id: recordId,
    code: z.string(),
    state: z.enum(["running", "done", "failed"]),
    jobId: recordId.nullable(),
    /** Null while it runs. */
    summary: z
      .object({
        lines: z.number().int(),
        automaticBefore: figure,
        automaticAfter: figure,
        wrongBefore: figure,
        wrongAfter: figure,
        added: judged,
        changed: judged,
        dropped: judged,
      })
      .nullable(),
    /** Wrong ones first, then by money; at most 2,000. */
    lines: z.array(
      z.object({
        lineId: recordId,
        kind: z.enum(["added", "changed", "dropped"]),
        judged: z.enum(["right", "wrong", "unproven"]),
        date: dateText,
        payerName: z.string(),
        memo: z.string(),
        amount: money,
        before: parts,
        after: parts,
        /** What people said; null = nobody did; empty = no receivable. */
        right: parts.nullable(),
      }),
    ),
  })
  .meta({ id: "RuleReplay" });
export type ReplayOnWire = z.infer<typeof replay>;
