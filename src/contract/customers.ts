// Customers: the list, one customer's page (figures, tie, ledger, receipts), master data and what
// was learned about how they pay.
import { z } from "zod";
import { amountFilter } from "./amount-filter.ts";
import { exportChoice, oneOrMore } from "./bank-lines.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import {
  dateParam,
  dateText,
  instantText,
  pageOf,
  pageQuery,
  recordId,
  recordIdParam,
} from "./page.ts";

const name = z.object({ id: recordId, name: z.string() });

export const customerFlags = [
  "overdue",
  "on_account",
  "disputed",
  "on_hold",
  "related",
  "provisional",
] as const;

const customerFilters = z.object({
  q: z.string().max(12_000).optional(),
  /** All that are named must hold. */
  flag: oneOrMore(customerFlags).optional(),
  owner: recordIdParam.optional(),
  currency: currencyCode.optional(),
  /** Of the receivable. */
  amount: amountFilter.optional(),
});
export type CustomerFilters = z.infer<typeof customerFilters>;
export const customerQuery = pageQuery.extend(customerFilters.shape);
export const customerExport = customerFilters.extend(exportChoice.shape);

/** A customer and currency: a customer with items in two currencies has two rows. */
const customerRow = z
  .object({
    id: recordId,
    no: z.string(),
    name: z.string(),
    terms: z.string(),
    owner: name.nullable(),
    onHold: z.boolean(),
    isRelatedParty: z.boolean(),
    isProvisional: z.boolean(),
    currency: currencyCode,
    receivable: decimalAmount,
    overdue: decimalAmount,
    unapplied: decimalAmount,
    /** Receivable less receipts not applied. */
    net: decimalAmount,
    disputed: decimalAmount,
    items: z.number().int(),
    /** Of the oldest overdue item; null: none is overdue. */
    daysLate: z.number().int().nullable(),
  })
  .meta({ id: "CustomerRow" });
export type CustomerRow = z.infer<typeof customerRow>;

export const customerTotals = z.object({
  customers: z.number().int(),
  currencies: z.array(
    z.object({
      currency: currencyCode,
      receivable: decimalAmount,
      overdue: decimalAmount,
      unapplied: decimalAmount,
      net: decimalAmount,
      disputed: decimalAmount,
    }),
  ),
  notFound: z.array(z.string()),
});
export type CustomerTotals = z.infer<typeof customerTotals>;
export const customerListPage = pageOf(customerRow, customerTotals);
export type CustomerListPage = z.infer<typeof customerListPage>;

/** A few that fit what is typed, for choosing one. */
export const customerChoiceQuery = z.object({ q: z.string().max(200).default("") });
export const customerChoices = z.object({
  rows: z.array(z.object({ id: recordId, no: z.string(), name: z.string() })),
});

const sentence = z.object({ zh: z.string(), en: z.string() });

export const customerHead = z
  .object({
    id: recordId,
    no: z.string(),
    name: z.string(),
    formerNames: z.array(z.string()),
    taxId: z.string(),
    /** As written. */
    terms: z.string(),
    /** In the words of a contract; null: none, or not understood. */
    termsInWords: sentence.nullable(),
    paymentHabit: z.string(),
    feeBearer: z.enum(["us", "customer"]),
    tieRule: z.enum(["ask", "earliest"]),
    owner: name.nullable(),
    parent: name.nullable(),
    isRelatedParty: z.boolean(),
    onHold: z.boolean(),
    isProvisional: z.boolean(),
    segment: z.string(),
    region: z.string(),
    /** Reports by department go by it. */
    department: z.string(),
  })
  .meta({ id: "Customer" });
export type CustomerHead = z.infer<typeof customerHead>;

/** What a customer owes in one currency, by records, and the tie to the ledger. */
const customerFigures = z.object({
  currency: currencyCode,
  receivable: decimalAmount,
  overdue: decimalAmount,
  unapplied: decimalAmount,
  advances: decimalAmount,
  bills: decimalAmount,
  /** Of `bills`, discounted or endorsed and not matured: another holds them, they are not ours to collect. */
  billsPassedOn: decimalAmount,
  retentions: decimalAmount,
  disputed: decimalAmount,
  buckets: z.array(z.object({ code: z.string(), amount: decimalAmount })),
  unlinkedCredits: decimalAmount,
  /** Σ buckets + unlinked credits − unapplied. */
  net: decimalAmount,
  /** 1122 − 2203.01 by posting lines. */
  book: decimalAmount,
  difference: decimalAmount,
  homeDifference: decimalAmount,
  /** Open and due in each of the next eight weeks, from the day after asOf. */
  weeks: z.array(z.object({ from: dateText, to: dateText, amount: decimalAmount })),
});
export type CustomerFigures = z.infer<typeof customerFigures>;

/** knownAt: what had been recorded by that instant; without it, all that is recorded now. */
export const viewpointQuery = z.object({
  asOf: dateParam.optional(),
  knownAt: z.iso.datetime({ offset: true }).optional(),
});

