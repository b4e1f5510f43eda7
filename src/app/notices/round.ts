// The round as the clock starts it for each set of books.
import { booksById } from "../../db/books.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { lookAround } from "./look-around.ts";

export async function noticeRound(deps: Deps, of: ClockBooks): Promise<void> {
  const { orgId, booksId, timeZone, today } = of;
  const row = await inOrganisation(deps.pool, orgId, (db) => booksById(db, orgId, booksId));
  if (row === null) return;
  await lookAround(deps, { orgId, booksId, today, timeZone, homeCurrency: row.homeCurrency });
}
