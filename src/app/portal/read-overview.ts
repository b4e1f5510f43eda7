// P2 首页: what the customer owes today, its documents, receipts and what they paid, its statements,
// questions, disputes and announced payments.
import { dayIn } from "../../clock.ts";
import type {
  Announcement,
  Overview,
  PortalItem,
  PortalReceipt,
  PortalSums,
} from "../../contract/portal.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { parseName } from "../../core/matching/name.ts";
import { formatMinor } from "../../core/money.ts";
import { daysLate, type OwedSums, owedSums } from "../../core/portal/sums.ts";
import { selectPrintedAccounts } from "../../db/pay-accounts.ts";
import type { Db } from "../../db/pool.ts";
import {
  type PortalItemRow,
  type PortalReceiptRow,
  selectBooksDay,
  selectPortalItems,
  selectPortalReceipts,
  selectPortalStatements,
  selectUnapplied,
} from "../../db/portal-pages.ts";
import { type AnnouncementRow, hasRated, selectAnnouncements } from "../../db/portal-threads.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { paidInto } from "../statements/paper.ts";
import type { Visitor } from "./find-visitor.ts";
import { readDisputesOf, readQuestions } from "./threads.ts";

/** Older ones stand on the statements. */
const receiptsShown = 50;

export function readOverview(deps: Deps, visitor: Visitor): Promise<Overview> {
  return inOrganisation(deps.pool, visitor.orgId, (db) => loadOverview(deps, db, visitor));
}

async function loadOverview(deps: Deps, db: Db, visitor: Visitor): Promise<Overview> {
  const { orgId, booksId } = visitor;
  const today = await portalDay(deps, db, visitor);
  const items = await selectPortalItems(db, visitor);
  const unapplied = await selectUnapplied(db, visitor);
  const statements = await selectPortalStatements(db, visitor);
  const owed = items.map((item) => ({ ...item, dueDate: dateOf(item.dueDate) }));
  const overview: Omit<Overview, "rate"> = {
    organisation: visitor.organisation,
    customer: visitor.customerName,
    contact: visitor.contactName,
    today,
    language: visitor.language,
    statementId: visitor.statementId,
    sums: owedSums(owed, unapplied, today).map(sumsOnWire),
    items: items.map((item) => itemOnWire(item, today)),
    receipts: (await selectPortalReceipts(db, visitor, receiptsShown)).map(receiptOnWire),
    statements: statements.map(({ closingMinor, ...row }) => ({
      ...row,
      closing: formatMinor(closingMinor, row.currency),
    })),
    questions: await readQuestions(db, visitor),
    disputes: await readDisputesOf(db, visitor),
    announcements: (await selectAnnouncements(db, visitor)).map(announcementOnWire),
    accounts: (await selectPrintedAccounts(db, { orgId, booksId })).map((account) => ({
      ...paidInto(account, visitor.language),
      currency: account.currency,
    })),
  };
  const isRated = await hasRated(db, visitor, quarterOf(today));
  return { ...overview, rate: isRated ? null : rateable(overview) };
}

export async function portalDay(
  deps: Pick<Deps, "clock">,
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<IsoDate> {
  const { timeZone } = await selectBooksDay(db, orgId, booksId);
  return isoDate(dayIn(timeZone, deps.clock.now()));
}

/** 2026-09-30 → 2026Q3 */
export function quarterOf(day: IsoDate): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number.parseInt(day.slice(5, 7), 10) / 3)}`;
}

/** The last thing that came to its end: asked about once a quarter (issue: satisfaction). */
function rateable(of: Omit<Overview, "rate">): Overview["rate"] {
  const dispute = of.disputes.find(({ state }) => state === "resolved");
  if (dispute) return { about: "dispute", id: dispute.id };
  const question = of.questions.find(({ state }) => state === "answered");
  if (question) return { about: "question", id: question.id };
  const statement = of.statements.find(({ confirmation }) => confirmation === "confirmed");
  return statement ? { about: "statement", id: statement.id } : null;
}

function sumsOnWire(sums: OwedSums): PortalSums {
  const { currency, nextDue } = sums;
  const text = (minor: number) => formatMinor(minor, currency);
  return {
    currency,
    owed: text(sums.owedMinor),
    overdue: text(sums.overdueMinor),
    unapplied: text(sums.unappliedMinor),
    disputed: text(sums.disputedMinor),
    nextDue: nextDue && { date: nextDue.date, amount: text(nextDue.minor) },
  };
}

function itemOnWire(row: PortalItemRow, today: IsoDate): PortalItem {
  const { id, kind, no, currency, issueDate, dueDate } = row;
  return {
    id,
    kind,
    no,
    currency,
    issueDate,
    dueDate,
    daysLate: daysLate(dateOf(dueDate), today),
    amount: formatMinor(row.amountMinor, currency),
    open: formatMinor(row.openMinor, currency),
    disputed: formatMinor(row.disputedMinor, currency),
    announced: row.isAnnounced,
  };
}

function receiptOnWire(row: PortalReceiptRow): PortalReceipt {
  const { id, date, currency } = row;
  return {
    id,
    date,
    payer: maskPerson(row.payerName),
    currency,
    amount: formatMinor(row.amountMinor, currency),
    unapplied: formatMinor(row.restMinor, currency),
    applied: row.applied.map((one) => ({
      no: one.no,
      currency: one.currency,
      amount: formatMinor(one.minor, one.currency),
    })),
  };
}

/** A person's name is not everybody's to read (DOMAIN §5.21): 王**. */
function maskPerson(name: string): string {
  if (name === "" || !parseName(name).isPerson) return name;
  return `${[...name][0]}**`;
}

export function announcementOnWire(row: AnnouncementRow): Announcement {
  const { id, payCode, currency, payOn } = row;
  // open amounts come as they are today: nothing left of any means that the money came
  const isReceived = row.items.length > 0 && row.items.every(({ openMinor }) => openMinor === 0);
  return {
    id,
    payCode,
    currency,
    amount: formatMinor(row.amountMinor, currency),
    payOn,
    announcedAt: row.announcedAt.toISOString(),
    state: row.cancelledAt !== null ? "cancelled" : isReceived ? "received" : "announced",
    items: row.items.map(({ no, minor }) => ({ no, amount: formatMinor(minor, currency) })),
  };
}

function dateOf(text: string | null): IsoDate | null {
  return text === null ? null : isoDate(text);
}