export const customerPage = z
  .object({
    customer: customerHead,
    asOf: dateText,
    knownAt: instantText.nullable(),
    homeCurrency: currencyCode,
    figures: z.array(customerFigures),
  })
  .meta({ id: "CustomerPage" });
export type CustomerPage = z.infer<typeof customerPage>;

export const customerLedgerQuery = z.object({
  /** entries: one row an entry, moves between the customer's own accounts left out; lines: all. */
  detail: z.enum(["entries", "lines"]).default("entries"),
  from: dateParam.optional(),
  to: dateParam.optional(),
  knownAt: z.iso.datetime({ offset: true }).optional(),
});

const ledgerSide = z.enum(["debit", "credit", "even"]);

const customerLedgerLine = z.object({
  entryId: recordId,
  seq: z.number().int(),
  date: dateText,
  event: z.string(),
  narration: sentence,
  accountCode: z.string(),
  accountName: sentence,
  debit: decimalAmount.nullable(),
  credit: decimalAmount.nullable(),
  side: ledgerSide,
  /** Never below zero; the side says which. */
  balance: decimalAmount,
  isReversal: z.boolean(),
  itemId: recordId.nullable(),
  lineId: recordId.nullable(),
});
export type CustomerLedgerLine = z.infer<typeof customerLedgerLine>;

export const customerLedger = z
  .object({
    from: dateText,
    to: dateText,
    knownAt: instantText.nullable(),
    ledgers: z.array(
      z.object({
        currency: currencyCode,
        opening: z.object({ side: ledgerSide, balance: decimalAmount }),
        debit: decimalAmount,
        credit: decimalAmount,
        closing: z.object({ side: ledgerSide, balance: decimalAmount }),
        lines: z.array(customerLedgerLine),
        /** The period has more lines than these; choose a shorter one. */
        isCut: z.boolean(),
      }),
    ),
  })
  .meta({ id: "CustomerLedger" });
export type CustomerLedger = z.infer<typeof customerLedger>;

export const customerFact = z
  .object({
    id: recordId,
    kind: z.enum(["alias", "former_name", "account", "pays_for"]),
    value: z.string(),
    paysFor: name.nullable(),
    provenance: z.enum(["master", "learned"]),
    confirmations: z.number().int(),
    /** The bank line it was first learned from. */
    learnedFrom: z
      .object({ lineId: recordId, date: dateText, amount: decimalAmount, currency: currencyCode })
      .nullable(),
    by: z.string().nullable(),
    createdAt: instantText,
    lastUsedAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
    /** The same account stands at other customers too: no evidence until that is mended. */
    alsoAt: z.array(name),
  })
  .meta({ id: "CustomerFact" });
export type CustomerFact = z.infer<typeof customerFact>;
export const customerFacts = z.object({ rows: z.array(customerFact) });

/** Accounts come by file or by confirmed receipts, never by hand (ACCOUNTING §8: always two). */
export const newFact = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("alias"), value: z.string().trim().min(2).max(120) }),
  z.strictObject({ kind: z.literal("pays_for"), customerId: recordId }),
]);
export type NewFact = z.infer<typeof newFact>;
export const factPath = z.object({
  booksId: recordIdParam,
  customerId: recordIdParam,
  factId: recordIdParam,
});
export const customerPath = z.object({ booksId: recordIdParam, customerId: recordIdParam });

const masterData = {
  no: z.string().trim().max(40),
  name: z.string().trim().min(2).max(120),
  taxId: z.string().trim().max(40),
  terms: z.string().trim().max(120),
  paymentHabit: z.string().trim().max(200),
  feeBearer: z.enum(["us", "customer"]),
  tieRule: z.enum(["ask", "earliest"]),
  ownerMemberId: recordId.nullable(),
  parentId: recordId.nullable(),
  isRelatedParty: z.boolean(),
  onHold: z.boolean(),
  segment: z.string().trim().max(60),
  region: z.string().trim().max(60),
  department: z.string().trim().max(60),
};

/** Without a number the books give one. */
export const newCustomer = z.strictObject({
  ...masterData,
  no: masterData.no.default(""),
  taxId: masterData.taxId.default(""),
  terms: masterData.terms.default(""),
  paymentHabit: masterData.paymentHabit.default(""),
  feeBearer: masterData.feeBearer.default("us"),
  tieRule: masterData.tieRule.default("ask"),
  ownerMemberId: masterData.ownerMemberId.default(null),
  parentId: masterData.parentId.default(null),
  isRelatedParty: z.boolean().default(false),
  onHold: z.boolean().default(false),
  segment: masterData.segment.default(""),
  region: masterData.region.default(""),
  department: masterData.department.default(""),
});
export type NewCustomer = z.infer<typeof newCustomer>;

export const customerChange = z.strictObject(masterData).partial();
export type CustomerChange = z.infer<typeof customerChange>;
