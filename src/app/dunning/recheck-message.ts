// The last look at a reminder in the outbox: the ledger is read again, the text made anew with the
// figures of this moment, or the message stays here. Called by the sender, one message at a time.
import { dayIn } from "../../clock.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import {
  type DunningTemplate,
  dunningTemplates,
  isTouchChannel,
  type Tone,
  tones,
} from "../../core/dunning/policy.ts";
import type { Recheck } from "../../core/dunning/recheck.ts";
import { recheckNotice } from "../../core/dunning/recheck.ts";
import { booksById } from "../../db/books.ts";
import { lockNoticeOfMessage, updateMessageText } from "../../db/dunning-messages.ts";
import {
  lockNotices,
  type NoticeRow,
  selectNoticeItems,
  updateNotice,
  updateNoticeFigures,
} from "../../db/dunning-notices.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { contactsOf, openDesk, wordNotice } from "./desk.ts";
import { type LoadedCustomer, loadFacts } from "./load-facts.ts";
import { figuresOf } from "./notice-figures.ts";
import { type DunningBooks, type LoadedRules, loadRules } from "./rules.ts";
import type { WrittenNotice } from "./write-notice.ts";

export type MessageVerdict =
  | { readonly kind: "go"; readonly text: WrittenNotice | null }
  | { readonly kind: "wait"; readonly minutes: number }
  | { readonly kind: "stop"; readonly reason: string };

/** On a day off a message is looked at again after four hours. */
const wait = { kind: "wait", minutes: 240 } as const;

export function isDunningTemplate(template: string): template is DunningTemplate {
  return dunningTemplates.some((one) => one === template);
}

export async function recheckMessage(
  deps: Deps,
  of: { readonly orgId: number; readonly messageId: number },
): Promise<MessageVerdict> {
  const { orgId, messageId } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const found = await lockNoticeOfMessage(db, orgId, messageId);
    const books = found ? await dunningBooks(deps, db, { orgId, booksId: found.booksId }) : null;
    if (!found || !books) return { kind: "go", text: null };
    const [notice] = await lockNotices(db, books, [found.id]);
    if (notice?.state !== "released") return { kind: "stop", reason: "notice_ended" };
    const loaded = await loadRules(db, books);
    // a day off decides nothing: a promise that holds it back may be over when it can leave
    if (!loaded.rules.calendar.isWorkingDay(books.today)) return wait;
    const again = await lookAgain(db, books, { notice, loaded });
    if (again.verdict.kind === "wait") return wait;
    if (again.verdict.kind === "stop") {
      const { reason } = again.verdict;
      await stopNotice(db, orgId, { id: notice.id, reason });
      return { kind: "stop", reason };
    }
    const desk = await openDesk(db, books, { loaded, memberId: null });
    const contacts = await contactsOf(desk, [notice.contactId]);
    const { asks, around } = again.verdict;
    const { template, tone } = wordingOf(notice);
    const { customer } = again;
    const contact = contacts.get(notice.contactId ?? 0) ?? null;
    const { channel } = notice;
    const wording = { customer, contact, template, tone, channel, asks, around };
    const text = await wordNotice(desk, wording);
    const { subject, body } = text;
    await updateMessageText(db, orgId, { id: messageId, subject, body });
    const figures = figuresOf(asks, new Map());
    await updateNoticeFigures(db, orgId, { id: notice.id, takenOn: books.today, ...figures });
    return { kind: "go", text };
  });
}

export async function stopNotice(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly reason: string },
): Promise<void> {
  const { id, reason } = of;
  await updateNotice(db, orgId, {
    id,
    state: "stopped",
    takenOn: null,
    stopReason: reason,
    memberId: null,
  });
}

export type SecondLook = {
  readonly verdict: Recheck;
  readonly customer: LoadedCustomer;
};

/** What the ledger says of a notice at this moment. */
export async function lookAgain(
  db: Db,
  books: DunningBooks,
  { notice, loaded }: { readonly notice: NoticeRow; readonly loaded: LoadedRules },
): Promise<SecondLook> {
  const { policies, rules } = loaded;
  const whom = { customerIds: [notice.customerId], exceptNoticeId: notice.id };
  const [customer] = await loadFacts(db, books, { policies, ...whom });
  assert(customer !== undefined, "a notice is about a customer of these books");
  const items = await selectNoticeItems(db, books.orgId, notice.id);
  const verdict = recheckNotice(customer.facts, rules, {
    notice: {
      kind: notice.kind,
      channel: isTouchChannel(notice.channel) ? notice.channel : null,
      items: new Map(items.map(({ itemId, nominal }) => [itemId, nominal])),
    },
    day: books.today,
  });
  return { verdict, customer };
}

export function wordingOf(notice: NoticeRow): {
  readonly template: DunningTemplate;
  readonly tone: Tone;
} {
  const { template, tone } = notice;
  return {
    template: isDunningTemplate(template) ? template : "dunning_reminder",
    tone: isTone(tone) ? tone : "plain",
  };
}

export async function dunningBooks(
  deps: Pick<Deps, "clock">,
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<DunningBooks | null> {
  const row = await booksById(db, orgId, booksId);
  if (!row) return null;
  const { homeCurrency, timeZone } = row;
  const today: IsoDate = isoDate(dayIn(timeZone, deps.clock.now()));
  return { orgId, booksId, homeCurrency, timeZone, today };
}

function isTone(text: string): text is Tone {
  return Object.hasOwn(tones, text);
}
