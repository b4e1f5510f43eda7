// The grades of a set of books, with the days from which each begins: for everything that shows a grade.
import { type GradeRule, gradeDaysOf } from "../../core/dunning/grade.ts";
import type { GradeDays } from "../../core/terms/ages.ts";
import { selectDunningSetting } from "../../db/dunning-policies.ts";
import type { Db } from "../../db/pool.ts";
import { rulesOf, settingOf } from "./rules.ts";

type GradedBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly homeCurrency: string;
};

/** knownAt null: as they are set now; else as they were set by that instant. */
export async function loadGradeRules(
  db: Db,
  books: GradedBooks,
  knownAt: string | null = null,
): Promise<readonly GradeRule[]> {
  const stored = await selectDunningSetting(db, books, knownAt);
  return rulesOf(settingOf(stored?.setting, books.homeCurrency), books.homeCurrency).grades;
}

export async function loadGradeDays(
  db: Db,
  books: GradedBooks,
  knownAt: string | null = null,
): Promise<GradeDays> {
  return gradeDaysOf(await loadGradeRules(db, books, knownAt));
}
