// Settings of the channels that have a form drawn from their own fields: SMS vendors and robots. What
// is secret is sealed together and never given back; an empty secret stays as it is.
import { type Channel, secretFields } from "../../channels/channel.ts";
import { channels, findChannel } from "../../channels/registry.ts";
import { templateField, templateHint } from "../../channels/sms.ts";
import type { ChannelChange, ChannelSetup } from "../../contract/sending.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { smsMessages } from "../../core/words/messages.ts";
import { type ChannelSettingRow, storeChannelSetting } from "../../db/channel-settings.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";
import { openSecret, sealSecret } from "./secret-box.ts";
import { loadSendingSettings, type SendingSettings } from "./sending-settings.ts";
import { exampleValues } from "./templates.ts";

type Fields = ChannelSetup["fields"];

export async function channelSetups(
  deps: Deps,
  rows: readonly ChannelSettingRow[],
): Promise<ChannelSetup[]> {
  const drawn = channels.filter(({ fields }) => fields.length > 0);
  return Promise.all(
    drawn.map(async (channel) => {
      const row = rows.find((one) => one.channel === channel.code);
      const secret = row?.secret ? ((await openSecret(deps.dataFolder, row.secret)) ?? "") : "";
      const setting = texts(row?.setting ?? {});
      const open = channel.open({ setting, secret, now: deps.clock.now });
      open?.close();
      return {
        code: channel.code,
        title: channel.title,
        addressKind: channel.addressKind,
        fields: fieldsOnWire(channel),
        setting,
        secretsKept: Object.keys(secretFields(secret)),
        isReady: open !== null,
        testedAt: row?.testedAt?.toISOString() ?? null,
      };
    }),
  );
}

function fieldsOnWire({ fields, hasTemplates }: Channel): Fields {
  const own = fields.map(({ name, zh, en, isSecret = false, isNeeded = false, hint = null }) => {
    return { name, zh, en, isSecret, isNeeded, hint };
  });
  if (!hasTemplates) return own;
  const templates = Object.entries(smsMessages).map(([code, { zh, en }]) => {
    const name = templateField(code);
    return { name, zh, en, isSecret: false, isNeeded: false, hint: templateHint };
  });
  return [...own, ...templates];
}

function texts(setting: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(setting).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

/** What the channel does not ask for is left out. */
export async function saveChannel(
  deps: Deps,
  actor: Actor,
  { code, change }: { readonly code: string; readonly change: ChannelChange },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const channel = findChannel(code);
  if (channel === null || channel.fields.length === 0) return refuse({ code: "not_found" });
  const fields = fieldsOnWire(channel);
  const { orgId, memberId } = actor;
  await inOrganisation(deps.pool, orgId, async (db) => {
    const { channels: rows } = await loadSendingSettings(db, orgId);
    const before = rows.find((one) => one.channel === code)?.secret ?? null;
    const kept = before === null ? "" : ((await openSecret(deps.dataFolder, before)) ?? "");
    const setting = pick(fields, change.setting, false);
    const secrets = { ...secretFields(kept), ...given(pick(fields, change.secrets, true)) };
    const secret = await sealSecret(deps.dataFolder, JSON.stringify(secrets));
    await storeChannelSetting(db, orgId, { channel: code, setting, secret, memberId });
    const detail = { channel: code, ...setting, secrets: Object.keys(given(change.secrets)) };
    await recordAct(db, actor, { action: "sending.channel", detail });
  });
  return ok(null);
}

function pick(
  fields: Fields,
  values: Readonly<Record<string, string>>,
  secret: boolean,
): Record<string, string> {
  const names = fields.filter(({ isSecret }) => isSecret === secret).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, (values[name] ?? "").trim()]));
}

function given(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** A test goes out as the first message the vendor has a template for. */
export function exampleOn(
  settings: SendingSettings,
  code: string,
  language: "zh" | "en",
): { readonly template: string; readonly params: Readonly<Record<string, string>> } {
  const setting = texts(settings.channels.find(({ channel }) => channel === code)?.setting ?? {});
  const known = Object.keys(smsMessages).find((one) => (setting[templateField(one)] ?? "") !== "");
  return { template: known ?? "test", params: exampleValues(language) };
}
