// 记忆: all that is known about how customers pay, of all customers of the books.
import { z } from "zod";
import { oneOrMore } from "./bank-lines.ts";
import { customerFact } from "./customers.ts";
import { pageOf, pageQuery, recordId, recordIdParam } from "./page.ts";

export const factKinds = ["alias", "former_name", "account", "pays_for"] as const;

export const memoryQuery = pageQuery.extend({
  kind: oneOrMore(factKinds).optional(),
  provenance: z.enum(["learned", "master"]).optional(),
  /** What matching sees, and what it no longer does. */
  state: z.enum(["used", "revoked"]).default("used"),
  customer: recordIdParam.optional(),
  /** Accounts that stand at several customers: no evidence until that is mended. */
  doubtful: z.enum(["only"]).optional(),
});
export type MemoryQuery = z.infer<typeof memoryQuery>;

const memoryRow = customerFact
  .extend({ customer: z.object({ id: recordId, name: z.string() }) })
  .meta({ id: "MemoryFact" });
export type MemoryRow = z.infer<typeof memoryRow>;

export const memoryTotals = z.object({
  customers: z.number().int(),
  learned: z.number().int(),
  confirmations: z.number().int(),
});
export const memoryPage = pageOf(memoryRow, memoryTotals);
export type MemoryPage = z.infer<typeof memoryPage>;
