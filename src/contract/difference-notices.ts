// Differences told to customers: what was seen, and the one answer.
import { z } from "zod";
import { disputeReasons } from "../core/disputes/dispute.ts";
import { noticeAnswers, noticeStates } from "../core/disputes/notice.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { booksPath, dateParam, dateText, instantText, recordId, recordIdParam } from "./page.ts";

// the records' own keys
const states = Object.keys(noticeStates) as (keyof typeof noticeStates)[];
const reasons = Object.keys(disputeReasons) as (keyof typeof disputeReasons)[];
const sentence = z.object({ zh: z.string(), en: z.string() });

const noticeOnWire = z
  .object({
    id: recordId,
    state: z.enum(states),
    no: z.string(),
    currency: currencyCode,
    /** The document, what came, and what was missing when it was told. */
    amount: decimalAmount,
    paid: decimalAmount.nullable(),
    paidCurrency: currencyCode.nullable(),
    paidOn: dateText.nullable(),
    short: decimalAmount,
    /** What of it is open today. */
    left: decimalAmount,
    because: z.array(sentence),
    sentAt: instantText,
    answeredAt: instantText.nullable(),
    answeredBy: z.string(),
    note: z.string(),
    payOn: dateText.nullable(),
    /** To be named in the memo, so that the payment settles the rest by itself. */
    payCode: z.string().nullable(),
    disputeId: recordId.nullable(),
    /** Its link opens the portal; whoever was told otherwise than by one has none. */
    hasLink: z.boolean(),
  })
  .meta({ id: "DifferenceNotice" });
export type NoticeOnWire = z.infer<typeof noticeOnWire>;
export const portalNotices = z.object({ rows: z.array(noticeOnWire) });
export type PortalNotices = z.infer<typeof portalNotices>;

const noticeForUs = noticeOnWire.extend({
  customer: z.object({ id: recordId, name: z.string() }),
  differenceId: recordId,
});
export const noticeList = z.object({ rows: z.array(noticeForUs) });
export type NoticeList = z.infer<typeof noticeList>;
export const noticeQuery = z.object({
  customer: recordIdParam.optional(),
  difference: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type NoticeQuery = z.infer<typeof noticeQuery>;
export const noticePath = booksPath.extend({ id: recordIdParam });

export const noticeChange = z.strictObject({
  /** Taken back altogether, or the link alone made dead. */
  act: z.enum(["withdraw", "revoke_link"]),
});
export type NoticeChange = z.infer<typeof noticeChange>;

export const noticeAnswer = z.strictObject({
  answer: z.enum(noticeAnswers),
  /** When the rest will be paid; with will_pay. */
  payOn: dateParam.nullable().default(null),
  /** Why; with disputed. */
  reason: z.enum(reasons).default("other"),
  note: z.string().trim().max(1_000).default(""),
  fileIds: z.array(recordId).max(10).default([]),
});
export type NoticeAnswerBody = z.infer<typeof noticeAnswer>;
