// 凭证与日志: journal entries with their lines and sources, trial balance, audit trail.
import { z } from "zod";
import { evidenceFile } from "./adjustments.ts";
import { because } from "./because.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import {
  dateParam,
  dateText,
  instantParam,
  instantText,
  pageOf,
  pageQuery,
  recordId,
  recordIdParam,
} from "./page.ts";

const names = z.object({ zh: z.string(), en: z.string() });

export const journalQuery = pageQuery.extend({
  from: dateParam.optional(),
  to: dateParam.optional(),
  event: z
    .string()
    .regex(/^J\d\d$/)
    .optional(),
  account: z.string().max(40).optional(),
  customerId: recordIdParam.optional(),
  itemId: recordIdParam.optional(),
  receiptId: recordIdParam.optional(),
  origin: z.enum(["ours", "gl"]).optional(),
});
/** A workbook of exactly what is filtered. A download link sends no headers (http/guard.ts). */
const download = {
  language: z.enum(["zh", "en"]).optional(),
  organisation: recordIdParam.optional(),
};
export const journalExport = journalQuery
  .omit({ cursor: true, limit: true, sort: true, part: true })
  .extend(download);

const journalLine = z.object({
  account: z.string(),
  accountCode: z.string(),
  accountName: names,
  side: z.enum(["debit", "credit"]),
  /** Signed: a reversal keeps the side with a negative amount (红字). */
  amount: decimalAmount,
  currency: currencyCode,
  homeAmount: decimalAmount,
  customerId: recordId.nullable(),
  customerName: z.string().nullable(),
  itemId: recordId.nullable(),
  itemNo: z.string().nullable(),
  receiptId: recordId.nullable(),
});

const journalEntry = z
  .object({
    id: recordId,
    seq: z.number().int(),
    event: z.string(),
    eventName: names,
    origin: z.enum(["ours", "gl"]),
    businessDate: dateText,
    accountingDate: dateText,
    recordedAt: instantText,
    narration: z.object({
      key: z.string(),
      fields: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    reversesId: recordId.nullable(),
    reversedById: recordId.nullable(),
    /** Null = the system by rule. */
    by: z.string().nullable(),
    rule: z.string(),
    total: decimalAmount,
    homeCurrency: currencyCode,
    lines: z.array(journalLine),
  })
  .meta({ id: "JournalEntry" });
export type JournalEntry = z.infer<typeof journalEntry>;

export const journalTotals = z.object({
  debit: decimalAmount,
  credit: decimalAmount,
  currency: currencyCode,
});
export const journalPage = pageOf(journalEntry, journalTotals);
export type JournalPage = z.infer<typeof journalPage>;

/** The accounts of these books by their key, for filters. */
export const accountList = z.object({
  rows: z.array(z.object({ account: z.string(), code: z.string(), name: names })),
});

/** Where an entry comes from: the document one key away. */
export const entrySource = z
  .object({
    bankLineId: recordId.nullable(),
    decisionId: recordId.nullable(),
    matchReason: because.nullable(),
    file: z.object({ batchId: recordId, fileName: z.string(), row: z.number().int() }).nullable(),
    /** The entry of another set of books that was posted with it. */
    otherEntry: z
      .object({
        entryId: recordId,
        booksId: recordId,
        booksName: z.string(),
        /** The line by which the money came, in those books. */
        bankLineId: recordId.nullable(),
      })
      .nullable(),
    /** Papers of the decision the entry comes from. */
    evidence: z.array(evidenceFile),
    entry: journalEntry,
  })
  .meta({ id: "EntrySource" });
export type EntrySource = z.infer<typeof entrySource>;

export const trialBalanceQuery = z.object({
  asOf: dateParam.optional(),
  knownAt: instantParam.optional(),
});
export const trialBalance = z
  .object({
    asOf: dateText,
    knownAt: instantText.nullable(),
    homeCurrency: currencyCode,
    rows: z.array(
      z.object({
        account: z.string(),
        accountCode: z.string(),
        accountName: names,
        debit: decimalAmount,
        credit: decimalAmount,
        balance: decimalAmount,
      }),
    ),
    totals: z.object({ debit: decimalAmount, credit: decimalAmount }),
  })
  .meta({ id: "TrialBalance" });
export type TrialBalanceOnWire = z.infer<typeof trialBalance>;

export const trialBalanceExport = trialBalanceQuery.extend(download);

export const auditQuery = pageQuery.extend({
  action: z.string().max(60).optional(),
  memberId: recordIdParam.optional(),
});
const auditRow = z.object({
  seq: z.number().int(),
  at: instantText,
  actor: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.number().nullable(),
  detail: z.unknown(),
  hash: z.string(),
});
export const auditPage = pageOf(auditRow, z.null());
export type AuditPage = z.infer<typeof auditPage>;

const chain = z.object({ links: z.number().int(), brokenAt: z.number().int().nullable() });
/** The audit trail proven link by link. */
export const chainProof = chain.meta({ id: "ChainProof" });
export const verification = z
  .object({
    holds: z.boolean(),
    entries: chain,
    audit: chain,
    unbalanced: z.number().int(),
    totals: z.number().int(),
    misplacedLines: z.number().int(),
    /** Where what sets of books owe each other differs on both sides. */
    intragroup: z.number().int(),
    proofs: z.array(z.object({ asOf: dateText, faults: z.number().int() })),
  })
  .meta({ id: "Verification" });
