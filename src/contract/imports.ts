// Files in: one card a file, from reading to committed or undone; its preview, problems and choices.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { booksPath, dateText, instantText, recordId, recordIdParam } from "./page.ts";

export const contentKinds = ["statements", "items", "customers", "rates", "own"] as const;
export const contentKind = z.enum(contentKinds);
export type ContentKind = z.infer<typeof contentKind>;

const importStates = [
  "reading",
  "previewed",
  "refused",
  "committing",
  "committed",
  "discarded",
  "undone",
] as const;
const importState = z.enum(importStates);

/** Where in the file, as a person finds it. */
const importPlace = z.object({
  sheet: z.string().optional(),
  row: z.number().int().optional(),
  column: z.string().optional(),
});

const mappedColumn = z.object({
  index: z.number().int().nonnegative(),
  raw: z.string().max(500),
  field: z.string().max(60).nullable(),
});

/** Which of our fields a raw column was taken for. */
export const columnMapping = z
  .object({
    layout: z.string().max(200),
    sheet: z.string().max(200),
    headerRow: z.number().int().nonnegative(),
    columns: z.array(mappedColumn).max(500),
  })
  .meta({ id: "ColumnMapping" });

const sample = z.string().max(500);
/** The same with what stands under each column, where a person must say what it is. */
const shownMapping = columnMapping.omit({ columns: true }).extend({
  columns: z.array(mappedColumn.extend({ samples: z.array(sample).max(3).default([]) })),
});

const editedCell = z.strictObject({
  sheet: z.string().max(200).optional(),
  row: z.number().int().positive(),
  column: z.string().min(1).max(200),
  value: z.string().max(2000),
});

const leftOutRow = z.strictObject({
  sheet: z.string().max(200).optional(),
  row: z.number().int().nonnegative(),
  reason: z.string().trim().min(1).max(300),
});

const billedDeliveries = z.strictObject({
  row: z.number().int().nonnegative(),
  no: z.string().max(200),
  deliveryIds: z.array(recordId).max(50),
});

/** What a person decided about a file; kept with it and applied at every reading. */
export const importChoices = z
  .strictObject({
    /** What the file is, where the content alone does not say. */
    expect: contentKind.optional(),
    encoding: z.string().max(40).optional(),
    mapping: columnMapping.optional(),
    /** Statement of the file (its key) → bank account of these books. */
    accounts: z.record(z.string().max(200), recordId).optional(),
    /** Rows dated in a closed month: refused, or booked on the first open day. */
    closedMonth: z.enum(["refuse", "earliest_open"]).optional(),
    /** Open items: as the file says, or all of them taken over as openings (J01). */
    itemsAre: z.enum(["as_written", "openings"]).optional(),
    /** Invoices that bill deliveries of the books (J04); none of them = another sale (J02). */
    deliveries: z.array(billedDeliveries).max(5000).optional(),
    edits: z.array(editedCell).max(5000).optional(),
    leftOut: z.array(leftOutRow).max(5000).optional(),
  })
  .meta({ id: "ImportChoices" });
export type ImportChoices = z.infer<typeof importChoices>;

/** A bank account the file is about and these books do not have yet. */
const newBankAccount = z
  .strictObject({
    accountNo: z.string().trim().min(3).max(60),
    name: z.string().trim().max(200).default(""),
    bank: z.string().trim().max(100).default(""),
    currency: currencyCode,
    /** gl: its receipts are booked in the general ledger already. */
    origin: z.enum(["ours", "gl"]).default("ours"),
  })
  .meta({ id: "NewBankAccount" });
export type NewBankAccount = z.infer<typeof newBankAccount>;

/** Adds an account, or names one, for a statement of the file. */
export const accountChoice = z.strictObject({
  statementKey: z.string().max(200),
  accountId: recordId.optional(),
  create: newBankAccount.optional(),
});

/**
 * Whether a statement's account belongs to these books: known; unknown (may be added); none (the
 * file names none: choose one); other_books (of the same organisation); another_firm.
 */
const accountStanding = z.enum(["known", "unknown", "none", "other_books", "another_firm"]);
export type AccountStanding = z.infer<typeof accountStanding>;

const statementPreview = z
  .object({
    key: z.string(),
    account: z.string(),
    accountName: z.string(),
    bank: z.string(),
    currency: currencyCode,
    from: dateText.nullable(),
    to: dateText.nullable(),
    lines: z.number().int(),
    standing: accountStanding,
    accountId: recordId.nullable(),
    /** Name of the books the account is in, where it is not in these. */
    otherBooks: z.string().nullable(),
    opening: decimalAmount.nullable(),
    moneyIn: decimalAmount,
    moneyOut: decimalAmount,
    closing: decimalAmount.nullable(),
    proof: z.object({
      state: z.enum(["proven", "broken", "unproven"]),
      by: z.string(),
      difference: decimalAmount.nullable(),
      place: importPlace,
    }),
    /** Days between the last statement of this account and this one. */
    gap: z.object({ from: dateText, to: dateText }).nullable(),
    /** The last statement closed with another balance than this one opens with. */
    openingMismatch: z.object({ expected: decimalAmount, found: decimalAmount }).nullable(),
  })
  .meta({ id: "StatementPreview" });
export type StatementPreview = z.infer<typeof statementPreview>;

const previewRow = z.object({
  place: importPlace,
  state: z.enum(["ready", "refused", "left_out"]),
  cells: z.array(z.string()),
});

