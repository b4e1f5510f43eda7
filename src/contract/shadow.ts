// 影子月 over the wire: the firm's own settlements beside what the system found without seeing them.
import { z } from "zod";
import { shadowOutcomes } from "../core/calibration/shadow.ts";
import { money } from "./money.ts";
import { dateText, instantText, recordId, recordIdParam } from "./page.ts";

const shadowVerdicts = ["ours", "theirs", "neither"] as const;
const figure = z.object({ count: z.number().int(), home: money });
const parts = z.array(z.object({ no: z.string(), customerName: z.string(), amount: money }));

export const shadowMonth = z
  .object({
    /** Null: none was handed in. */
    month: z
      .object({
        id: recordId,
        fileName: z.string(),
        at: instantText,
        rowsRead: z.number().int(),
        /** Rows whose payment or document is not in these books, or fits several. */
        rowsUnplaced: z.number().int(),
        lines: figure,
        outcomes: z.object({
          agree: figure,
          differ: figure,
          asked_right: figure,
          asked_wrong: figure,
          missed: figure,
        } satisfies Record<(typeof shadowOutcomes)[number], typeof figure>),
        /** Of the disagreements: who was right, as far as people have said. */
        oursRight: z.number().int(),
        theirsRight: z.number().int(),
        unjudged: z.number().int(),
        minutesSaved: z.number().int(),
        disagreements: z.array(
          z.object({
            lineId: recordId,
            outcome: z.enum(shadowOutcomes),
            date: dateText,
            payerName: z.string(),
            memo: z.string(),
            amount: money,
            ours: parts,
            theirs: parts,
            verdict: z.enum(shadowVerdicts).nullable(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: "ShadowMonth" });
export type ShadowMonthOnWire = z.infer<typeof shadowMonth>;

export const shadowVerdictPath = z.object({
  booksId: recordIdParam,
  id: recordIdParam,
  lineId: recordIdParam,
});
export const shadowVerdictBody = z.strictObject({ verdict: z.enum(shadowVerdicts) });
