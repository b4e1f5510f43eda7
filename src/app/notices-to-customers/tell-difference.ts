// Tells a customer of a difference a run has found: what came, what is missing, what our tests say, and
// a link to the one answer. By a person, or by the program for what is worth asking about.
import { dayIn } from "../../clock.ts";
import { mayBeTold, tellable, toldByItself } from "../../core/disputes/notice.ts";
import { formatMinor, readableMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { wordBecause } from "../../core/words/matching.ts";
import { selectTemplates, type TemplateRow } from "../../db/channel-settings.ts";
import {
  insertNotice,
  type NoticeSeen,
  selectNoticeContacts,
  selectTellable,
  storeNoticeLink,
  type TellableRow,
} from "../../db/difference-notices.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import { insertMessages, noticeMessageKey } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { inviteContact } from "../portal/invite-contact.ts";
import { composeMessage, newMessageId } from "../sending/compose.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { loadSendingSettings, type SendingSettings } from "../sending/sending-settings.ts";
import { type Way, wayTo } from "../sending/way-to.ts";

/** A turn of the clock tells so many; the rest follows at the next. */
const mostATurn = 100;

export type TellRefusal =
  | { readonly code: "difference_not_tellable" }
  | { readonly code: "no_contact"; readonly customer: string };

type Desk = {
  readonly deps: Pick<Deps, "clock" | "publicUrl">;
  readonly db: Db;
  readonly recording: Recording;
  readonly settings: SendingSettings;
  readonly templates: readonly TemplateRow[];
  readonly books: Books;
  readonly actorName: string;
};

type Books = Pick<ClockBooks, "orgId" | "booksId" | "name" | "ownNames" | "timeZone">;

export async function tellDifference(
  deps: Deps,
  actor: Pick<Actor, "memberId" | "name">,
  of: { readonly books: Books; readonly id: number },
): Promise<Result<{ readonly id: number }, TellRefusal>> {
  const { books, id } = of;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const desk = await openDesk(deps, db, { books, actor });
    const [row] = await selectTellable(db, books, { id, residuals: tellable, limit: 1 });
    if (!row) return refuse({ code: "difference_not_tellable" });
    return tell(desk, row);
  });
}

/** At each turn of the clock, where the organisation wants it. */
export async function tellNewDifferences(deps: Deps, books: ClockBooks): Promise<void> {
  await inOrganisation(deps.pool, books.orgId, async (db) => {
    const { policy } = await loadSendingSettings(db, books.orgId);
    if (!policy.tellDifferences) return;
    const limit = mostATurn;
    const rows = await selectTellable(db, books, { id: null, residuals: toldByItself, limit });
    if (rows.length === 0) return;
    const desk = await openDesk(deps, db, { books, actor: { memberId: null, name: "" } });
    // one without a contact is left for a person
    for (const row of rows) await tell(desk, row);
  });
}

async function openDesk(
  deps: Desk["deps"],
  db: Db,
  of: { readonly books: Books; readonly actor: Pick<Actor, "memberId" | "name"> },
): Promise<Desk> {
  const { books, actor } = of;
  const { orgId, booksId } = books;
  const { memberId, name: actorName } = actor;
  const recording = await beginRecording(db, { orgId, booksId, memberId });
  const settings = await loadSendingSettings(db, orgId);
  const templates = await selectTemplates(db, orgId);
  return { deps, db, recording, settings, templates, books, actorName };
}

