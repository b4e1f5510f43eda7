// What each piece of evidence about the payer is worth: shipped, and learned in these books.
import { z } from "zod";
import { instantText, recordId } from "./page.ts";

export const evidenceWeights = z
  .object({
    /** Version of the shipped table. */
    shipped: z.string(),
    /** Learned version in use from the next run on; null = the shipped table. */
    inUse: z.number().int().nullable(),
    chosen: z.object({ at: instantText, by: z.string(), reason: z.string() }).nullable(),
    /** The newest version; null = never learned, or too few lines to. */
    learned: z
      .object({
        version: z.number().int(),
        /** Of the shipped table it was drawn towards. */
        shipped: z.string(),
        at: instantText,
        replayId: recordId,
        lines: z.number().int(),
        /** Lines whose payer a person had decided. */
        confirmed: z.number().int(),
        kinds: z.array(
          z.object({
            kind: z.string(),
            /** Natural logarithms of odds. */
            shipped: z.number(),
            seen: z.number().nullable(),
            weight: z.number(),
            /** Lines expected to be this payer's that show it. */
            n: z.number().int(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: "EvidenceWeights" });
export type EvidenceWeightsOnWire = z.infer<typeof evidenceWeights>;

export const weightsChoiceBody = z.strictObject({
  version: z.number().int().positive().nullable(),
  reason: z.string().max(500),
});
