// 月结: months close in order and reopen in reverse; every report of a closed date stays what it was.
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
import { selectBooks } from "../../db/ledger-state.ts";
import {
  firstEntryDate,
  insertPeriodEvent,
  type PeriodEventRow,
  selectPeriodEvents,
  setClosedThrough,
} from "../../db/periods.ts";
import { selectMisplacedLines, selectProofFaults } from "../../db/proofs.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type CloseRefusal =
  | { readonly code: "period_not_next"; readonly next: string }
  | { readonly code: "period_not_over"; readonly month: string }
  | { readonly code: "proofs_broken"; readonly count: number };

export type ReopenRefusal =
  | { readonly code: "period_not_last"; readonly last: string }
  | { readonly code: "reason_missing" };

/** Closes the next open month; refused while a proof of it does not hold. */
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
    const next = nextMonth(books?.closedThrough ?? null, first ?? today);
    if (month !== next) return refuse({ code: "period_not_next", next });
    const end = endOfMonth(isoDate(`${month}-01`));
    if (end >= today) return refuse({ code: "period_not_over", month });
    const faults = await selectProofFaults(db, { orgId, booksId, asOf: end, knownAt: null });
    const misplaced = await selectMisplacedLines(db, { orgId, booksId });
    const count = faults.length + misplaced.length;
    if (count > 0) return refuse({ code: "proofs_broken", count });
    await setClosedThrough(db, { orgId, booksId }, end);
    await insertPeriodEvent(db, recording, { month, act: "close", reason: "" });
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

/** The month after the last closed one, or the month of the first entry. */
function nextMonth(closedThrough: IsoDate | null, first: IsoDate): Month {
  return closedThrough === null ? monthOf(first) : monthOf(addDays(closedThrough, 1));
}

/** Reopens the last closed month, with a reason that stays in the trail. */
export async function reopenPeriod(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly month: Month; readonly reason: string },
): Promise<Result<{ readonly closedThrough: IsoDate | null }, ReopenRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, month, reason } = input;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const books = await selectBooks(db, orgId, booksId);
    const last = books?.closedThrough ? monthOf(books.closedThrough) : "";
    if (month !== last) return refuse({ code: "period_not_last", last });
    const first = await firstEntryDate(db, { orgId, booksId });
    const before = endOfMonth(addMonths(isoDate(`${month}-01`), -1));
    const closedThrough = first !== null && before >= first ? before : null;
    await setClosedThrough(db, { orgId, booksId }, closedThrough);
    await insertPeriodEvent(db, recording, { month, act: "reopen", reason });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "period.reopen",
        subjectKind: "books",
        subjectId: booksId,
        detail: { month, reason },
      },
    ]);
    return ok({ closedThrough });
  });
}

export type PeriodList = {
  readonly closedThrough: IsoDate | null;
  readonly next: Month;
  readonly events: readonly PeriodEventRow[];
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
    return { closedThrough, next: nextMonth(closedThrough, first ?? books.today), events };
  });
}
