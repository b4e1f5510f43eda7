// Differences 差异与争议: their list, causes, one ticket with its history, and what may be done to it.
import { z } from "zod";
import { differenceStages, movableStages } from "../core/differences/life.ts";
import { differenceFamilies, differenceOutcomes } from "../core/differences.ts";
import { evidenceFileIds } from "./adjustments.ts";
import { amountFilter } from "./amount-filter.ts";
import { oneOrMore } from "./bank-lines.ts";
import { becauseList } from "./because.ts";
import { currencyCode, decimalAmount, money } from "./money.ts";
import {
  dateParam,
  dateText,
  instantText,
  pageOf,
  pageQuery,
  recordId,
  recordIdParam,
} from "./page.ts";

// the records' own keys
const families = Object.keys(differenceFamilies) as (keyof typeof differenceFamilies)[];
const outcomes = Object.keys(differenceOutcomes) as (keyof typeof differenceOutcomes)[];
const stages = Object.keys(differenceStages) as (keyof typeof differenceStages)[];

const codeText = z.string().regex(/^[TPS]\d\d$/);
export const differenceStates = ["open", "resolved", "withdrawn"] as const;

const differenceFilters = z.object({
  q: z.string().max(400).optional(),
  /** "T01,P04", "partial" for a part payment, "none" for unexplained ones. */
  code: z
    .string()
    .regex(/^([a-z_]{2,20}|[TPS]\d\d)(,([a-z_]{2,20}|[TPS]\d\d))*$/)
    .optional(),
  family: oneOrMore(families).optional(),
  state: oneOrMore(differenceStates).default(["open"]),
  stage: oneOrMore(stages).optional(),
  /** A member's id, "me", or "none". */
  owner: z
    .string()
    .regex(/^(me|none|\d{1,16})$/)
    .optional(),
  due: z.enum(["late", "week"]).optional(),
  customer: recordIdParam.optional(),
  item: recordIdParam.optional(),
  line: recordIdParam.optional(),
  amount: amountFilter.optional(),
});
export type DifferenceFilters = z.infer<typeof differenceFilters>;
export const differenceQuery = pageQuery.extend(differenceFilters.shape);

const person = z.object({ id: recordId, name: z.string() });

const differenceRow = z
  .object({
    id: recordId,
    customer: person.nullable(),
    /** The document it is about; null: money. */
    item: z.object({ id: recordId, no: z.string(), kind: z.string() }).nullable(),
    line: z.object({ id: recordId, date: dateText, payerName: z.string() }).nullable(),
    currency: currencyCode,
    /** What is still different. */
    amount: decimalAmount,
    homeAmount: decimalAmount,
    /** Null: no code; its residual may say what it is (a part payment, an advance). */
    code: codeText.nullable(),
    residual: z.string(),
    codeBy: z.enum(["engine", "test", "person"]),
    because: becauseList,
    state: z.enum(differenceStates),
    stage: z.enum(stages),
    owner: person.nullable(),
    /** Whose it is by rule while nobody is named. */
    ownerRole: z.string(),
    dueOn: dateText.nullable(),
    outcome: z.string().nullable(),
    foundOn: dateText,
    foundAt: instantText,
    /** No test has looked at it yet. */
    isNew: z.boolean(),
  })
  .meta({ id: "DifferenceRow" });
export type DifferenceRow = z.infer<typeof differenceRow>;

export const differenceTotals = z.object({
  currencies: z.array(
    z.object({ currency: currencyCode, count: z.number().int(), amount: decimalAmount }),
  ),
});
export type DifferenceTotals = z.infer<typeof differenceTotals>;
export const differencePage = pageOf(differenceRow, differenceTotals);
export type DifferencePage = z.infer<typeof differencePage>;