const importCounts = z.object({
  /** Rows that will be stored. */
  fresh: z.number().int(),
  /** Rows that are in the books already. */
  known: z.number().int(),
  /** Rows of which a person must say something first: their bank account, the delivery they bill. */
  waiting: z.number().int(),
  refused: z.number().int(),
  leftOut: z.number().int(),
  /** Titles, totals, blank lines: no records. */
  ignored: z.number().int(),
});

/** An invoice of the file and the deliveries it bills, or may bill. */
const deliveryPlacing = z.object({
  row: z.number().int(),
  no: z.string(),
  customer: z.string(),
  issueDate: dateText.nullable(),
  currency: currencyCode,
  amount: decimalAmount,
  /** What says so: a choice, a number, the amount; person: nothing yet; nothing: another sale. */
  by: z.enum(["choice", "number", "amount", "person", "nothing"]),
  deliveryIds: z.array(recordId),
  /** Offered first where a person must say it. */
  suggested: recordId.nullable(),
  candidates: z.array(
    z.object({ id: recordId, no: z.string(), issueDate: dateText, unbilled: decimalAmount }),
  ),
});
export type DeliveryPlacing = z.infer<typeof deliveryPlacing>;

export const importPreview = z
  .object({
    encoding: z.string(),
    statements: z.array(statementPreview),
    counts: importCounts,
    /** Sum of the rows that will be stored, per currency: in and out of statements, open of items. */
    totals: z.array(z.object({ currency: currencyCode, in: decimalAmount, out: decimalAmount })),
    /** Customers that the items name and the books do not have. */
    newCustomers: z.number().int(),
    /** Our field of each column of `rows`, and the raw name above it where the file has one. */
    columns: z.array(z.object({ field: z.string(), raw: z.string().nullable() })),
    rows: z.array(previewRow),
    mapping: shownMapping.nullable(),
    /** Rows dated in a closed month, and the first day that is open. */
    closed: z
      .object({ rows: z.number().int(), through: dateText, earliestOpen: dateText })
      .nullable(),
    /** Invoices that are booked as J04 in place of J02; null: the books have no delivery for them. */
    deliveries: z
      .object({
        billing: z.number().int(),
        undecided: z.number().int(),
        rows: z.array(deliveryPlacing),
      })
      .nullable()
      .default(null),
    periodFrom: dateText.nullable(),
    periodTo: dateText.nullable(),
  })
  .meta({ id: "ImportPreview" });
export type ImportPreview = z.infer<typeof importPreview>;

/** What a commit did. */
export const importResult = z
  .object({
    stored: z.number().int(),
    known: z.number().int(),
    refused: z.number().int(),
    receipts: z.number().int(),
    entries: z.number().int(),
    customersCreated: z.number().int(),
    updated: z.number().int(),
    seconds: z.number(),
  })
  .meta({ id: "ImportResult" });
export type ImportResult = z.infer<typeof importResult>;

const jobProgress = z
  .object({
    id: recordId,
    /** read_file or commit_import */
    kind: z.string(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    phase: z.string(),
    done: z.number().int(),
    total: z.number().int(),
    /** Estimated from the pace so far; null before there is one. */
    secondsLeft: z.number().int().nullable(),
  })
  .meta({ id: "ImportProgress" });

export const importCard = z
  .object({
    id: recordId,
    fileId: recordId,
    fileName: z.string(),
    sizeBytes: z.number().int(),
    state: importState,
    format: z.string(),
    formatTitle: z.object({ zh: z.string(), en: z.string() }).nullable(),
    contentKind: contentKind.nullable(),
    choices: importChoices,
    preview: importPreview.nullable(),
    result: importResult.nullable(),
    problemCounts: z.object({
      fatal: z.number().int(),
      row: z.number().int(),
      warning: z.number().int(),
    }),
    job: jobProgress.nullable(),
    by: z.string(),
    createdAt: instantText,
    committedAt: instantText.nullable(),
    undoneAt: instantText.nullable(),
    /** Why this import cannot be undone now; null where it can. */
    undoRefusal: z
      .object({ code: z.string(), fields: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
  })
  .meta({ id: "ImportCard" });
export type ImportCard = z.infer<typeof importCard>;

export const importList = z.object({
  rows: z.array(importCard),
  nextCursor: z.string().nullable(),
});

const importProblem = z
  .object({
    n: z.number().int(),
    severity: z.enum(["fatal", "row", "warning"]),
    code: z.string(),
    place: importPlace,
    excerpt: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: "ImportProblem" });
export type ImportProblemOnWire = z.infer<typeof importProblem>;

export const importProblems = z.object({
  rows: z.array(importProblem),
  nextCursor: z.string().nullable(),
  /** How many of each code, largest first. */
  byCode: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(["fatal", "row", "warning"]),
      count: z.number(),
    }),
  ),
});

/** Answer to an upload: one outcome a file, in the order they came. */
const uploadOutcome = z
  .object({
    fileName: z.string(),
    importId: recordId,
    /** The same bytes were imported before: this is that import, nothing was read again. */
    sameFile: z.boolean(),
  })
  .meta({ id: "UploadOutcome" });
export const uploadOutcomes = z.object({ files: z.array(uploadOutcome) });
export type UploadOutcome = z.infer<typeof uploadOutcome>;

export const pastedTable = z.strictObject({
  text: z.string().min(1).max(20_000_000),
  expect: contentKind.optional(),
});

export const importsPath = booksPath;
export const importPath = z.object({ booksId: recordIdParam, id: recordIdParam });
export const importListQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const problemQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  code: z.string().max(60).optional(),
});

export const commitStarted = z.object({ jobId: recordId });
export const readAgainStarted = z.object({ importId: recordId });
export const importUndone = z.object({ lines: z.number().int(), items: z.number().int() });
