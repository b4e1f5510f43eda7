// Lets statements leave: one message each into the outbox, with a fresh link and the paper, in one
// transaction with the statement's own change. Withdrawing or sending again kills the old link.
import { dayIn } from "../../clock.ts";
import { addDays, daysBetween, isoDate } from "../../core/date.ts";
import { readableAmount } from "../../core/group-digits.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type AnswerRefusal, checkAct } from "../../core/statements/answer.ts";
import type { ChaseStep } from "../../core/statements/cycle.ts";
import { statementForms } from "../../core/statements/statement.ts";
import type { MessageTemplate } from "../../core/words/messages.ts";
import { selectTemplates, type TemplateRow } from "../../db/channel-settings.ts";
import { type ContactRow, selectContact } from "../../db/contacts.ts";
import { cancelStatementMessages, insertMessages, type NewMessage } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import {
  insertStatementEvents,
  lockStatement,
  type StatementRow,
  updateStatement,
} from "../../db/statements.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { inviteContact } from "../portal/invite-contact.ts";
import { composeMessage, newMessageId } from "../sending/compose.ts";
import { loadSendingSettings, type SendingSettings } from "../sending/sending-settings.ts";
import { type Way, wayTo } from "../sending/way-to.ts";

export type SendRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "no_contact"; readonly customer: string }
  | AnswerRefusal;

type Receiver = ContactRow & Way;

/** Who acts and with what; read once for many statements. */
export type SendingDesk = {
  readonly deps: Pick<Deps, "clock" | "publicUrl">;
  readonly db: Db;
  readonly actor: Pick<Actor, "orgId" | "memberId" | "name">;
  readonly settings: SendingSettings;
  readonly templates: readonly TemplateRow[];
  /** In the books' zone. */
  readonly today: string;
  readonly timeZone: string;
};

export async function openSendingDesk(
  deps: SendingDesk["deps"],
  db: Db,
  of: Pick<SendingDesk, "actor" | "timeZone">,
): Promise<SendingDesk> {
  const { orgId } = of.actor;
  const settings = await loadSendingSettings(db, orgId);
  const templates = await selectTemplates(db, orgId);
  return { deps, db, ...of, settings, templates, today: dayIn(of.timeZone, deps.clock.now()) };
}

/** The first time, or again with a new link; the reply is due anew. */
export async function sendStatement(
  desk: SendingDesk,
  of: { readonly statementId: number; readonly contactId?: number | undefined },
): Promise<Result<{ readonly version: number }, SendRefusal>> {
  const { db, actor } = desk;
  const statement = await lockStatement(db, actor.orgId, of.statementId);
  if (statement === null) return refuse({ code: "not_found" });
  const isFirst = statement.confirmation === "draft";
  const allowed = checkAct(statement.confirmation, isFirst ? "send" : "resend");
  if (!allowed.ok) return allowed;
  const contact = await receiverOf(desk, statement, of.contactId ?? statement.contactId);
  if (contact === null) return refuse({ code: "no_contact", customer: statement.customerName });
  const version = statement.linkVersion + 1;
  await cancelStatementMessages(db, actor.orgId, statement.id);
  await updateStatement(db, actor.orgId, statement.id, {
    confirmation: "sent",
    sent: true,
    killLinks: true,
    contactId: contact.id,
    chased: "",
    replyBy: isFirst ? statement.snapshot.replyBy : replyAgain(statement, desk.today),
  });
  await enqueue(desk, { statement, contact, version, code: "statement", key: `v${version}` });
  await insertStatementEvents(db, { orgId: actor.orgId, booksId: statement.booksId }, [
    {
      statementId: statement.id,
      act: isFirst ? "sent" : "resent",
      side: actor.memberId === null ? "system" : "us",
      actor: actor.name,
      memberId: actor.memberId,
      contactId: contact.id,
      detail: { to: contact.address, channel: contact.channel, version },
    },
  ]);
  return ok({ version });
}

/** A reminder of an unanswered statement: the same statement, the link again. */
export async function remindOf(
  desk: SendingDesk,
  of: {
    readonly statementId: number;
    readonly step: ChaseStep;
    readonly contactId?: number | null;
  },
): Promise<Result<{ readonly step: ChaseStep }, SendRefusal>> {
  const { db, actor } = desk;
  const statement = await lockStatement(db, actor.orgId, of.statementId);
  if (statement === null) return refuse({ code: "not_found" });
  const allowed = checkAct(statement.confirmation, "chase");
  if (!allowed.ok) return allowed;
  const { step } = of;
  const leaves = step === "reminder" || step === "superior";
  const contact = await receiverOf(desk, statement, of.contactId ?? statement.contactId);
  if (leaves && contact === null) {
    return refuse({ code: "no_contact", customer: statement.customerName });
  }
  if (leaves && contact !== null) {
    const version = statement.linkVersion;
    const key = `v${version} ${step}`;
    await enqueue(desk, { statement, contact, version, code: "statement_reminder", key });
  }
  if (step === "letter") await writeLetter(desk, statement);
  await noteChased(desk, { ...of, to: leaves && contact !== null ? contact.address : null });
  return ok({ step });
}

