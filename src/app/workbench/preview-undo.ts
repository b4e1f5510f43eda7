// What an undo would reverse, in plain records: the entries with the day they are reversed on, what
// stands on the decision and goes with it, and what stays as it is.
import type { UndoPreview } from "../../contract/undo.ts";
import type { IsoDate } from "../../core/date.ts";
import { firstOpenDay, isOpenOn, type Periods } from "../../core/ledger/accounting-date.ts";
import { findAccount, type LedgerSettings } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type DecisionRow,
  type StoredEntry,
  selectDecision,
  selectDecisionEntries,
} from "../../db/decisions.ts";
import { isHandedOver, selectPairedDecision } from "../../db/entry-pairs.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectDecisionDates } from "../../db/undo-dependants.ts";
import { selectDecisionsOfBooks } from "../../db/workbench.ts";
import { narration } from "../customers/read-customer-ledger.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { todayOrLater } from "../posting/reverse-records.ts";
import {
  checkUndo,
  claimsStillNeeded,
  isRevaluation,
  ownDates,
  type UndoRefusal,
} from "../posting/undo-decision.ts";
import { dependantsOf } from "../posting/undo-dependants.ts";
import { todayOf } from "./decide.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function previewUndo(
  deps: Deps,
  books: InBooks,
  decisionId: number,
): Promise<Result<UndoPreview, UndoRefusal>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const known = await selectDecisionsOfBooks(db, books, [decisionId]);
    const original = known.has(decisionId)
      ? await selectDecision(db, books.orgId, decisionId)
      : null;
    const refusal = checkUndo(original);
    if (refusal || !original) return refuse(refusal ?? { code: "decision_gone" });
    const { ledger, periods } = await loadBooksContext(db, books);
    const today = await todayOf(db, deps, books);
    const before = await dependantsOf(db, books.orgId, decisionId);
    for (const id of [decisionId, ...before]) {
      const standing = await standsThere(db, books.orgId, id);
      if (standing) return refuse(standing);
    }
    const show = (one: DecisionRow) => describe(db, books, { one, before, ledger, periods, today });
    const dependants: UndoPreview["dependants"] = [];
    for (const id of before) {
      const one = await selectDecision(db, books.orgId, id);
      if (one) dependants.push(await show(one));
    }
    return ok({ decision: await show(original), dependants });
  });
}

/** What stands in another set of books on the other side of a pair is undone there first. */
async function standsThere(db: Db, orgId: number, id: number): Promise<UndoRefusal | null> {
  const paired = await selectPairedDecision(db, orgId, id);
  if (!paired) return null;
  const { length: count } = await dependantsOf(db, orgId, paired.decisionId);
  const { booksName: books } = paired;
  if (count > 0) return { code: "other_books_dependants", books, count };
  return (await isHandedOver(db, orgId, id)) ? { code: "other_books_paid", books } : null;
}

async function otherSide(
  db: Db,
  orgId: number,
  { id, today }: { readonly id: number; readonly today: IsoDate },
): Promise<UndoPreview["decision"]["otherBooks"]> {
  const paired = await selectPairedDecision(db, orgId, id);
  if (!paired) return null;
  const { ledger, periods } = await loadBooksContext(db, { orgId, booksId: paired.booksId });
  const own = await ownDates(db, orgId, paired.decisionId);
  const entries = await selectDecisionEntries(db, orgId, paired.decisionId);
  return {
    name: paired.booksName,
    homeCurrency: ledger.homeCurrency,
    entries: entries.map((entry) => {
      const { accountingDate } = entry;
      const reversedOn = firstOpenDay(periods, todayOrLater(today)(accountingDate));
      return entryOnWire(entry, {
        ledger,
        periods,
        reversedOn,
        backdatedOn: own(accountingDate),
      });
    }),
  };
}

async function describe(
  db: Db,
  books: InBooks,
  of: {
    readonly one: DecisionRow;
    readonly before: readonly number[];
    readonly ledger: LedgerSettings;
    readonly periods: Periods;
    readonly today: IsoDate;
  },
): Promise<UndoPreview["decision"]> {
  const { one, before, ledger, periods, today } = of;
  const entries = await selectDecisionEntries(db, books.orgId, one.id);
  const kept = await claimsStillNeeded(db, books, one, before);
  const stays = (entry: StoredEntry) =>
    entry.event === "J09" && entry.lines.some(({ receiptId }) => kept.has(receiptId ?? 0));
  const own = await ownDates(db, books.orgId, one.id);
  const dates = await selectDecisionDates(db, books.orgId, one.id);
  const there = await otherSide(db, books.orgId, { id: one.id, today });
  const isOpenThere = (there?.entries ?? []).every(({ isClosed }) => !isClosed);
  const dateOf = (date: IsoDate) =>
    isRevaluation(one) ? date : firstOpenDay(periods, todayOrLater(today)(date));
  return {
    id: one.id,
    kind: one.kind,
    adjustment: textOf(one.detail["adjustment"]),
    at: new Date(one.recordedAt).toISOString(),
    by: one.kind === "auto" ? null : one.memberName,
    lineId: one.bankLineId,
    entries: entries
      .filter((entry) => !stays(entry))
      .map((entry) =>
        entryOnWire(entry, {
          ledger,
          periods,
          reversedOn: dateOf(entry.accountingDate),
          backdatedOn: own(entry.accountingDate),
        }),
      ),
    otherBooks: there,
    isBackdatable:
      !isRevaluation(one) && isOpenThere && dates.every((date) => isOpenOn(periods, own(date))),
    /** Money stays on the customer's account, because others have applied more of it. */
    keepsClaim: entries.some(stays),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function entryOnWire(
  entry: StoredEntry,
  at: {
    readonly ledger: LedgerSettings;
    readonly periods: Periods;
    readonly reversedOn: IsoDate;
    readonly backdatedOn: IsoDate;
  },
): UndoPreview["decision"]["entries"][number] {
  const { ledger, periods, reversedOn, backdatedOn } = at;
  const narrated = { ...entry, reversesId: null };
  return {
    event: entry.event,
    date: entry.accountingDate,
    isClosed: !isOpenOn(periods, entry.accountingDate),
    reversedOn,
    backdatedOn,
    narration: { zh: narration(narrated, "zh"), en: narration(narrated, "en") },
    lines: entry.lines.map((line) => {
      const account = findAccount(ledger, line.account);
      return {
        accountCode: account?.code ?? "",
        accountName: { zh: account?.zh ?? line.account, en: account?.en ?? line.account },
        side: line.side === "D" ? "debit" : "credit",
        // as it will be written: the same side, the sign turned
        amount: formatMinor(line.amountMinor === 0 ? 0 : -line.amountMinor, line.currency),
        currency: line.currency,
        homeAmount: formatMinor(line.homeMinor === 0 ? 0 : -line.homeMinor, ledger.homeCurrency),
      };
    }),
  };
}
