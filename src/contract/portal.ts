// The portal 客户门户: the door, what a customer sees of its account, what it answers, asks and
// announces. Every answer concerns the one customer of the session.
import { z } from "zod";
import { objectionReasons } from "../core/statements/statement.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateParam, dateText, instantText, recordId, recordIdParam } from "./page.ts";

// the record's own keys
const reasons = Object.keys(objectionReasons) as (keyof typeof objectionReasons)[];

/** What a person writes: kept as text, shown as text, never as markup. */
const plainText = (most: number) => z.string().trim().max(most);
const clientKey = z.string().regex(/^[\w-]{8,64}$/);
const fileIds = z.array(recordId).max(10).default([]);

const token = z.string().regex(/^[\w-]{20,64}$/);
export const knockBody = z.strictObject({ token });
export const openBody = z.strictObject({
  token,
  code: z.string().regex(/^\d{6}$/),
  /** Keep this device for 30 days instead of 12 hours. */
  remember: z.boolean().default(false),
});
export const handOverBody = z.strictObject({
  token,
  name: plainText(60).min(1),
  email: z.email().max(200),
});

export const door = z
  .object({
    organisation: z.string(),
    customer: z.string(),
    statementNo: z.string(),
    from: dateText,
    to: dateText,
    language: z.enum(["zh", "en"]),
    contact: z.string(),
    sentTo: z.string(),
    expiresAt: instantText,
  })
  .meta({ id: "PortalDoor" });
export type Door = z.infer<typeof door>;
export const codeSent = z.object({ sentTo: z.string(), minutes: z.number().int() });
export const sessionOpened = z.object({ expiresAt: instantText });
export const nothing = z.object({ done: z.literal(true) });

const sums = z.object({
  currency: currencyCode,
  /** Open documents less credits, money not applied and advances: what is owed as of today. */
  owed: decimalAmount,
  overdue: decimalAmount,
  unapplied: decimalAmount,
  disputed: decimalAmount,
  nextDue: z.object({ date: dateText, amount: decimalAmount }).nullable(),
});
export type PortalSums = z.infer<typeof sums>;

const portalItem = z.object({
  id: recordId,
  kind: z.string(),
  no: z.string(),
  currency: currencyCode,
  issueDate: dateText.nullable(),
  dueDate: dateText.nullable(),
  /** Days past due; below zero: still to come; null: no due date. */
  daysLate: z.number().int().nullable(),
  amount: decimalAmount,
  open: decimalAmount,
  disputed: decimalAmount,
  /** Already named in a payment announcement that no money has come for yet. */
  announced: z.boolean(),
});
export type PortalItem = z.infer<typeof portalItem>;

const portalReceipt = z.object({
  id: recordId,
  date: dateText,
  payer: z.string(),
  currency: currencyCode,
  amount: decimalAmount,
  unapplied: decimalAmount,
  applied: z.array(z.object({ no: z.string(), amount: decimalAmount, currency: currencyCode })),
});
export type PortalReceipt = z.infer<typeof portalReceipt>;

const portalStatementRow = z.object({
  id: recordId,
  no: z.string(),
  form: z.string(),
  currency: currencyCode,
  from: dateText,
  to: dateText,
  closing: decimalAmount,
  confirmation: z.string(),
  replyBy: dateText.nullable(),
});
export type PortalStatementRow = z.infer<typeof portalStatementRow>;

const fileFacts = z.object({ id: recordId, name: z.string(), kind: z.string(), size: z.number() });
export type PortalFile = z.infer<typeof fileFacts>;

const message = z.object({
  side: z.enum(["us", "customer", "system"]),
  author: z.string(),
  body: z.string(),
  at: instantText,
  files: z.array(fileFacts),
});

export const portalQuestion = z.object({
  id: recordId,
  subject: z.string(),
  state: z.enum(["open", "answered", "closed"]),
  owner: z.string().nullable(),
  answerBy: instantText,
  askedAt: instantText,
  messages: z.array(message),
});
export type PortalQuestion = z.infer<typeof portalQuestion>;

const portalDispute = z.object({
  id: recordId,
  reason: z.string(),
  items: z.array(z.string()),
  currency: currencyCode,
  amount: decimalAmount,
  step: z.string(),
  state: z.string(),
  resolution: z.string().nullable(),
  resolutionNote: z.string(),
  openedAt: instantText,
  messages: z.array(message),
});
export type PortalDispute = z.infer<typeof portalDispute>;

export const announcement = z.object({
  id: recordId,
  payCode: z.string(),
  currency: currencyCode,
  amount: decimalAmount,
  payOn: dateText.nullable(),
  announcedAt: instantText,
  state: z.enum(["announced", "received", "cancelled"]),
  items: z.array(z.object({ no: z.string(), amount: decimalAmount })),
});
export type Announcement = z.infer<typeof announcement>;

