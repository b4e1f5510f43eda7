// A list by cursor: rows after the cursor, the next cursor or null, and totals over all filtered
// rows, together or each alone. Query parameters every list has in common.
import { z } from "zod";

export const recordId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** An id in a path or a query string. */
export const recordIdParam = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const dateText = z.iso.date();

/** Years may be added and taken off without leaving the calendar. */
function isWithinCalendar(text: string): boolean {
  return text >= "1000" && text < "9990";
}
const calendarFault = "between the years 1000 and 9989";
/** A day somebody asks for or enters. */
export const dateParam = z.iso.date().refine(isWithinCalendar, calendarFault);
export const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** A month somebody asks for. */
export const monthParam = monthText.refine(isWithinCalendar, calendarFault);
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
