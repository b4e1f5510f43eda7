// The workbench's figures, lists and one line with its proposals, as they go over the wire.

import type {
  BankLineDetail,
  LineCandidate,
  LineStates,
  WorkbenchItem,
  WorkbenchPage,
  WorkbenchRow,
  WorkbenchSummary,
} from "../../contract/workbench.ts";
import type { Because } from "../../core/because.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectCustomerNames } from "../../db/decisions.ts";
import { type StoredCandidate, selectLatestRun, selectMatchesOfLines } from "../../db/matches.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import {
  type LaneCursor,
  type LaneSum,
  type StripLane,
  selectItemPool,
  selectLaneCauses,
  selectLaneLines,
  selectLaneSums,
  selectLaneTotals,
  selectLineDecisions,
  selectLineDetail,
  selectLineStates,
  selectWorkbenchItems,
  type WorkbenchItemRow,
  type WorkbenchLineRow,
} from "../../db/workbench.ts";
import { rules } from "../../rules/registry.ts";
import type { Deps } from "../deps.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
export const stripOrder: readonly StripLane[] = [
  "auto",
  "to_confirm",
  "exception",
  "not_receivable",
];

export async function readSummary(deps: Deps, books: InBooks): Promise<WorkbenchSummary> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const sums = await selectLaneSums(db, books);
    const run = await selectLatestRun(db, books);
    return {
      lanes: stripOrder.map((lane) =>
        laneFigure(
          lane,
          sums.filter((s) => s.lane === lane),
        ),
      ),
      total: figure(sums),
      newLines: countIn(sums, "new"),
      byHand: countIn(sums, "confirmed"),
      held: countIn(sums, "held"),
      autoShare: autoShare(sums),
      lastRun: run && {
        id: run.id,
        jobId: run.jobId,
        state: run.state,
        startedAt: run.startedAt.toISOString(),
        finishedAt: run.finishedAt?.toISOString() ?? null,
      },
    };
  });
}

export function laneFigure(lane: StripLane, sums: readonly CountedMoney[]) {
  return { lane, ...figure(sums) };
}

type CountedMoney = Pick<LaneSum, "currency" | "count" | "inMinor">;

function figure(sums: readonly CountedMoney[]) {
  const byCurrency = new Map<string, number>();
  for (const s of sums) byCurrency.set(s.currency, (byCurrency.get(s.currency) ?? 0) + s.inMinor);
  return {
    count: sums.reduce((n, s) => n + s.count, 0),
    amounts: [...byCurrency].map(([currency, minor]) => ({
      amount: formatMinor(minor, currency),
      currency,
    })),
  };
}

function countIn(sums: readonly LaneSum[], state: string): number {
  return sums.filter((s) => s.state === state).reduce((n, s) => n + s.count, 0);
}

/** Per cent of the receivable money that is settled, cut to one decimal; null while there is none. */
function autoShare(sums: readonly LaneSum[]): string | null {
  const home = (of: readonly LaneSum[]) => of.reduce((n, s) => n + BigInt(s.homeMinor), 0n);
  const total = home(sums.filter((s) => s.lane !== "not_receivable"));
  if (total === 0n) return null;
  const perMille = (home(sums.filter((s) => s.lane === "auto")) * 1000n) / total;
  return `${perMille / 10n}.${perMille % 10n}`;
}

export type LaneRequest = InBooks & {
  readonly lane: StripLane;
  readonly cause?: string | undefined;
  readonly customerId?: number | undefined;
  readonly rule?: string | undefined;
  readonly untied?: boolean | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

export async function readLane(deps: Deps, request: LaneRequest): Promise<WorkbenchPage> {
  const { orgId, booksId, lane, limit } = request;
  const filter = {
    orgId,
    booksId,
    lane,
    cause: request.cause ?? null,
    customerId: request.customerId ?? null,
    rule: request.rule ?? null,
    isUntied: request.untied ?? false,
    q: request.q ?? "",
  };
  return inOrganisation(deps.pool, orgId, async (db) => {
    const rows = await selectLaneLines(db, filter, { after: parseCursor(request.cursor), limit });
    const totals = await selectLaneTotals(db, filter);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      rows: rows.map(({ sizeMinor: _size, payerAccount: _account, ...row }) => rowOnWire(row)),
      nextCursor: last ? `${last.sizeMinor}.${last.id}` : null,
      count: totals.reduce((n, t) => n + t.count, 0),
      totals: totals.map((t) => ({
        amount: formatMinor(t.amountMinor, t.currency),
        currency: t.currency,
      })),
      causes: await selectLaneCauses(db, filter),
    };
  });
}

/** A cursor of another list, or one somebody edited, starts at the top. */
function parseCursor(text: string | undefined): LaneCursor | null {
  const match = /^(\d{1,16})\.(\d{1,16})$/.exec(text ?? "");
  return match ? { size: Number(match[1]), id: Number(match[2]) } : null;
}

function rowOnWire({ amountMinor, ...row }: WorkbenchLineRow): WorkbenchRow {
  // lane and category are constrained by the schema to the words of the contract
  return { ...row, amount: formatMinor(amountMinor, row.currency) } as WorkbenchRow;
}

