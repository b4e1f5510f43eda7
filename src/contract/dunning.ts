// Dunning 催收: policies and settings, who would get what today, notices and their release, pauses.
import { z } from "zod";
import { ungradedReasons } from "../core/dunning/customer-grade.ts";
import { gradeActions } from "../core/dunning/grade.ts";
import {
  dunningTemplates,
  leastDaysBetweenSteps,
  stepApprovers,
  stepChannels,
  tones,
  touchChannels,
} from "../core/dunning/policy.ts";
import { holdReasons } from "../core/words/dunning.ts";
import { currencyCode, decimalAmount, money } from "./money.ts";
import { dateParam, dateText, instantText, recordId, recordIdParam } from "./page.ts";

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(record) as K[]; // the record's own keys
}

const channel = z.enum(keysOf(stepChannels));
const touchChannel = z.enum(touchChannels);
const template = z.enum(dunningTemplates);
const tone = z.enum(keysOf(tones));
const approver = z.enum(keysOf(stepApprovers));
const grade = z.enum(["A", "B", "C"]);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);

const dunningStep = z.strictObject({
  /** due: days from the due date, below zero before it; previous: after the step before. */
  from: z.enum(["due", "previous"]),
  days: z.number().int().min(-60).max(1_000),
  channel,
  template,
  tone,
  approver,
  /** In home currency: a customer asked for less gets the step later. */
  minimum: decimalAmount,
});
export type DunningStepOnWire = z.infer<typeof dunningStep>;

const lateTerms = z.strictObject({
  interest: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("agreed"), percentPerDay: percent }),
    z.strictObject({
      kind: z.literal("statutory"),
      debtor: z.enum(["government", "institution", "large"]),
      sizeWasDeclared: z.boolean(),
    }),
  ]),
  /** Agreed for each document that is charged; "0" for none. */
  fee: decimalAmount,
});

export const dunningPolicy = z
  .strictObject({
    name: z.string().trim().max(60).default(""),
    isOn: z.boolean(),
    steps: z.array(dunningStep).min(1).max(20),
    late: lateTerms,
  })
  .meta({
    id: "DunningPolicy",
    description: `Steps stand at least ${leastDaysBetweenSteps} days apart`,
  });
export type DunningPolicyOnWire = z.infer<typeof dunningPolicy>;

const policyScope = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("organisation") }),
  z.strictObject({ scope: z.literal("segment"), segment: z.string().trim().min(1).max(60) }),
  z.strictObject({ scope: z.literal("customer"), customerId: recordId }),
  z.strictObject({ scope: z.literal("item"), itemId: recordId }),
]);
export type PolicyScopeOnWire = z.infer<typeof policyScope>;

const scopedPolicy = z
  .object({
    id: recordId,
    scope: policyScope,
    /** Of the customer or document it is for; else the segment, or empty. */
    subject: z.string(),
    version: z.number().int(),
    policy: dunningPolicy,
    changedAt: instantText,
    by: z.string().nullable(),
  })
  .meta({ id: "ScopedDunningPolicy" });

export const dunningSetting = z
  .strictObject({
    grades: z
      .array(
        z.strictObject({
          grade,
          fromDays: z.number().int().min(1).max(3_650),
          minimum: decimalAmount,
          actions: z.array(
            z.strictObject({
              kind: z.enum(keysOf(gradeActions)),
              isOn: z.boolean(),
              approver,
              everyDays: z.number().int().min(7).max(1_000),
            }),
          ),
          reminder: z.strictObject({
            isOn: z.boolean(),
            everyDays: z.number().int().min(1).max(60),
            channel: touchChannel,
            template,
            tone,
          }),
        }),
      )
      .length(3),
    caps: z.strictObject({
      email: z.number().int().min(0).max(14),
      letter: z.number().int().min(0).max(14),
      call: z.number().int().min(0).max(14),
    }),
    promiseGraceDays: z.number().int().min(0).max(30),
    /** china: public holidays with the working weekends; weekends: Monday to Friday; none: every day. */
    calendar: z.enum(["china", "weekends", "none"]),
    /** Days off of our own, and days worked against the calendar. */
    closedDays: z.array(dateText).max(200),
    openDays: z.array(dateText).max(200),
    /** When the daily run plans, by the clock of the books. */
    runAt: time,
    /** One-year LPR in per cent a year, to warn of agreed rates below it; empty: not entered. */
    lpr: z.union([percent, z.literal("")]),
  })
  .meta({ id: "DunningSetting" });
export type DunningSettingOnWire = z.infer<typeof dunningSetting>;

export const dunningSetup = z
  .object({
    setting: dunningSetting,
    settingVersion: z.number().int(),
    policies: z.array(scopedPolicy),
    /** Offered when a scope gets a policy of its own. */
    blank: dunningPolicy,
    segments: z.array(z.string()),
    homeCurrency: currencyCode,
    /** The day of the next daily run; null: dunning is off everywhere. */
    nextRunOn: dateText.nullable(),
    /** The last year whose public holidays and worked weekends are known; after it, the law's days. */
    lastArrangedYear: z.number().int(),
  })
  .meta({ id: "DunningSetup" });
export type DunningSetup = z.infer<typeof dunningSetup>;

export const policyChange = z.strictObject({
  scope: policyScope,
  /** Null: the scope has no policy of its own any more. */
  policy: dunningPolicy.nullable(),
});
export type PolicyChange = z.infer<typeof policyChange>;

// ---------------------------------------------------------------- today

const heldBy = z.enum(keysOf(holdReasons));

