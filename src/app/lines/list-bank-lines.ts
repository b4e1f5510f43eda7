// The list of bank lines, a page of it with the totals over all that is filtered.
import {
  type BankLine,
  type BankLineFilters,
  type BankLinePage,
  type BankLineTotals,
  bankLineTotals,
} from "../../contract/bank-lines.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type BankAccountChoice,
  type BankLineFilter,
  type BankLineRow,
  bankLineSorts,
  selectBankAccounts,
  selectBankLineSums,
  selectBankLines,
  selectLinesNotFound,
} from "../../db/bank-line-list.ts";
import { orderOf } from "../../db/keyset.ts";
import type { Db } from "../../db/pool.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { amountBounds } from "../lists/amount-bounds.ts";
import { type Counted, type ListPart, readPage } from "../lists/page-totals.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type ListRequest = {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly sort?: string | undefined;
  readonly part?: ListPart | undefined;
};

export async function listBankLines(
  deps: Deps,
  books: InBooks,
  request: BankLineFilters & ListRequest,
): Promise<BankLinePage> {
  const filter = bankLineFilter(books, request);
  const { cursor, limit } = request;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const order = orderOf(request.sort, bankLineSorts, "-date");
    const page = await readPage({
      part: request.part,
      cursor,
      limit,
      totalsSchema: bankLineTotals,
      keysOf: ({ keys }) => keys,
      readRows: () => selectBankLines(db, filter, { order, cursor, limit }),
      readTotals: () => countLines(db, filter),
    });
    return { ...page, rows: page.rows.map(lineOnWire) };
  });
}

async function countLines(db: Db, filter: BankLineFilter): Promise<Counted<BankLineTotals>> {
  const sums = await selectBankLineSums(db, filter);
  return {
    count: sums.reduce((count, sum) => count + sum.count, 0),
    totals: {
      currencies: sums.map(({ currency, count, ...minor }) => ({
        currency,
        count,
        in: formatMinor(minor.inMinor, currency),
        out: formatMinor(minor.outMinor, currency),
        applied: formatMinor(minor.appliedMinor, currency),
        unapplied: formatMinor(minor.unappliedMinor, currency),
      })),
      notFound: await selectLinesNotFound(db, filter),
    },
  };
}

export function bankLineFilter(books: InBooks, f: BankLineFilters): BankLineFilter {
  return {
    orgId: books.orgId,
    booksId: books.booksId,
    search: searchTerms(f.q),
    from: f.dateFrom ?? null,
    to: f.dateTo ?? null,
    direction: f.direction ?? null,
    amount: amountBounds(f.amount),
    statuses: f.status ?? null,
    categories: f.category?.split(",") ?? null,
    accountId: f.account ?? null,
    customerId: f.customer ?? null,
    currency: f.currency ?? null,
    batchId: f.batch ?? null,
  };
}

function lineOnWire(row: BankLineRow): BankLine {
  const { currency, customerId, customerName, appliedMinor, unappliedMinor } = row;
  const money = (minor: number | null) => (minor === null ? null : formatMinor(minor, currency));
  return {
    id: row.id,
    date: row.date,
    valueDate: row.valueDate,
    currency,
    amount: formatMinor(row.amountMinor, currency),
    payerName: row.payerName,
    payerAccount: row.payerAccount,
    memo: row.memo,
    bankRef: row.bankRef,
    status: row.status,
    category: row.category,
    note: row.note,
    account: { id: row.accountId, accountNo: row.accountNo, bank: row.bank },
    customer: customerId === null ? null : { id: customerId, name: customerName ?? "" },
    applied: money(appliedMinor),
    unapplied: money(unappliedMinor),
  };
}

export async function listBankAccounts(
  deps: Deps,
  books: InBooks,
): Promise<{ rows: BankAccountChoice[] }> {
  return inOrganisation(deps.pool, books.orgId, async (db) => ({
    rows: await selectBankAccounts(db, books),
  }));
}
