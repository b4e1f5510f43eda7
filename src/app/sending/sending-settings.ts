// How this organisation sends: which channel is on, its settings, quiet hours and pace.
import type { Sender } from "../../channels/channel.ts";
import { emailSetting } from "../../channels/email.ts";
import { findChannel } from "../../channels/registry.ts";
import { type SendingPolicy, sendingPolicy } from "../../contract/sending.ts";
import { type ChannelSettingRow, selectChannelSettings } from "../../db/channel-settings.ts";
import type { Db } from "../../db/pool.ts";
import type { Deps } from "../deps.ts";
import { openSecret } from "./secret-box.ts";

/** Stands beside the channels' own rows. */
export const policyRow = "policy";

export type SendingSettings = {
  readonly policy: SendingPolicy;
  readonly channels: readonly ChannelSettingRow[];
  /** Of the sender's address; part of every message id. */
  readonly domain: string;
};

export async function loadSendingSettings(db: Db, orgId: number): Promise<SendingSettings> {
  const rows = await selectChannelSettings(db, orgId);
  const stored = rows.find(({ channel }) => channel === policyRow)?.setting ?? {};
  const mail = rows.find(({ channel }) => channel === "email");
  const from = mail ? emailSetting(mail.setting)?.fromAddress : undefined;
  return {
    policy: sendingPolicy.parse(stored),
    channels: rows.filter(({ channel }) => findChannel(channel) !== null),
    domain: from?.split("@")[1] ?? "qingzhang.invalid",
  };
}

/** Null: that channel is not set up. */
export async function openSender(
  deps: Pick<Deps, "dataFolder" | "clock" | "vendorAddresses">,
  settings: SendingSettings,
  code: string,
): Promise<Sender | null> {
  const channel = findChannel(code);
  if (channel === null) return null;
  const row = settings.channels.find((one) => one.channel === code);
  const secret = row?.secret ? await openSecret(deps.dataFolder, row.secret) : "";
  if (secret === null) return null;
  return channel.open({
    setting: row?.setting ?? {},
    secret,
    now: deps.clock.now,
    vendorAddress: deps.vendorAddresses?.[code],
  });
}
