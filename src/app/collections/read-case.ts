// 催收工作台, right: one customer to call from. What to ask for and how it comes about, documents,
// contacts, what was said and promised, what is next.
import { type CaseDetail, caseDetail } from "../../contract/collections.ts";
import { type DaysOff, daysOffFrom } from "../../core/collections/days-off.ts";
import { guardOf } from "../../core/collections/standing.ts";
import { daysBetween, isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type CallRow,
  type LetterRow,
  selectCalls,
  selectLetters,
} from "../../db/collection-calls.ts";
import { type DueDocumentRow, selectDocumentsOfCase } from "../../db/collection-cases.ts";
import { type PromiseRow, selectPromises } from "../../db/collection-promises.ts";
import { selectTeam } from "../../db/collection-team.ts";
import { selectContacts } from "../../db/contacts.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";
import { type CaseSums, loadCases } from "./load-cases.ts";
import { caseOnWire } from "./read-worklist.ts";
import { loadWorkCalendar } from "./work-days.ts";

const callsShown = 50;
const lettersShown = 10;

/** not_found: there is no such customer, or nothing of it is overdue. */
export async function readCase(
  deps: Deps,
  books: CollectionBooks,
  customerId: number,
): Promise<Result<CaseDetail, { readonly code: "not_found" }>> {
  const { orgId, homeCurrency, today } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const settings = await loadCollectionSettings(db, books);
    const [one] = await loadCases(db, books, { settings, customerId });
    if (!one) return refuse({ code: "not_found" });
    const calls = await selectCalls(db, orgId, { customerId, limit: callsShown });
    const contacts = await selectContacts(db, orgId, customerId);
    const documents = await selectDocumentsOfCase(db, books, customerId);
    const promises = await selectPromises(db, orgId, customerId);
    const letters = await selectLetters(db, orgId, { customerId, limit: lettersShown });
    const members = await selectTeam(db, orgId);
    const days = one.contacts.map(isoDate);
    return ok({
      row: caseOnWire(one, homeCurrency),
      sums: one.sums.map(sumsOnWire),
      documents: documents.map((document) => documentOnWire(document, today)),
      calls: calls.map((call) => callOnWire(call, homeCurrency)),
      letters: letters.map((letter) => letterOnWire(letter, homeCurrency)),
      promises: promises.map(promiseOnWire),
      tasks: one.tasks.map(({ id, kind, dueOn, note }) => ({ id, kind, dueOn, note })),
      contacts: contacts.map(({ id, name, position, email, phone, purpose }) => {
        return { id, name, position, email, phone, purpose };
      }),
      guard: guardOf({ today, contacts: days, weekCap: settings.weekCap }),
      unanswered: unansweredOf(calls),
      daysOff: daysOffOnWire(daysOffFrom(await loadWorkCalendar(db, books), today)),
      members: members.map(({ id, name }) => ({ id, name })),
    });
  });
}

/** Calls nobody took, without another outcome between; the newest come first. */
export function unansweredOf(calls: readonly Pick<CallRow, "outcome">[]): number {
  const reached = calls.findIndex(({ outcome }) => outcome !== "no_answer");
  return reached < 0 ? calls.length : reached;
}

function daysOffOnWire({ days, until }: DaysOff): CaseDetail["daysOff"] {
  return { days: [...days], until };
}

function sumsOnWire(sums: CaseSums): CaseDetail["sums"][number] {
  const { currency } = sums;
  const text = (minor: number) => formatMinor(minor, currency);
  return {
    currency,
    overdue: text(sums.overdueMinor),
    disputed: text(sums.disputedMinor),
    credits: text(sums.creditMinor),
    unapplied: text(sums.unappliedMinor),
    onTheWay: text(sums.onTheWayMinor),
    ask: text(sums.askMinor),
  };
}

function documentOnWire(
  row: DueDocumentRow,
  today: CollectionBooks["today"],
): CaseDetail["documents"][number] {
  const { id, kind, no, currency, issueDate, dueDate, contractNo } = row;
  const text = (minor: number) => formatMinor(minor, currency);
  return {
    ...{ id, kind, no, currency, issueDate, dueDate, contractNo },
    daysLate: dueDate === null ? null : daysBetween(isoDate(dueDate), today),
    original: text(row.originalMinor),
    open: text(row.leftMinor),
    disputed: text(row.disputedMinor),
  };
}

function callOnWire(row: CallRow, homeCurrency: string): CaseDetail["calls"][number] {
  const { id, channel, outcome, note, onDate, disputeId } = row;
  return {
    ...{ id, channel, outcome, note, onDate, disputeId },
    asked: formatMinor(row.askedMinor, homeCurrency),
    contact: row.contactName ?? "",
    by: row.memberName ?? "",
    at: row.at.toISOString(),
  };
}

function letterOnWire(row: LetterRow, homeCurrency: string): CaseDetail["letters"][number] {
  const { id, channel, state, day, askedHomeMinor } = row;
  return letterOfCase.parse({
    ...{ id, channel, state, day },
    asked: formatMinor(askedHomeMinor, homeCurrency),
  });
}

const letterOfCase = caseDetail.shape.letters.element;

function promiseOnWire(row: PromiseRow): CaseDetail["promises"][number] {
  const { id, currency, promisedOn, dueOn, state, note } = row;
  return {
    ...{ id, currency, promisedOn, dueOn, state, note },
    amount: formatMinor(row.amountMinor, currency),
    received: formatMinor(row.receivedMinor, currency),
    by: row.madeByName ?? "",
  };
}
