// The list of open items, a page of it with the totals over all that is filtered.
import {
  type ItemFilters,
  type ItemPage,
  type ItemTotals,
  itemTotals,
  type OpenItemOnWire,
} from "../../contract/items.ts";
import { receivableAccounts } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type ItemFilter,
  type ItemRow,
  itemSorts,
  selectItemSums,
  selectItems,
  selectItemsNotFound,
} from "../../db/item-list.ts";
import { orderOf } from "../../db/keyset.ts";
import type { Db } from "../../db/pool.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { ListRequest } from "../lines/list-bank-lines.ts";
import { amountBounds } from "../lists/amount-bounds.ts";
import { type Counted, readPage } from "../lists/page-totals.ts";

/** The books of a list and what day it is there. */
export type BooksToday = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: string;
};

export const firstItemOrder = "-late";

export async function listItems(
  deps: Deps,
  books: BooksToday,
  request: ItemFilters & ListRequest,
): Promise<ItemPage> {
  const filter = itemFilter(books, request);
  const { cursor, limit } = request;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const order = orderOf(request.sort, itemSorts, firstItemOrder);
    const page = await readPage({
      part: request.part,
      cursor,
      limit,
      totalsSchema: itemTotals,
      keysOf: ({ keys }) => keys,
      readRows: () => selectItems(db, filter, { order, cursor, limit }),
      readTotals: () => countItems(db, filter),
    });
    return { ...page, rows: page.rows.map(itemOnWire) };
  });
}

async function countItems(db: Db, filter: ItemFilter): Promise<Counted<ItemTotals>> {
  const sums = await selectItemSums(db, filter);
  return {
    count: sums.reduce((count, sum) => count + sum.count, 0),
    totals: {
      currencies: sums.map(({ currency, count, ...minor }) => ({
        currency,
        count,
        amount: formatMinor(minor.faceMinor, currency),
        applied: formatMinor(minor.faceMinor - minor.openMinor, currency),
        open: formatMinor(minor.openMinor, currency),
        overdue: formatMinor(minor.overdueMinor, currency),
        disputed: formatMinor(minor.disputedMinor, currency),
      })),
      notFound: await selectItemsNotFound(db, filter),
    },
  };
}

export function itemFilter(books: BooksToday, f: ItemFilters): ItemFilter {
  const search = searchTerms(f.q);
  const isSearched = search.pattern !== "%" || search.list !== null;
  const asksForSettled = f.status?.includes("settled") ?? false;
  return {
    orgId: books.orgId,
    booksId: books.booksId,
    today: books.today,
    search,
    state: f.state ?? (isSearched || asksForSettled ? "all" : "open"),
    statuses: f.status ?? null,
    kinds: f.kind ?? null,
    customerId: f.customer ?? null,
    contractId: f.contract ?? null,
    currency: f.currency ?? null,
    amount: amountBounds(f.amount),
    issuedFrom: f.issuedFrom ?? null,
    issuedTo: f.issuedTo ?? null,
    dueFrom: f.dueFrom ?? null,
    dueTo: f.dueTo ?? null,
    isWithoutDueDate: f.dueDate === "none",
    scope: f.scope ?? (isSearched || f.kind !== undefined ? "all" : "receivable"),
    accounts: receivableAccounts,
  };
}

export function itemOnWire(row: Omit<ItemRow, "keys">): OpenItemOnWire {
  const { currency } = row;
  return {
    id: row.id,
    customer: { id: row.customerId, name: row.customerName },
    kind: row.kind as OpenItemOnWire["kind"], // the schema's own words
    no: row.no,
    currency,
    amount: formatMinor(row.faceMinor, currency),
    applied: formatMinor(row.faceMinor - row.openMinor, currency),
    open: formatMinor(row.openMinor, currency),
    disputed: formatMinor(row.disputedMinor, currency),
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    daysLate: row.daysLate,
    status: row.status,
    orderNo: row.orderNo,
    contractNo: row.contractNo,
    memo: row.memo,
  };
}
