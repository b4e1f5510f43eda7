// The settings of sending: read, changed, tried with a test message.
import type { Delivery } from "../../channels/channel.ts";
import { emailSetting } from "../../channels/email.ts";
import type {
  EmailSettings,
  EmailSettingsChange,
  SendingPolicy,
  SendingSetup,
} from "../../contract/sending.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  noteChannelTested,
  selectTemplates,
  storeChannelSetting,
} from "../../db/channel-settings.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";
import { channelSetups, exampleOn } from "./channel-setup.ts";
import { composeMessage, newMessageId } from "./compose.ts";
import { sealSecret } from "./secret-box.ts";
import { loadSendingSettings, openSender, policyRow } from "./sending-settings.ts";

export async function readSetup(deps: Deps, orgId: number): Promise<SendingSetup> {
  return inOrganisation(deps.pool, orgId, (db) => setupOf(deps, db, orgId));
}

export async function savePolicy(
  deps: Deps,
  actor: Actor,
  policy: SendingPolicy,
): Promise<SendingSetup> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const row = { channel: policyRow, setting: policy, secret: null, memberId };
    await storeChannelSetting(db, orgId, row);
    await recordAct(db, actor, { action: "sending.policy", detail: policy });
    return setupOf(deps, db, orgId);
  });
}

/** The password is sealed and never given back. */
export async function saveEmail(
  deps: Deps,
  actor: Actor,
  { password, ...setting }: EmailSettingsChange,
): Promise<SendingSetup> {
  const { orgId, memberId } = actor;
  const secret = password === undefined ? null : await sealSecret(deps.dataFolder, password);
  return inOrganisation(deps.pool, orgId, async (db) => {
    await storeChannelSetting(db, orgId, { channel: "email", setting, secret, memberId });
    await recordAct(db, actor, { action: "sending.email", detail: setting });
    return setupOf(deps, db, orgId);
  });
}

export type TestRefusal = { readonly code: "channel_not_set_up" };

/** One message past the outbox: the answer of the server is shown as it came. */
export async function sendTest(
  deps: Deps,
  actor: Actor,
  input: { readonly to: string; readonly sender: string; readonly channel?: string },
): Promise<Result<{ outcome: Delivery["outcome"]; answer: string }, TestRefusal>> {
  const { orgId, language } = actor;
  const { settings, templates } = await inOrganisation(deps.pool, orgId, async (db) => ({
    settings: await loadSendingSettings(db, orgId),
    templates: await selectTemplates(db, orgId),
  }));
  const { channel = "email" } = input;
  const sender = await openSender(deps, settings, channel);
  if (sender === null) return refuse({ code: "channel_not_set_up" });
  try {
    const { subject, body } = composeMessage(
      templates,
      { code: "test", language },
      { sender: input.sender },
    );
    const delivery = await sender.send(
      {
        messageId: newMessageId(settings.domain),
        to: { name: actor.name, address: input.to },
        subject,
        text: body,
        ...exampleOn(settings, channel, language),
        attachments: [],
      },
      () => {},
    );
    if (delivery.outcome === "sent") {
      await inOrganisation(deps.pool, orgId, (db) => noteChannelTested(db, orgId, channel));
      return ok({ outcome: "sent", answer: delivery.answer });
    }
    return ok({ outcome: delivery.outcome, answer: delivery.error });
  } finally {
    sender.close();
  }
}

async function setupOf(deps: Deps, db: Db, orgId: number): Promise<SendingSetup> {
  const { policy, channels } = await loadSendingSettings(db, orgId);
  const row = channels.find(({ channel }) => channel === "email");
  const email: EmailSettings | null = row ? emailSetting(row.setting) : null;
  return {
    channels: await channelSetups(deps, channels),
    policy,
    email,
    hasPassword: row?.secret != null,
    testedAt: row?.testedAt?.toISOString() ?? null,
  };
}
