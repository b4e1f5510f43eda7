// Reads what is new in the mailbox for replies. Each mail and the step past it are one transaction, so
// that a kill in between neither loses a mail nor takes one twice.
import {
  type IncomingMail,
  lookIntoMailbox,
  type MailboxPlace,
  type MailboxSetting,
  readMailbox,
} from "../../channels/mailbox.ts";
import { mailboxSettings } from "../../contract/replies.ts";
import { booksOf } from "../../db/books.ts";
import { selectChannelSettings } from "../../db/channel-settings.ts";
import { selectMailboxCursor, storeMailboxCursor } from "../../db/mail-replies.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { openSecret } from "../sending/secret-box.ts";
import { takeMail } from "./take-mail.ts";

/** Stands beside the channels' own rows. */
export const mailboxRow = "mailbox";

export type Mailbox = { readonly setting: MailboxSetting; readonly password: string };

/** Null: none is set up. */
export async function loadMailbox(deps: Deps, orgId: number): Promise<Mailbox | null> {
  const rows = await inOrganisation(deps.pool, orgId, (db) => selectChannelSettings(db, orgId));
  const row = rows.find(({ channel }) => channel === mailboxRow);
  const setting = mailboxSettings.safeParse(row?.setting);
  if (!row || !setting.success) return null;
  const password = row.secret ? await openSecret(deps.dataFolder, row.secret) : "";
  return password === null ? null : { setting: setting.data, password };
}

export type Fetched = {
  /** How many mails were new. */
  readonly mails: number;
  /** What kept the mailbox from being read to its end; empty: nothing. */
  readonly error: string;
};

/** A mailbox that cannot be read is no fault of ours: it is said on its page, and once in the log. */
export async function fetchReplies(deps: Deps, orgId: number): Promise<Fetched> {
  const mailbox = await loadMailbox(deps, orgId);
  if (mailbox === null) return { mails: 0, error: "" };
  const { setting, password } = mailbox;
  const { folder } = setting;
  const known = await inOrganisation(deps.pool, orgId, (db) =>
    selectMailboxCursor(db, orgId, folder),
  );
  let place: MailboxPlace = known ?? { uidValidity: 0, lastUid: 0 };
  let mails = 0;
  let ownFault: unknown = null;
  const take = async (mail: IncomingMail) => {
    const next = { uidValidity: mail.uidValidity, lastUid: mail.uid };
    const isNew = await inOrganisation(deps.pool, orgId, async (db) => {
      await storeMailboxCursor(db, orgId, { folder, ...next, error: "" });
      return takeMail(deps, db, orgId, mail);
    });
    place = next;
    mails += isNew ? 1 : 0;
  };
  let error = "";
  try {
    // The first look reads nothing: what lay there before is nobody's reply to us.
    if (place.uidValidity === 0) place = (await lookIntoMailbox(setting, password)).place;
    place = await readMailbox(setting, { password, since: place }, (mail) =>
      take(mail).catch((fault: unknown) => {
        ownFault = fault;
        throw fault;
      }),
    );
  } catch (fault) {
    error = saidBy(fault);
  }
  const { uidValidity, lastUid } = place;
  await inOrganisation(deps.pool, orgId, (db) =>
    storeMailboxCursor(db, orgId, { folder, uidValidity, lastUid, error }),
  );
  if (ownFault !== null) throw ownFault;
  if (error !== "" && error !== known?.error) {
    deps.log.warn({ orgId, host: setting.host, error }, "the mailbox for replies cannot be read");
  }
  return { mails, error };
}

/** What the server said, where it said something. */
export function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = "responseText" in error ? String(error.responseText ?? "") : "";
  return (said === "" ? error.message : said).slice(0, 300);
}

/** A mailbox belongs to the organisation: its first books' turn is the time to look. */
export async function fetchRepliesInTurn(deps: Deps, books: ClockBooks): Promise<void> {
  const { orgId, booksId } = books;
  const [first] = await inOrganisation(deps.pool, orgId, (db) => booksOf(db, orgId));
  if (first?.id === booksId) await fetchReplies(deps, orgId);
}