/** To be printed and posted (print-papers.ts): the reminder, with the paper behind it. */
async function writeLetter(desk: SendingDesk, statement: StatementRow): Promise<void> {
  const { contactId, linkVersion: version } = statement;
  const contact =
    contactId === null ? null : await selectContact(desk.db, desk.actor.orgId, contactId);
  if (contact === null) return;
  const receiver = { ...contact, channel: "letter", address: contact.postalAddress };
  const key = `v${version} letter`;
  await enqueue(desk, { statement, contact: receiver, version, code: "statement_reminder", key });
}

/** The step is taken, whoever took it. */
export async function noteChased(
  { db, actor }: SendingDesk,
  of: { readonly statementId: number; readonly step: ChaseStep; readonly to: string | null },
): Promise<void> {
  const { statementId, step, to } = of;
  const statement = await lockStatement(db, actor.orgId, statementId);
  if (statement === null) return;
  await updateStatement(db, actor.orgId, statementId, { chased: step });
  await insertStatementEvents(db, { orgId: actor.orgId, booksId: statement.booksId }, [
    {
      statementId,
      act: "chased",
      side: actor.memberId === null ? "system" : "us",
      actor: actor.name,
      memberId: actor.memberId,
      detail: { step, ...(to === null ? {} : { to }) },
    },
  ]);
}

/** The days the customer was given at first are given again. */
function replyAgain({ snapshot }: StatementRow, today: string): string {
  const days = daysBetween(isoDate(snapshot.madeOn), isoDate(snapshot.replyBy));
  return addDays(isoDate(today), days);
}

async function receiverOf(
  { db, actor, settings }: SendingDesk,
  statement: StatementRow,
  contactId: number | null,
): Promise<Receiver | null> {
  if (contactId === null) return null;
  const contact = await selectContact(db, actor.orgId, contactId);
  if (contact === null || contact.customerId !== statement.customerId) return null;
  const way = wayTo(settings.policy, contact);
  return way === null ? null : { ...contact, ...way };
}

async function enqueue(
  desk: SendingDesk,
  of: {
    readonly statement: StatementRow;
    readonly contact: Receiver;
    readonly version: number;
    readonly code: MessageTemplate;
    readonly key: string;
  },
): Promise<void> {
  const { deps, db, actor, settings } = desk;
  const { statement, contact, version } = of;
  const { orgId } = actor;
  const { id: statementId, booksId, customerId, language } = statement;
  const values = placesOf(statement, {
    contact: contact.name,
    sentOn: dayIn(desk.timeZone, statement.sentAt ?? deps.clock.now()),
    link: await linkTo(desk, {
      orgId,
      booksId,
      customerId,
      statementId,
      linkVersion: version,
      contactId: contact.id,
    }),
  });
  const { subject, body } = composeMessage(desk.templates, { code: of.code, language }, values);
  const message: NewMessage = {
    dedupeKey: `statement ${statementId} ${of.key}`,
    channel: contact.channel,
    template: of.code,
    language,
    customerId,
    contactId: contact.id,
    statementId,
    toName: contact.name,
    toAddress: contact.address,
    subject,
    body,
    params: values,
    attachments: takesPapers(contact.channel, settings)
      ? [{ kind: "statement", id: statementId, format: "pdf" }]
      : [],
    isUrgent: false,
    messageId: newMessageId(settings.domain),
    memberId: actor.memberId,
  };
  await insertMessages(db, { orgId, booksId }, [message]);
}

/** A letter is nothing without its paper; no phone takes one. */
function takesPapers(channel: string, { policy }: SendingSettings): boolean {
  return channel === "letter" || (policy.attachPdf && (channel === "email" || channel === "log"));
}

async function linkTo(
  { deps, db }: SendingDesk,
  invitation: Parameters<typeof inviteContact>[2],
): Promise<string> {
  if (deps.publicUrl === undefined) return "";
  const { path } = await inviteContact(deps, db, invitation);
  return new URL(path, deps.publicUrl).href;
}

/** What stands in the places of a template (core/words/messages.ts). */
function placesOf(
  statement: Pick<StatementRow, "snapshot">,
  more: { readonly contact: string; readonly sentOn: string; readonly link: string },
): Record<string, string> {
  const { snapshot } = statement;
  const money = (text: string) => readableAmount(text, snapshot.language);
  return {
    ...more,
    customer: snapshot.customer.name,
    sender: snapshot.sender.name,
    no: snapshot.no,
    form: statementForms[snapshot.form][snapshot.language],
    to: snapshot.to,
    currency: snapshot.currency,
    closing: money(snapshot.closing),
    asked: money(snapshot.asked),
    replyBy: snapshot.replyBy,
  };
}
