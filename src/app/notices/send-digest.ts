// Notices that leave the house: a digest a day to each member by mail, urgent things at once to the
// group of the team. Through the outbox, so each leaves exactly once.
import { minuteIn } from "../../clock.ts";
import {
  type DigestPreference,
  digestPreference,
  type NoticeSettings,
} from "../../contract/notices.ts";
import { type Happening, noticeKinds } from "../../core/notices/notice.ts";
import { digestWords, noticeSentence } from "../../core/words/notices.ts";
import { selectPreference } from "../../db/collection-settings.ts";
import type { TeamMemberRow } from "../../db/collection-team.ts";
import { markDigested, type NoticeRow, selectUndigested } from "../../db/notices.ts";
import { insertMessages, type NewMessage } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import type { Deps } from "../deps.ts";
import { newMessageId } from "../sending/compose.ts";
import type { SendingSettings } from "../sending/sending-settings.ts";
import type { NoticeBooks } from "./happenings.ts";
import { noticeOfRow } from "./list-notices.ts";

export type DigestDesk = {
  readonly deps: Pick<Deps, "publicUrl">;
  readonly db: Db;
  readonly books: NoticeBooks;
  readonly sending: SendingSettings;
  readonly now: Date;
};

/** A group of several people is written to in one language. */
const groupLanguage = "zh";

/** One message for all urgent things of a round: a group is no mailbox. */
export async function tellGroup(
  desk: DigestDesk,
  of: { readonly fresh: readonly Happening[]; readonly settings: NoticeSettings },
): Promise<number> {
  const { db, books, sending } = desk;
  const channel = of.settings.group;
  const urgent = of.fresh.filter(({ kind }) => noticeKinds[kind].isUrgent);
  const isSetUp = sending.channels.some((one) => one.channel === channel);
  if (channel === "" || !isSetUp || urgent.length === 0) return 0;
  const sentences = urgent.map(({ kind, fields }) => noticeSentence(kind, fields, groupLanguage));
  const link = linkTo(desk);
  const { subject } = digestWords({ name: "", date: books.today, sentences, link }, groupLanguage);
  const body = [...sentences.map((line) => `· ${line}`), link].join("\n").trim();
  const key = `group ${channel} ${urgent[0]?.dedupeKey} ${urgent.length}`;
  return insertMessages(db, books, [messageOf(desk, { channel, key, subject, body })]);
}

/** How many messages went into the outbox. */
export async function sendDigests(
  desk: DigestDesk,
  team: readonly TeamMemberRow[],
): Promise<number> {
  const { db, books, sending, now } = desk;
  const channel = digestChannel(sending);
  if (channel === null) return 0;
  const waiting = Map.groupBy(await selectUndigested(db, books), (row) => row.memberId);
  const hour = Math.floor(minuteIn(books.timeZone, now) / 60);
  let sent = 0;
  for (const member of team) {
    const rows = waiting.get(member.id) ?? [];
    if (rows.length === 0 || member.email === "") continue;
    const wish = await loadDigestPreference(db, { ...books, memberId: member.id });
    if (!wish.isOn || hour < wish.hour) continue;
    const isNew = await insertMessages(db, books, [digestOf(desk, { member, rows, channel })]);
    if (isNew === 0) continue;
    sent += isNew;
    const ids = rows.map(({ id }) => id);
    await markDigested(db, books.orgId, ids);
  }
  return sent;
}

/** By mail where mail is set up; while the product is tried out it is kept among what was sent. */
function digestChannel({ channels, policy }: SendingSettings): string | null {
  if (channels.some(({ channel }) => channel === "email")) return "email";
  return policy.channel === "log" ? "log" : null;
}

export async function loadDigestPreference(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly memberId: number },
): Promise<DigestPreference> {
  return digestPreference.parse((await selectPreference(db, of, "digest")) ?? {});
}

function digestOf(
  desk: DigestDesk,
  of: {
    readonly member: TeamMemberRow;
    readonly rows: readonly NoticeRow[];
    readonly channel: string;
  },
): NewMessage {
  const { name, email, language, id } = of.member;
  const sentences = of.rows.map((row) => noticeOfRow(row, language).sentence);
  const { today: date } = desk.books;
  const words = digestWords({ name, date, sentences, link: linkTo(desk) }, language);
  // one a member and day: what comes later is in tomorrow's
  const key = `digest ${id} ${date}`;
  const to = { toName: name, toAddress: email, language };
  return { ...messageOf(desk, { channel: of.channel, key, ...words }), ...to };
}

function linkTo({ deps, books }: DigestDesk): string {
  if (deps.publicUrl === undefined) return "";
  return new URL(`/b/${books.booksId}/notices`, deps.publicUrl).href;
}

function messageOf(
  { sending, books }: DigestDesk,
  of: {
    readonly channel: string;
    readonly key: string;
    readonly subject: string;
    readonly body: string;
  },
): NewMessage {
  return {
    dedupeKey: `notices ${books.booksId} ${of.key}`,
    channel: of.channel,
    template: "notice_digest",
    language: groupLanguage,
    customerId: null,
    contactId: null,
    statementId: null,
    toName: "",
    toAddress: "",
    subject: of.subject,
    body: of.body,
    attachments: [],
    isUrgent: false,
    messageId: newMessageId(sending.domain),
    memberId: null,
  };
}
