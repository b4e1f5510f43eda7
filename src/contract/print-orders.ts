// Papers of many statements printed in one go, with the letters that go before them.
import { z } from "zod";
import { instantText, recordId } from "./page.ts";

export const printAsk = z.strictObject({ statementIds: z.array(recordId).min(1).max(5_000) });

export const printStarted = z.object({ orderId: recordId, jobId: recordId });
const printOrder = z
  .object({
    id: recordId,
    asked: z.number().int(),
    /** Printed; 0 while it is not finished. */
    papers: z.number().int(),
    sizeBytes: z.number(),
    by: z.string().nullable(),
    orderedAt: instantText,
    finishedAt: instantText.nullable(),
    /** Its archive is gone since then; it can be printed again. */
    removedAt: instantText.nullable(),
  })
  .meta({ id: "PrintOrder" });
export const printOrders = z.object({ rows: z.array(printOrder) });
export type PrintOrders = z.infer<typeof printOrders>;
