// What happened that somebody of ours should hear of, each with whom it concerns and where its row
// stands.
import { dayIn, minuteIn } from "../../clock.ts";
import type { NoticeSettings } from "../../contract/notices.ts";
import { addDays, type IsoDate, isoDate } from "../../core/date.ts";
import type { WorkCalendar } from "../../core/dunning/calendar.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import type { Happening } from "../../core/notices/notice.ts";
import { amountInWords } from "../../core/words/collections.ts";
import { type AccountFacts, accountFacts } from "../../db/data-health.ts";
import {
  type BillDueRow,
  type LargeReceiptRow,
  type ObjectionRow,
  type OverdueOverRow,
  type PromiseNoticeRow,
  selectBillsDue,
  selectLargeReceipts,
  selectObjections,
  selectOverdueOver,
  selectPromisesToTell,
} from "../../db/notice-sources.ts";
import type { Db } from "../../db/pool.ts";
import type { CollectionBooks } from "../collections/collection-books.ts";
import { loadWorkCalendar } from "../collections/work-days.ts";

export type NoticeBooks = CollectionBooks & { readonly timeZone: string };

export async function findHappenings(
  db: Db,
  books: NoticeBooks,
  { settings, now }: { readonly settings: NoticeSettings; readonly now: Date },
): Promise<Happening[]> {
  const { today, homeCurrency } = books;
  const home = (text: string) => toSafeMinor(parseMinor(text, homeCurrency) ?? 0n);
  const { overdueDays: days, billDays } = settings;
  const overdue = { today, days, fromMinor: home(settings.overdueFrom) };
  const large = { today, fromMinor: home(settings.largeFrom) };
  return [
    ...(await selectOverdueOver(db, books, overdue)).map((row) => overdueOver(row, books, days)),
    ...(await selectLargeReceipts(db, books, large)).map(largeReceipt),
    ...(await selectPromisesToTell(db, books, today)).map(promiseToTell),
    ...(await selectObjections(db, books)).map(objection),
    ...(await selectBillsDue(db, books, { today, days: billDays })).map(billDue),
    ...(await banksNotLoaded(db, books, { hour: settings.bankHour, now })),
  ];
}

type Concerned = {
  readonly customerId: number;
  readonly customerName: string;
  readonly assigneeId: number | null;
};

function atCollections({ customerId, assigneeId }: Concerned) {
  const query = `?customer=${customerId}`;
  return { customerId, concernsIds: [assigneeId], page: "collections", query };
}

function overdueOver(row: OverdueOverRow, books: CollectionBooks, days: number): Happening {
  const { customerName: customer, count, homeMinor, newest, customerId } = row;
  const { homeCurrency: currency } = books;
  const amount = amountInWords(homeMinor, currency);
  return {
    kind: "overdue_over",
    dedupeKey: `overdue_over ${customerId} ${newest}`,
    ...atCollections(row),
    concernsIds: [row.assigneeId, row.ownerId],
    currency,
    amountMinor: homeMinor,
    fields: { customer, count, amount, days },
  };
}

function largeReceipt(row: LargeReceiptRow): Happening {
  const { id, bankLineId, customerId, currency, amountMinor, date } = row;
  const amount = amountInWords(amountMinor, currency);
  return {
    kind: "large_receipt",
    dedupeKey: `large_receipt ${id}`,
    customerId,
    currency,
    amountMinor,
    fields: { customer: row.customerName ?? row.payerName, amount, date },
    concernsIds: [],
    page: "lines",
    query: bankLineId === null ? "" : `?line=${bankLineId}`,
  };
}

function promiseToTell(row: PromiseNoticeRow): Happening {
  const { id, state, currency, amountMinor, receivedMinor, dueOn, customerName: customer } = row;
  const kind = state === "open" ? "promise_due" : "promise_broken";
  const money = (minor: number) => amountInWords(minor, currency);
  return {
    kind,
    dedupeKey: `${kind} ${id}`,
    ...atCollections(row),
    concernsIds: [row.madeBy, row.assigneeId],
    currency,
    amountMinor,
    fields: { customer, amount: money(amountMinor), received: money(receivedMinor), date: dueOn },
  };
}

function objection(row: ObjectionRow): Happening {
  const { statementId, no, count, last, customerId, customerName: customer } = row;
  return {
    kind: "statement_objected",
    dedupeKey: `statement_objected ${statementId} ${last} ${count}`,
    customerId,
    currency: null,
    amountMinor: null,
    fields: { customer, no, count },
    concernsIds: [row.statementOwnerId],
    page: "statements",
    query: `?statement=${statementId}`,
  };
}

function billDue(row: BillDueRow): Happening {
  const { id, no, currency, leftMinor, dueDate, customerId, customerName: customer } = row;
  const amount = amountInWords(leftMinor, currency);
  return {
    kind: "bill_due",
    dedupeKey: `bill_due ${id}`,
    customerId,
    currency,
    amountMinor: leftMinor,
    fields: { customer, no, amount, date: dueDate },
    concernsIds: [],
    page: "items",
    query: `?kind=bill&item=${id}`,
  };
}

/** From the hour on, on working days: an account in use whose last working day is not loaded. */
async function banksNotLoaded(
  db: Db,
  books: NoticeBooks,
  { hour, now }: { readonly hour: number; readonly now: Date },
): Promise<Happening[]> {
  const { orgId, booksId, timeZone } = books;
  const today = isoDate(dayIn(timeZone, now));
  if (minuteIn(timeZone, now) < hour * 60) return [];
  const calendar = await loadWorkCalendar(db, books);
  if (!calendar.isWorkingDay(today)) return [];
  const day = workingDayBefore(calendar, today);
  const accounts = await accountFacts(db, orgId, booksId);
  return accounts
    .filter(({ lines, loadedThrough }) => lines > 0 && (loadedThrough ?? "") < day)
    .map((account) => bankNotLoaded(account, { today, day, hour }));
}

function bankNotLoaded(
  { id, bank, accountNo, loadedThrough }: AccountFacts,
  { today, day, hour }: { readonly today: string; readonly day: string; readonly hour: number },
): Happening {
  const account = accountNo.slice(-4);
  return {
    kind: "bank_not_loaded",
    dedupeKey: `bank_not_loaded ${id} ${today}`,
    customerId: null,
    currency: null,
    amountMinor: null,
    fields: { bank, account, hour, day, through: loadedThrough ?? "" },
    concernsIds: [],
    page: "import",
    query: "",
  };
}

/** Within the longest holidays there are; beyond them the day before. */
const mostDaysOff = 30;

function workingDayBefore(calendar: WorkCalendar, day: IsoDate): IsoDate {
  const before = Array.from({ length: mostDaysOff }, (_, n) => addDays(day, -1 - n));
  return before.find((one) => calendar.isWorkingDay(one)) ?? addDays(day, -1);
}
