// Old debts that wait for a person to say where dunning starts: who, how much, what each would get, and
// their release, one customer or many at once.
import { z } from "zod";
import { dunningPlanRow } from "./dunning.ts";
import { decimalAmount, money } from "./money.ts";
import { recordId, recordIdParam } from "./page.ts";

const mostCustomers = 2_000;
const startDay = z.number().int().min(-60).max(1_000);

export const startsQuery = z.object({
  /** Absent: as proposed for each document by its age; else the first step at or after these days. */
  startAt: z.coerce.number().int().min(-60).max(1_000).optional(),
});

const startRow = z
  .object({
    /** As it is graded now; what waits is in no message yet. */
    customer: dunningPlanRow.shape.customer,
    grade: dunningPlanRow.shape.grade,
    ungraded: dunningPlanRow.shape.ungraded,
    documents: z.number().int(),
    /** Of the documents that wait. */
    asked: z.array(money),
    askedHome: decimalAmount,
    oldestDays: z.number().int(),
    /** The furthest step a document would start at, by its day from the due date. */
    startAt: z.number().int(),
    /** What today would bring once it is released; null: nothing today, and why. */
    touch: dunningPlanRow.shape.touch,
    task: dunningPlanRow.shape.task,
    held: dunningPlanRow.shape.held,
    readyOn: dunningPlanRow.shape.readyOn,
  })
  .meta({ id: "DunningStartRow" });
export type DunningStartRow = z.infer<typeof startRow>;

export const startList = z
  .object({
    /** The largest amounts first. */
    rows: z.array(startRow),
    /** Of all customers, also those beyond the rows. */
    customers: z.number().int(),
    documents: z.number().int(),
    askedHome: decimalAmount,
  })
  .meta({ id: "DunningStartList" });
export type DunningStartList = z.infer<typeof startList>;
export const startRowsAtMost = mostCustomers;

export const startsBody = z.strictObject({
  customerIds: z.array(recordId).min(1).max(mostCustomers),
  /** Null: as proposed for each document by its age; else the first step at or after these days. */
  startAt: startDay.nullable().default(null),
});
export type StartsBody = z.infer<typeof startsBody>;

export const startsReleased = z.object({
  /** For taking it back; null: nothing waited any more. */
  releaseId: recordId.nullable(),
  customers: z.number().int(),
  documents: z.number().int(),
});
export type StartsReleased = z.infer<typeof startsReleased>;

export const startReleasePath = z.object({ booksId: recordIdParam, releaseId: recordIdParam });
export const startsUndone = z.object({
  documents: z.number().int(),
  /** A notice was planned for them since: they keep their start. */
  kept: z.number().int(),
});
