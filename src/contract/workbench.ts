// 核销工作台: lanes, lines with their proposals, and what a person decides about them.
import { z } from "zod";
import { notReceivableCategories, residualCodes } from "../core/matching/output.ts";
import { because, becauseList } from "./because.ts";
import { currencyCode, decimalAmount, money } from "./money.ts";
import { dateParam, dateText, instantText, pageQuery, recordId, recordIdParam } from "./page.ts";

const lineLanes = [
  "new",
  "auto",
  "suggested",
  "unmatched",
  "not_receivable",
  "confirmed",
  "held",
] as const;
const lineLane = z.enum(lineLanes);

/** The four lanes of the strip; together they are all lines (DOMAIN §2). */
export const stripLanes = ["auto", "to_confirm", "exception", "not_receivable"] as const;

const laneFigure = z.object({
  lane: z.enum(stripLanes),
  count: z.number().int(),
  /** Money in, per currency. */
  amounts: z.array(money),
});

export const workbenchSummary = z
  .object({
    lanes: z.array(laneFigure),
    /** All lines; equals the sum of the lanes. */
    total: z.object({ count: z.number().int(), amounts: z.array(money) }),
    /** Lines no run has looked at yet (part of the exceptions). */
    newLines: z.number().int(),
    /** Part of the automatic lane that people settled. */
    byHand: z.number().int(),
    /** Lines on hold (part of the exceptions). */
    held: z.number().int(),
    /** Per cent of receivable money in, in home currency, that was settled; null while there is none. */
    autoShare: z.string().nullable(),
    lastRun: z
      .object({
        id: recordId,
        jobId: recordId.nullable(),
        state: z.enum(["running", "done", "failed", "cancelled"]),
        startedAt: instantText,
        finishedAt: instantText.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "WorkbenchSummary" });
export type WorkbenchSummary = z.infer<typeof workbenchSummary>;

export const workbenchQuery = pageQuery.extend({
  lane: z.enum(stripLanes).default("to_confirm"),
  /** Cause: a key of its reason; `held` = put aside, `new` = no run has looked at it. */
  cause: z.string().max(80).optional(),
  /** Template that found the best proposal. */
  rule: z.string().max(10).optional(),
  /** Only proposals with no other that is just as good. */
  untied: z.stringbool().optional(),
  customerId: recordIdParam.optional(),
});

const workbenchRow = z
  .object({
    id: recordId,
    version: z.number().int(),
    date: dateText,
    currency: currencyCode,
    amount: decimalAmount,
    payerName: z.string(),
    memo: z.string(),
    lane: lineLane,
    category: z.enum(notReceivableCategories).nullable(),
    reason: because.nullable(),
    rule: z.string(),
    confidence: z.number(),
    tiedWith: z.number().int(),
    customerId: recordId.nullable(),
    customerName: z.string().nullable(),
    /** Whose money it is; null: nobody's yet. */
    ownerId: recordId.nullable(),
    note: z.string(),
  })
  .meta({ id: "WorkbenchRow" });
export type WorkbenchRow = z.infer<typeof workbenchRow>;

export const workbenchPage = z.object({
  rows: z.array(workbenchRow),
  nextCursor: z.string().nullable(),
  count: z.number().int(),
  totals: z.array(money),
  /** Exceptions and proposals by cause, over the whole lane. */
  causes: z.array(z.object({ key: z.string(), count: z.number().int() })),
});
export type WorkbenchPage = z.infer<typeof workbenchPage>;

/** What became of lines while somebody looks at a list of them. */
export const lineStatesQuery = z.object({
  ids: z
    .string()
    .max(4000)
    .regex(/^\d{1,16}(,\d{1,16}){0,249}$/),
});
export const lineStates = z
  .object({
    rows: z.array(
      z.object({
        id: recordId,
        version: z.number().int(),
        lane: lineLane,
        /** The decision that stands; `by` null = the system by rule. */
        decided: z
          .object({ decisionId: recordId, by: z.string().nullable(), at: instantText })
          .nullable(),
      }),
    ),
  })
  .meta({ id: "LineStates" });
export type LineStates = z.infer<typeof lineStates>;

/** An open item as the workbench shows it. */
const workbenchItem = z
  .object({
    id: recordId,
    customerId: recordId,
    customerName: z.string(),
    kind: z.string(),
    no: z.string(),
    issueDate: dateText.nullable(),
    dueDate: dateText.nullable(),
    currency: currencyCode,
    amount: decimalAmount,
    open: decimalAmount,
    disputed: decimalAmount,
    orderNo: z.string(),
    contractNo: z.string(),
    memo: z.string(),
  })
  .meta({ id: "WorkbenchItem" });
export type WorkbenchItem = z.infer<typeof workbenchItem>;

const candidateResidual = z.object({
  side: z.enum(["item", "line", "home"]),
  itemId: recordId.nullable(),
  amount: decimalAmount,
  currency: currencyCode,
  code: z.enum(residualCodes),
  difference: z.string().nullable(),
  posted: z.boolean(),
  because: becauseList,
});

const lineCandidate = z
  .object({
    customerId: recordId,
    customerName: z.string(),
    allocations: z.array(
      z.object({
        item: workbenchItem,
        /** In the item's currency; negative on a credit note. */
        amount: decimalAmount,
        lineAmount: decimalAmount,
      }),
    ),
    residuals: z.array(candidateResidual),
    confidence: z.number(),
    rule: z.string(),
    rules: z.array(z.string()),
    because: becauseList,
    against: becauseList,
    /** What of the line is left after these allocations and the residuals on the line. */
    rest: decimalAmount,
  })
  .meta({ id: "LineCandidate" });
export type LineCandidate = z.infer<typeof lineCandidate>;

const lineDecision = z
  .object({
    id: recordId,
    kind: z.string(),
    at: instantText,
    /** Null = the system by rule. */
    by: z.string().nullable(),
    rule: z.string(),
    reason: z.string(),
    undone: z.boolean(),
    /** The set of books the money belongs to, with the entry made there. */
    otherBooks: z.object({ booksId: recordId, name: z.string(), entryId: recordId }).nullable(),
    allocations: z.array(
      z.object({
        itemId: recordId.nullable(),
        itemNo: z.string().nullable(),
        customerName: z.string().nullable(),
        code: z.string(),
        amount: decimalAmount,
        currency: currencyCode,
      }),
    ),
  })
  .meta({ id: "LineDecision" });

export const bankLineDetail = z
  .object({
    line: workbenchRow.extend({
      valueDate: dateText.nullable(),
      payerAccount: z.string(),
      bankRef: z.string(),
      endToEnd: z.string(),
      bankAccount: z.string(),
      bankName: z.string(),
      /** Not applied yet, in the line's currency; 0 for money out. */
      unapplied: decimalAmount,
      /** Null for money out and what is no receipt; its customer: whose money it is. */
      receipt: z
        .object({
          id: recordId,
          customer: z.object({ id: recordId, name: z.string() }).nullable(),
        })
        .nullable(),
      statementFile: z.object({ batchId: recordId, fileName: z.string(), row: z.number().int() }),
    }),
    payerBecause: becauseList,
    candidates: z.array(lineCandidate),
    /** What the rules of the line's reason and proposals are called. */
    ruleTitles: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    decisions: z.array(lineDecision),
  })
  .meta({ id: "BankLineDetail" });
export type BankLineDetail = z.infer<typeof bankLineDetail>;

export const itemPoolQuery = z.object({
  customerId: recordIdParam.optional(),
  /** Also parent, sister and daughter companies of the customer. */
  withGroup: z.stringbool().optional(),
  /** Number, customer, amount. */
  q: z.string().max(200).optional(),
  currency: currencyCode.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
/** Orders of a platform's settlement, as its list has them: number, gross amount. */
export const orderListBody = z.strictObject({
  currency: currencyCode,
  rows: z
    .array(
      z.strictObject({
        no: z.string().trim().min(1).max(100),
        /** Null: all that is open. */
        amount: decimalAmount.nullable(),
      }),
    )
    .min(1)
    .max(500),
});
export const foundOrders = z
  .object({
    /** What each item takes of the gross; negative on a credit note. */
    found: z.array(z.object({ item: workbenchItem, amount: decimalAmount })),
    /** Numbers of no open item in that currency. */
    missing: z.array(z.string()),
    /** Numbers under which less is open than the list says. */
    tooMuch: z.array(z.object({ no: z.string(), asked: decimalAmount, open: decimalAmount })),
  })
  .meta({ id: "FoundOrders" });
export type FoundOrders = z.infer<typeof foundOrders>;

export const itemPool = z.object({ rows: z.array(workbenchItem), count: z.number().int() });

// ------------------------------------------------------------------ decisions

export const confirmBody = z.strictObject({
  confirmations: z
    .array(
      z.strictObject({
        lineId: recordId,
        version: z.number().int(),
        candidate: z.number().int().min(0).max(9).default(0),
      }),
    )
    .min(1)
    .max(1000),
});

const decided = z.object({ decisionId: recordId });
export const decisionAnswer = decided.meta({ id: "Decision" });

/** One outcome a line, in the order asked. */
export const lineOutcomes = z
  .object({
    outcomes: z.array(
      z.object({
        lineId: recordId,
        decisionId: recordId.nullable(),
        /** Why it stays: a problem code with its sentence. */
        problem: z.object({ code: z.string(), title: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: "LineOutcomes" });

/** How a line looked to the person who decides about it: what others did since is not overwritten. */
const seenLine = z.strictObject({
  lineId: recordId,
  version: z.number().int(),
  /** Whose money it was; null = nobody's. */
  customerId: recordId.nullable(),
});

export const handBody = z.strictObject({
  lineIds: z.array(recordId).min(1).max(50),
  customerId: recordId.nullable(),
  parts: z
    .array(
      z.strictObject({
        lineId: recordId,
        itemId: recordId,
        amount: decimalAmount,
        currency: currencyCode,
        lineAmount: decimalAmount,
        lineCurrency: currencyCode,
      }),
    )
    .max(500),
  residuals: z
    .array(
      z.strictObject({
        side: z.enum(["item", "line"]),
        lineId: recordId,
        itemId: recordId.nullable(),
        amount: decimalAmount,
        currency: currencyCode,
        code: z.enum(residualCodes),
        difference: z
          .string()
          .regex(/^[TPS]\d\d$/)
          .nullable(),
        /** Of a retention: the end of its warranty. */
        due: dateParam.nullable().default(null),
      }),
    )
    .max(100),
  reason: z.string().max(500).default(""),
  /** Absent: whatever the lines are now. */
  seen: z.array(seenLine).max(50).optional(),
});
export type HandBody = z.infer<typeof handBody>;

/** What a settlement would book, before it is posted. */
export const bookingPreview = z
  .object({
    /** Why it would be refused; then there are no entries. */
    refusal: z.object({ code: z.string(), title: z.string() }).nullable(),
    entries: z.array(
      z.object({
        event: z.string(),
        accountingDate: dateText,
        lines: z.array(
          z.object({
            account: z.string(),
            accountCode: z.string(),
            accountName: z.object({ zh: z.string(), en: z.string() }),
            side: z.enum(["debit", "credit"]),
            amount: decimalAmount,
            currency: currencyCode,
            homeAmount: decimalAmount,
          }),
        ),
      }),
    ),
  })
  .meta({ id: "BookingPreview" });
export type BookingPreview = z.infer<typeof bookingPreview>;

export const claimBody = z.strictObject({
  customerId: recordId,
  /** Whose money it was when the person looked, null = nobody's: another claim since then is not replaced. */
  seenCustomerId: recordId.nullable().optional(),
});
export const categoryBody = z.strictObject({
  lineIds: z.array(recordId).min(1).max(1000),
  category: z.enum(notReceivableCategories),
  reason: z.string().max(500).default(""),
  /** Of a line that is not among them nobody else's claim is given back. */
  seen: z.array(seenLine).max(1000).optional(),
});
export const holdBody = z.strictObject({
  held: z.boolean(),
  /** Of the line when the person looked; absent: whatever it is now. */
  version: z.number().int().optional(),
  note: z.string().max(500).default(""),
});
export const heldAnswer = z.object({ lineId: recordId });
export const undoBody = z.strictObject({
  reason: z.string().max(500).default(""),
  /** On the dates of the original in place of today: by right, and in an open month only. */
  onOriginalDate: z.boolean().default(false),
  /** What stands on it is undone first; without it such an undo is refused. */
  withDependants: z.boolean().default(false),
});
export const undoManyBody = undoBody.extend({ decisionIds: z.array(recordId).min(1).max(1000) });
/** One outcome a decision, in the order asked. */
export const undoOutcomes = z
  .object({
    outcomes: z.array(
      z.object({
        decisionId: recordId,
        /** The reversing decision. */
        undoneById: recordId.nullable(),
        problem: z.object({ code: z.string(), title: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: "UndoOutcomes" });

export const startedRun = z.object({ runId: recordId, jobId: recordId }).meta({ id: "StartedRun" });

export const runResult = z
  .object({
    id: recordId,
    jobId: recordId.nullable(),
    state: z.enum(["running", "done", "failed", "cancelled"]),
    asOf: dateText,
    engineVersion: z.string(),
    weightsVersion: z.string(),
    startedAt: instantText,
    finishedAt: instantText.nullable(),
    /** Whole seconds from start to end; null while it runs. */
    seconds: z.number().int().nullable(),
    /** Of these until all lines were matched and posting began; null before it. */
    matchSeconds: z.number().int().nullable(),
    by: z.string().nullable(),
    lines: z.number().int(),
    posted: z.number().int(),
    /** Lines something else decided while the run was under way. */
    changed: z.number().int(),
    /** What this run found, in count and money; the lines it looked at, and no others. */
    lanes: z.array(laneFigure),
    /** Why its proposals and exceptions wait for a person, most frequent first. */
    causes: z.array(
      z.object({ lane: z.enum(stripLanes), key: z.string(), count: z.number().int() }),
    ),
  })
  .meta({ id: "RunResult" });
export type RunResult = z.infer<typeof runResult>;

export const runListQuery = z.object({
  cursor: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** Newest first. */
export const runList = z.object({
  rows: z.array(runResult.omit({ causes: true }).meta({ id: "RunRow" })),
  nextCursor: z.string().nullable(),
});
export type RunList = z.infer<typeof runList>;
