// The mailbox for replies: set up, tried, looked into now.
import { lookIntoMailbox } from "../../channels/mailbox.ts";
import {
  type MailboxChange,
  type MailboxOutcome,
  type MailboxSetup,
  mailboxSettings,
} from "../../contract/replies.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectChannelSettings, storeChannelSetting } from "../../db/channel-settings.ts";
import { selectMailboxCursor, storeMailboxCursor } from "../../db/mail-replies.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";
import { sealSecret } from "../sending/secret-box.ts";
import { fetchReplies, loadMailbox, mailboxRow, saidBy } from "./fetch-replies.ts";

export async function readMailboxSetup(deps: Deps, orgId: number): Promise<MailboxSetup> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    const rows = await selectChannelSettings(db, orgId);
    const row = rows.find(({ channel }) => channel === mailboxRow);
    const setting = mailboxSettings.safeParse(row?.setting);
    const folder = setting.success ? setting.data.folder : "";
    const cursor = await selectMailboxCursor(db, orgId, folder);
    return {
      setting: setting.success ? setting.data : null,
      hasPassword: row?.secret != null,
      checkedAt: cursor?.checkedAt.toISOString() ?? null,
      error: cursor?.error ?? "",
    };
  });
}

/** Another mailbox is read from its end; the password is sealed and never given back. */
export async function saveMailbox(
  deps: Deps,
  actor: Actor,
  { password, ...setting }: MailboxChange,
): Promise<MailboxSetup> {
  const { orgId, memberId } = actor;
  const secret = password === undefined ? null : await sealSecret(deps.dataFolder, password);
  const before = await loadMailbox(deps, orgId);
  const isOther = before?.setting.host !== setting.host || before.setting.user !== setting.user;
  await inOrganisation(deps.pool, orgId, async (db) => {
    await storeChannelSetting(db, orgId, { channel: mailboxRow, setting, secret, memberId });
    if (isOther) {
      const { folder } = setting;
      await storeMailboxCursor(db, orgId, { folder, uidValidity: 0, lastUid: 0, error: "" });
    }
    await recordAct(db, actor, { action: "sending.mailbox", detail: setting });
  });
  return readMailboxSetup(deps, orgId);
}

export type MailboxRefusal = { readonly code: "channel_not_set_up" };

export async function tryMailbox(
  deps: Deps,
  orgId: number,
): Promise<Result<MailboxOutcome, MailboxRefusal>> {
  const mailbox = await loadMailbox(deps, orgId);
  if (mailbox === null) return refuse({ code: "channel_not_set_up" });
  try {
    const { mails } = await lookIntoMailbox(mailbox.setting, mailbox.password);
    const { error } = await fetchReplies(deps, orgId);
    return ok({ isOpen: error === "", mails: error === "" ? mails : 0, error });
  } catch (error) {
    return ok({ isOpen: false, mails: 0, error: saidBy(error) });
  }
}