export async function readLine(
  deps: Deps,
  books: InBooks,
  lineId: number,
): Promise<Result<BankLineDetail, { readonly code: "line_gone"; readonly lineId: number }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const row = await selectLineDetail(db, books, lineId);
    if (!row) return refuse({ code: "line_gone", lineId });
    const match = (await selectMatchesOfLines(db, books.orgId, [lineId])).get(lineId);
    const decisions = await selectLineDecisions(db, books.orgId, lineId);
    const { unappliedMinor, batchId, fileName, rowNo, amountMinor, ...rest } = row;
    const { receiptId, ownerName, ...line } = rest;
    const { ownerId } = line;
    const customer = ownerId === null ? null : { id: ownerId, name: ownerName ?? "" };
    return ok({
      line: {
        ...rowOnWire({ ...line, amountMinor }),
        valueDate: line.valueDate,
        payerAccount: line.payerAccount,
        bankRef: line.bankRef,
        endToEnd: line.endToEnd,
        bankAccount: line.bankAccount,
        bankName: line.bankName,
        unapplied: formatMinor(unappliedMinor, line.currency),
        receipt: receiptId === null ? null : { id: receiptId, customer },
        statementFile: { batchId, fileName, row: rowNo },
      },
      payerBecause: mutable(match?.payerBecause ?? []),
      candidates: await candidatesOnWire(db, books, {
        candidates: match?.candidates ?? [],
        lineMinor: amountMinor,
        currency: line.currency,
      }),
      ruleTitles: titlesOf([
        line.rule,
        ...decisions.map(({ rule }) => rule),
        line.reason?.fields["rule"],
        ...(match?.candidates ?? []).flatMap((c) => [
          c.rule,
          ...c.against.map((b) => b.fields["rule"]),
        ]),
      ]),
      decisions: decisions.map(({ at, allocations, ...d }) => ({
        ...d,
        at: at.toISOString(),
        allocations: allocations.map(({ amountMinor: minor, ...a }) => ({
          ...a,
          amount: formatMinor(minor, a.currency),
        })),
      })),
    });
  });
}

/** A code says nothing to whoever sees it for the first time. */
function titlesOf(codes: readonly unknown[]): BankLineDetail["ruleTitles"] {
  return rules
    .filter(({ code }) => codes.includes(code))
    .map(({ code, title }) => ({ code, ...title }));
}

function mutable(
  list: readonly Because[],
): { key: string; fields: Record<string, string | number> }[] {
  return list.map(({ key, fields }) => ({ key, fields: { ...fields } }));
}

async function candidatesOnWire(
  db: Db,
  books: InBooks,
  of: {
    readonly candidates: readonly StoredCandidate[];
    readonly lineMinor: number;
    readonly currency: string;
  },
): Promise<LineCandidate[]> {
  const ids = of.candidates.flatMap((c) => c.allocations.map((a) => a.itemId));
  const items = new Map(
    (await selectWorkbenchItems(db, books, [...new Set(ids)])).map((i) => [i.id, itemOnWire(i)]),
  );
  const customerIds = [...new Set(of.candidates.map((c) => c.customerId))];
  const names = await selectCustomerNames(db, books.orgId, customerIds);
  return of.candidates.map((c) => {
    const onItems = c.allocations.reduce((sum, a) => sum + a.lineAmountMinor, 0);
    const onLine = c.residuals
      .filter((r) => r.side === "line")
      .reduce((sum, r) => sum + r.amountMinor, 0);
    return {
      customerId: c.customerId,
      customerName: names.get(c.customerId) ?? "",
      allocations: c.allocations.flatMap((a) => {
        const item = items.get(a.itemId);
        if (!item) return [];
        return [
          {
            item,
            amount: formatMinor(a.amountMinor, item.currency),
            lineAmount: formatMinor(a.lineAmountMinor, of.currency),
          },
        ];
      }),
      residuals: c.residuals.map(({ amountMinor, because, ...r }) => ({
        ...r,
        amount: formatMinor(amountMinor, r.currency),
        because: mutable(because),
      })),
      confidence: c.confidence,
      rule: c.rule,
      rules: [...c.rules],
      because: mutable(c.because),
      against: mutable(c.against),
      rest: formatMinor(of.lineMinor - onItems - onLine, of.currency),
    };
  });
}

export function itemOnWire({
  faceMinor,
  openMinor,
  disputedMinor,
  ...row
}: WorkbenchItemRow): WorkbenchItem {
  return {
    ...row,
    amount: formatMinor(faceMinor, row.currency),
    open: formatMinor(openMinor, row.currency),
    disputed: formatMinor(disputedMinor, row.currency),
  };
}

export async function readItemPool(
  deps: Deps,
  books: InBooks,
  filter: {
    readonly customerId?: number | undefined;
    readonly withGroup?: boolean | undefined;
    readonly q?: string | undefined;
    readonly currency?: string | undefined;
    readonly limit: number;
  },
): Promise<{ rows: WorkbenchItem[]; count: number }> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectItemPool(db, books, {
      customerId: filter.customerId ?? null,
      withGroup: filter.withGroup ?? false,
      q: filter.q ?? "",
      currency: filter.currency ?? null,
      limit: filter.limit,
    });
    return {
      rows: rows.map(({ total: _, ...row }) => itemOnWire(row)),
      count: rows[0]?.total ?? 0,
    };
  });
}

export async function readLineStates(
  deps: Deps,
  books: InBooks,
  ids: readonly number[],
): Promise<LineStates> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectLineStates(db, books, ids);
    return {
      rows: rows.map(({ decisionId, decidedBy, decidedAt, lane, ...row }) => ({
        ...row,
        lane: lane as LineStates["rows"][number]["lane"], // the schema's own words
        decided:
          decisionId === null || decidedAt === null
            ? null
            : { decisionId, by: decidedBy, at: decidedAt.toISOString() },
      })),
    };
  });
}
