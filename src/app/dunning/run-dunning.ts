// A run: plans every customer under the writing lock, puts what leaves by itself into the outbox and
// the rest before those who release it. One transaction: a killed run has done nothing, the same run
// again does the same. What waited for a release since an earlier run is planned anew.
import type { RunDone } from "../../contract/dunning.ts";
import type { GradeAction } from "../../core/dunning/grade.ts";
import type { CustomerPlan, PlannedTask, PlannedTouch } from "../../core/dunning/plan.ts";
import { linkMessages } from "../../db/dunning-messages.ts";
import {
  insertNotices,
  insertRun,
  type NewNotice,
  replaceProposals,
  setRunCounts,
} from "../../db/dunning-notices.ts";
import { notifyLive } from "../../db/live-events.ts";
import { insertMessages, type NewMessage } from "../../db/outbox.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import {
  aroundOf,
  contactFor,
  contactsOf,
  type DunningDesk,
  leavesByOutbox,
  messageKey,
  messageOf,
  openDesk,
  wordNotice,
} from "./desk.ts";
import { handOut } from "./hand-out.ts";
import { figuresOf } from "./notice-figures.ts";
import { type PlannedCustomer, planDay } from "./plan-day.ts";
import { type DunningBooks, loadRules } from "./rules.ts";

type Runner = Pick<Actor, "orgId" | "memberId" | "name">;

export async function runDunning(
  deps: Deps,
  actor: Runner,
  of: { readonly books: DunningBooks; readonly kind: "daily" | "manual" },
): Promise<RunDone> {
  const { books, kind } = of;
  const { orgId, booksId } = books;
  const { memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const { recordedAt } = recording;
    await replaceProposals(db, books);
    await joinWholeTables(db);
    const loaded = await loadRules(db, books);
    const planned = await planDay(db, books, { loaded });
    await db.query("set local enable_nestloop = on");
    const runId = await insertRun(db, books, { day: books.today, kind, memberId, recordedAt });
    const desk = await openDesk(db, books, { loaded, memberId });
    const notices = planned.flatMap((one) => noticesOf(one, { runId, day: books.today }));
    const counts = await store(desk, { notices, planned, recordedAt });
    const held = planned.filter(
      ({ plan }) => plan.touch === null && plan.held !== "not_yet",
    ).length;
    const done = { runId, ...counts, held };
    await setRunCounts(db, orgId, { id: runId, counts: done });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "dunning.run",
        subjectKind: "dunning_run",
        subjectId: runId,
        detail: done,
      },
    ]);
    if (counts.queued > 0) await wakeOutbox(db, { orgId, booksId, memberId });
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return done;
  });
}

type Base = Pick<NewNotice, "runId" | "customerId" | "day" | "language" | "grade">;

/** Its touch, a task of our own, and the proposals of its grade. */
function noticesOf(
  { customer, plan }: PlannedCustomer,
  { runId, day }: { readonly runId: number; readonly day: string },
): NewNotice[] {
  const { customerId, touch, task } = plan;
  const grade = plan.grade?.grade ?? null;
  const base: Base = { runId, customerId, day, language: "zh", grade };
  return [
    ...(touch ? [stepNotice(base, touch, contactFor(customer, touch.tone))] : []),
    ...(task ? [stepNotice(base, task, null)] : []),
    ...plan.actions.map((action) => actionNotice(base, plan, action)),
  ];
}

/** A task of ours is no touch, so it stands beside the one of the day. */
function stepNotice(
  base: Base,
  planned: PlannedTouch | PlannedTask,
  contactId: number | null,
): NewNotice {
  const { channel, template, tone, approver, nominal } = planned;
  const leaves = approver === "nobody";
  return {
    ...base,
    ...{ channel, template, tone, approver, nominal },
    ...figuresOf(planned.asks, planned.takes),
    kind: planned.kind === "task" ? "action" : planned.kind,
    state: leaves ? "released" : "proposed",
    contactId,
    takenOn: leaves && !leavesByOutbox(channel) ? base.day : null,
  };
}

function actionNotice(base: Base, plan: CustomerPlan, { kind, approver }: GradeAction): NewNotice {
  const due = plan.asks.filter(({ days, askedMinor }) => days > 0 && askedMinor > 0n);
  const isLetter = kind === "lawyer_letter";
  return {
    ...base,
    kind: "action",
    channel: kind,
    template: isLetter ? "dunning_lawyer" : "",
    tone: isLetter ? "final" : "",
    approver,
    nominal: null,
    ...figuresOf(due, new Map()),
    state: "proposed",
    contactId: null,
    takenOn: null,
  };
}

type Stored = { readonly touched: number; readonly queued: number; readonly proposed: number };

async function store(
  desk: DunningDesk,
  of: {
    readonly notices: readonly NewNotice[];
    readonly planned: readonly PlannedCustomer[];
    readonly recordedAt: string;
  },
): Promise<Stored> {
  const { notices } = of;
  const ids = await insertNotices(desk.db, { ...desk.books, recordedAt: of.recordedAt }, notices);
  const contacts = await contactsOf(
    desk,
    notices.map(({ contactId }) => contactId),
  );
  const plans = new Map(of.planned.map((one) => [one.plan.customerId, one]));
  const messages: NewMessage[] = [];
  const links: { noticeId: number; dedupeKey: string }[] = [];
  for (const [index, notice] of notices.entries()) {
    const noticeId = ids[index] ?? 0;
    const planned = plans.get(notice.customerId);
    const touch = planned?.plan.touch;
    const contact = contacts.get(notice.contactId ?? 0) ?? null;
    if (notice.state !== "released" || !leavesByOutbox(notice.channel)) continue;
    if (!planned || !touch) continue;
    const { template, tone, asks } = touch;
    const around = aroundOf(planned.plan);
    const { customer } = planned;
    const { channel } = notice;
    const wording = { customer, contact, template, tone, channel, asks, around };
    const text = await wordNotice(desk, wording);
    const message = messageOf(desk, { noticeId, channel, customer, template, contact, text });
    if (message === null) continue;
    messages.push(message);
    links.push({ noticeId, dedupeKey: messageKey(noticeId) });
  }
  await handOut(
    desk.db,
    desk.books,
    notices.filter(({ state, channel }) => state === "released" && channel !== "email"),
  );
  await insertMessages(desk.db, desk.books, messages);
  await linkMessages(desk.db, desk.books.orgId, links);
  return {
    touched: notices.filter(({ kind }) => kind !== "action").length,
    queued: messages.length,
    proposed: notices.filter(({ state }) => state === "proposed").length,
  };
}
