// The set of books a request names, if it is one of the actor's organisation.
import { dayIn } from "../../clock.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type BooksRow, booksById } from "../../db/books.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export type Books = BooksRow & { readonly today: IsoDate };

export async function resolveBooks(
  deps: Deps,
  input: { orgId: number; booksId: number },
): Promise<Result<Books, { readonly code: "books_not_found" }>> {
  const row = await inOrganisation(deps.pool, input.orgId, (db) =>
    booksById(db, input.orgId, input.booksId),
  );
  if (!row) return refuse({ code: "books_not_found" });
  return ok({ ...row, today: isoDate(dayIn(row.timeZone, deps.clock.now())) });
}
