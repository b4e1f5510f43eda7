// Reads what is new in the mailbox for replies. Each mail and the step past it are one transaction, so
// that a kill in between neither loses a mail nor takes one twice.
import {
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

/** How many mails were new. */
export async function fetchReplies(deps: Deps, orgId: number): Promise<number> {
  const mailbox = await loadMailbox(deps, orgId);
  if (mailbox === null) return 0;
  const { setting, password } = mailbox;
  const { folder } = setting;
  let place = await placeOf(deps, orgId, mailbox);
  let taken = 0;
  const step = (next: MailboxPlace, error = "") =>
    inOrganisation(deps.pool, orgId, (db) =>
      storeMailboxCursor(db, orgId, { folder, ...next, error }),
    );
  try {
    place = await readMailbox(setting, { password, since: place }, async (mail) => {
      const next = { uidValidity: mail.uidValidity, lastUid: mail.uid };
      const isNew = await inOrganisation(deps.pool, orgId, async (db) => {
        await storeMailboxCursor(db, orgId, { folder, ...next, error: "" });
        return takeMail(deps, db, orgId, mail);
      });
      place = next;
      taken += isNew ? 1 : 0;
    });
    await step(place);
  } catch (error) {
    await step(place, error instanceof Error ? error.message.slice(0, 300) : String(error));
    throw error;
  }
  return taken;
}

/** The first look reads nothing: what lay there before is nobody's reply to us. */
async function placeOf(deps: Deps, orgId: number, mailbox: Mailbox): Promise<MailboxPlace> {
  const { setting, password } = mailbox;
  const known = await inOrganisation(deps.pool, orgId, (db) =>
    selectMailboxCursor(db, orgId, setting.folder),
  );
  if (known !== null && known.uidValidity > 0) return known;
  return (await lookIntoMailbox(setting, password)).place;
}

/** A mailbox belongs to the organisation: its first books' turn is the time to look. */
export async function fetchRepliesInTurn(deps: Deps, books: ClockBooks): Promise<void> {
  const { orgId, booksId } = books;
  const [first] = await inOrganisation(deps.pool, orgId, (db) => booksOf(db, orgId));
  if (first?.id === booksId) await fetchReplies(deps, orgId);
}
