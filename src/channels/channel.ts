// A channel: a way a message leaves the house. One file a channel, one line in registry.ts.
import type { Sentence } from "../core/words/word.ts";

export type ChannelCode =
  | "email"
  | "aliyun_sms"
  | "tencent_sms"
  | "wecom"
  | "dingtalk"
  | "feishu"
  | "letter"
  | "log";

export type Outgoing = {
  /** The same at every attempt, so that the receiver's side knows a repetition. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** What kind of message it is and what stands in its places: for channels with templates of their own. */
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly name: string;
    readonly mimeType: string;
    readonly content: Uint8Array;
  }[];
};

/**
 * refused: the other side will never take it (no such address). deferred: try again later.
 * unsure: it was handed over, but the answer did not come; it is not sent a second time.
 */
export type Delivery =
  | { readonly outcome: "sent"; readonly answer: string }
  | { readonly outcome: "refused" | "deferred" | "unsure"; readonly error: string };

export type Sender = {
  /** `handingOver` is called at the last moment at which the other side cannot have it yet. */
  readonly send: (message: Outgoing, handingOver: () => void) => Promise<Delivery>;
  readonly close: () => void;
};

export type ChannelSettings = {
  readonly setting: Readonly<Record<string, unknown>>;
  /** As it was sealed: a password, or the secret fields of a channel as JSON. */
  readonly secret: string;
  readonly now: () => Date;
  /** In place of the vendor's own address: private deployments, and tests over HTTP. */
  readonly vendorAddress?: string | undefined;
};

/** A field of a channel's settings, for the form that asks for it. */
export type ChannelField = Sentence & {
  readonly name: string;
  readonly isSecret?: true;
  readonly isNeeded?: true;
  /** An example or where to find it. */
  readonly hint?: Sentence;
};

/**
 * What an address is: customers are reached by e-mail, phone or post; a team is a group of our own
 * people behind a robot.
 */
export type AddressKind = "email" | "phone" | "post" | "team" | "any";

export type Channel = {
  readonly code: ChannelCode;
  readonly title: Sentence;
  readonly addressKind: AddressKind;
  /** Empty: it needs no settings, or has a form of its own (the mail server). */
  readonly fields: readonly ChannelField[];
  /** The vendor takes only messages whose templates it knows: their ids are asked for, too. */
  readonly hasTemplates: boolean;
  /** Null: the settings do not make a channel. */
  readonly open: (settings: ChannelSettings) => Sender | null;
};

/** Settings and secret fields as text; what is missing is empty. */
export function fieldsOf({ setting, secret }: ChannelSettings): (name: string) => string {
  const secrets = secretFields(secret);
  return (name) => {
    const value = Object.hasOwn(secrets, name) ? secrets[name] : setting[name];
    return typeof value === "string" ? value.trim() : "";
  };
}

export function secretFields(secret: string): Readonly<Record<string, unknown>> {
  if (!secret.startsWith("{")) return {};
  const known: unknown = JSON.parse(secret);
  return typeof known === "object" && known !== null ? { ...known } : {};
}
