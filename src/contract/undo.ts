// What an undo would reverse, and what stands on the decision and has to be undone with it.
import { z } from "zod";
import { effectLine } from "./adjustments.ts";
import { currencyCode } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

const undoneEntry = z.object({
  event: z.string(),
  date: dateText,
  /** Its month is closed: the reversal goes to an open day. */
  isClosed: z.boolean(),
  reversedOn: dateText,
  /** If it is dated on the original day, or since when all of what it gave is back again. */
  backdatedOn: dateText,
  narration: z.object({ zh: z.string(), en: z.string() }),
  /** With turned signs, as the reversal will have them. */
  lines: z.array(effectLine),
});

const undoneDecision = z.object({
  id: recordId,
  kind: z.string(),
  /** Which adjustment it is; null: none. */
  adjustment: z.string().nullable(),
  at: instantText,
  /** Null = the system by rule. */
  by: z.string().nullable(),
  lineId: recordId.nullable(),
  entries: z.array(undoneEntry),
  /** What goes with it in another set of books. */
  otherBooks: z
    .object({ name: z.string(), homeCurrency: currencyCode, entries: z.array(undoneEntry) })
    .nullable(),
  /** All its original days are in open months: it may be dated on them, by right. */
  isBackdatable: z.boolean(),
  /** Its claim stays: others have applied more of that money. */
  keepsClaim: z.boolean(),
});

export const undoPreview = z
  .object({
    decision: undoneDecision,
    /** Undone first, in this order. */
    dependants: z.array(undoneDecision),
  })
  .meta({ id: "UndoPreview" });
export type UndoPreview = z.infer<typeof undoPreview>;
