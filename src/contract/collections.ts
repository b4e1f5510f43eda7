// 催收: the worklist with a score that says itself, one customer to call from, what is recorded of a
// contact; the team, its targets and the settings behind both.
import { z } from "zod";
import { callChannels, callOutcomes, taskKinds } from "../core/collections/outcome.ts";
import { defaultWeights, scoreParts } from "../core/collections/score.ts";
import { standings } from "../core/collections/standing.ts";
import { ungradedReasons } from "../core/dunning/customer-grade.ts";
import { oneOrMore } from "./bank-lines.ts";
import { currencyCode, decimalAmount, money } from "./money.ts";
import { dateParam, dateText, instantText, monthParam, recordId } from "./page.ts";

// the records' own keys
const channels = Object.keys(callChannels) as (keyof typeof callChannels)[];
const outcomes = Object.keys(callOutcomes) as (keyof typeof callOutcomes)[];
const tasks = Object.keys(taskKinds) as (keyof typeof taskKinds)[];
const standingNames = Object.keys(standings) as (keyof typeof standings)[];
export const ungradedNames = Object.keys(ungradedReasons) as (keyof typeof ungradedReasons)[];

export const collectionGrades = ["A", "B", "C"] as const;
/** none: what is overdue is disputed, covered or too little. */
export const shownGrades = [...collectionGrades, "none"] as const;
const person = z.object({ id: recordId, name: z.string() });

export const worklistQuery = z.object({
  q: z.string().max(200).optional(),
  /** A member's id, "me" or "none"; absent: everybody's. */
  assignee: z
    .string()
    .regex(/^(me|none|\d{1,16})$/)
    .optional(),
  grade: oneOrMore(shownGrades).optional(),
  standing: oneOrMore(standingNames).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
});
export type WorklistQuery = z.infer<typeof worklistQuery>;

const scoredPart = z.object({
  part: z.enum(scoreParts),
  /** 0–100; null: unknown, and left out of the score. */
  level: z.number().nullable(),
  weight: z.number(),
  points: z.number(),
});

/** What the sentence of a case is made of. */
const caseFacts = z.object({
  oldestDays: z.number().int().nullable(),
  lateProbability: z.number().nullable(),
  brokenPromises: z.number().int(),
  /** Days since the customer was last reached; null: never. */
  untouchedDays: z.number().int().nullable(),
  promisedFor: dateText.nullable(),
  nextStep: z.object({ id: recordId, kind: z.enum(tasks), dueOn: dateText }).nullable(),
});

const collectionCase = z
  .object({
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    assignee: person.nullable(),
    region: z.string(),
    isHeld: z.boolean(),
    documents: z.number().int(),
    grade: z.enum(collectionGrades).nullable(),
    /** Why there is no grade. */
    ungraded: z.enum(ungradedNames).nullable(),
    /** Overdue, less disputed, credit notes and money that came in; per currency. */
    asks: z.array(money),
    ask: decimalAmount,
    overdue: decimalAmount,
    facts: caseFacts,
    standing: z.enum(standingNames),
    /** The first day on which that may be otherwise. */
    until: dateText.nullable(),
    points: z.number(),
    parts: z.array(scoredPart),
  })
  .meta({ id: "CollectionCase" });
export type CollectionCase = z.infer<typeof collectionCase>;

const group = z.object({ count: z.number().int(), amount: decimalAmount });

export const worklist = z
  .object({
    today: dateText,
    homeCurrency: currencyCode,
    rows: z.array(collectionCase),
    /** Of all filtered rows. */
    count: z.number().int(),
    amount: decimalAmount,
    /** Before the filter of standing and grade, so that the figures say where the rest is. */
    byStanding: z.array(group.extend({ standing: z.enum(standingNames) })),
    byGrade: z.array(group.extend({ grade: z.enum(shownGrades) })),
    members: z.array(person),
  })
  .meta({ id: "Worklist" });
export type Worklist = z.infer<typeof worklist>;

const promiseOnWire = z.object({
  id: recordId,
  amount: decimalAmount,
  received: decimalAmount,
  currency: currencyCode,
  promisedOn: dateText,
  dueOn: dateText,
  state: z.enum(["open", "kept", "broken", "withdrawn"]),
  note: z.string(),
  by: z.string(),
});

