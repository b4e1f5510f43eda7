// 调账与审批, 会计期间.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

export const adjustmentKinds = [
  "rounding",
  "fee",
  "discount",
  "write_off",
  "offset_credit",
  "apply_advance",
  "keep_as_advance",
  "retention_split",
  "retention_release",
  "net_payable",
] as const;

export const adjustmentBody = z.strictObject({
  kind: z.enum(adjustmentKinds),
  itemId: recordId.nullable().default(null),
  otherItemId: recordId.nullable().default(null),
  receiptId: recordId.nullable().default(null),
  amount: decimalAmount,
  reason: z.string().trim().min(1).max(500),
  difference: z
    .string()
    .regex(/^[TPS]\d\d$/)
    .nullable()
    .default(null),
  due: dateText.nullable().default(null),
  agreementNo: z.string().max(100).default(""),
  evidence: z.array(z.string().max(300)).max(20).default([]),
  responsible: z.string().max(100).default(""),
});
export type AdjustmentBody = z.infer<typeof adjustmentBody>;

export const adjustmentOutcome = z
  .object({
    kind: z.enum(["posted", "waiting"]),
    decisionId: recordId.nullable(),
    approvalId: recordId.nullable(),
    by: z.array(z.string()),
  })
  .meta({ id: "AdjustmentOutcome" });

export const approvalList = z.object({
  rows: z.array(
    z.object({
      id: recordId,
      act: z.string(),
      amount: decimalAmount.nullable(),
      currency: currencyCode.nullable(),
      reason: z.string(),
      state: z.enum(["pending", "approved", "rejected", "withdrawn"]),
      askedBy: z.string(),
      askedAt: instantText,
      decidedBy: z.string().nullable(),
      decidedAt: instantText.nullable(),
      comment: z.string(),
      request: adjustmentBody,
      by: z.array(z.string()),
    }),
  ),
});
export type ApprovalList = z.infer<typeof approvalList>;

export const approvalBody = z.strictObject({
  approve: z.boolean(),
  comment: z.string().max(500).default(""),
});

export const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const closeBody = z.strictObject({ month: monthText });
export const reopenBody = z.strictObject({
  month: monthText,
  reason: z.string().trim().min(1).max(500),
});
export const periodList = z
  .object({
    closedThrough: dateText.nullable(),
    next: monthText,
    events: z.array(
      z.object({
        id: recordId,
        month: monthText,
        act: z.enum(["close", "reopen"]),
        reason: z.string(),
        by: z.string().nullable(),
        at: instantText,
      }),
    ),
  })
  .meta({ id: "Periods" });
