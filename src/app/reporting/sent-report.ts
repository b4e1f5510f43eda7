// The file a scheduled mail carries: made when it leaves, always from the pair of dates that was kept.
import { isoDate } from "../../core/date.ts";
import { booksById } from "../../db/books.ts";
import { selectSending } from "../../db/report-schedules.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { exportReport, type WrittenReport } from "./export-report.ts";

/** Null when the sending, its books or its report is gone. */
export async function sentReport(
  deps: Pick<Deps, "pool">,
  orgId: number,
  sendingId: number,
): Promise<WrittenReport | null> {
  const found = await inOrganisation(deps.pool, orgId, async (db) => {
    const sending = await selectSending(db, orgId, sendingId);
    const books = sending ? await booksById(db, orgId, sending.booksId) : null;
    return sending && books ? { sending, books } : null;
  });
  if (found === null) return null;
  const { sending, books } = found;
  const { asOf, knownAt, code, query, format, language, by } = sending;
  const written = await exportReport(deps, {
    orgId,
    booksId: sending.booksId,
    today: isoDate(asOf),
    homeCurrency: books.homeCurrency,
    timeZone: books.timeZone,
    code,
    query: { ...query, asOf, knownAt },
    format,
    language,
    booksName: books.name,
    exportedBy: by,
    exportedAt: sending.recordedAt,
  });
  return written.ok ? written.value : null;
}
