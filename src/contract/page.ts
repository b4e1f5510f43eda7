// A list by cursor: rows after the cursor, the next cursor or null, and totals over all filtered
// rows, together or each alone. Query parameters every list has in common.
import { z } from "zod";

export const recordId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** An id in a path or a query string. */
export const recordIdParam = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const dateText = z.iso.date();
export const instantText = z.string().meta({ description: "Instant, ISO 8601 with offset" });
/** An instant in a query string, as answers give it. */
export const instantParam = z.iso.datetime({ offset: true });

export const pageQuery = z.object({
  /** Carries the totals of the first page along. */
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  /** "-dueDate,no": comma-separated columns, minus for falling. */
  sort: z.string().max(200).optional(),
  q: z.string().max(4000).optional(),
  /** Rows need no sums and come at once; totals take as long as the list is. Absent: both. */
  part: z.enum(["rows", "totals"]).optional(),
});

export function pageOf<Row extends z.ZodType, Totals extends z.ZodType>(row: Row, totals: Totals) {
  return z.object({
    rows: z.array(row),
    nextCursor: z.string().nullable(),
    /** Of all filtered rows, not of this page; null when only rows were asked for. */
    count: z.number().int().nullable(),
    totals: totals.nullable(),
  });
}

export type Page<Row, Totals> = {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
  readonly count: number | null;
  readonly totals: Totals | null;
};

export const idPath = z.object({ id: recordIdParam });
export const booksPath = z.object({ booksId: recordIdParam });
export const booksRecordPath = z.object({ booksId: recordIdParam, id: recordIdParam });
