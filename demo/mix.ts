// How often each difficulty occurs. Weights are relative; a case counts by events, not by lines.
import type { NameForm } from "./names/company-name.ts";

export const caseKinds = [
  "single_exact",
  "several",
  "range",
  "order_total",
  "month",
  "clear_all",
  "clear_overdue",
  "statement",
  "partial",
  "part_payments",
  "same_day_split",
  "many_to_many",
  "plan",
  "retention",
  "retention_release",
  "credit_linked",
  "credit_unlinked",
  "discount_in_time",
  "discount_late",
  "bank_fee",
  "withholding",
  "rounding",
  "deduction",
  "short_unexplained",
  "overpayment",
  "advance_only",
  "prepayment",
  "duplicate",
  "duplicate_settled",
  "other_customers_item",
  "digit_slip",
  "transposed",
  "vat_rate",
  "cross_currency",
  "same_amount_payers",
  "identical",
  "parent_pays",
  "bill",
  "e_receivable",
  "netting",
  "advance_used",
  "delivery",
  "late_interest",
  "old_debt",
  "returned",
] as const;
export type CaseKind = (typeof caseKinds)[number];

const referenceStyles = [
  "full",
  "suffix",
  "damaged",
  "order",
  "contract",
  "delivery",
  "month",
  "generic",
  "nothing",
] as const;
export type ReferenceStyle = (typeof referenceStyles)[number];

/** How the payer shows on the line: a form of the name, or someone else's name. */
export type PayerStyle = NameForm | "former" | "personal" | "finance_company" | "nameless";

export type Mix = {
  readonly cases: Readonly<Record<CaseKind, number>>;
  /** The same for customers abroad: charges of correspondent banks, other currencies. */
  readonly foreignCases: Readonly<Record<CaseKind, number>>;
  readonly references: Readonly<Record<ReferenceStyle, number>>;
  readonly payers: Readonly<Record<PayerStyle, number>>;
  /** Share of lines that are no customer's money (both directions). */
  readonly otherMoney: number;
  /** Share of customers abroad: English names, USD, EUR or JPY. */
  readonly foreign: number;
  /** Share of customers whose account is in the master data. */
  readonly accountKnown: number;
  /** Share of lines on which the payer's account is missing or masked. */
  readonly accountHidden: number;
  /** Share of memos with a date, a telephone number or an amount beside the reference. */
  readonly memoNoise: number;
  /** Share of memos with a number that the way to us wraps, cuts or writes in full width. */
  readonly memoCarried: number;
  /** Share of payments in another's name whose memo says for whom: 代…付. */
  readonly saidForWhom: number;
};

const standardCases: Record<CaseKind, number> = {
  single_exact: 440,
  several: 85,
  range: 10,
  order_total: 28,
  month: 50,
  clear_all: 14,
  clear_overdue: 20,
  statement: 20,
  partial: 36,
  part_payments: 18,
  same_day_split: 9,
  many_to_many: 8,
  plan: 18,
  retention: 14,
  retention_release: 5,
  credit_linked: 20,
  credit_unlinked: 10,
  discount_in_time: 14,
  discount_late: 6,
  bank_fee: 10,
  withholding: 3,
  rounding: 28,
  deduction: 20,
  short_unexplained: 6,
  overpayment: 18,
  advance_only: 5,
  prepayment: 18,
  duplicate: 6,
  duplicate_settled: 4,
  other_customers_item: 26,
  digit_slip: 4,
  transposed: 4,
  vat_rate: 4,
  cross_currency: 8,
  same_amount_payers: 40,
  identical: 10,
  parent_pays: 80,
  bill: 10,
  e_receivable: 4,
  netting: 4,
  advance_used: 5,
  delivery: 8,
  late_interest: 4,
  old_debt: 8,
  returned: 3,
};

const abroad = { bank_fee: 260, withholding: 20, cross_currency: 40, rounding: 8, deduction: 0 };

/** A firm with ordinary discipline on both sides. */
const standard: Mix = {
  cases: standardCases,
  foreignCases: { ...standardCases, ...abroad },
  references: {
    full: 26,
    suffix: 10,
    damaged: 3,
    order: 11,
    contract: 8,
    delivery: 7,
    month: 4,
    generic: 19,
    nothing: 12,
  },
  payers: {
    exact: 700,
    legal_form: 35,
    brackets: 45,
    traditional: 15,
    truncated: 50,
    short: 25,
    pinyin: 12,
    english: 14,
    branch: 16,
    former: 28,
    personal: 24,
    finance_company: 16,
    nameless: 20,
  },
  otherMoney: 0.2,
  foreign: 0.09,
  accountKnown: 0.72,
  accountHidden: 0.12,
  memoNoise: 0.14,
  memoCarried: 0,
  saidForWhom: 0,
};

/** Little is cited, names are distorted, differences are frequent. */
const noisy: Mix = {
  ...standard,
  cases: {
    ...standardCases,
    single_exact: 300,
    partial: 70,
    part_payments: 36,
    many_to_many: 22,
    rounding: 50,
    deduction: 50,
    short_unexplained: 24,
    overpayment: 36,
    digit_slip: 10,
    transposed: 10,
    vat_rate: 10,
    identical: 30,
    same_amount_payers: 80,
    duplicate: 14,
    other_customers_item: 60,
  },
  references: {
    full: 12,
    suffix: 8,
    damaged: 8,
    order: 8,
    contract: 8,
    delivery: 6,
    month: 4,
    generic: 26,
    nothing: 20,
  },
  payers: { ...standard.payers, exact: 320, personal: 50, nameless: 50, truncated: 90, short: 60 },
  otherMoney: 0.24,
  accountKnown: 0.5,
  accountHidden: 0.3,
  memoNoise: 0.35,
  memoCarried: 0.08,
  saidForWhom: 0.3,
};

/** An exporter: most customers are abroad, statements are in English. */
const english: Mix = { ...standard, foreign: 0.85, memoCarried: 0.06 };

const noCases = Object.fromEntries(caseKinds.map((kind) => [kind, 0])) as typeof standardCases;
const severalOnly = {
  ...noCases,
  single_exact: 40,
  several: 100,
  month: 20,
  clear_all: 10,
  clear_overdue: 15,
  statement: 15,
};
const nothingCited = Object.fromEntries(
  referenceStyles.map((style) => [style, 0]),
) as Mix["references"];

/** Customers who pay several items at once and write no number. */
const unreferenced: Mix = {
  ...standard,
  cases: severalOnly,
  foreignCases: severalOnly,
  references: { ...nothingCited, generic: 60, nothing: 40 },
  otherMoney: 0.05,
  memoNoise: 0,
};

export const mixes = { standard, noisy, english, unreferenced } as const;
export type MixName = keyof typeof mixes;
