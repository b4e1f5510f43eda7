// The totals of a list are summed for its first page and go along in the cursor: a reader who scrolls
// through 100,000 rows has them summed once, and they stay those of the list that was opened.
import { z } from "zod";
import { totalsInCursor } from "../../db/keyset.ts";

export type Counted<Totals> = { readonly count: number; readonly totals: Totals };

/** Beyond this length they are summed again rather than carried. */
const longestCarried = 1500;

/** Null: this is the first page, or what came along is none of ours. */
export function carriedTotals<Totals>(
  schema: z.ZodType<Totals>,
  cursor: string | undefined,
): Counted<Totals> | null {
  const carried = z.object({ count: z.number().int().min(0), totals: schema });
  const parsed = carried.safeParse(totalsInCursor(cursor));
  return parsed.success ? parsed.data : null;
}

export function carriable<Totals>(counted: Counted<Totals>): Counted<Totals> | null {
  return JSON.stringify(counted).length > longestCarried ? null : counted;
}
