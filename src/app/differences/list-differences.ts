// The list of differences, the causes behind it with count and money, and one ticket with its history.
import type {
  DifferenceDetail,
  DifferenceFilters,
  DifferencePage,
  DifferenceRow,
  DifferenceSummary,
} from "../../contract/differences.ts";
import { differenceTotals } from "../../contract/differences.ts";
import type { Because } from "../../core/because.ts";
import { addDays, isoDate } from "../../core/date.ts";
import { type DifferenceStage, outcomesOf, outcomeWays } from "../../core/differences/life.ts";
import {
  type DifferenceCode,
  differenceCodes,
  differenceOutcomes,
  differences,
  isDifferenceCode,
} from "../../core/differences.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mayDo } from "../../core/roles.ts";
import {
  type DifferenceDetailRow,
  type DifferenceFilter,
  type DifferenceListRow,
  differenceSorts,
  selectCauses,
  selectCounterItems,
  selectDifference,
  selectDifferenceEvents,
  selectDifferenceSums,
  selectDifferences,
  selectOwners,
} from "../../db/difference-list.ts";
import { orderOf } from "../../db/keyset.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { ListRequest } from "../lines/list-bank-lines.ts";
import { amountBounds } from "../lists/amount-bounds.ts";
import { readPage } from "../lists/page-totals.ts";

export type BooksToday = {
  readonly booksId: number;
  readonly homeCurrency: string;
  readonly today: string;
};

export async function listDifferences(
  deps: Deps,
  actor: Actor,
  { booksId, homeCurrency, today, ...request }: BooksToday & DifferenceFilters & ListRequest,
): Promise<DifferencePage> {
  const filter = filterOf(actor, { booksId, today, request });
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const { cursor, limit, part } = request;
    const order = orderOf(request.sort, differenceSorts, "-home");
    const page = await readPage({
      part,
      cursor,
      limit,
      totalsSchema: differenceTotals,
      keysOf: ({ keys }) => keys,
      readRows: () => selectDifferences(db, filter, { order, cursor, limit }),
      readTotals: async () => {
        const sums = await selectDifferenceSums(db, filter);
        const currencies = sums.map(({ currency, count, minor }) => ({
          currency,
          count,
          amount: formatMinor(minor, currency),
        }));
        return { count: sums.reduce((n, sum) => n + sum.count, 0), totals: { currencies } };
      },
    });
    return { ...page, rows: page.rows.map((row) => rowOnWire(row, homeCurrency)) };
  });
}

function filterOf(
  actor: Actor,
  of: { readonly booksId: number; readonly today: string; readonly request: DifferenceFilters },
): DifferenceFilter {
  const { booksId, today, request: f } = of;
  const asked = f.code?.split(",") ?? null;
  const ofFamily = f.family && differenceCodes.filter((code) => f.family?.includes(familyOf(code)));
  const codes = asked?.filter((code) => code !== "none") ?? ofFamily ?? null;
  const week = addDays(isoDate(today), 7);
  return {
    orgId: actor.orgId,
    booksId,
    search: searchTerms(f.q),
    codes,
    withUncoded: asked?.includes("none") ?? false,
    states: f.state,
    stages: f.stage ?? null,
    ownerId: f.owner === "me" ? (actor.memberId ?? 0) : Number(f.owner) || null,
    isUnowned: f.owner === "none",
    dueBefore: f.due === undefined ? null : f.due === "week" ? week : addDays(isoDate(today), -1),
    customerId: f.customer ?? null,
    itemId: f.item ?? null,
    lineId: f.line ?? null,
    amount: amountBounds(f.amount),
    withLines: mayDo(actor.role, "view_bank_lines"),
  };
}

function familyOf(code: DifferenceCode) {
  return differences[code].family;
}

function rowOnWire(row: Omit<DifferenceListRow, "keys">, homeCurrency: string): DifferenceRow {
  const { customerId, itemId, lineId, ownerId, currency } = row;
  return {
    id: row.id,
    customer: customerId === null ? null : { id: customerId, name: row.customerName ?? "" },
    item: itemId === null ? null : { id: itemId, no: row.itemNo ?? "", kind: row.itemKind ?? "" },
    line:
      lineId === null
        ? null
        : { id: lineId, date: row.lineDate ?? row.foundOn, payerName: row.payerName ?? "" },
    currency,
    amount: formatMinor(row.leftMinor, currency),
    homeAmount: formatMinor(row.homeMinor, homeCurrency),
    code: row.code,
    residual: row.residual,
    codeBy: row.codeBy,
    because: row.because as Because[], // written by the engine and the tests alone
    state: row.state,
    stage: row.stage as DifferenceStage, // held by a check of the table
    owner: ownerId === null ? null : { id: ownerId, name: row.ownerName ?? "" },
    ownerRole: row.ownerRole,
    dueOn: row.dueOn,
    outcome: row.outcome,
    foundOn: row.foundOn,
    foundAt: row.foundAt.toISOString(),
    isNew: row.isNew,
  };
}

