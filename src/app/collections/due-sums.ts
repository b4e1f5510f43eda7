// What every customer owes past its day, worked out once for each instant of the records: documents,
// receipts and disputes change together with it.
import { selectLastRecorded } from "../../db/aging.ts";
import { type DueSumRow, selectDueSums } from "../../db/collection-cases.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { loadGradeDays } from "../dunning/grade-rules.ts";
import type { CollectionBooks } from "./collection-books.ts";
import { remember } from "./remember.ts";

export async function loadDueSums(
  deps: Pick<Deps, "pool">,
  books: CollectionBooks,
  knownAt?: string,
): Promise<readonly DueSumRow[]> {
  const { orgId, booksId, today } = books;
  const at =
    knownAt ?? (await inOrganisation(deps.pool, orgId, (db) => selectLastRecorded(db, orgId)));
  const gradeDays = await inOrganisation(deps.pool, orgId, (db) => loadGradeDays(db, books));
  const { A, B, C } = gradeDays;
  const of = { today, customerId: null, gradeDays };
  return remember(deps.pool, `due ${orgId} ${booksId} ${today} ${at} ${A} ${B} ${C}`, () =>
    inOrganisation(deps.pool, orgId, (db) => selectDueSums(db, books, of)),
  );
}
