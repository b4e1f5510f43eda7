// 往来账核对 on the wire: comparisons, the reconciliation 余额调节表, groups of entries, and what is done
// with them. Amounts count from our side: above zero the customer owes more.
import { z } from "zod";
import { differenceCodes } from "../core/differences.ts";
import { disputeReasons } from "../core/disputes/dispute.ts";
import { becauseList } from "./because.ts";
import { columnMapping } from "./imports.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateParam, dateText, instantText, pageOf, recordId, recordIdParam } from "./page.ts";

const comparisonVerdict = z.enum([
  "agreed",
  "undecided",
  "amount_differs",
  "ours_only",
  "theirs_only",
  "timing",
  "cancelled",
]);
export type VerdictOnWire = z.infer<typeof comparisonVerdict>;

const comparisonState = z.enum(["unread", "open", "closed", "superseded", "withdrawn"]);
const correctsSide = z.enum(["ours", "theirs"]);
const outstanding = z.enum(["we_billed", "we_received", "they_booked", "they_paid"]);

const signature = z.object({
  name: z.string(),
  position: z.string(),
  at: instantText,
  /** Of the reconciliation as it was signed. */
  sha256: z.string(),
});

const comparisonRow = z
  .object({
    id: recordId,
    no: z.string(),
    customerId: recordId,
    customerName: z.string(),
    currency: currencyCode,
    side: z.enum(["us", "customer"]),
    fileName: z.string(),
    state: comparisonState,
    isShared: z.boolean(),
    from: dateText.nullable(),
    to: dateText.nullable(),
    ourClosing: decimalAmount,
    theirClosing: decimalAmount,
    /** Our closing balance less theirs. */
    difference: decimalAmount,
    agreed: z.object({ count: z.number().int(), amount: decimalAmount }),
    /** Groups that do not agree. */
    open: z.number().int(),
    /** Groups that may be read in several ways: neither agreed nor among `open`. */
    undecided: z.number().int(),
    ourSignature: signature.nullable(),
    theirSignature: signature.nullable(),
    at: instantText,
    by: z.string(),
  })
  .meta({ id: "ComparisonRow" });
export type ComparisonOnWire = z.infer<typeof comparisonRow>;

const reconciliationRow = z.object({
  /** Whose balance it is added to. */
  side: correctsSide,
  section: z.union([outstanding, z.enum(["amount_differs", "to_reverse", "undecided"])]),
  count: z.number().int(),
  amount: decimalAmount,
});

const reconciliation = z
  .object({
    ours: z.object({ opening: decimalAmount, closing: decimalAmount, adjusted: decimalAmount }),
    theirs: z.object({ opening: decimalAmount, closing: decimalAmount, adjusted: decimalAmount }),
    rows: z.array(reconciliationRow),
    /** Ours less theirs at the start of the period: what no entry of it can explain. */
    openingGap: decimalAmount,
    /** Ours less theirs after all rows, without the gap of the openings: zero. */
    left: decimalAmount,
  })
  .meta({ id: "BalanceReconciliation" });
export type ReconciliationOnWire = z.infer<typeof reconciliation>;

const verdictSum = z.object({
  verdict: comparisonVerdict,
  count: z.number().int(),
  ours: decimalAmount,
  theirs: decimalAmount,
});

const readingProblem = z.object({
  code: z.string(),
  severity: z.enum(["fatal", "row", "warning"]),
  place: z.object({
    sheet: z.string().optional(),
    row: z.number().int().optional(),
    column: z.string().optional(),
  }),
  excerpt: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
});

const ledgerMode = z.enum(["movements", "open_items"]);

export const comparisonReading = z.object({
  rows: z.number().int(),
  refused: z.number().int(),
  ignored: z.number().int(),
  problems: z.array(readingProblem),
  proof: z.enum(["proven", "broken", "unproven"]),
  isTurned: z.boolean(),
  isOpeningKnown: z.boolean(),
  parties: z.array(z.string()),
  party: z.string(),
  otherCurrencies: z.array(z.string()),
  /** Each movement, or what is left of each document on one day (`to`). */
  mode: ledgerMode,
  mayBeOpenItems: z.boolean(),
  seconds: z.number(),
  /** Of a table whose columns are still to be named: its first rows. */
  sample: z.array(z.array(z.string())),
});
export type ComparisonReading = z.infer<typeof comparisonReading>;

