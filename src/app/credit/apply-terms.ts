// Days of credit whose day has come are written into the customers' terms, from which due dates of new
// documents follow. Limit and method need nothing: they are read by date.
import { termsWithDays } from "../../core/credit/terms.ts";
import { selectWaitingDays, writeCustomerTerms } from "../../db/credit-terms.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

type At = { readonly orgId: number; readonly booksId: number; readonly today: string };

export async function applyDueTerms(deps: Deps, at: At): Promise<void> {
  await inOrganisation(deps.pool, at.orgId, (db) => applyTermsWithin(db, at));
}

export async function applyTermsWithin(db: Db, at: At): Promise<void> {
  for (const { id, customerId, terms, creditDays } of await selectWaitingDays(db, at, at.today)) {
    await writeCustomerTerms(db, at.orgId, {
      termId: id,
      customerId,
      terms: termsWithDays(terms, creditDays),
    });
  }
}
