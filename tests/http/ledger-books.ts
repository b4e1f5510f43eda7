// Books of a signed-in organisation, ready for the record makers of tests/support/books.ts, and a
// reader of the workbooks that routes answer with.
import { read, type WorkSheet } from "@e965/xlsx";
import type { Deps } from "../../src/app/deps.ts";
import { beginRecording } from "../../src/db/recording.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import type { TestBooks } from "../support/books.ts";
import type { Client, Organisation } from "./test-server.ts";

export async function ledgerBooks(deps: Deps, of: Organisation): Promise<TestBooks> {
  const { orgId, booksId, memberId } = of;
  const inBooks: TestBooks["inBooks"] = (work) => inOrganisation(deps.pool, orgId, work);
  const bankAccountId = await inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, '6222000011118807', '基本户', 'ICBC', 'CNY') returning id`,
      [orgId, booksId],
    );
    return rows[0]?.id ?? 0;
  });
  return {
    pool: deps.pool,
    orgId,
    booksId,
    memberId,
    bankAccountId,
    inBooks,
    record: (work) =>
      inBooks(async (db) => work(db, await beginRecording(db, { orgId, booksId, memberId }))),
  };
}

/** First sheet of the workbook at an address. */
export async function sheetAt(client: Client, url: string, place = 0): Promise<WorkSheet> {
  const answer = await client.inject({ method: "GET", url });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  const book = read(answer.rawPayload, { type: "buffer", cellFormula: true });
  const sheet = book.Sheets[book.SheetNames[place] ?? ""];
  if (!sheet) throw new Error("the workbook has no sheet");
  return sheet;
}
