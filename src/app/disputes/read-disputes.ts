// Disputes as the list, the board and the ticket show them.
import type {
  DisputeDetail,
  DisputeList,
  DisputeOnWire,
  DisputeQuery,
} from "../../contract/disputes.ts";
import { daysBetween, type IsoDate, isoDate } from "../../core/date.ts";
import { disputeStates, redInvoiceHours } from "../../core/disputes/dispute.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectTasks } from "../../db/customer-tasks.ts";
import { selectDecision } from "../../db/decisions.ts";
import {
  type DisputeFigures,
  type DisputeFilter,
  selectActiveMembers,
  selectDisputeFigures,
  selectDisputePage,
  selectDisputeSums,
  selectOpenCredits,
} from "../../db/dispute-list.ts";
import { countUnseenMentions, markMentionsSeen } from "../../db/dispute-mentions.ts";
import {
  type DisputeItemRow,
  type DisputeRow,
  selectDispute,
  selectDisputeEvents,
  selectDisputeItems,
  selectDisputes,
} from "../../db/dispute-tickets.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { BooksToday } from "../items/list-items.ts";
import { filesById } from "../portal/threads.ts";
import { taskOnWire } from "../tasks/customer-tasks.ts";

const everyTask = {
  state: null,
  kind: null,
  ownerId: null,
  customerId: null,
  id: null,
  limit: 100,
} as const;

async function isPosted(db: Db, orgId: number, decisionId: number | null): Promise<boolean> {
  const decision = decisionId === null ? null : await selectDecision(db, orgId, decisionId);
  return decision !== null && decision.undoneById === null;
}

/** The member opened the ticket: it was seen that they were named. */
export async function seeDispute(
  deps: Deps,
  books: BooksToday,
  { id, memberId }: { readonly id: number; readonly memberId: number | null },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const { orgId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    if (!(await selectDispute(db, books, id))) return refuse({ code: "not_found" });
    if (memberId !== null) await markMentionsSeen(db, orgId, { disputeId: id, memberId });
    return ok(null);
  });
}

const unresolved = Object.keys(disputeStates).filter((state) => state !== "resolved");

export async function listDisputes(
  deps: Deps,
  books: BooksToday,
  { query, memberId }: { readonly query: DisputeQuery; readonly memberId: number | null },
): Promise<DisputeList> {
  const { orgId, today } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const filter = filterOf(query, { memberId, today });
    const page = { sort: query.sort, after: query.cursor ?? null, limit: query.limit };
    const ids = await selectDisputePage(db, books, filter, page);
    const byId = new Map((await selectDisputes(db, orgId, ids)).map((row) => [row.id, row]));
    const rows = ids.flatMap((id) => byId.get(id) ?? []);
    const items = await selectDisputeItems(db, orgId, ids);
    const sums = await selectDisputeSums(db, books, filter);
    const figures = await selectDisputeFigures(db, books, today);
    const mentions = await countUnseenMentions(db, books, memberId);
    const at = { today: isoDate(today), now: deps.clock.now() };
    return {
      rows: rows.map((row) => disputeOnWire(row, items, at)),
      nextCursor: ids.length < query.limit ? null : (ids.at(-1) ?? null),
      totals: sums.map(({ currency, count, minor }) => {
        return { currency, count, amount: formatMinor(minor, currency) };
      }),
      figures: figuresOf(figures, mentions),
    };
  });
}

function filterOf(
  query: DisputeQuery,
  { memberId, today }: { readonly memberId: number | null; readonly today: string },
): DisputeFilter {
  const owner = query.owner === "me" ? memberId : query.owner;
  return {
    q: query.q ?? "",
    states: query.state ?? unresolved,
    reasons: query.reason ?? null,
    ownerId: owner === undefined || owner === null ? null : Number(owner),
    customerId: query.customer ?? null,
    lateOn: query.due === "late" ? today : null,
    mentionedId: query.mention === "me" ? (memberId ?? 0) : null,
  };
}

