// Checks of the data before any money comes: what each found, with the money behind it and the remedy.
import { z } from "zod";
import { moneyTotals } from "./money.ts";
import { instantText, recordId } from "./page.ts";

const sentence = z.object({ zh: z.string(), en: z.string() });

export const dataCheckResult = z.object({
  code: z.string(),
  title: sentence,
  remedy: sentence,
  count: z.number().int(),
  money: moneyTotals,
  /** The largest first. */
  findings: z.array(
    z.object({
      kind: z.enum(["item", "customer", "contract"]),
      id: recordId,
      label: z.string(),
      shows: z.string(),
    }),
  ),
});
export type DataCheckResult = z.infer<typeof dataCheckResult>;

export const dataChecksAnswer = z
  .object({
    /** Null: they have never run on these books. */
    at: instantText.nullable(),
    /** Every check, also those that found nothing. */
    results: z.array(dataCheckResult),
  })
  .meta({ id: "DataChecks" });
export type DataChecksAnswer = z.infer<typeof dataChecksAnswer>;
