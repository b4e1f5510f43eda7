// Notices to our own people: the list behind the bell, what is muted, the digest, the thresholds.
import { z } from "zod";
import { noticeKindNames } from "../core/notices/notice.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { instantText, recordId, recordIdParam } from "./page.ts";

const kind = z.enum(noticeKindNames as [(typeof noticeKindNames)[number]]);

export const noticeQuery = z.object({
  only: z.enum(["unread", "all"]).default("all"),
  before: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type NoticeQuery = z.infer<typeof noticeQuery>;

const noticeOnWire = z
  .object({
    id: recordId,
    kind,
    sentence: z.string(),
    customerId: recordId.nullable(),
    amount: decimalAmount.nullable(),
    currency: currencyCode.nullable(),
    /** The page where its row stands, and the query that shows it. */
    page: z.string(),
    query: z.string(),
    createdAt: instantText,
    isRead: z.boolean(),
  })
  .meta({ id: "Notice" });
export type NoticeOnWire = z.infer<typeof noticeOnWire>;

export const noticeList = z
  .object({
    rows: z.array(noticeOnWire),
    nextBefore: recordId.nullable(),
    unread: z.number().int(),
  })
  .meta({ id: "NoticeList" });
export type NoticeList = z.infer<typeof noticeList>;

/** Ids, or everything up to now. */
export const noticesRead = z.strictObject({
  ids: z.array(recordId).max(500).optional(),
});

export const muteOnWire = z.object({
  id: recordId,
  kind,
  customer: z.object({ id: recordId, name: z.string() }).nullable(),
});
export const muteList = z.object({ rows: z.array(muteOnWire) });
export const newMute = z.strictObject({
  kind,
  /** Null: of every customer. */
  customerId: recordId.nullable(),
});

export const digestPreference = z
  .strictObject({
    isOn: z.boolean().default(true),
    /** Full hour in the books' zone. */
    hour: z.number().int().min(0).max(23).default(8),
  })
  .meta({ id: "DigestPreference" });
export type DigestPreference = z.infer<typeof digestPreference>;

export const noticeSettings = z
  .strictObject({
    overdueDays: z.number().int().min(1).max(720).default(60),
    /** What a customer owes that long at least, in home currency. */
    overdueFrom: decimalAmount.default("10000"),
    largeFrom: decimalAmount.default("500000"),
    billDays: z.number().int().min(0).max(90).default(7),
    bankHour: z.number().int().min(0).max(23).default(10),
    /** The group of the team that hears the urgent ones; "": none. */
    group: z.enum(["", "wecom", "dingtalk", "feishu"]).default(""),
  })
  .meta({ id: "NoticeSettings" });
export type NoticeSettings = z.infer<typeof noticeSettings>;

export const noticesDone = z.object({ done: z.literal(true) });
export const noticeRoundOutcome = z.object({
  promises: z.number().int(),
  notices: z.number().int(),
  messages: z.number().int(),
});
