// Disputes 争议工单: list and board, one ticket with its thread, and what may be done to it.
import { z } from "zod";
import { differenceCodes } from "../core/differences.ts";
import { causeDepartments } from "../core/disputes/causes.ts";
import {
  disputeReasons,
  disputeResolutions,
  disputeSources,
  disputeStates,
  disputeSteps,
  movableStates,
} from "../core/disputes/dispute.ts";
import { evidenceFileIds } from "./adjustments.ts";
import { oneOrMore } from "./bank-lines.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import {
  dateParam,
  dateText,
  instantText,
  monthParam,
  monthText,
  recordId,
  recordIdParam,
} from "./page.ts";
import { portalQuestion } from "./portal.ts";
import { taskOnWire } from "./tasks.ts";

// the records' own keys
const reasons = Object.keys(disputeReasons) as (keyof typeof disputeReasons)[];
const resolutions = Object.keys(disputeResolutions) as (keyof typeof disputeResolutions)[];
const sources = Object.keys(disputeSources) as (keyof typeof disputeSources)[];
const states = Object.keys(disputeStates) as (keyof typeof disputeStates)[];
const steps = Object.keys(disputeSteps) as (keyof typeof disputeSteps)[];

export const disputeSorts = ["newest", "due"] as const;

export const disputeQuery = z.object({
  q: z.string().max(200).optional(),
  /** Absent: everything that is not resolved. */
  state: oneOrMore(states).optional(),
  reason: oneOrMore(reasons).optional(),
  /** A member's id, or "me". */
  owner: z
    .string()
    .regex(/^(me|\d{1,16})$/)
    .optional(),
  customer: recordIdParam.optional(),
  due: z.enum(["late"]).optional(),
  /** Where this member was named and has not looked. */
  mention: z.enum(["me"]).optional(),
  /** The newest first, or by the day it should be resolved, resolved ones last. */
  sort: z.enum(disputeSorts).default("newest"),
  /** Rows after this one. */
  cursor: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type DisputeQuery = z.infer<typeof disputeQuery>;

const person = z.object({ id: recordId, name: z.string() });

const disputeOnWire = z
  .object({
    id: recordId,
    customer: person,
    source: z.enum(sources),
    statement: z.object({ id: recordId, no: z.string() }).nullable(),
    differenceId: recordId.nullable(),
    reason: z.enum(reasons),
    code: z.string().nullable(),
    documents: z.array(z.string()),
    currency: currencyCode,
    amount: decimalAmount,
    step: z.enum(steps),
    state: z.enum(states),
    resolution: z.enum(resolutions).nullable(),
    owner: person.nullable(),
    dueOn: dateText,
    /** Days until it should be resolved; below zero: late; null: it is. */
    daysLeft: z.number().int().nullable(),
    /** Hours left for the red invoice to be confirmed; null: none was asked for. */
    redHoursLeft: z.number().int().nullable(),
    /** When it last went one level up, its day being past. */
    escalatedAt: instantText.nullable(),
    openedAt: instantText,
    resolvedAt: instantText.nullable(),
  })
  .meta({ id: "Dispute" });
export type DisputeOnWire = z.infer<typeof disputeOnWire>;

export const disputeList = z
  .object({
    rows: z.array(disputeOnWire),
    nextCursor: recordId.nullable(),
    totals: z.array(
      z.object({ currency: currencyCode, count: z.number().int(), amount: decimalAmount }),
    ),
    /** Of all disputes ever: how they go. */
    figures: z.object({
      open: z.number().int(),
      late: z.number().int(),
      /** Where I was named and have not looked. */
      mentions: z.number().int(),
      /** Days the open ones have been open, on average. */
      openDays: z.string().nullable(),
      /** Working figures in days with one decimal; null: none was resolved yet. */
      daysToResolve: z.string().nullable(),
      byReason: z.array(
        z.object({ reason: z.enum(reasons), count: z.number().int(), open: z.number().int() }),
      ),
    }),
  })
  .meta({ id: "DisputeList" });
export type DisputeList = z.infer<typeof disputeList>;

export const disputeDetail = z
  .object({
    row: disputeOnWire,
    note: z.string(),
    resolutionNote: z.string(),
    approvalId: recordId.nullable(),
    decisionId: recordId.nullable(),
    items: z.array(
      z.object({
        id: recordId,
        no: z.string(),
        kind: z.string(),
        amount: decimalAmount,
        marked: decimalAmount,
        open: decimalAmount,
      }),
    ),
    /** Open credit notes of the customer that could end it. */
    credits: z.array(z.object({ id: recordId, no: z.string(), open: decimalAmount })),
    events: z.array(
      z.object({
        act: z.string(),
        side: z.enum(["us", "customer", "system"]),
        author: z.string(),
        isShared: z.boolean(),
        body: z.string(),
        at: instantText,
        files: z.array(
          z.object({ id: recordId, name: z.string(), kind: z.string(), size: z.number() }),
        ),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    members: z.array(person),
    tasks: z.array(taskOnWire),
    /** The booking that ended it still stands: it must be undone before the dispute is taken up again. */
    isPosted: z.boolean(),
  })
  .meta({ id: "DisputeDetail" });
export type DisputeDetail = z.infer<typeof disputeDetail>;

const note = (most: number) => z.string().trim().max(most);

export const disputeToOpen = z.strictObject({
  items: z
    .array(z.strictObject({ id: recordId, amount: decimalAmount }))
    .min(1)
    .max(200),
  reason: z.enum(reasons),
  note: note(2_000).min(1),
  source: z.enum(["manual", "short_payment", "comparison"]).default("manual"),
  differenceId: recordId.nullable().default(null),
});
export type DisputeToOpenBody = z.infer<typeof disputeToOpen>;

export const disputeChange = z
  .strictObject({
    ownerId: recordId.optional(),
    step: z.enum(steps).optional(),
    state: z.enum(movableStates).optional(),
    code: z
      .string()
      .regex(/^[TPS]\d\d$/)
      .optional(),
    dueOn: dateParam.optional(),
    /** A red invoice is asked for: its 72 hours begin. */
    askCredit: z.literal(true).optional(),
    note: note(2_000).default(""),
  })
  .refine((change) => Object.keys(change).length > 1, { message: "something to change" });
export type DisputeChangeBody = z.infer<typeof disputeChange>;

export const disputeMessage = z.strictObject({
  body: note(4_000).min(1),
  isShared: z.boolean(),
  fileIds: z.array(recordId).max(10).default([]),
  /** Members named with @. */
  mentions: z.array(recordId).max(20).default([]),
});
export const disputeReopen = z.strictObject({ note: note(2_000).min(1) });
export const disputeFile = z
  .object({ id: recordId, name: z.string(), kind: z.string(), size: z.number() })
  .meta({ id: "DisputeFile" });

export const causeQuery = z.object({ month: monthParam });
export const causeAsk = z.strictObject({ month: monthParam });
export const causeSent = z.object({ letters: z.number().int() });
const departments = Object.keys(causeDepartments) as (keyof typeof causeDepartments)[];
export const causeReport = z
  .object({
    month: monthText,
    departments: z.array(
      z.object({
        department: z.enum(departments),
        rows: z.array(
          z.object({
            /** Null: nobody has found the cause yet. */
            code: z.enum(differenceCodes).nullable(),
            currency: currencyCode,
            count: z.number().int(),
            resolved: z.number().int(),
            amount: decimalAmount,
            conceded: decimalAmount,
            /** The three with most money in it. */
            customers: z.array(z.string()),
          }),
        ),
        totals: z.array(
          z.object({ currency: currencyCode, amount: decimalAmount, conceded: decimalAmount }),
        ),
      }),
    ),
  })
  .meta({ id: "CauseReport" });
export type CauseReport = z.infer<typeof causeReport>;

export const disputeEnd = z.strictObject({
  resolution: z.enum(resolutions),
  /** Said to the customer: the grounds of a rejection, what was agreed. */
  note: note(2_000).min(1),
  /** Which document, where there are several; else the first. */
  itemId: recordId.nullable().default(null),
  /** Taken off; absent: all that is in dispute. */
  amount: decimalAmount.nullable().default(null),
  creditItemId: recordId.nullable().default(null),
  evidence: z.array(note(300)).max(20).default([]),
  responsible: note(100).default(""),
  fileIds: evidenceFileIds,
});
export type DisputeEndBody = z.infer<typeof disputeEnd>;

export const disputeEndOutcome = z.object({
  kind: z.enum(["resolved", "waiting"]),
  approvalId: recordId.nullable(),
  decisionId: recordId.nullable(),
});

export const questionQuery = z.object({
  state: oneOrMore(["open", "answered", "closed"] as const).default(["open"]),
});
export const questionList = z.object({
  rows: z.array(portalQuestion.extend({ customer: person })),
});
export type QuestionList = z.infer<typeof questionList>;
export const questionAnswer = z.strictObject({ body: note(4_000).min(1) });
export const disputeDone = z.object({ done: z.literal(true) });
