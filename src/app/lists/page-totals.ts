// A page of a list and its totals, together or each alone. Summed for the first page, totals go along
// in the cursor: a reader who scrolls through 100,000 rows has them summed once.
import { z } from "zod";
import type { Page } from "../../contract/page.ts";
import { cursorOf, totalsInCursor } from "../../db/keyset.ts";

export type Counted<Totals> = { readonly count: number; readonly totals: Totals };

/** Beyond this length they are summed again rather than carried. */
const longestCarried = 1500;

export type ListPart = "rows" | "totals";

type ListReading<Row, Totals> = {
  readonly part: ListPart | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly totalsSchema: z.ZodType<Totals>;
  /** Where the page after this row goes on. */
  readonly keysOf: (row: Row) => readonly string[];
  readonly readRows: () => Promise<readonly Row[]>;
  readonly readTotals: () => Promise<Counted<Totals>>;
};

/** What was asked for, and nothing else read. */
export async function readPage<Row, Totals>(
  of: ListReading<Row, Totals>,
): Promise<Page<Row, Totals>> {
  const { part, cursor, limit } = of;
  const rows = part === "totals" ? [] : await of.readRows();
  const counted =
    part === "rows" ? null : (carriedTotals(of.totalsSchema, cursor) ?? (await of.readTotals()));
  const last = part !== "totals" && rows.length === limit ? rows.at(-1) : undefined;
  return {
    rows,
    nextCursor: last ? cursorOf(of.keysOf(last), counted && carriable(counted)) : null,
    count: counted?.count ?? null,
    totals: counted?.totals ?? null,
  };
}

/** Null: this is the first page, or what came along is none of ours. */
function carriedTotals<Totals>(
  schema: z.ZodType<Totals>,
  cursor: string | undefined,
): Counted<Totals> | null {
  const carried = z.object({ count: z.number().int().min(0), totals: schema });
  const parsed = carried.safeParse(totalsInCursor(cursor));
  return parsed.success ? parsed.data : null;
}

function carriable<Totals>(counted: Counted<Totals>): Counted<Totals> | null {
  return JSON.stringify(counted).length > longestCarried ? null : counted;
}
