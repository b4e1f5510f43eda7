// Everything needed to write notices for one set of books, read once: letterhead, templates, contacts,
// how messages leave.

import type { SendingPolicy } from "../../contract/sending.ts";
import type { ItemAsk } from "../../core/dunning/asking.ts";
import type { CustomerPlan } from "../../core/dunning/plan.ts";
import type { DunningTemplate, Tone } from "../../core/dunning/policy.ts";
import { ownNameIn } from "../../core/own-names.ts";
import { booksById } from "../../db/books.ts";
import { selectTemplates } from "../../db/channel-settings.ts";
import { type DunningContactRow, selectDunningContacts } from "../../db/dunning-source.ts";
import type { NewMessage } from "../../db/outbox.ts";
import { selectPrintedAccounts } from "../../db/pay-accounts.ts";
import type { Db } from "../../db/pool.ts";
import { newMessageId } from "../sending/compose.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import { wayTo } from "../sending/way-to.ts";
import { lateMemo } from "./late-memo.ts";
import type { LoadedCustomer } from "./load-facts.ts";
import type { DunningBooks, LoadedRules } from "./rules.ts";
import { type Letterhead, type WrittenNotice, writeNotice } from "./write-notice.ts";

export type DunningDesk = {
  readonly db: Db;
  readonly books: DunningBooks;
  readonly loaded: LoadedRules;
  readonly head: Letterhead;
  /** How this organisation reaches its customers. */
  readonly policy: SendingPolicy;
  readonly domain: string;
  readonly memberId: number | null;
};

export async function openDesk(
  db: Db,
  books: DunningBooks,
  of: { readonly loaded: LoadedRules; readonly memberId: number | null },
): Promise<DunningDesk> {
  const { policy, domain } = await loadSendingSettings(db, books.orgId);
  const templates = await selectTemplates(db, books.orgId);
  const accounts = await selectPrintedAccounts(db, books);
  const row = await booksById(db, books.orgId, books.booksId);
  const senderName = (language: "zh" | "en") => (row ? ownNameIn(row, language) : "");
  const { calendar } = of.loaded.rules;
  const head = { templates, accounts, senderName, calendar };
  return { db, books, head, policy, domain, ...of };
}

/** A superior is written to by the last notice; else who pays. */
export function contactFor({ state }: LoadedCustomer, tone: Tone): number | null {
  return tone === "final" ? (state.superiorId ?? state.contactId) : state.contactId;
}

/** Whom a notice goes to: as it was planned, else whom its tone asks for. */
export async function contactOfNotice(
  desk: DunningDesk,
  of: { readonly planned: number | null; readonly customer: LoadedCustomer; readonly tone: Tone },
): Promise<DunningContactRow | null> {
  const id = of.planned ?? contactFor(of.customer, of.tone);
  return (await contactsOf(desk, [id])).get(id ?? 0) ?? null;
}

/** For reading: the mail address, of a letter the postal one. */
export function addressOn(contact: DunningContactRow | null, channel: string): string {
  if (contact === null) return "";
  const { name, email, postalAddress } = contact;
  const address = isLetter(channel) ? postalAddress : email && `<${email}>`;
  return [name, address].filter((part) => part !== "").join(" ");
}

export async function contactsOf(
  desk: DunningDesk,
  ids: readonly (number | null)[],
): Promise<ReadonlyMap<number, DunningContactRow>> {
  const wanted = ids.filter((id) => id !== null);
  const rows = await selectDunningContacts(desk.db, desk.books.orgId, wanted);
  return new Map(rows.map((row) => [row.id, row]));
}

export type NoticeWording = {
  readonly customer: LoadedCustomer;
  readonly contact: DunningContactRow | null;
  readonly template: DunningTemplate;
  readonly tone: Tone;
  readonly channel: string;
  readonly asks: readonly ItemAsk[];
  readonly around: readonly ItemAsk[];
};

export async function wordNotice(desk: DunningDesk, of: NoticeWording): Promise<WrittenNotice> {
  const { customer, contact } = of;
  const { rows, isStatutory } = await lateMemo(desk.db, desk.books, {
    asks: of.asks,
    policyOf: customer.facts.policyOf,
  });
  return writeNotice(desk.head, {
    language: contact?.language ?? "zh",
    template: of.template,
    tone: of.tone,
    customer: customer.state.name,
    contact: contact?.name ?? customer.state.name,
    day: desk.books.today,
    asks: of.asks,
    around: of.around,
    late: rows,
    isLateStatutory: isStatutory,
    isPaper: isLetter(of.channel),
  });
}

/** What stands around the documents of a plan: all that is due. */
export function aroundOf(plan: CustomerPlan): ItemAsk[] {
  const named = new Set(plan.touch?.asks ?? []);
  return plan.asks.filter((ask) => ask.days > 0 || named.has(ask));
}

/** The same notice is never queued twice. */
export function messageKey(noticeId: number): string {
  return `dunning:${noticeId}`;
}

/** Letters go through the outbox too: their text is frozen there and printed from there. */
export function leavesByOutbox(channel: string): boolean {
  return channel === "email" || isLetter(channel);
}

export function isLetter(channel: string): boolean {
  return channel === "letter" || channel === "lawyer_letter";
}

/** Null: the contact cannot be reached. A letter may go to a customer without a contact. */
export function messageOf(
  desk: DunningDesk,
  of: {
    readonly noticeId: number;
    readonly channel: string;
    readonly customer: LoadedCustomer;
    readonly template: string;
    readonly contact: DunningContactRow | null;
    readonly text: WrittenNotice;
  },
): NewMessage | null {
  const { contact, customer, text } = of;
  const byPost = { channel: "letter", address: contact?.postalAddress ?? "" };
  const byWay = contact === null ? null : wayTo(desk.policy, contact);
  const way = isLetter(of.channel) ? byPost : byWay;
  if (way === null) return null;
  return {
    dedupeKey: messageKey(of.noticeId),
    channel: way.channel,
    template: of.template,
    language: contact?.language ?? "zh",
    customerId: customer.state.id,
    contactId: contact?.id ?? null,
    statementId: null,
    toName: contact?.name ?? customer.state.name,
    toAddress: way.address,
    ...text,
    attachments: [],
    isUrgent: false,
    messageId: newMessageId(desk.domain),
    memberId: desk.memberId,
  };
}