function figuresOf(rows: readonly DisputeFigures[], mentions: number): DisputeList["figures"] {
  const total = (key: "open" | "late" | "resolved" | "seconds" | "openSeconds") =>
    rows.reduce((sum, row) => sum + row[key], 0);
  const days = (seconds: number, count: number) =>
    count === 0 ? null : (Math.round(seconds / count / 8_640) / 10).toFixed(1);
  return {
    open: total("open"),
    late: total("late"),
    mentions,
    openDays: days(total("openSeconds"), total("open")),
    daysToResolve: days(total("seconds"), total("resolved")),
    byReason: rows.map(({ reason, count, open }) => ({ reason, count, open })),
  };
}

function disputeOnWire(
  row: DisputeRow,
  items: readonly DisputeItemRow[],
  { today, now }: { readonly today: IsoDate; readonly now: Date },
): DisputeOnWire {
  const isOver = row.state === "resolved";
  return {
    id: row.id,
    customer: { id: row.customerId, name: row.customerName },
    source: row.source,
    statement: row.statementId === null ? null : { id: row.statementId, no: row.statementNo ?? "" },
    differenceId: row.differenceId,
    reason: row.reason,
    code: row.code,
    documents: items.filter(({ disputeId }) => disputeId === row.id).map(({ no }) => no),
    currency: row.currency,
    amount: formatMinor(row.amountMinor, row.currency),
    step: row.step,
    state: row.state,
    resolution: row.resolution,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? "" },
    dueOn: row.dueOn,
    daysLeft: isOver ? null : daysBetween(today, isoDate(row.dueOn)),
    redHoursLeft: row.redAskedAt === null || isOver ? null : redHours(row.redAskedAt, now),
    escalatedAt: row.escalatedAt?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}

function redHours(askedAt: Date, now: Date): number {
  const passed = Math.floor((now.getTime() - askedAt.getTime()) / 3_600_000);
  return redInvoiceHours - passed;
}

export async function readDispute(
  deps: Deps,
  books: BooksToday,
  id: number,
): Promise<Result<DisputeDetail, { readonly code: "not_found" }>> {
  const { orgId, today } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const row = await selectDispute(db, books, id);
    if (!row) return refuse({ code: "not_found" });
    const { customerId, currency } = row;
    const items = await selectDisputeItems(db, orgId, [id]);
    const events = await selectDisputeEvents(db, orgId, [id]);
    const of = { orgId, customerId };
    const files = await filesById(
      db,
      of,
      events.flatMap(({ fileIds }) => fileIds),
    );
    const credits = await selectOpenCredits(db, orgId, row);
    const text = (minor: number) => formatMinor(minor, currency);
    const at = { today: isoDate(today), now: deps.clock.now() };
    return ok({
      row: disputeOnWire(row, items, at),
      note: row.note,
      resolutionNote: row.resolutionNote,
      approvalId: row.approvalId,
      decisionId: row.decisionId,
      items: items.map((item) => ({
        id: item.itemId,
        no: item.no,
        kind: item.kind,
        amount: text(item.amountMinor),
        marked: text(item.markedMinor),
        open: text(item.openMinor),
      })),
      credits: credits.map(({ id: creditId, no, openMinor }) => {
        return { id: creditId, no, open: text(openMinor) };
      }),
      events: events.map(({ disputeId: _, fileIds, at: when, detail, ...event }) => ({
        ...event,
        at: when.toISOString(),
        files: fileIds.flatMap((fileId) => files.get(fileId) ?? []),
        detail: { ...detail },
      })),
      members: await selectActiveMembers(db, orgId),
      tasks: (await selectTasks(db, books, { ...everyTask, disputeId: id })).map(taskOnWire),
      isPosted: await isPosted(db, orgId, row.decisionId),
    });
  });
}
