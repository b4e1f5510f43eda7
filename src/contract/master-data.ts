// Accounts and names that customers have paid under and that the books do not know yet.
import { z } from "zod";
import { recordId } from "./page.ts";

const kind = z.enum(["account", "alias"]);

export const masterDataGaps = z
  .object({
    rows: z.array(
      z.object({
        kind,
        value: z.string(),
        customerId: recordId,
        customerName: z.string(),
        /** Decided lines that came under it; the newest of them. */
        lines: z.number().int(),
        lineId: recordId,
      }),
    ),
  })
  .meta({ id: "MasterDataGaps" });
export type MasterDataGaps = z.infer<typeof masterDataGaps>;

export const adoptBody = z.strictObject({
  /** Null: all there are. */
  facts: z
    .array(z.strictObject({ kind, value: z.string().max(200) }))
    .max(200)
    .nullable(),
});
export const adoptAnswer = z.object({ adopted: z.number().int() });