/** A dot of the quadrant: how often, how much. */
const differenceCause = z
  .object({
    /** A code, or a residual that needs none; null: unexplained. */
    code: z.string().nullable(),
    count: z.number().int(),
    /** In home currency. */
    amount: decimalAmount,
    late: z.number().int(),
    /** Found in the last 90 days, ended ones too: whether a repair of the cause helps. */
    recent: z.number().int(),
    /** Found in the 90 days before these. */
    before: z.number().int(),
  })
  .meta({ id: "DifferenceCause" });
export type DifferenceCause = z.infer<typeof differenceCause>;

export const differenceSummary = z
  .object({
    open: z.number().int(),
    amount: money,
    late: z.number().int(),
    mine: z.number().int(),
    /** Not looked at by any test yet. */
    unexamined: z.number().int(),
    unexplained: z.object({
      count: z.number().int(),
      amount: money,
      /** Per cent of the open ones with one decimal; null: nothing is open. */
      shareOfCount: z.string().nullable(),
      shareOfAmount: z.string().nullable(),
    }),
    causes: z.array(differenceCause),
    owners: z.array(person.extend({ role: z.string(), open: z.number().int() })),
  })
  .meta({ id: "DifferenceSummary" });
export type DifferenceSummary = z.infer<typeof differenceSummary>;

const differenceEvent = z.object({
  act: z.string(),
  at: instantText,
  by: z.string().nullable(),
  note: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** A way to end it: the adjustment it posts, or that the books must show it. */
const differenceEnd = z.object({
  outcome: z.enum(outcomes),
  /** Null: ends when the money shows it. */
  books: z.string().nullable(),
  journal: z.array(z.string()),
  needs: z.array(z.string()),
});

export const differenceDetail = z
  .object({
    row: differenceRow,
    alsoFits: z.array(codeText),
    memo: z.string(),
    decisionId: recordId.nullable(),
    resolvedById: recordId.nullable(),
    approvalId: recordId.nullable(),
    receiptId: recordId.nullable(),
    papers: z.array(z.string()),
    needsRedInvoice: z.boolean(),
    ends: z.array(differenceEnd),
    /** Open credit notes and payables of the customer that could end it. */
    credits: z.array(
      z.object({ id: recordId, no: z.string(), kind: z.string(), open: decimalAmount }),
    ),
    events: z.array(differenceEvent),
  })
  .meta({ id: "DifferenceDetail" });
export type DifferenceDetail = z.infer<typeof differenceDetail>;

/** Only what is given changes. */
export const differenceChange = z.strictObject({
  ownerId: recordId.nullable().optional(),
  dueOn: dateParam.optional(),
  stage: z.enum(movableStages).optional(),
  code: codeText.optional(),
  note: z.string().trim().max(1000).default(""),
});
export type DifferenceChange = z.infer<typeof differenceChange>;

export const differenceResolution = z.strictObject({
  outcome: z.enum(outcomes),
  reason: z.string().trim().min(1).max(500),
  otherItemId: recordId.nullable().default(null),
  toCustomerId: recordId.nullable().default(null),
  bankLineId: recordId.nullable().default(null),
  bankAccountId: recordId.nullable().default(null),
  toAccount: z.string().trim().max(60).default(""),
  due: dateParam.nullable().default(null),
  agreementNo: z.string().trim().max(100).default(""),
  evidence: z.array(z.string().max(300)).max(20).default([]),
  responsible: z.string().trim().max(100).default(""),
  fileIds: evidenceFileIds,
});
export type DifferenceResolution = z.infer<typeof differenceResolution>;

export const differenceResolved = z.object({
  kind: z.enum(["resolved", "waiting"]),
  decisionId: recordId.nullable(),
  approvalId: recordId.nullable(),
  by: z.array(z.string()),
});

export const examineBody = z.strictObject({
  /** Also those the tests have seen; what a person decided stays. */
  again: z.boolean().default(false),
});
export const examined = z.object({
  found: z.number().int(),
  ended: z.number().int(),
  examined: z.number().int(),
  explained: z.number().int(),
});
