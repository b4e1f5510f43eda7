// 待确认 as Excel: the workbook goes out, comes back, is previewed, then posted.
import { z } from "zod";
import { notReceivableCategories } from "../core/matching/output.ts";
import { money, moneyTotals } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";

const toConfirmDecision = z.enum(["first", "second", "third", "not_receivable", "skip"]);

/** Why a row would be posted, or stays. */
const rowStandings = [
  "ready",
  "skipped",
  "altered",
  "line_gone",
  "decided",
  "proposal_changed",
  "decision_unknown",
  "no_candidate",
  "reason_missing",
  "reason_unknown",
  "twice",
] as const;

const decidedRow = z.object({
  /** Row of the sheet, from 1. */
  row: z.number().int(),
  lineId: recordId.nullable(),
  date: dateText.nullable(),
  payerName: z.string(),
  customerName: z.string().nullable(),
  money: money.nullable(),
  decision: toConfirmDecision.nullable(),
  category: z.enum(notReceivableCategories).nullable(),
  note: z.string(),
  standing: z.enum(rowStandings),
  /** Who decided the line meanwhile; null = the system. */
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
});
export type DecidedRowOnWire = z.infer<typeof decidedRow>;
export type DecidedRow = Omit<DecidedRowOnWire, "money"> & {
  readonly money: { readonly amountMinor: number; readonly currency: string } | null;
};

const fileHash = z.string().regex(/^[0-9a-f]{64}$/);

export const decisionsPreview = z
  .object({
    /** By this hash the same file is posted. */
    file: fileHash,
    rows: z.array(decidedRow),
    ready: z.object({ count: z.number().int(), amounts: moneyTotals }),
    /** Rows without a decision, or to be skipped; they are not listed. */
    skipped: z.number().int(),
    /** Rows with a decision that cannot be carried out. */
    stays: z.number().int(),
  })
  .meta({ id: "DecisionsPreview" });
export type DecisionsPreview = z.infer<typeof decisionsPreview>;

export const decisionsPostBody = z.strictObject({ file: fileHash });
