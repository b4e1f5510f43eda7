// The working days of the books for collectors and notices: the calendar that is set for dunning, with
// the firm's own days.
import type { WorkCalendar } from "../../core/dunning/calendar.ts";
import { selectDunningSetting } from "../../db/dunning-policies.ts";
import type { Db } from "../../db/pool.ts";
import { settingOf } from "../dunning/rules.ts";
import { workCalendar } from "../dunning/work-calendar.ts";
import type { CollectionBooks } from "./collection-books.ts";

export async function loadWorkCalendar(
  db: Db,
  books: Pick<CollectionBooks, "orgId" | "booksId" | "homeCurrency">,
): Promise<WorkCalendar> {
  const stored = await selectDunningSetting(db, books);
  return workCalendar(settingOf(stored?.setting, books.homeCurrency));
}
