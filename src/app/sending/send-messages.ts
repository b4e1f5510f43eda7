// Sends what is due in the outbox of one set of books. The job runs once at a time per books; killed
// at any moment it goes on so that each message leaves exactly once (handover-notes.ts).
import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery, Sender } from "../../channels/channel.ts";
import { emailConnections } from "../../channels/email.ts";
import { minuteIn } from "../../clock.ts";
import { ok, type Result } from "../../core/result.ts";
import { backoffMinutes, mostAttempts, quietMinutesLeft } from "../../core/sending/quiet-hours.ts";
import { booksById } from "../../db/books.ts";
import {
  claimDueMessages,
  type DueMessage,
  endMessages,
  type MessageEnd,
  outboxStanding,
  selectLeftBehind,
} from "../../db/outbox.ts";
import { insertStatementEvents } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import {
  isDunningTemplate,
  type MessageVerdict,
  recheckMessage,
} from "../dunning/recheck-message.ts";
import { startJob } from "../jobs/start-job.ts";
import { type AttachmentMaker, openAttachments } from "./attachments.ts";
import { type HandoverNotes, openHandoverNotes } from "./handover-notes.ts";
import { loadSendingSettings, openSender, type SendingSettings } from "./sending-settings.ts";

export type SendingOf = {
  readonly orgId: number;
  readonly booksId: number;
  readonly memberId: number | null;
};

export type SendingReport = (progress: {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}) => Promise<void>;

const batchSize = 40;
/** With a pace, batches are so small that a one-time code never waits longer than this for its turn. */
const longestPauseSeconds = 5;

type Desk = {
  readonly deps: Deps;
  readonly of: SendingOf;
  readonly settings: SendingSettings;
  readonly notes: HandoverNotes;
  readonly attachments: AttachmentMaker;
  readonly senders: Map<string, Sender | null>;
};

export async function sendMessages(
  deps: Deps,
  of: SendingOf,
  report: SendingReport,
): Promise<Result<{ readonly sent: number; readonly failed: number }, never>> {
  const settings = await inOrganisation(deps.pool, of.orgId, (db) =>
    loadSendingSettings(db, of.orgId),
  );
  const notes = openHandoverNotes(deps.dataFolder, of);
  const attachments = openAttachments(deps, of);
  const desk: Desk = { deps, of, settings, notes, attachments, senders: new Map() };
  await takeUp(desk);
  const counts = { sent: 0, failed: 0 };
  try {
    for (;;) {
      const isQuiet = (await quietMinutes(desk)) > 0;
      const messages = await claim(desk, isQuiet);
      if (messages.length === 0) break;
      const begun = deps.clock.monotonicMs();
      const ends = await sendBatch(desk, messages);
      await store(desk, messages, ends);
      counts.sent += ends.filter(({ state }) => state === "sent").length;
      counts.failed += ends.filter(({ state }) => state !== "sent").length;
      const done = counts.sent + counts.failed;
      const { due } = await standing(desk);
      await report({ phase: "sending", done, total: done + due });
      await keepPace(desk, messages.length, deps.clock.monotonicMs() - begun);
    }
  } finally {
    for (const sender of desk.senders.values()) sender?.close();
    await attachments.close();
  }
  await wakeLater(desk);
  return ok(counts);
}

/** What a killed sender left in its hands. */
async function takeUp({ deps, of, notes }: Desk): Promise<void> {
  const found = notes.find();
  const kept = await inOrganisation(deps.pool, of.orgId, async (db) => {
    const left = await selectLeftBehind(db, of);
    const ends = left.map(({ id }): MessageEnd => {
      const note = found.get(id);
      const base = { id, error: "", waitMinutes: 0, detail: { after: "restart" } };
      if (note === undefined || note === "begun")
        return { ...base, state: "queued", unconfirmed: false, act: "deferred" };
      const isSure = note === "accepted";
      return { ...base, state: "sent", unconfirmed: !isSure, act: isSure ? "sent" : "unconfirmed" };
    });
    await endMessages(db, of.orgId, ends);
    return found.keys();
  });
  notes.forget([...kept]);
}

function claim({ deps, of, settings }: Desk, urgentOnly: boolean): Promise<DueMessage[]> {
  const { perMinute } = settings.policy;
  const share = Math.floor((perMinute * longestPauseSeconds) / 60);
  const limit = perMinute === 0 ? batchSize : Math.min(batchSize, Math.max(1, share));
  return inOrganisation(deps.pool, of.orgId, (db) =>
    claimDueMessages(db, of, { sender: `pid ${process.pid}`, limit, urgentOnly }),
  );
}

async function sendBatch(desk: Desk, messages: readonly DueMessage[]): Promise<MessageEnd[]> {
  const ends: MessageEnd[] = [];
  const queue = [...messages];
  const work = async () => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      ends.push(endOf(message, await sendOne(desk, message)));
    }
  };
  await Promise.all(Array.from({ length: emailConnections }, work));
  return ends;
}

/** Stopped or postponed: the last look at what it asks for kept it here. */
type Outcome =
  | Delivery
  | { readonly outcome: "stopped"; readonly error: string }
  | { readonly outcome: "postponed"; readonly minutes: number };

