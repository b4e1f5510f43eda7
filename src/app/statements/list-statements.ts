// The list of statements, the figures above it, and one statement with its trail.
import { dayIn } from "../../clock.ts";
import type {
  StatementDetail,
  StatementFiguresOnWire,
  StatementList,
  StatementOnWire,
  StatementQuery,
} from "../../contract/statements.ts";
import { endOfMonth, isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  chaseDue,
  cycles,
  deemedOn,
  periodEnding,
  type StatementCycle,
} from "../../core/statements/cycle.ts";
import { mayStatement } from "../../core/statements/statement.ts";
import { selectContact, selectDeemedDays } from "../../db/contacts.ts";
import { searchTerms } from "../../db/search-terms.ts";
import {
  type StatementListRow,
  selectStatementSums,
  selectStatements,
} from "../../db/statement-list.ts";
import {
  type StatementEventRow,
  type StatementLineRow,
  type StatementRow,
  selectStatement,
  selectStatementEvents,
  selectStatementLines,
} from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export type ListBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: string;
  readonly timeZone: string;
};

export async function listStatements(
  deps: Deps,
  books: ListBooks,
  query: StatementQuery,
): Promise<StatementList> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectStatements(db, books, {
      month: query.month ?? null,
      customerId: query.customer ?? null,
      states: query.state ? [query.state] : null,
      lateOn: query.late ? books.today : null,
      pattern: searchTerms(query.q).pattern,
      beforeId: query.before ?? null,
      limit: query.limit + 1,
    }),
  );
  const shown = rows.slice(0, query.limit);
  return {
    rows: shown.map((row) => rowOnWire(row, books)),
    nextBefore: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
  };
}

function rowOnWire(row: StatementListRow, books: ListBooks): StatementOnWire {
  const { currency } = row;
  const money = (minor: number) => formatMinor(minor, currency);
  const waits = mayStatement("chase", row.confirmation) && !row.onHold && row.sentAt !== null;
  const due = waits
    ? chaseDue({
        sentOn: isoDate(dayIn(books.timeZone, row.sentAt)),
        today: isoDate(books.today),
        taken: row.chased,
      })
    : null;
  const { id, no, form, from, to, confirmation, settlement, onHold, chased, replyBy } = row;
  const { lines, agreed, objected, owner, contact, email } = row;
  return {
    ...{ id, no, form, currency, from, to, confirmation, settlement, onHold, chased, replyBy },
    ...{ lines, agreed, objected, owner, contact, email },
    customer: { id: row.customerId, name: row.customerName },
    closing: money(row.closingMinor),
    moved: money(row.movedMinor),
    unapplied: money(row.unappliedMinor),
    objectedAmount: money(row.objectedMinor),
    replyOverdue: waits && replyBy !== null && replyBy < books.today,
    chaseDue: due,
    sentAt: row.sentAt?.toISOString() ?? null,
    viewedAt: row.viewedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  };
}

export async function readFigures(
  deps: Deps,
  books: ListBooks,
  month: string,
): Promise<StatementFiguresOnWire> {
  const end = endOfMonth(isoDate(`${month}-01`));
  const asked = (Object.keys(cycles) as StatementCycle[]).filter(
    (cycle) => periodEnding(cycle, end) !== null,
  ); // the record's own keys
  const sums = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectStatementSums(db, books, { month, today: books.today, cycles: asked }),
  );
  const { drafts, late, objected, medianDays } = sums;
  return {
    month,
    coverage: { part: sums.stated, of: sums.toState },
    answered: { part: sums.answered, of: sums.sent },
    agreed: { part: sums.agreed, of: sums.answered },
    ...{ drafts, late, objected },
    medianDays: medianDays === null ? null : Math.round(medianDays * 10) / 10,
  };
}

export async function readStatement(
  deps: Deps,
  books: ListBooks,
  id: number,
): Promise<Result<StatementDetail, { readonly code: "not_found" }>> {
  const { orgId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const statement = await selectStatement(db, orgId, id);
    if (statement?.booksId !== books.booksId) return refuse({ code: "not_found" });
    const lines = await selectStatementLines(db, orgId, id);
    const events = await selectStatementEvents(db, orgId, id);
    const { contactId, customerId, sentAt } = statement;
    const contact = contactId === null ? null : await selectContact(db, orgId, contactId);
    const days = await selectDeemedDays(db, orgId, customerId);
    const sentOn = isoDate(dayIn(books.timeZone, sentAt ?? deps.clock.now()));
    return ok({
      ...headOnWire(statement),
      contact: contact && { id: contact.id, name: contact.name, email: contact.email },
      deemedOn: sentAt === null ? null : deemedOn(sentOn, days),
      lines: lines.map((line) => lineOnWire(line, statement)),
      events: events.map(eventOnWire),
    });
  });
}

function headOnWire(row: StatementRow) {
  const { id, no, form, language, currency, from, to, sha256, confirmation, onHold } = row;
  const { snapshot: s, linkVersion, replyBy, replacedById } = row;
  return {
    ...{ id, no, form, language, currency, from, to, sha256, confirmation, onHold },
    ...{ linkVersion, replyBy, replacedById },
    customer: { id: row.customerId, name: row.customerName },
    opening: s.opening,
    debit: s.debit,
    credit: s.credit,
    closing: s.closing,
    overdue: s.overdue,
    unapplied: s.unapplied,
    advances: s.advances,
    disputed: s.disputed,
    asked: s.asked,
    answer: { ...row.answer },
    movements: s.movements.map((one) => ({ ...one, what: { ...one.what } })),
    aging: s.aging.map((one) => ({ ...one })),
    sentAt: row.sentAt?.toISOString() ?? null,
    viewedAt: row.viewedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  };
}

function lineOnWire(
  line: StatementLineRow,
  { currency, snapshot }: Pick<StatementRow, "currency" | "snapshot">,
): StatementDetail["lines"][number] {
  const money = (minor: number) => formatMinor(minor, currency);
  const { n, kind, itemId, itemKind, no, issueDate, dueDate, state, reason, note, decidedBy } =
    line;
  return {
    ...{ n, kind, itemId, itemKind, no, issueDate, dueDate, state, reason, note, decidedBy },
    factor: snapshot.lines.find((frozen) => frozen.n === n)?.factor ?? "",
    amount: money(line.amountMinor),
    open: money(line.openMinor),
    disputed: money(line.disputedMinor),
    their: line.theirMinor === null ? null : money(line.theirMinor),
    openNow: line.openNowMinor === null ? null : money(line.openNowMinor),
    decidedAt: line.decidedAt?.toISOString() ?? null,
  };
}

function eventOnWire(event: StatementEventRow): StatementDetail["events"][number] {
  const { id, lineN: line, act, side, actor, detail, recordedAt } = event;
  return { id, line, act, side, actor, detail: { ...detail }, at: recordedAt.toISOString() };
}