const dunningAsk = z.object({
  itemId: recordId,
  no: z.string(),
  kind: z.string(),
  currency: currencyCode,
  dueDate: dateText,
  days: z.number().int(),
  open: decimalAmount,
  disputed: decimalAmount,
  credit: decimalAmount,
  promised: decimalAmount,
  asked: decimalAmount,
  /** The step this document takes with the touch, by its day from the due date. */
  nominal: z.number().int().nullable(),
  /** Newly known and overdue: proposed to start at this step. */
  startAt: z.number().int().nullable(),
});
export type DunningAskOnWire = z.infer<typeof dunningAsk>;

export const dunningPlanRow = z
  .object({
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    /** Of the customer, the same as in collections and reports. */
    grade: grade.nullable(),
    /** Why there is no grade. */
    ungraded: z.enum(keysOf(ungradedReasons)).nullable(),
    asked: z.array(money),
    askedHome: decimalAmount,
    oldestDays: z.number().int(),
    itemCount: z.number().int(),
    touch: z
      .object({
        kind: z.enum(["step", "repeat"]),
        channel: touchChannel,
        template,
        tone,
        approver,
        nominal: z.number().int().nullable(),
      })
      .nullable(),
    /** Work of our own beside it, by the day of its step. */
    task: z.object({ approver, nominal: z.number().int().nullable() }).nullable(),
    held: heldBy.nullable(),
    readyOn: dateText.nullable(),
    newDebts: z.number().int(),
    actions: z.array(z.enum(keysOf(gradeActions))),
  })
  .meta({ id: "DunningPlanRow" });
export type DunningPlanRow = z.infer<typeof dunningPlanRow>;

export const dunningPreview = z
  .object({
    day: dateText,
    isWorkingDay: z.boolean(),
    rows: z.array(dunningPlanRow),
    /** Of all customers, also those beyond the rows. */
    counts: z.object({
      customers: z.number().int(),
      touched: z.number().int(),
      held: z.number().int(),
      starts: z.number().int(),
      actions: z.number().int(),
      askedHome: decimalAmount,
    }),
  })
  .meta({ id: "DunningPreview" });
export type DunningPreview = z.infer<typeof dunningPreview>;

/** A change that is tried before it is saved. */
export const previewAsk = z.strictObject({
  change: policyChange.nullable().default(null),
  setting: dunningSetting.nullable().default(null),
  limit: z.number().int().min(1).max(2_000).default(500),
});
export type PreviewAsk = z.infer<typeof previewAsk>;

export const customerPlanPath = z.object({ booksId: recordIdParam, customerId: recordIdParam });
export const customerPlan = z
  .object({
    row: dunningPlanRow,
    asks: z.array(dunningAsk),
    /** The message as it would be written; null when there is none. */
    message: z.object({ subject: z.string(), body: z.string(), to: z.string() }).nullable(),
    pausedUntil: dateText.nullable(),
    onHoldSince: instantText.nullable(),
  })
  .meta({ id: "DunningCustomerPlan" });
export type CustomerPlanOnWire = z.infer<typeof customerPlan>;

// ---------------------------------------------------------------- runs and notices

export const runDone = z.object({
  runId: recordId,
  touched: z.number().int(),
  queued: z.number().int(),
  proposed: z.number().int(),
  held: z.number().int(),
});
export type RunDone = z.infer<typeof runDone>;

const noticeStates = ["proposed", "released", "done", "rejected", "replaced", "stopped"] as const;
export const noticeChannels = [...keysOf(stepChannels), ...keysOf(gradeActions)] as const;

export const noticeQuery = z.object({
  state: z.enum(["proposed", "open", "past"]).default("proposed"),
  customer: recordIdParam.optional(),
  before: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type NoticeQuery = z.infer<typeof noticeQuery>;

const dunningNotice = z
  .object({
    id: recordId,
    customer: z.object({ id: recordId, no: z.string(), name: z.string() }),
    day: dateText,
    kind: z.enum(["step", "repeat", "action"]),
    channel: z.enum(noticeChannels),
    tone: z.string(),
    grade: grade.nullable(),
    nominal: z.number().int().nullable(),
    approver,
    state: z.enum(noticeStates),
    /** Of its message, where it has one: queued, sent, bounced … */
    messageState: z.string().nullable(),
    asked: z.array(money),
    itemCount: z.number().int(),
    stopReason: z.string(),
    takenOn: dateText.nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: "DunningNotice" });
export type DunningNoticeOnWire = z.infer<typeof dunningNotice>;
export const noticeList = z.object({
  rows: z.array(dunningNotice),
  nextBefore: recordId.nullable(),
  proposed: z.number().int(),
});
export type NoticeList = z.infer<typeof noticeList>;

export const releaseBody = z.strictObject({ ids: z.array(recordId).min(1).max(2_000) });
export const released = z.object({
  released: z.number().int(),
  /** Left out, each with the reason. */
  refused: z.array(z.object({ id: recordId, code: z.string() })),
});
export type Released = z.infer<typeof released>;

export const noticeDetail = z.object({
  notice: dunningNotice,
  items: z.array(dunningAsk),
  message: z.object({ subject: z.string(), body: z.string(), to: z.string() }).nullable(),
});
export type NoticeDetail = z.infer<typeof noticeDetail>;

export const noticeEnd = z.strictObject({ reason: z.string().trim().max(300).default("") });

export const pauseBody = z.strictObject({
  customerId: recordId,
  /** Null ends the pause. */
  until: dateParam.nullable(),
  reason: z.string().trim().max(300).default(""),
});