async function sendOne(desk: Desk, message: DueMessage): Promise<Outcome> {
  const { deps, notes, of, senders, settings } = desk;
  if (!senders.has(message.channel)) {
    senders.set(message.channel, await openSender(deps, settings, message.channel));
  }
  const sender = senders.get(message.channel);
  if (!sender) return { outcome: "deferred", error: "channel_not_set_up" };
  const papers = await desk.attachments.make(message.attachments);
  const verdict = await lastLook(deps, of, message);
  if (verdict.kind === "stop") return { outcome: "stopped", error: verdict.reason };
  if (verdict.kind === "wait") return { outcome: "postponed", minutes: verdict.minutes };
  if (!papers.ok) return { outcome: "deferred", error: papers.error.code };
  const outgoing = {
    messageId: message.messageId,
    to: { name: message.toName, address: message.toAddress },
    subject: verdict.text?.subject ?? message.subject,
    text: verdict.text?.body ?? message.body,
    template: message.template,
    params: verdict.text?.params ?? message.params,
    attachments: papers.value,
  };
  notes.begin(message.id);
  const handing = () => notes.handing(message.id);
  const delivery = await sender.send(outgoing, handing);
  if (delivery.outcome === "sent") notes.accepted(message.id);
  return delivery;
}

/** What asks for money is held against the ledger at the moment it leaves. */
function lastLook(deps: Deps, { orgId }: SendingOf, message: DueMessage): Promise<MessageVerdict> {
  if (!isDunningTemplate(message.template)) return Promise.resolve({ kind: "go", text: null });
  return recheckMessage(deps, { orgId, messageId: message.id });
}

function endOf(message: DueMessage, delivery: Outcome): MessageEnd {
  const { id, attempts } = message;
  const base = { id, unconfirmed: false, waitMinutes: 0 };
  switch (delivery.outcome) {
    case "sent":
      return {
        ...base,
        state: "sent",
        error: "",
        act: "sent",
        detail: { answer: delivery.answer },
      };
    case "unsure": {
      const { error } = delivery;
      const state = { state: "sent", unconfirmed: true, act: "unconfirmed" } as const;
      return { ...base, ...state, error, detail: { error } };
    }
    case "refused":
      return refusedEnd(base, delivery.error);
    case "stopped": {
      const { error } = delivery;
      return { ...base, state: "cancelled", error, act: "cancelled", detail: { error } };
    }
    case "postponed": {
      const { minutes: waitMinutes } = delivery;
      return { ...base, state: "queued", waitMinutes, error: "", act: "deferred", detail: {} };
    }
    case "deferred": {
      const { error } = delivery;
      const isOver = attempts >= mostAttempts;
      const waitMinutes = backoffMinutes(attempts);
      const act = isOver ? ("failed" as const) : ("deferred" as const);
      const state = isOver ? ("failed" as const) : ("queued" as const);
      return { ...base, state, waitMinutes, error, act, detail: { error, attempts } };
    }
  }
}

function refusedEnd(
  base: Pick<MessageEnd, "id" | "unconfirmed" | "waitMinutes">,
  error: string,
): MessageEnd {
  return { ...base, state: "bounced", error, act: "bounced", detail: { error } };
}

async function store(
  { deps, of, notes }: Desk,
  messages: readonly DueMessage[],
  ends: readonly MessageEnd[],
): Promise<void> {
  const byId = new Map(messages.map((message) => [message.id, message]));
  await inOrganisation(deps.pool, of.orgId, async (db) => {
    await endMessages(db, of.orgId, ends);
    const bounced = ends.flatMap(({ id, state, error }) => {
      const statementId = byId.get(id)?.statementId ?? null;
      if (state !== "bounced" || statementId === null) return [];
      const about = { act: "bounced", side: "system" as const, actor: "", detail: { error } };
      return [{ statementId, ...about }];
    });
    await insertStatementEvents(db, of, bounced);
  });
  notes.forget(ends.map(({ id }) => id));
}

async function quietMinutes({ deps, of, settings }: Desk): Promise<number> {
  const { quietFrom, quietTo } = settings.policy;
  const books = await inOrganisation(deps.pool, of.orgId, (db) =>
    booksById(db, of.orgId, of.booksId),
  );
  const minute = minuteIn(books?.timeZone ?? "Asia/Shanghai", deps.clock.now());
  return quietMinutesLeft({ from: quietFrom, to: quietTo }, minute);
}

async function keepPace({ settings }: Desk, count: number, tookMs: number): Promise<void> {
  const { perMinute } = settings.policy;
  if (perMinute === 0) return;
  const share = (count / perMinute) * 60_000;
  if (share > tookMs) await sleep(share - tookMs);
}

function standing({ deps, of }: Desk) {
  return inOrganisation(deps.pool, of.orgId, (db) => outboxStanding(db, of));
}

/** A job for what is tried again later, or waits for the end of the quiet hours. */
async function wakeLater(desk: Desk): Promise<void> {
  const { deps, of } = desk;
  const { waiting, nextInSeconds } = await standing(desk);
  if (waiting === 0) return;
  const quiet = (await quietMinutes(desk)) * 60;
  const inSeconds = Math.max(nextInSeconds ?? 0, quiet, 1);
  await inOrganisation(deps.pool, of.orgId, (db) => wakeOutbox(db, of, inSeconds));
}

/** Starts the sending job, now or later; a job that waits already is enough. */
export async function wakeOutbox(
  db: Parameters<typeof startJob>[0],
  of: SendingOf,
  inSeconds = 0,
): Promise<number> {
  const job = await startJob(db, of, {
    name: "send_messages",
    booksId: of.booksId,
    refId: null,
    queue: "outbox",
    inSeconds,
  });
  return job.id;
}