export async function summariseDifferences(
  deps: Deps,
  actor: Actor,
  { booksId, homeCurrency, today }: BooksToday,
): Promise<DifferenceSummary> {
  const of = { orgId: actor.orgId, booksId };
  const withLines = mayDo(actor.role, "view_bank_lines");
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const rows = await selectCauses(db, of, { today, withLines });
    const owners = await selectOwners(db, of);
    const sum = (figure: "count" | "homeMinor" | "late" | "unexamined") =>
      rows.reduce((n, row) => n + row[figure], 0);
    const none = rows.find(({ code }) => code === null);
    const inHome = (minor: number) => ({
      amount: formatMinor(minor, homeCurrency),
      currency: homeCurrency,
    });
    return {
      open: sum("count"),
      amount: inHome(sum("homeMinor")),
      late: sum("late"),
      mine: owners.find(({ id }) => id === actor.memberId)?.open ?? 0,
      unexamined: sum("unexamined"),
      unexplained: {
        count: none?.count ?? 0,
        amount: inHome(none?.homeMinor ?? 0),
        shareOfCount: shareOf(none?.count ?? 0, sum("count")),
        shareOfAmount: shareOf(none?.homeMinor ?? 0, sum("homeMinor")),
      },
      causes: rows.map(({ homeMinor, unexamined: _, ...row }) => ({
        ...row,
        amount: formatMinor(homeMinor, homeCurrency),
      })),
      owners,
    };
  });
}

/** Per cent with one decimal, cut; null: of nothing. */
function shareOf(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const tenths = (BigInt(part) * 1000n) / BigInt(whole);
  return `${tenths / 10n}.${tenths % 10n}`;
}

export async function readDifference(
  deps: Deps,
  actor: Actor,
  { booksId, homeCurrency, id }: Omit<BooksToday, "today"> & { readonly id: number },
): Promise<Result<DifferenceDetail, { readonly code: "not_found" }>> {
  const of = { orgId: actor.orgId, booksId };
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const row = await selectDifference(db, of, { id, lock: false });
    const hidden = row?.itemId === null && !mayDo(actor.role, "view_bank_lines");
    if (!row || hidden) return refuse({ code: "not_found" });
    const { customerId, currency } = row;
    const counters =
      customerId === null ? [] : await selectCounterItems(db, of, { customerId, currency });
    const events = await selectDifferenceEvents(db, actor.orgId, id);
    return ok({
      row: rowOnWire(row, homeCurrency),
      alsoFits: [...row.alsoFits],
      memo: row.memo,
      decisionId: row.decisionId,
      resolvedById: row.resolvedById,
      approvalId: row.approvalId,
      receiptId: row.receiptId,
      ...factsOf(row),
      credits: counters.map(({ openMinor, ...one }) => ({
        ...one,
        open: formatMinor(openMinor, currency),
      })),
      events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
    });
  });
}

function factsOf(
  row: DifferenceDetailRow,
): Pick<DifferenceDetail, "papers" | "needsRedInvoice" | "ends"> {
  const code = row.code !== null && isDifferenceCode(row.code) ? row.code : null;
  return {
    papers: code === null ? [] : [...differences[code].papers],
    needsRedInvoice: code !== null && differences[code].needsRedInvoice,
    ends: outcomesOf(code, aboutOf(row)).map((outcome) => {
      const way = outcomeWays[outcome];
      return {
        outcome,
        books: way.by === "adjustment" ? way.kind : null,
        journal: [...differenceOutcomes[outcome].journal],
        needs: way.by === "adjustment" ? [...way.needs] : [],
      };
    }),
  };
}

export function aboutOf(row: DifferenceDetailRow) {
  const isMoney = row.itemId === null;
  return {
    hasItem: row.itemId !== null,
    hasCustomerMoney: isMoney && row.receiptCustomerId !== null,
  };
}