export const overview = z
  .object({
    organisation: z.string(),
    customer: z.string(),
    contact: z.string(),
    today: dateText,
    language: z.enum(["zh", "en"]),
    /** The statement the link was sent for. */
    /** The statement the link was about; 0: none. */
    statementId: z.number().int().nonnegative(),
    sums: z.array(sums),
    items: z.array(portalItem),
    receipts: z.array(portalReceipt),
    statements: z.array(portalStatementRow),
    questions: z.array(portalQuestion),
    disputes: z.array(portalDispute),
    announcements: z.array(announcement),
    /** Accounts to pay into. */
    accounts: z.array(
      z.object({
        name: z.string(),
        bank: z.string(),
        accountNo: z.string(),
        currency: currencyCode,
      }),
    ),
    /** What may be rated now; null: nothing, or this quarter was rated. */
    rate: z
      .object({ about: z.enum(["question", "statement", "dispute"]), id: recordId })
      .nullable(),
  })
  .meta({ id: "PortalOverview" });
export type Overview = z.infer<typeof overview>;

const portalLine = z.object({
  n: z.number().int(),
  kind: z.enum(["balance", "item", "receipt"]),
  itemKind: z.string(),
  /** Whom to pay instead of us: the claim was sold to this factor; "": us. */
  factor: z.string(),
  no: z.string(),
  reference: z.string(),
  issueDate: dateText.nullable(),
  dueDate: dateText.nullable(),
  daysLate: z.number().int().nullable(),
  amount: decimalAmount,
  open: decimalAmount,
  /** Of the document today; null: it is no document, or nothing changed. */
  openNow: decimalAmount.nullable(),
  state: z.enum(["open", "agreed", "objected", "resolved", "withdrawn"]),
  reason: z.string(),
  their: decimalAmount.nullable(),
  note: z.string(),
  files: z.array(fileFacts),
});
export type PortalLine = z.infer<typeof portalLine>;

export const portalStatement = z
  .object({
    id: recordId,
    no: z.string(),
    form: z.string(),
    currency: currencyCode,
    from: dateText,
    to: dateText,
    opening: decimalAmount,
    debit: decimalAmount,
    credit: decimalAmount,
    closing: decimalAmount,
    overdue: decimalAmount,
    unapplied: decimalAmount,
    disputed: decimalAmount,
    /** Of the documents on it, between its last day and now. */
    changedSince: decimalAmount,
    confirmation: z.string(),
    replyBy: dateText.nullable(),
    sha256: z.string(),
    answer: z
      .object({ name: z.string(), position: z.string(), note: z.string(), at: instantText })
      .nullable(),
    mayAnswer: z.boolean(),
    lines: z.array(portalLine),
    movements: z.array(
      z.object({
        date: dateText,
        what: z.object({ zh: z.string(), en: z.string() }),
        no: z.string(),
        debit: decimalAmount.nullable(),
        credit: decimalAmount.nullable(),
        balance: decimalAmount,
      }),
    ),
  })
  .meta({ id: "PortalStatement" });
export type PortalStatement = z.infer<typeof portalStatement>;

export const portalIdPath = z.object({ id: recordIdParam });
export const portalLinePath = z.object({
  id: recordIdParam,
  n: z.coerce.number().int().min(1).max(1_000_000),
});

const decision = z.discriminatedUnion("state", [
  z.strictObject({
    n: z.number().int().min(1),
    state: z.literal("agreed"),
    note: plainText(500).optional(),
  }),
  z.strictObject({
    n: z.number().int().min(1),
    state: z.literal("objected"),
    reason: z.enum(reasons),
    /** What is open by the customer's own books; null: not said. */
    their: decimalAmount.nullable().default(null),
    note: plainText(1_000).default(""),
  }),
]);
export const decisionsBody = z.strictObject({ decisions: z.array(decision).min(1).max(5_000) });
export type DecisionsBody = z.infer<typeof decisionsBody>;

export const finishBody = z.strictObject({
  name: plainText(60).min(1),
  position: plainText(60).min(1),
  note: plainText(500).default(""),
  /** 有权代表本公司确认 */
  isAuthorised: z.literal(true),
});

export const questionBody = z.strictObject({
  key: clientKey,
  subject: plainText(120).min(1),
  body: plainText(4_000).min(1),
  statementId: recordId.nullable().default(null),
  fileIds,
});
export const replyBody = z.strictObject({ body: plainText(4_000).min(1), fileIds });

export const announceBody = z.strictObject({
  key: clientKey,
  items: z
    .array(z.strictObject({ id: recordId, amount: decimalAmount }))
    .min(1)
    .max(2_000),
  payOn: dateParam.nullable().default(null),
  note: plainText(500).default(""),
  name: plainText(60).default(""),
  fileIds,
});
export type AnnounceBody = z.infer<typeof announceBody>;

export const storedFile = fileFacts.meta({ id: "PortalFile" });
export const uploadQuery = z.object({
  /** An objection's line: the file belongs to it. */
  statement: recordIdParam.optional(),
  line: z.coerce.number().int().min(1).optional(),
});
export const adviceRead = z.object({
  file: fileFacts,
  /** Null: kept as evidence, its rows cannot be read. */
  rows: z
    .array(
      z.object({
        no: z.string(),
        amount: z.string(),
        /** Of the open document it names; null: none of that number. */
        itemId: recordId.nullable(),
      }),
    )
    .nullable(),
});
export type AdviceRead = z.infer<typeof adviceRead>;

export const ratingBody = z.strictObject({
  about: z.enum(["question", "statement", "dispute"]),
  id: recordId,
  stars: z.number().int().min(1).max(5),
  note: plainText(300).default(""),
});

export const downloadQuery = z.object({ format: z.enum(["pdf", "xlsx"]) });
