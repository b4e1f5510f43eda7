// Customers by credit, the figures above them, proposals and events.
import {
  type CreditEventOnWire,
  type CreditFilters,
  type CreditPage,
  type CreditProposal,
  type CreditRow,
  type CreditSummary,
  creditTotals,
} from "../../contract/credit.ts";
import type { CreditChange } from "../../core/credit/propose.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type CreditFilter,
  type CreditListRow,
  creditSorts,
  selectCreditRows,
  selectCreditSummary,
  selectCreditSums,
  selectLastRated,
} from "../../db/credit-list.ts";
import { type CreditEventRow, selectCreditEvents } from "../../db/credit-ratings.ts";
import { type ProposalRow, selectProposals } from "../../db/credit-terms.ts";
import { orderOf } from "../../db/keyset.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { ListRequest } from "../lines/list-bank-lines.ts";
import { readPage } from "../lists/page-totals.ts";
import type { RatingBooks } from "./rate-customers.ts";

export async function listCredit(
  deps: Deps,
  books: RatingBooks,
  request: CreditFilters & ListRequest,
): Promise<CreditPage> {
  const filter = filterOf(books, request);
  const { homeCurrency: currency } = books;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const { cursor, limit, part } = request;
    const order = orderOf(request.sort, creditSorts, "-exposure");
    const page = await readPage({
      part,
      cursor,
      limit,
      totalsSchema: creditTotals,
      keysOf: ({ keys }) => keys,
      readRows: () => selectCreditRows(db, filter, { order, cursor, limit }),
      readTotals: async () => {
        const sums = await selectCreditSums(db, filter);
        const amount = (minor: number) => formatMinor(minor, currency);
        const totals = {
          exposure: amount(sums.exposureMinor),
          limit: amount(sums.limitMinor),
          overdue: amount(sums.overdueMinor),
          currency,
        };
        return { count: sums.count, totals };
      },
    });
    return { ...page, rows: page.rows.map((row) => rowOnWire(row, currency)) };
  });
}

function filterOf({ orgId, booksId, today }: RatingBooks, f: CreditFilters): CreditFilter {
  return {
    orgId,
    booksId,
    today,
    search: searchTerms(f.q),
    ratings: f.rating?.split(",") ?? null,
    use: f.use ?? null,
    trend: f.trend ?? null,
    method: f.method ?? null,
    flag: f.flag ?? null,
  };
}

function rowOnWire(row: CreditListRow, currency: string): CreditRow {
  const amount = (minor: number) => formatMinor(minor, currency);
  return {
    customer: { id: row.id, no: row.no, name: row.name },
    rating: row.rating,
    score: inTenths(row.score),
    trend: row.trend ?? "unknown",
    confidence: row.confidence,
    paymentIndex: inTenths(row.paymentIndex),
    exposure: amount(row.exposureMinor),
    limit: row.limitMinor === null ? null : amount(row.limitMinor),
    utilisation: inTenths(row.useTenths),
    overdue: amount(row.overdueMinor),
    method: row.method,
    isHeld: row.isHeld,
    warnings: [...row.warnings],
    proposalId: row.proposalId,
    currency,
  };
}

export function inTenths(tenths: number | null): number | null {
  return tenths === null ? null : tenths / 10;
}

export async function summariseCredit(deps: Deps, books: RatingBooks): Promise<CreditSummary> {
  const { homeCurrency: currency } = books;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const rows = await selectCreditSummary(db, filterOf(books, {}));
    const ratedAt = await selectLastRated(db, books);
    const sum = (of: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + of(row), 0);
    const home = (minor: number) => ({ amount: formatMinor(minor, currency), currency });
    return {
      ratedAt: ratedAt?.toISOString() ?? null,
      exposure: home(sum(({ exposureMinor }) => exposureMinor)),
      overLimit: {
        customers: sum(({ over }) => over),
        amount: home(sum(({ overMinor }) => overMinor)),
      },
      ratings: rows.map(({ rating, customers, exposureMinor }) => ({
        rating,
        customers,
        exposure: home(exposureMinor),
      })),
      warnings: sum(({ warnings }) => warnings),
      proposals: sum(({ proposals }) => proposals),
      held: sum(({ held }) => held),
      withoutLimit: sum(({ withoutLimit }) => withoutLimit),
    };
  });
}

const mostProposals = 500;

export async function listProposals(
  deps: Deps,
  books: RatingBooks,
  state: "waiting" | "all",
): Promise<{ rows: CreditProposal[]; currency: string }> {
  const { homeCurrency: currency } = books;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectProposals(db, books, {
      states:
        state === "waiting"
          ? ["open", "asked"]
          : ["open", "asked", "approved", "rejected", "superseded"],
      customerId: null,
      limit: mostProposals,
    }),
  );
  return { rows: rows.map((row) => proposalOnWire(row, currency)), currency };
}

export function proposalOnWire(row: ProposalRow, currency: string): CreditProposal {
  return {
    id: row.id,
    customer: { id: row.customerId, no: row.customerNo, name: row.customerName },
    rating: row.rating,
    state: row.state,
    before: changeOnWire(row.before, currency),
    change: changeOnWire(row.change, currency),
    because: [...row.because],
    effectiveFrom: row.effectiveFrom,
    approvalId: row.approvalId,
    madeBy: row.madeByName,
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    comment: row.comment,
    at: row.recordedAt.toISOString(),
  };
}

export function changeOnWire(change: CreditChange, currency: string): CreditProposal["change"] {
  const { limitMinor, method, creditDays } = change;
  const limit = limitMinor === null ? null : formatMinor(limitMinor, currency);
  return { limit, method, creditDays };
}

export async function listEvents(
  deps: Deps,
  books: RatingBooks,
  of: {
    readonly after?: number | undefined;
    readonly customer?: number | undefined;
    readonly limit: number;
  },
): Promise<{ rows: CreditEventOnWire[] }> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectCreditEvents(db, books, {
      after: of.after ?? null,
      customerId: of.customer ?? null,
      limit: of.limit,
    }),
  );
  return { rows: rows.map(eventOnWire) };
}

export function eventOnWire(row: CreditEventRow): CreditEventOnWire {
  return {
    id: row.id,
    customer: { id: row.customerId, no: row.customerNo, name: row.customerName },
    act: row.act,
    detail: { ...row.detail },
    by: row.by,
    at: row.recordedAt.toISOString(),
  };
}
