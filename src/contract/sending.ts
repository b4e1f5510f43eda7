// Sending: channels and their settings, templates, the outbox.
import { z } from "zod";
import { instantText, recordId, recordIdParam } from "./page.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const email = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/);

const causeMail = z.union([email, z.literal("")]).default("");

export const sendingPolicy = z.object({
  /** Which channel carries statements; log keeps them and sends nothing. */
  channel: z.enum(["email", "aliyun_sms", "tencent_sms", "letter", "log"]).default("log"),
  /** For contacts with a phone alone, and their one-time codes; empty: none. */
  smsChannel: z.enum(["", "aliyun_sms", "tencent_sms"]).default(""),
  /** The robot that tells our own people what presses; empty: none. */
  teamChannel: z.enum(["", "wecom", "dingtalk", "feishu"]).default(""),
  /** 0: no limit. */
  perMinute: z.number().int().min(0).max(10_000).default(120),
  quietFrom: time.default("21:00"),
  quietTo: time.default("08:00"),
  attachPdf: z.boolean().default(true),
  /** Archives of bulk prints are removed after so many days; papers that were sent never are. */
  printDays: z.number().int().min(1).max(3_650).default(90),
  /** Deliveries of webhooks are removed so many days after the receiver took them … */
  webhookDays: z.number().int().min(1).max(3_650).default(30),
  /** … or after they were given up or withdrawn. */
  webhookFailedDays: z.number().int().min(1).max(3_650).default(90),
  /** What the clock does where a customer's plan asks for a statement. */
  scheduled: z.enum(["off", "draft", "send"]).default("draft"),
  /** Customers are told of differences a run has found; off: a person tells them one by one. */
  tellDifferences: z.boolean().default(false),
  /** Where the month's causes go; empty: to the members of that role, if there is one. */
  causeMails: z
    .object({
      sales: causeMail,
      pricing: causeMail,
      logistics: causeMail,
      quality: causeMail,
      finance: causeMail,
    })
    .prefault({}),
  /** The clock chases unanswered statements; off: a person does. */
  chaseDaily: z.boolean().default(true),
});
export type SendingPolicy = z.infer<typeof sendingPolicy>;

const emailSettings = z.strictObject({
  host: z.string().trim().min(1).max(200),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(["tls", "starttls", "none"]),
  user: z.string().trim().max(200).default(""),
  fromName: z.string().trim().max(100).default(""),
  fromAddress: email,
  replyTo: z.union([email, z.literal("")]).default(""),
});
export type EmailSettings = z.infer<typeof emailSettings>;

export const emailSettingsChange = emailSettings.extend({
  /** Absent: the password stays as it is. It is never given back. */
  password: z.string().max(500).optional(),
});
export type EmailSettingsChange = z.infer<typeof emailSettingsChange>;

const words = z.object({ zh: z.string(), en: z.string() });
const channelField = words.extend({
  name: z.string(),
  isSecret: z.boolean(),
  isNeeded: z.boolean(),
  hint: words.nullable(),
});
const channelSetup = z
  .object({
    code: z.string(),
    title: words,
    /** team: a group of our own people; the others reach customers. */
    addressKind: z.enum(["email", "phone", "post", "team", "any"]),
    fields: z.array(channelField),
    /** What is set, secrets left out. */
    setting: z.record(z.string(), z.string()),
    /** Names of the secrets that are kept. */
    secretsKept: z.array(z.string()),
    /** The settings make a channel. */
    isReady: z.boolean(),
    testedAt: instantText.nullable(),
  })
  .meta({ id: "ChannelSetup" });
export type ChannelSetup = z.infer<typeof channelSetup>;
export const channelPath = z.object({ code: z.string().regex(/^[a-z_]{2,40}$/) });
export const channelChange = z.strictObject({
  setting: z.record(z.string().max(60), z.string().max(300)),
  /** Absent or empty: that secret stays as it is. They are never given back. */
  secrets: z.record(z.string().max(60), z.string().max(500)).default({}),
});
export type ChannelChange = z.infer<typeof channelChange>;
export const channelTest = z.strictObject({ to: z.string().trim().max(200).default("") });

export const sendingSetup = z
  .object({
    channels: z.array(channelSetup),
    policy: sendingPolicy,
    email: emailSettings.nullable(),
    hasPassword: z.boolean(),
    /** The last test message that the server took with these settings. */
    testedAt: instantText.nullable(),
  })
  .meta({ id: "SendingSetup" });
export type SendingSetup = z.infer<typeof sendingSetup>;

export const testMessage = z.strictObject({ to: email });
export const testOutcome = z.object({
  outcome: z.enum(["sent", "refused", "deferred", "unsure"]),
  /** What the server said. */
  answer: z.string(),
});

const templateCode = z
  .string()
  .regex(/^[a-z_]+(\.[a-z_]+)?$/)
  .max(60);
const textTemplate = z.object({
  code: templateCode,
  language: z.enum(["zh", "en"]),
  /** 0: the product's own words. */
  version: z.number().int(),
  subject: z.string(),
  body: z.string(),
});
export type TextTemplate = z.infer<typeof textTemplate>;
export const templateList = z.object({ rows: z.array(textTemplate), places: z.array(z.string()) });
export const templateChange = z.strictObject({
  language: z.enum(["zh", "en"]),
  subject: z.string().trim().min(1).max(300),
  body: z.string().trim().min(1).max(8_000),
});
export type TemplateChange = z.infer<typeof templateChange>;
export const templatePath = z.object({ code: templateCode });
export const templatePreview = z.object({ subject: z.string(), body: z.string() });

export const messageStates = [
  "queued",
  "sending",
  "sent",
  "failed",
  "bounced",
  "cancelled",
] as const;

export const messageQuery = z.object({
  customer: recordIdParam.optional(),
  statement: recordIdParam.optional(),
  state: z.enum(messageStates).optional(),
  q: z.string().max(200).optional(),
  before: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MessageQuery = z.infer<typeof messageQuery>;

const messageRow = z
  .object({
    id: recordId,
    channel: z.string(),
    template: z.string(),
    customer: z.object({ id: recordId, name: z.string() }).nullable(),
    statement: z.object({ id: recordId, no: z.string() }).nullable(),
    toName: z.string(),
    toAddress: z.string(),
    subject: z.string(),
    body: z.string(),
    state: z.enum(messageStates),
    attempts: z.number().int(),
    /** The worker died while the server answered: probably sent, not sent a second time. */
    unconfirmed: z.boolean(),
    error: z.string(),
    createdAt: instantText,
    nextTryAt: instantText,
    sentAt: instantText.nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: "Message" });
export type MessageOnWire = z.infer<typeof messageRow>;
export const messageList = z.object({
  rows: z.array(messageRow),
  nextBefore: recordId.nullable(),
  waiting: z.number().int(),
});
export type MessageList = z.infer<typeof messageList>;
export const messageRetry = z.strictObject({ toAddress: email.optional() });
