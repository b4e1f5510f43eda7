// Replies by e-mail: the mailbox they come to, and what came.
import { z } from "zod";
import { instantText, recordId, recordIdParam } from "./page.ts";

export const mailboxSettings = z.strictObject({
  host: z.string().trim().min(1).max(200),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(["tls", "starttls", "none"]),
  user: z.string().trim().min(1).max(200),
  folder: z.string().trim().min(1).max(200).default("INBOX"),
});
export const mailboxChange = mailboxSettings.extend({
  /** Absent: the password stays as it is. It is never given back. */
  password: z.string().max(500).optional(),
});
export type MailboxChange = z.infer<typeof mailboxChange>;

export const mailboxSetup = z
  .object({
    setting: mailboxSettings.nullable(),
    hasPassword: z.boolean(),
    checkedAt: instantText.nullable(),
    /** Of the last look; empty: it went well. */
    error: z.string(),
  })
  .meta({ id: "MailboxSetup" });
export type MailboxSetup = z.infer<typeof mailboxSetup>;
export const mailboxOutcome = z.object({
  isOpen: z.boolean(),
  mails: z.number().int(),
  error: z.string(),
});
export type MailboxOutcome = z.infer<typeof mailboxOutcome>;

export const replyQuery = z.object({
  customer: recordIdParam.optional(),
  statement: recordIdParam.optional(),
  /** Only what a person has not dealt with. */
  open: z.enum(["yes"]).optional(),
  q: z.string().max(200).optional(),
  before: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ReplyQuery = z.infer<typeof replyQuery>;

const named = z.object({ id: recordId, name: z.string() });
const replyFile = z.object({
  n: z.number().int(),
  name: z.string(),
  size: z.number().int(),
  /** Empty: it was not taken. */
  kind: z.string(),
  why: z.string(),
});
const replyRow = z
  .object({
    id: recordId,
    kind: z.enum(["reply", "auto", "bounce"]),
    fromName: z.string(),
    fromAddress: z.string(),
    subject: z.string(),
    /** What was newly written. */
    text: z.string(),
    /** All of it, with what was quoted. */
    body: z.string(),
    sentAt: instantText.nullable(),
    recordedAt: instantText,
    foundBy: z.enum(["", "message", "number", "address", "hand"]),
    customer: named.nullable(),
    statement: z.object({ id: recordId, no: z.string() }).nullable(),
    files: z.array(replyFile),
    handledAt: instantText.nullable(),
    handledBy: z.string().nullable(),
  })
  .meta({ id: "MailReply" });
export type ReplyOnWire = z.infer<typeof replyRow>;
export const replyList = z.object({
  rows: z.array(replyRow),
  nextBefore: recordId.nullable(),
  open: z.number().int(),
});
export type ReplyList = z.infer<typeof replyList>;
export const replyPlace = z.strictObject({
  customerId: recordId,
  statementId: recordId.nullable().default(null),
});
export type ReplyPlace = z.infer<typeof replyPlace>;
export const replyHandled = z.strictObject({ handled: z.boolean() });
export const replyFilePath = z.object({
  booksId: recordIdParam,
  id: recordIdParam,
  n: z.coerce.number().int().min(0).max(200),
});
