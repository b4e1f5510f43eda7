// One turn of the clock: for every set of books the works whose time has come. A work that fails is
// tried again at the next turn and keeps nobody else from theirs.
import { dayIn, minuteIn } from "../../clock.ts";
import { isoDate } from "../../core/date.ts";
import { booksById } from "../../db/books.ts";
import { selectAllBooks, selectClockMarks, storeClockMark } from "../../db/clock-marks.ts";
import { isOutage } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { ClockBooks, ClockWork } from "./clock-work.ts";

/** Seven in the morning: what was made overnight is there when people come. */
const usualMinute = 7 * 60;

type Books = { readonly orgId: number; readonly booksId: number };

export async function runDueWork(
  deps: Deps,
  works: readonly ClockWork[],
  isStopping: () => boolean = () => false,
): Promise<void> {
  for (const books of await selectAllBooks(deps.pool)) {
    if (isStopping()) return;
    await runForBooks(deps, works, books);
  }
}

async function runForBooks(deps: Deps, works: readonly ClockWork[], books: Books): Promise<void> {
  const { row, marks } = await inOrganisation(deps.pool, books.orgId, async (db) => ({
    row: await booksById(db, books.orgId, books.booksId),
    marks: await selectClockMarks(db, books),
  }));
  if (row === null) return;
  const { name, timeZone, ownNames, ownTaxIds } = row;
  const now = deps.clock.now();
  const today = isoDate(dayIn(timeZone, now));
  const minute = minuteIn(timeZone, now);
  const of: ClockBooks = { ...books, name, timeZone, ownNames, ownTaxIds, today };
  for (const work of works) {
    const isDaily = work.every === "day";
    if (isDaily && minute < (work.fromMinute ?? usualMinute)) continue;
    if (isDaily && (marks.get(work.name) ?? "") >= today) continue;
    const error = await runOne(deps, work, of);
    if (!isDaily && error === "" && !marks.has(work.name)) continue;
    await inOrganisation(deps.pool, books.orgId, (db) =>
      storeClockMark(db, books, {
        work: work.name,
        doneFor: error === "" ? today : null,
        error,
      }),
    );
  }
}

/** The fault in words; empty: it went well. */
async function runOne(deps: Deps, work: ClockWork, books: ClockBooks): Promise<string> {
  try {
    await work.run(deps, books);
    return "";
  } catch (error) {
    if (isOutage(error)) throw error;
    deps.log.error(
      { err: error, work: work.name, books: books.booksId },
      "work of the clock failed",
    );
    return (error instanceof Error ? error.message : String(error)).slice(0, 500);
  }
}
