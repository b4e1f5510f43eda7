// 沟通记录 on the wire: what passed between us and customers, and the evidence pack of it.
import { z } from "zod";
import { dateParam, instantText, recordId, recordIdParam } from "./page.ts";

const communicationSource = z.enum([
  "message",
  "statement",
  "portal",
  "question",
  "dispute",
  "reply",
  "call",
  "comparison",
  "announcement",
  "rating",
  "notice",
]);
export type SourceOnWire = z.infer<typeof communicationSource>;

const communicationRow = z
  .object({
    at: instantText,
    source: communicationSource,
    id: recordId,
    customerId: recordId,
    customerName: z.string(),
    side: z.enum(["us", "customer", "system"]),
    act: z.string(),
    actor: z.string(),
    /** Where it went or came from: e-mail, phone, network address. */
    address: z.string(),
    subject: z.string(),
    body: z.string(),
    statementId: recordId.nullable(),
    disputeId: recordId.nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "CommunicationRow" });
export type CommunicationOnWire = z.infer<typeof communicationRow>;

export const communicationQuery = z.object({
  customerId: recordIdParam.optional(),
  source: z.string().max(200).optional(),
  side: z.enum(["us", "customer"]).optional(),
  q: z.string().max(200).optional(),
  from: dateParam.optional(),
  to: dateParam.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type CommunicationQuery = z.infer<typeof communicationQuery>;
export const communicationList = z.object({
  rows: z.array(communicationRow),
  nextCursor: z.string().nullable(),
});

export const evidenceQuery = z.object({
  customerId: recordIdParam,
  from: dateParam,
  to: dateParam,
  language: z.enum(["zh", "en"]).default("zh"),
});

export const satisfactionQuery = z.object({
  customerId: recordIdParam.optional(),
  since: dateParam.optional(),
});
/** Stars as tenths: 46 is 4.6. */
export const satisfaction = z
  .object({
    ratings: z.number().int(),
    tenths: z.number().int().nullable(),
    parts: z.array(
      z.object({
        about: z.enum(["question", "statement", "dispute"]),
        /** Of a dispute: why it was opened. */
        reason: z.string(),
        ratings: z.number().int(),
        tenths: z.number().int(),
      }),
    ),
  })
  .meta({ id: "Satisfaction" });
export type Satisfaction = z.infer<typeof satisfaction>;
