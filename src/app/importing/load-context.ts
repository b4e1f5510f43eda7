// What the books know that a file is judged by, loaded once per reading.

import { columnMapping } from "../../contract/imports.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { parseRate } from "../../core/money.ts";
import { bankAccountsOf } from "../../db/bank-lines-in.ts";
import { booksById } from "../../db/books.ts";
import {
  customerAccounts,
  knownCustomers,
  ratesInto,
  type StoredRate,
} from "../../db/customers-in.ts";
import { keptMappings } from "../../db/imports.ts";
import type { Db } from "../../db/pool.ts";
import type { ReadingContext } from "./reading.ts";

export async function loadContext(
  client: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly today: IsoDate },
): Promise<ReadingContext> {
  const { orgId, booksId, today } = of;
  const books = await booksById(client, orgId, booksId);
  assert(books !== null, "the books of an import are there");
  const { homeCurrency } = books;
  const accounts = await bankAccountsOf(client, orgId);
  const customers = await knownCustomers(client, orgId, booksId);
  const ownedAccounts = await customerAccounts(client, orgId, booksId);
  const rates = await ratesInto(client, orgId, { booksId, currency: homeCurrency });
  const mappings = await keptMappings(client, orgId);
  return {
    homeCurrency,
    asOf: today,
    closedThrough: books.closedThrough === null ? null : isoDate(books.closedThrough),
    ownTaxIds: books.ownTaxIds,
    ownNames: books.ownNames,
    accounts: accounts.map(({ id, accountNo, currency, ...account }) => ({
      id,
      accountNo,
      currency,
      otherBooks: account.booksId === booksId ? null : account.booksName,
    })),
    customers,
    customerAccounts: ownedAccounts,
    rates: rates.map(datedRate),
    mappings: mappings.flatMap(({ layout, mapping }) => {
      const read = columnMapping.safeParse(mapping);
      return read.success ? [[layout, read.data] as const] : [];
    }),
  };
}

function datedRate({ date, from, to, rate, unit }: StoredRate) {
  const parsed = parseRate(rate, { from, to, unit });
  assert(parsed !== null, "rates are checked before they are stored");
  return { date: isoDate(date), rate: parsed };
}
