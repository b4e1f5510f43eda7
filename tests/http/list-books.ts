// The books of a server's organisation, to be filled through tests/support/books.ts.
import { customerHead } from "../../src/contract/customers.ts";
import { beginRecording } from "../../src/db/recording.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import type { TestBooks } from "../support/books.ts";
import type { Client, Organisation, TestServer } from "./test-server.ts";

export type ListBooks = {
  readonly organisation: Organisation;
  readonly client: Client;
  readonly books: TestBooks;
  /** Beginning of every address of the books. */
  readonly path: string;
  /** Creates one over HTTP and answers its id. */
  readonly customer: (no: string, name: string) => Promise<number>;
};

export async function listBooks(world: TestServer): Promise<ListBooks> {
  const organisation = await world.organisation();
  const { orgId, booksId, memberId, administrator } = organisation;
  const pool = world.deps.pool;
  const inBooks: TestBooks["inBooks"] = (work) => inOrganisation(pool, orgId, work);
  const bankAccountId = await inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, '6222000011118807', '基本户', 'ICBC', 'CNY') returning id`,
      [orgId, booksId],
    );
    return rows[0]?.id ?? 0;
  });
  const path = `/api/v1/books/${booksId}`;
  return {
    organisation,
    client: administrator,
    path,
    books: {
      pool,
      orgId,
      booksId,
      memberId,
      bankAccountId,
      inBooks,
      record: (work) =>
        inBooks(async (db) => work(db, await beginRecording(db, { orgId, booksId, memberId }))),
    },
    customer: async (no, name) => {
      const made = await administrator.post(`${path}/customers`, { no, name });
      return made.as(customerHead).id;
    },
  };
}
