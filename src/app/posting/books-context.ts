// The books as the ledger's pure functions want them: accounts, standard, which months are closed.
import { assert } from "../../core/assert.ts";
import {
  addMonths,
  type IsoDate,
  isoDate,
  type Month,
  monthOf,
  startOfMonth,
} from "../../core/date.ts";
import type { Periods } from "../../core/ledger/accounting-date.ts";
import type { LedgerSettings } from "../../core/ledger/accounts.ts";
import { type BooksRow, selectBooks } from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";

export type BooksContext = {
  readonly row: BooksRow;
  readonly ledger: LedgerSettings;
  readonly periods: Periods;
};

/** No record of these books is older; months before a closing are closed with it. */
const firstMonth = isoDate("2000-01-01");

export async function loadBooksContext(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<BooksContext> {
  const row = await selectBooks(db, orgId, booksId);
  assert(row !== null, "the books were resolved before");
  const { limits: _, ...settings } = row.settings;
  const ledger = { ...settings, standard: row.standard, homeCurrency: row.homeCurrency };
  return { row, ledger, periods: { closedMonths: closedMonths(row.closedThrough) } };
}

function closedMonths(through: IsoDate | null): ReadonlySet<Month> {
  const months = new Set<Month>();
  if (through === null) return months;
  for (let day = firstMonth; day <= through; day = startOfMonth(addMonths(day, 1))) {
    months.add(monthOf(day));
  }
  return months;
}
