// The list of customers, a page of it with the totals over all that is filtered; choices to pick from.
import {
  type CustomerFilters,
  type CustomerListPage,
  type CustomerRow,
  type CustomerTotals,
  customerTotals,
} from "../../contract/customers.ts";
import { receivableAccounts } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type CustomerFilter,
  type CustomerListRow,
  type CustomerSum,
  customerSorts,
  selectCustomerChoices,
  selectCustomerSums,
  selectCustomers,
  selectCustomersNotFound,
} from "../../db/customer-list.ts";
import { selectOwners } from "../../db/customer-master.ts";
import { orderOf } from "../../db/keyset.ts";
import type { Db } from "../../db/pool.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { BooksToday } from "../items/list-items.ts";
import type { ListRequest } from "../lines/list-bank-lines.ts";
import { amountBounds } from "../lists/amount-bounds.ts";
import { type Counted, readPage } from "../lists/page-totals.ts";

export type HomeBooks = BooksToday & { readonly homeCurrency: string };

export const firstCustomerOrder = "-overdue,-receivable";

export async function listCustomers(
  deps: Deps,
  books: HomeBooks,
  request: CustomerFilters & ListRequest,
): Promise<CustomerListPage> {
  const filter = customerFilter(books, request);
  const { cursor, limit } = request;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const order = orderOf(request.sort, customerSorts, firstCustomerOrder);
    const page = await readPage({
      part: request.part,
      cursor,
      limit,
      totalsSchema: customerTotals,
      keysOf: ({ keys }) => keys,
      readRows: () => selectCustomers(db, filter, { order, cursor, limit }),
      readTotals: () => countCustomers(db, filter),
    });
    return { ...page, rows: page.rows.map(rowOnWire) };
  });
}

async function countCustomers(db: Db, filter: CustomerFilter): Promise<Counted<CustomerTotals>> {
  const sums = await selectCustomerSums(db, filter);
  return {
    count: sums.reduce((count, sum) => count + sum.count, 0),
    totals: {
      customers: sums[0]?.customers ?? 0,
      currencies: sums.map((sum) => ({ currency: sum.currency, ...figuresOnWire(sum) })),
      notFound: await selectCustomersNotFound(db, filter),
    },
  };
}

export function customerFilter(books: HomeBooks, f: CustomerFilters): CustomerFilter {
  return {
    orgId: books.orgId,
    booksId: books.booksId,
    today: books.today,
    homeCurrency: books.homeCurrency,
    accounts: receivableAccounts,
    search: searchTerms(f.q),
    ownerId: f.owner ?? null,
    currency: f.currency ?? null,
    amount: amountBounds(f.amount),
    flags: f.flag ?? [],
  };
}

function rowOnWire(row: CustomerListRow): CustomerRow {
  const { id, no, name, terms, ownerId, ownerName, currency, items, daysLate } = row;
  const { onHold, isRelatedParty, isProvisional } = row;
  return {
    id,
    no,
    name,
    terms,
    owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? "" },
    onHold,
    isRelatedParty,
    isProvisional,
    currency,
    ...figuresOnWire(row),
    items,
    daysLate,
  };
}

type Sums = Pick<
  CustomerSum,
  "currency" | "receivableMinor" | "overdueMinor" | "unappliedMinor" | "disputedMinor"
>;

function figuresOnWire(sums: Sums) {
  const money = (minor: number) => formatMinor(minor, sums.currency);
  return {
    receivable: money(sums.receivableMinor),
    overdue: money(sums.overdueMinor),
    unapplied: money(sums.unappliedMinor),
    net: money(sums.receivableMinor - sums.unappliedMinor),
    disputed: money(sums.disputedMinor),
  };
}

export async function listCustomerChoices(
  deps: Deps,
  of: { readonly orgId: number; readonly booksId: number; readonly q: string },
): Promise<{ rows: { id: number; no: string; name: string }[] }> {
  const { pattern } = searchTerms(of.q);
  return inOrganisation(deps.pool, of.orgId, async (db) => ({
    rows: await selectCustomerChoices(db, { ...of, pattern }),
  }));
}

export async function listOwners(
  deps: Deps,
  orgId: number,
): Promise<{ rows: { id: number; name: string }[] }> {
  return inOrganisation(deps.pool, orgId, async (db) => ({ rows: await selectOwners(db, orgId) }));
}
