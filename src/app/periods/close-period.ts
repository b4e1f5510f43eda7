// 月结: months close in order and reopen in reverse; every report of a closed date stays what it was.
import type { CloseStep, ClosingFigures } from "../../contract/periods.ts";
import {
  addDays,
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  type Month,
  monthOf,
} from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts, type Position } from "../../core/roles.ts";
import { insertApproval, selectPendingReopening } from "../../db/approvals.ts";
import { selectBooks } from "../../db/ledger-state.ts";
import { notifyLive } from "../../db/live-events.ts";
import {
  firstEntryDate,
  firstOwnEntryDate,
  insertPeriodEvent,
  type PeriodEventRow,
  selectPeriodEvents,
  selectReopenedMonths,
  setClosedThrough,
} from "../../db/periods.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { closeSteps } from "./close-checks.ts";
import { figuresOf, takeSnapshot } from "./snapshot.ts";

export type CloseRefusal =
  | { readonly code: "period_not_next"; readonly next: string }
  | { readonly code: "period_not_over"; readonly month: string }
  | { readonly code: "proofs_broken"; readonly count: number }
  | { readonly code: "close_blocked"; readonly steps: readonly string[] };

export type ReopenRefusal =
  | { readonly code: "period_not_last"; readonly last: string }
  | { readonly code: "reason_missing" };

/** Closes the next open month; refused while a step of it blocks (close-checks.ts). */
export async function closePeriod(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly month: Month; readonly today: IsoDate },
): Promise<Result<{ readonly closedThrough: IsoDate }, CloseRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, month, today } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const books = await selectBooks(db, orgId, booksId);
    const first = await firstEntryDate(db, { orgId, booksId });
    const closedThrough = books?.closedThrough ?? null;
    const next = nextMonth(closedThrough, first ?? today);
    // the first closing takes everything before it along: openings are years old
    const fits = closedThrough === null ? month >= next : month === next;
    if (!fits) return refuse({ code: "period_not_next", next });
    const end = endOfMonth(isoDate(`${month}-01`));
    if (end >= today) return refuse({ code: "period_not_over", month });
    const blocked = await blockedBy(db, { orgId, booksId, month });
    if (blocked) return refuse(blocked);
    await setClosedThrough(db, { orgId, booksId }, end);
    const snapshot = await takeSnapshot(db, { orgId, booksId, asOf: end });
    await insertPeriodEvent(db, recording, { month, act: "close", reason: "", snapshot });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "period.close",
        subjectKind: "books",
        subjectId: booksId,
        detail: { month },
      },
    ]);
    return ok({ closedThrough: end });
  });
}

async function blockedBy(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly month: Month },
): Promise<CloseRefusal | null> {
  const blocking = (await stepsOf(db, of)).filter(({ state }) => state === "block");
  const proofs = blocking.find(({ step }) => step === "proofs");
  if (proofs) return { code: "proofs_broken", count: Number(proofs.fields["count"]) };
  if (blocking.length === 0) return null;
  return { code: "close_blocked", steps: blocking.map(({ step }) => step) };
}

async function stepsOf(
  db: Db,
  { orgId, booksId, month }: { orgId: number; booksId: number; month: Month },
): Promise<CloseStep[]> {
  const start = isoDate(`${month}-01`);
  const { ledger } = await loadBooksContext(db, { orgId, booksId });
  const { homeCurrency } = ledger;
  return closeSteps(db, { orgId, booksId, start, end: endOfMonth(start), homeCurrency });
}

/** The steps of closing a month, each with what it found. */
export async function checkClosing(
  deps: Deps,
  of: { readonly orgId: number; readonly booksId: number; readonly month: Month },
): Promise<CloseStep[]> {
  return inOrganisation(deps.pool, of.orgId, (db) => stepsOf(db, of));
}

/** The month after the last closed one, or the month of the first entry. */
function nextMonth(closedThrough: IsoDate | null, first: IsoDate): Month {
  return closedThrough === null ? monthOf(first) : monthOf(addDays(closedThrough, 1));
}

/** Reopening rests on two people: this asks for the second (ACCOUNTING §8). */
export async function askToReopen(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: { readonly booksId: number; readonly month: Month; readonly reason: string },
): Promise<Result<{ approvalId: number; by: readonly Position[] }, ReopenRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, month, reason } = input;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const last = await lastClosedMonth(db, recording);
    if (month !== last) return refuse({ code: "period_not_last", last });
    const by = [...acts.reopen_period.approvers];
    const waiting = await selectPendingReopening(db, recording);
    if (waiting?.month === month) return ok({ approvalId: waiting.id, by });
    const approvalId = await insertApproval(db, {
      orgId,
      booksId,
      act: "reopen_period",
      payload: { reopen: { month }, by },
      currency: null,
      amountMinor: null,
      reason,
      askedBy: memberId,
    });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "period.ask_reopen",
        subjectKind: "approval",
        subjectId: approvalId,
        detail: { month, reason },
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok({ approvalId, by });
  });
}

/** Reopens the last closed month, once two people agreed; the reason stays in the trail. */
export async function reopenMonth(
  db: Db,
  recording: Recording,
  of: { readonly actor: Pick<Actor, "name">; readonly month: Month; readonly reason: string },
): Promise<Result<{ readonly closedThrough: IsoDate | null }, ReopenRefusal>> {
  const { month, reason, actor } = of;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  const last = await lastClosedMonth(db, recording);
  if (month !== last) return refuse({ code: "period_not_last", last });
  const first = await firstEntryDate(db, recording);
  const before = endOfMonth(addMonths(isoDate(`${month}-01`), -1));
  const closedThrough = first !== null && before >= first ? before : null;
  await setClosedThrough(db, recording, closedThrough);
  await insertPeriodEvent(db, recording, { month, act: "reopen", reason, snapshot: {} });
  await storeAudit(db, recording, [
    {
      actor: actor.name,
      action: "period.reopen",
      subjectKind: "books",
      subjectId: recording.booksId,
      detail: { month, reason },
    },
  ]);
  return ok({ closedThrough });
}

async function lastClosedMonth(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<Month | ""> {
  const books = await selectBooks(db, orgId, booksId);
  return books?.closedThrough ? monthOf(books.closedThrough) : "";
}

export type PeriodList = {
  readonly closedThrough: IsoDate | null;
  readonly next: Month;
  readonly isFirst: boolean;
  readonly reopening: string | null;
  readonly events: readonly (Omit<PeriodEventRow, "snapshot"> & {
    readonly figures: ClosingFigures | null;
  })[];
  readonly reopened: readonly string[];
};

export async function listPeriods(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number; readonly today: IsoDate },
): Promise<PeriodList> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const row = await selectBooks(db, books.orgId, books.booksId);
    const first = await firstEntryDate(db, books);
    const closedThrough = row?.closedThrough ?? null;
    const events = await selectPeriodEvents(db, books);
    const reopening = await selectPendingReopening(db, books);
    // the first closing is offered for the month in which our own records begin
    const begins = await firstOwnEntryDate(db, books);
    const { ledger } = await loadBooksContext(db, books);
    return {
      closedThrough,
      next: nextMonth(closedThrough, begins ?? first ?? books.today),
      isFirst: closedThrough === null,
      reopening: reopening?.month ?? null,
      events: events.map(({ snapshot, ...event }) => ({
        ...event,
        figures: event.act === "close" ? figuresOf(snapshot, ledger) : null,
      })),
      reopened: await selectReopenedMonths(db, books),
    };
  });
}
