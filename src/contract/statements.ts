// Statements of account: list with both axes, one statement, making many, plans and contacts.
import { z } from "zod";
import { cycles } from "../core/statements/cycle.ts";
import {
  answerStrengths,
  confirmations,
  lineStates,
  objectionReasons,
  settlements,
  statementForms,
} from "../core/statements/statement.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import {
  booksPath,
  dateParam,
  dateText,
  instantText,
  monthParam,
  monthText,
  recordId,
  recordIdParam,
} from "./page.ts";

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  return Object.keys(record) as [Key, ...Key[]]; // the record's own keys, never none
}

const statementForm = z.enum(keysOf(statementForms));
const confirmation = z.enum(keysOf(confirmations));
const settlement = z.enum(keysOf(settlements));
const lineState = z.enum(keysOf(lineStates));
const objectionReason = z.enum(keysOf(objectionReasons));
const answerStrength = z.enum(keysOf(answerStrengths));
const statementCycle = z.enum(keysOf(cycles));
const chaseStep = z.enum(["reminder", "call", "letter", "superior"]);
const paperLanguage = z.enum(["zh", "en"]);
const person = z.object({ id: recordId, name: z.string() });

export const statementQuery = z.object({
  /** Periods that end in it; absent: all. */
  month: monthParam.optional(),
  customer: recordIdParam.optional(),
  state: confirmation.optional(),
  late: z.enum(["yes"]).optional(),
  q: z.string().max(200).optional(),
  before: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type StatementQuery = z.infer<typeof statementQuery>;

const statementRow = z
  .object({
    id: recordId,
    no: z.string(),
    customer: person,
    form: statementForm,
    currency: currencyCode,
    from: dateText,
    to: dateText,
    closing: decimalAmount,
    /** Charged less credited in the period. */
    moved: decimalAmount,
    unapplied: decimalAmount,
    confirmation,
    settlement,
    replyOverdue: z.boolean(),
    onHold: z.boolean(),
    chased: z.union([chaseStep, z.literal("")]),
    /** The step of chasing whose day has come; null: none. */
    chaseDue: chaseStep.nullable(),
    sentAt: instantText.nullable(),
    viewedAt: instantText.nullable(),
    replyBy: dateText.nullable(),
    answeredAt: instantText.nullable(),
    objectedAmount: decimalAmount,
    lines: z.number().int(),
    agreed: z.number().int(),
    objected: z.number().int(),
    owner: z.string().nullable(),
    contact: z.string(),
    email: z.string(),
  })
  .meta({ id: "Statement" });
export type StatementOnWire = z.infer<typeof statementRow>;
export const statementList = z.object({
  rows: z.array(statementRow),
  nextBefore: recordId.nullable(),
});
export type StatementList = z.infer<typeof statementList>;

const share = z.object({ part: z.number().int(), of: z.number().int() });
export const statementFigures = z
  .object({
    month: monthText,
    /** Customers sent a statement, of those who should get one. */
    coverage: share,
    /** Statements answered, of those sent. */
    answered: share,
    /** Statements agreed, of those answered. */
    agreed: share,
    drafts: z.number().int(),
    late: z.number().int(),
    objected: z.number().int(),
    medianDays: z.number().nullable(),
  })
  .meta({ id: "StatementFigures" });
export type StatementFiguresOnWire = z.infer<typeof statementFigures>;
export const figuresQuery = z.object({ month: monthParam });

const statementLine = z.object({
  n: z.number().int(),
  kind: z.enum(["balance", "item", "receipt"]),
  itemId: recordId.nullable(),
  itemKind: z.string(),
  /** Sold to a factor with recourse: who is to be paid; "": us. */
  factor: z.string(),
  no: z.string(),
  issueDate: dateText.nullable(),
  dueDate: dateText.nullable(),
  amount: decimalAmount,
  open: decimalAmount,
  disputed: decimalAmount,
  state: lineState,
  reason: z.string(),
  their: decimalAmount.nullable(),
  note: z.string(),
  decidedAt: instantText.nullable(),
  decidedBy: z.string(),
  /** What of the item is open today; null: no item. */
  openNow: decimalAmount.nullable(),
});

const statementEvent = z.object({
  id: recordId,
  line: z.number().int().nullable(),
  act: z.string(),
  side: z.enum(["us", "customer", "system"]),
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()),
  at: instantText,
});

export const statementDetail = z
  .object({
    id: recordId,
    no: z.string(),
    customer: person,
    form: statementForm,
    language: paperLanguage,
    currency: currencyCode,
    from: dateText,
    to: dateText,
    opening: decimalAmount,
    debit: decimalAmount,
    credit: decimalAmount,
    closing: decimalAmount,
    overdue: decimalAmount,
    unapplied: decimalAmount,
    advances: decimalAmount,
    disputed: decimalAmount,
    asked: decimalAmount,
    sha256: z.string(),
    confirmation,
    onHold: z.boolean(),
    linkVersion: z.number().int(),
    contact: z.object({ id: recordId, name: z.string(), email: z.string() }).nullable(),
    sentAt: instantText.nullable(),
    viewedAt: instantText.nullable(),
    replyBy: dateText.nullable(),
    answeredAt: instantText.nullable(),
    answer: z.record(z.string(), z.unknown()),
    replacedById: recordId.nullable(),
    /** From this day silence may count as consent; null: no contract has that clause. */
    deemedOn: dateText.nullable(),
    movements: z.array(
      z.object({
        date: dateText,
        what: z.object({ zh: z.string(), en: z.string() }),
        no: z.string(),
        debit: decimalAmount.nullable(),
        credit: decimalAmount.nullable(),
        balance: decimalAmount,
      }),
    ),
    aging: z.array(z.object({ bucket: z.string(), amount: decimalAmount })),
    lines: z.array(statementLine),
    events: z.array(statementEvent),
  })
  .meta({ id: "StatementDetail" });
export type StatementDetail = z.infer<typeof statementDetail>;

const askFields = z.strictObject({
  /** By each customer's own plan: those whose cycle ends in the month of `to`. */
  byPlan: z.boolean(),
  from: dateParam,
  to: dateParam,
  form: statementForm.nullable().default(null),
  language: paperLanguage.nullable().default(null),
  replyDays: z.number().int().min(1).max(60).nullable().default(null),
  /** Null: all customers of the books. */
  customerIds: z.array(recordId).max(5_000).nullable().default(null),
  replace: z.boolean().default(false),
  /** Sends what can be sent as soon as it is made. */
  send: z.boolean().default(false),
});
export const statementAsk = askFields.refine(({ byPlan, from, to }) => byPlan || from <= to, {
  path: ["to"],
  error: "is before the first day of the period",
});
export type StatementAskOnWire = z.infer<typeof statementAsk>;

const skipReasons = [
  "not_planned",
  "nothing",
  "already_made",
  "statement_not_tied",
  "no_deliveries",
  "no_contact",
] as const;
export const statementCheck = z
  .object({
    /** What would be made, and what a person should look at before it leaves. */
    rows: z.array(
      z.object({
        customer: person,
        currency: currencyCode,
        form: statementForm,
        closing: decimalAmount,
        warnings: z.array(
          z.enum([
            "no_contact",
            "no_due_date",
            "unapplied",
            "disputed",
            "credit_balance",
            "no_account",
          ]),
        ),
      }),
    ),
    skipped: z.array(
      z.object({ customer: person, currency: z.string(), reason: z.enum(skipReasons) }),
    ),
    /** More customers fit than the check reads; all are made. */
    isCut: z.boolean(),
    customers: z.number().int(),
  })
  .meta({ id: "StatementCheck" });
export type StatementCheck = z.infer<typeof statementCheck>;
export const batchStarted = z.object({ batchId: recordId, jobId: recordId });

export const invoicingQuery = z.object({ month: monthParam.optional() });
export const invoicingFileQuery = invoicingQuery.extend({ organisation: recordIdParam.optional() });
export const invoicingList = z
  .object({
    rows: z.array(
      z.object({
        itemId: recordId,
        no: z.string(),
        customer: person,
        statement: z.object({ id: recordId, no: z.string() }),
        issueDate: dateText.nullable(),
        currency: currencyCode,
        amount: decimalAmount,
        agreedAt: instantText.nullable(),
        agreedBy: z.string(),
      }),
    ),
    totals: z.array(z.object({ currency: currencyCode, amount: decimalAmount })),
  })
  .meta({ id: "InvoicingList" });
export type InvoicingList = z.infer<typeof invoicingList>;
export const statementPath = z.object({ booksId: recordIdParam, id: recordIdParam });
export const statementLinePath = statementPath.extend({ n: z.coerce.number().int().positive() });
export const sendBody = z.strictObject({ contactId: recordId.optional() });
export const reasonBody = z.strictObject({ reason: z.string().trim().max(500).default("") });
export const holdBody = z.strictObject({
  onHold: z.boolean(),
  reason: z.string().trim().max(500).default(""),
});
export const chaseBody = z.strictObject({ step: chaseStep });
export const chasedMany = z.object({
  reminded: z.number().int(),
  /** A call, a letter or a superior without address: a person has to do it. */
  byHand: z.number().int(),
});
export const answerBody = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        n: z.number().int().positive(),
        state: z.enum(["agreed", "objected"]),
        reason: objectionReason.default("other"),
        their: decimalAmount.nullable().default(null),
        note: z.string().trim().max(1000).default(""),
      }),
    )
    .min(1)
    .max(5000),
});
export type AnswerBody = z.infer<typeof answerBody>;
export const finishBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  position: z.string().trim().max(100).default(""),
  note: z.string().trim().max(1000).default(""),
  strength: answerStrength.default("click"),
});
export const noteBody = z.strictObject({ note: z.string().trim().max(1000).default("") });
export const answeredStatement = z.object({ confirmation });
export const sentStatement = z.object({ version: z.number().int() });
export const doneAct = z.object({ done: z.literal(true) });
export const paperQuery = z.object({
  format: z.enum(["pdf", "xlsx"]).default("pdf"),
  organisation: recordIdParam.optional(),
});