async function tell(
  desk: Desk,
  row: TellableRow,
): Promise<Result<{ readonly id: number }, TellRefusal>> {
  const { db, recording, settings, actorName } = desk;
  const { orgId, memberId } = recording;
  const contacts = await selectNoticeContacts(db, orgId, row.customerId);
  const reached = contacts.flatMap((contact) => {
    const way = wayTo(settings.policy, contact);
    // a letter takes days, and nobody answers it with one click
    return way === null || way.channel === "letter" ? [] : [{ ...contact, ...way }];
  })[0];
  if (!reached) return refuse({ code: "no_contact", customer: row.customerName });
  const seen = seenOf(row);
  const { customerId, differenceId, itemId, currency, shortMinor } = row;
  const about = { customerId, differenceId, itemId, currency, shortMinor };
  const id = await insertNotice(db, recording, {
    ...about,
    contactId: reached.id,
    seen,
    memberId,
  });
  await enqueue(desk, { id, row, seen, contact: reached });
  const detail = { noticeId: id, to: reached.address };
  await insertDifferenceEvents(db, recording, [{ id: differenceId, act: "told", detail }]);
  const subject = { subjectKind: "difference", subjectId: differenceId };
  await storeAudit(db, recording, [
    { actor: actorName, action: "difference.tell", ...subject, detail },
  ]);
  return ok({ id });
}

function seenOf(row: TellableRow): NoticeSeen {
  const { currency, paidCurrency } = row;
  const text = (minor: number | null, of: string) =>
    minor === null ? null : formatMinor(minor, of);
  return {
    no: row.itemNo,
    amount: formatMinor(row.amountMinor, currency),
    open: formatMinor(row.openMinor, currency),
    paidOn: row.paidOn,
    paid: text(row.paidMinor, paidCurrency ?? currency),
    paidCurrency,
    applied: text(row.appliedMinor, currency),
    because: row.because
      .filter(({ key }) => mayBeTold(key))
      .map((one) => ({ zh: wordBecause(one, "zh"), en: wordBecause(one, "en") })),
  };
}

async function enqueue(
  desk: Desk,
  of: {
    readonly id: number;
    readonly row: TellableRow;
    readonly seen: NoticeSeen;
    readonly contact: Way & {
      readonly id: number;
      readonly name: string;
      readonly language: "zh" | "en";
    };
  },
): Promise<void> {
  const { deps, db, recording, books, settings } = desk;
  const { id, row, seen, contact } = of;
  const { orgId, booksId } = recording;
  const { language } = contact;
  const { customerId, currency } = row;
  const money = (minor: number | null, currencyOf: string) =>
    minor === null ? "" : readableMinor(minor, currencyOf, language);
  const values = {
    contact: contact.name,
    customer: row.customerName,
    sender: books.ownNames[0] ?? books.name,
    no: row.itemNo,
    currency,
    paidOn: seen.paidOn ?? dayIn(books.timeZone, deps.clock.now()),
    paid: money(row.paidMinor, row.paidCurrency ?? currency),
    short: money(row.shortMinor, currency),
    list: seen.because.map((one) => one[language]).join("\n"),
    link: await linkTo(desk, { noticeId: id, customerId, contactId: contact.id }),
  };
  await insertMessages(db, books, [
    {
      ...composeMessage(desk.templates, { code: "difference_notice", language }, values),
      params: values,
      dedupeKey: noticeMessageKey(id),
      channel: contact.channel,
      template: "difference_notice",
      language,
      customerId,
      contactId: contact.id,
      statementId: null,
      toName: contact.name,
      toAddress: contact.address,
      attachments: [],
      isUrgent: false,
      messageId: newMessageId(settings.domain),
      memberId: recording.memberId,
    },
  ]);
  await wakeOutbox(db, { orgId, booksId, memberId: recording.memberId });
}

async function linkTo(
  { deps, db, recording }: Desk,
  of: { readonly noticeId: number; readonly customerId: number; readonly contactId: number },
): Promise<string> {
  if (deps.publicUrl === undefined) return "";
  const { orgId, booksId } = recording;
  const { noticeId, ...to } = of;
  const invitation = { orgId, booksId, ...to, statementId: 0, linkVersion: 0 };
  const { id: invitationId, path } = await inviteContact(deps, db, invitation);
  await storeNoticeLink(db, orgId, { id: noticeId, invitationId });
  return new URL(path, deps.publicUrl).href;
}