/** What either side may say of a file. Which reading of several it is, our own people alone say. */
export const comparisonChoices = z
  .strictObject({
    mapping: columnMapping.optional(),
    from: dateText.optional(),
    to: dateText.optional(),
    theirOpening: decimalAmount.optional(),
    party: z.string().max(200).optional(),
    mode: ledgerMode.optional(),
  })
  .meta({ id: "ComparisonChoices" });
export type ChoicesOnWire = z.infer<typeof comparisonChoices>;

const comparisonEvent = z.object({
  act: z.string(),
  side: z.enum(["us", "customer", "system"]),
  actor: z.string(),
  group: z.number().int().nullable(),
  at: instantText,
  detail: z.record(z.string(), z.unknown()),
});

export const comparisonDetail = comparisonRow
  .extend({
    reconciliation: reconciliation.nullable(),
    verdicts: z.array(verdictSum),
    reading: comparisonReading,
    mapping: columnMapping.nullable(),
    choices: comparisonChoices,
    events: z.array(comparisonEvent),
  })
  .meta({ id: "ComparisonDetail" });
export type ComparisonDetail = z.infer<typeof comparisonDetail>;

const comparedEntry = z.object({
  side: correctsSide,
  date: dateText,
  no: z.string(),
  refs: z.string(),
  memo: z.string(),
  amount: decimalAmount,
  /** before, in or after the period. */
  phase: z.enum(["before", "in", "after"]),
  itemId: recordId.nullable(),
});
export type ComparedEntryOnWire = z.infer<typeof comparedEntry>;

const comparedGroup = z
  .object({
    n: z.number().int(),
    verdict: comparisonVerdict,
    outstanding: outstanding.nullable(),
    code: z.enum(differenceCodes).nullable(),
    corrects: correctsSide.nullable(),
    ours: decimalAmount,
    theirs: decimalAmount,
    gap: decimalAmount,
    entries: z.array(comparedEntry),
    because: becauseList,
    answer: z.enum(["", "agreed", "objected"]),
    answerNote: z.string(),
    answeredBy: z.string(),
    note: z.string(),
    disputeId: recordId.nullable(),
  })
  .meta({ id: "ComparedGroup" });
export type ComparedGroupOnWire = z.infer<typeof comparedGroup>;

export const comparisonPath = z.object({ booksId: recordIdParam, id: recordIdParam });
export const comparisonGroupPath = comparisonPath.extend({ n: z.coerce.number().int().positive() });

export const comparisonQuery = z.object({
  customerId: recordIdParam.optional(),
  q: z.string().max(200).optional(),
  cursor: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const comparisonList = z.object({
  rows: z.array(comparisonRow),
  nextCursor: z.string().nullable(),
});

export const groupQuery = z.object({
  verdict: comparisonVerdict.optional(),
  cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const groupPage = pageOf(comparedGroup, z.null());

/** Beside the file of a multipart request. */
export const comparisonUpload = z.object({
  customerId: recordIdParam,
  currency: currencyCode.optional(),
  from: dateText.optional(),
  to: dateText.optional(),
});

export const groupChange = z.strictObject({
  corrects: correctsSide.optional(),
  code: z.enum(differenceCodes).optional(),
  note: z.string().trim().max(1000).optional(),
});

/** Which of the readings shown it is, counted from 1. */
export const groupDecision = z.strictObject({ way: z.number().int().min(1).max(9) });

// the record's own keys
const reasons = Object.keys(disputeReasons) as (keyof typeof disputeReasons)[];
export const groupDispute = z.strictObject({
  reason: z.enum(reasons),
  note: z.string().trim().min(1).max(2000),
});

export const comparisonChange = z.strictObject({ act: z.enum(["share", "unshare", "withdraw"]) });

export const signBody = z.strictObject({
  name: z.string().trim().min(1).max(60),
  position: z.string().trim().min(1).max(60),
  isAuthorised: z.literal(true),
});
export const comparisonFileQuery = z.object({
  format: z.enum(["pdf", "xlsx"]),
  language: z.enum(["zh", "en"]).default("zh"),
});
// ------------------------------------------------------------------ the customer's side

export const groupAnswer = z.strictObject({
  answer: z.enum(["agreed", "objected"]),
  note: z.string().trim().max(1000).default(""),
});
export const portalComparisonQuery = z.object({
  currency: currencyCode.optional(),
  from: dateParam.optional(),
  to: dateParam.optional(),
});
export const portalComparisons = z.object({ rows: z.array(comparisonRow) });