export const caseDetail = z
  .object({
    row: collectionCase,
    /** How the amount to ask for comes about, per currency. */
    sums: z.array(
      z.object({
        currency: currencyCode,
        overdue: decimalAmount,
        disputed: decimalAmount,
        credits: decimalAmount,
        unapplied: decimalAmount,
        /** Came in and waits for confirmation. */
        onTheWay: decimalAmount,
        ask: decimalAmount,
      }),
    ),
    documents: z.array(
      z.object({
        id: recordId,
        kind: z.string(),
        no: z.string(),
        currency: currencyCode,
        issueDate: dateText.nullable(),
        dueDate: dateText.nullable(),
        daysLate: z.number().int().nullable(),
        contractNo: z.string(),
        original: decimalAmount,
        open: decimalAmount,
        disputed: decimalAmount,
      }),
    ),
    calls: z.array(
      z.object({
        id: recordId,
        channel: z.enum(channels),
        outcome: z.enum(outcomes),
        note: z.string(),
        asked: decimalAmount,
        contact: z.string(),
        by: z.string(),
        onDate: dateText,
        at: instantText,
        disputeId: recordId.nullable(),
      }),
    ),
    /** Of dunning: what was sent, is in somebody's hands, or waits to be released. */
    letters: z.array(
      z.object({
        id: recordId,
        channel: z.enum(["email", "letter", "call", "task", "lawyer_letter", "supply_hold"]),
        state: z.enum(["proposed", "released", "done"]),
        day: dateText,
        asked: decimalAmount,
      }),
    ),
    promises: z.array(promiseOnWire),
    tasks: z.array(
      z.object({ id: recordId, kind: z.enum(tasks), dueOn: dateText, note: z.string() }),
    ),
    contacts: z.array(
      z.object({
        id: recordId,
        name: z.string(),
        position: z.string(),
        email: z.string(),
        phone: z.string(),
        purpose: z.enum(["statement", "payment", "superior"]),
      }),
    ),
    guard: z.object({
      contacts: z.number().int(),
      cap: z.number().int(),
      freeFrom: dateText.nullable(),
    }),
    /** Calls nobody took, since the customer was last reached. */
    unanswered: z.number().int(),
    /** By the books' calendar, from today until that day: next steps fall on none of them. */
    daysOff: z.object({ days: z.array(dateText), until: dateText }),
    members: z.array(person),
  })
  .meta({ id: "CollectionCaseDetail" });
export type CaseDetail = z.infer<typeof caseDetail>;

const note = z.string().trim().max(2_000).default("");
const nextStep = z.strictObject({ kind: z.enum(tasks), dueOn: dateParam, note });

export const callToRecord = z
  .strictObject({
    channel: z.enum(channels).default("call"),
    outcome: z.enum(outcomes),
    contactId: recordId.nullable().default(null),
    note,
    promise: z
      .strictObject({ amount: decimalAmount, currency: currencyCode, dueOn: dateParam })
      .nullable()
      .default(null),
    disputeId: recordId.nullable().default(null),
    /** Absent: the usual one; null: none. */
    next: nextStep.nullable().optional(),
    /** In spite of the cap of contacts. */
    isOverCap: z.boolean().default(false),
  })
  .refine(({ outcome, promise }) => (outcome === "promised") === (promise !== null), {
    message: "a promise has an amount and a day, and nothing else has",
  });
export type CallToRecord = z.infer<typeof callToRecord>;

export const recordedCall = z.object({
  callId: recordId,
  promiseId: recordId.nullable(),
  taskId: recordId.nullable(),
});

export const taskChange = z
  .strictObject({ state: z.enum(["done", "dropped"]).optional(), dueOn: dateParam.optional() })
  .refine((change) => Object.keys(change).length > 0, { message: "something to change" });
export const promiseWithdrawal = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const caseAssignment = z.strictObject({
  customerIds: z.array(recordId).min(1).max(2000),
  memberId: recordId,
});
export const assignmentOutcome = z.object({ assigned: z.number().int() });
export const collectionDone = z.object({ done: z.literal(true) });

const weight = z.number().int().min(0).max(100);
const assignmentRule = z.strictObject({
  grades: z.array(z.enum(collectionGrades)).max(3).default([]),
  regions: z.array(z.string().max(80)).max(50).default([]),
  segments: z.array(z.string().max(80)).max(50).default([]),
  from: decimalAmount.default("0"),
  memberIds: z.array(recordId).min(1).max(100),
});

export const collectionSettings = z
  .strictObject({
    weights: z
      .strictObject({
        amount: weight,
        age: weight,
        late_probability: weight,
        broken_promises: weight,
        grade: weight,
        last_touch: weight,
        due_step: weight,
      })
      .default(defaultWeights),
    /** Contacts in seven days; 0: no cap. */
    weekCap: z.number().int().min(0).max(14).default(2),
    /** Days a transfer may take after the day that was promised. */
    graceDays: z.number().int().min(0).max(10).default(1),
    /** None: everybody with the role of a collector, by load. */
    rules: z.array(assignmentRule).max(50).default([]),
  })
  .meta({ id: "CollectionSettings" });
export type CollectionSettings = z.infer<typeof collectionSettings>;

export const teamQuery = z.object({
  month: monthParam.optional(),
});

const teamFigures = z.object({
  customers: z.number().int(),
  overdue: decimalAmount,
  ask: decimalAmount,
  /** To contact today. */
  due: z.number().int(),
  callsToday: z.number().int(),
  calls: z.number().int(),
  reached: z.number().int(),
  recovered: decimalAmount,
  target: decimalAmount.nullable(),
  /** Per cent with one decimal; null: no target. */
  share: z.string().nullable(),
  kept: z.number().int(),
  broken: z.number().int(),
  keptShare: z.string().nullable(),
});

export const teamBoard = z
  .object({
    month: z.string(),
    homeCurrency: currencyCode,
    rows: z.array(teamFigures.extend({ member: person.extend({ role: z.string() }).nullable() })),
    total: teamFigures,
  })
  .meta({ id: "TeamBoard" });
export type TeamBoard = z.infer<typeof teamBoard>;

export const targetToSet = z.strictObject({
  month: monthParam,
  /** Null: the team's. */
  memberId: recordId.nullable(),
  amount: decimalAmount,
});
