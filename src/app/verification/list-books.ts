// Every set of books of a database, for verification: organisation by organisation, because nobody,
// the owner of the tables included, sees more than one at a time.
import type pg from "pg";
import { booksOf } from "../../db/books.ts";
import { organisationById } from "../../db/members.ts";
import { lastOrganisationId } from "../../db/organisations.ts";
import { inOrganisation } from "../../db/transaction.ts";

export type BooksToVerify = {
  readonly orgId: number;
  readonly booksId: number;
  readonly organisation: string;
  readonly name: string;
};

export async function listBooksToVerify(
  pool: pg.Pool,
  owner: pg.ClientConfig,
): Promise<BooksToVerify[]> {
  const last = await lastOrganisationId(owner);
  const all: BooksToVerify[] = [];
  for (let orgId = 1; orgId <= last; orgId += 1) {
    await inOrganisation(pool, orgId, async (db) => {
      const organisation = await organisationById(db, orgId);
      if (!organisation) return;
      for (const { id, name } of await booksOf(db, orgId)) {
        all.push({ orgId, booksId: id, organisation: organisation.name, name });
      }
    });
  }
  return all;
}