const contact = z.object({
  id: recordId,
  name: z.string(),
  position: z.string(),
  email: z.string(),
  phone: z.string(),
  postalAddress: z.string(),
  language: paperLanguage,
  purpose: z.enum(["statement", "payment", "superior"]),
});
export type Contact = z.infer<typeof contact>;
export const contactBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  position: z.string().trim().max(100).default(""),
  email: z.union([z.email().max(200), z.literal("")]).default(""),
  phone: z.string().trim().max(40).default(""),
  postalAddress: z.string().trim().max(300).default(""),
  language: paperLanguage.default("zh"),
  purpose: z.enum(["statement", "payment", "superior"]).default("statement"),
});
export type ContactBody = z.infer<typeof contactBody>;

export const statementPlan = z.strictObject({
  cycle: statementCycle,
  form: statementForm,
  language: paperLanguage,
  day: z.number().int().min(1).max(28),
  replyDays: z.number().int().min(1).max(60),
  contactId: recordId.nullable(),
  memberId: recordId.nullable(),
});
export type StatementPlan = z.infer<typeof statementPlan>;

export const customerStatementPath = booksPath.extend({ customerId: recordIdParam });
export const customerContactPath = customerStatementPath.extend({ id: recordIdParam });
export const customerStatements = z
  .object({
    contacts: z.array(contact),
    /** Null: none was set; monthly, detail. */
    plan: statementPlan.nullable(),
    contracts: z.array(
      z.object({ id: recordId, no: z.string(), deemedDays: z.number().int().nullable() }),
    ),
  })
  .meta({ id: "CustomerStatements" });
export type CustomerStatements = z.infer<typeof customerStatements>;
export const deemedBody = z.strictObject({ days: z.number().int().min(1).max(90).nullable() });
