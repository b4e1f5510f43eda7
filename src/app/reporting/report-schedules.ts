// Reports mailed by schedule: kept, ended, and of each day that has come what is to be sent, once.
import type { NewReportSchedule, ReportScheduleOnWire } from "../../contract/reports.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type Act, mayDo, type Role } from "../../core/roles.ts";
import { selectLastRecorded } from "../../db/aging.ts";
import { selectTemplates } from "../../db/channel-settings.ts";
import { membersOf } from "../../db/members.ts";
import { insertMessages, type NewMessage } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import {
  endSchedule,
  insertSchedule,
  insertSending,
  type ScheduleRow,
  selectSchedules,
  storeNextSending,
  takeDueSchedules,
} from "../../db/report-schedules.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { reportByCode } from "../../reports/registry.ts";
import { isScheduleDay, nextSending, shownDay } from "../../reports/schedule.ts";
import type { Deps } from "../deps.ts";
import type { KnownActor } from "../people/find-actor.ts";
import { recordAct } from "../people/record-act.ts";
import { composeMessage, newMessageId } from "../sending/compose.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import { choiceFault, type ReportRefusal } from "./read-report.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function listSchedules(deps: Deps, books: InBooks): Promise<ReportScheduleOnWire[]> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) => selectSchedules(db, books));
  return rows.map(({ memberId: _, role: __, receivers, ...row }) => ({
    ...row,
    query: { ...row.query },
    receivers: [...receivers],
  }));
}

export type ScheduleRefusal =
  | ReportRefusal
  | { readonly code: "schedule_day" }
  /** Figures leave the house only where somebody who manages the books says so. */
  | { readonly code: "receiver_outside"; readonly address: string };

export async function saveSchedule(
  deps: Deps,
  actor: KnownActor,
  input: {
    readonly booksId: number;
    readonly today: IsoDate;
    readonly schedule: NewReportSchedule;
  },
): Promise<Result<{ readonly id: number; readonly nextOn: string }, ScheduleRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, today, schedule } = input;
  const fault = choiceFault(schedule.code, schedule.query);
  if (fault) return refuse(fault);
  if (!isScheduleDay(schedule.every, schedule.onDay)) return refuse({ code: "schedule_day" });
  const nextOn = nextSending(schedule.every, schedule.onDay, today);
  return inOrganisation(deps.pool, orgId, async (db) => {
    const outsider = await outsiderAmong(db, actor, schedule.receivers);
    if (outsider !== null) return refuse({ code: "receiver_outside", address: outsider });
    const query = { ...schedule.query } as Record<string, string>; // absent ones are not there
    const id = await insertSchedule(
      db,
      { orgId, booksId },
      { ...schedule, query, nextOn, memberId },
    );
    await recordAct(db, actor, {
      action: "report_schedule.save",
      subjectKind: "books",
      subjectId: booksId,
      detail: { code: schedule.code, every: schedule.every, receivers: schedule.receivers },
    });
    return ok({ id, nextOn });
  });
}

/** Null: all are addresses of members, or the maker may send to anybody. */
async function outsiderAmong(
  db: Db,
  { orgId, role }: KnownActor,
  receivers: readonly string[],
): Promise<string | null> {
  if (mayDo(role, "manage_books")) return null;
  const members = await membersOf(db, orgId);
  const own = new Set(members.filter(({ active }) => active).map(({ email }) => email));
  return receivers.find((address) => !own.has(address.toLowerCase())) ?? null;
}

/** Of others only by whoever manages the books. */
export async function dropSchedule(
  deps: Deps,
  actor: KnownActor,
  input: { readonly booksId: number; readonly id: number },
): Promise<
  Result<
    null,
    | { readonly code: "not_found" }
    | { readonly code: "not_allowed"; readonly act: Act; readonly role: Role }
  >
> {
  const { orgId, role, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const schedules = await selectSchedules(db, { orgId, booksId: input.booksId });
    const found = schedules.find(({ id }) => id === input.id);
    if (found && found.memberId !== memberId && !mayDo(role, "manage_books")) {
      return refuse({ code: "not_allowed", act: "manage_books", role });
    }
    const isEnded = await endSchedule(db, { orgId, booksId: input.booksId }, input.id);
    if (!isEnded) return refuse({ code: "not_found" });
    await recordAct(db, actor, {
      action: "report_schedule.end",
      subjectKind: "books",
      subjectId: input.booksId,
      detail: { id: input.id },
    });
    return ok(null);
  });
}

/** How many messages were queued. Safe to run twice: a day's sending exists once. */
export async function mailDueReports(
  deps: Pick<Deps, "pool">,
  books: InBooks & { readonly name: string; readonly today: IsoDate },
): Promise<number> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    let queued = 0;
    for (const schedule of await takeDueSchedules(db, books, books.today)) {
      // whoever may no longer take figures out no longer has them sent
      if (mayDo(schedule.role, "export_data")) queued += await mailOne(db, books, schedule);
    }
    if (queued > 0) await wakeOutbox(db, { ...books, memberId: null });
    return queued;
  });
}

async function mailOne(
  db: Db,
  books: InBooks & { readonly name: string; readonly today: IsoDate },
  schedule: ScheduleRow,
): Promise<number> {
  const { orgId, today } = books;
  const { id, every, onDay, language } = schedule;
  const asOf = shownDay(today);
  const knownAt = await selectLastRecorded(db, orgId);
  const sendingId = await insertSending(db, books, {
    scheduleId: id,
    forDay: today,
    asOf,
    knownAt,
  });
  await storeNextSending(db, orgId, { id, nextOn: nextSending(every, onDay, isoDate(today)) });
  if (sendingId === null || reportByCode(schedule.code) === null) return 0;
  const settings = await loadSendingSettings(db, orgId);
  const templates = await selectTemplates(db, orgId);
  const isMailSetUp = settings.channels.some(({ channel }) => channel === "email");
  const values = { form: schedule.title, to: asOf, sender: books.name };
  const words = composeMessage(templates, { code: "report", language }, values);
  const messages = schedule.receivers.map(
    (address): NewMessage => ({
      ...words,
      params: values,
      dedupeKey: `report ${sendingId} ${address}`,
      channel: isMailSetUp ? "email" : "log",
      template: "report",
      language,
      customerId: null,
      contactId: null,
      statementId: null,
      toName: "",
      toAddress: address,
      attachments: [{ kind: "report", id: sendingId, format: schedule.format }],
      isUrgent: false,
      messageId: newMessageId(settings.domain),
      memberId: schedule.memberId,
    }),
  );
  return insertMessages(db, books, messages);
}
