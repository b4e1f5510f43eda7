// Bank lines 流水 as a list. What is decided about one line is the workbench's (workbench.ts).
import { z } from "zod";
import { amountFilter } from "./amount-filter.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateParam, dateText, pageOf, pageQuery, recordId, recordIdParam } from "./page.ts";

export const bankLineStatuses = [
  "settled",
  "part_settled",
  "suggested",
  "unclaimed",
  "on_account",
  "held",
  "not_receivable",
  "reversed",
  "new",
] as const;

/** "settled,part_settled": several of the words, comma between. */
export function oneOrMore<const Word extends string>(words: readonly Word[]) {
  const known = new Set<string>(words);
  return z
    .string()
    .max(400)
    .transform((text) => text.split(","))
    .refine((list) => list.every((word) => known.has(word)), `one of ${words.join(", ")}`)
    .transform((list) => list as unknown as Word[]); // refined just above
}

const bankLineFilters = z.object({
  q: z.string().max(12_000).optional(),
  dateFrom: dateParam.optional(),
  dateTo: dateParam.optional(),
  direction: z.enum(["in", "out"]).optional(),
  amount: amountFilter.optional(),
  status: oneOrMore(bankLineStatuses).optional(),
  category: z.string().max(200).optional(),
  account: recordIdParam.optional(),
  customer: recordIdParam.optional(),
  currency: currencyCode.optional(),
  batch: recordIdParam.optional(),
});
export type BankLineFilters = z.infer<typeof bankLineFilters>;

export const bankLineQuery = pageQuery.extend(bankLineFilters.shape);

const bankLineRow = z
  .object({
    id: recordId,
    date: dateText,
    valueDate: dateText.nullable(),
    currency: currencyCode,
    /** Money out below zero. */
    amount: decimalAmount,
    payerName: z.string(),
    payerAccount: z.string(),
    memo: z.string(),
    bankRef: z.string(),
    status: z.enum(bankLineStatuses),
    category: z.string().nullable(),
    note: z.string(),
    account: z.object({ id: recordId, accountNo: z.string(), bank: z.string() }),
    /** Whose money it is; null: nobody's yet. */
    customer: z.object({ id: recordId, name: z.string() }).nullable(),
    /** Null: the line is no receipt. */
    applied: decimalAmount.nullable(),
    unapplied: decimalAmount.nullable(),
  })
  .meta({ id: "BankLine" });
export type BankLine = z.infer<typeof bankLineRow>;

export const bankLineTotals = z.object({
  currencies: z.array(
    z.object({
      currency: currencyCode,
      count: z.number().int(),
      in: decimalAmount,
      out: decimalAmount,
      applied: decimalAmount,
      unapplied: decimalAmount,
    }),
  ),
  /** Of a pasted column, those that no line carries. */
  notFound: z.array(z.string()),
});
export type BankLineTotals = z.infer<typeof bankLineTotals>;

export const bankLinePage = pageOf(bankLineRow, bankLineTotals);
export type BankLinePage = z.infer<typeof bankLinePage>;

export const bankAccountChoices = z.object({
  rows: z.array(
    z.object({
      id: recordId,
      accountNo: z.string(),
      bank: z.string(),
      name: z.string(),
      currency: currencyCode,
    }),
  ),
});

/** A file of exactly what is filtered, in the reader's language. */
const exportFormat = z.enum(["xlsx", "csv"]);
export const exportChoice = z.object({
  format: exportFormat.default("xlsx"),
  sort: z.string().max(200).optional(),
  /** A download link sends no header; without it the reader's own language. */
  language: z.enum(["zh", "en"]).optional(),
  /** Read before any route is reached (http/guard.ts). */
  organisation: recordIdParam.optional(),
});
export type ExportChoice = z.infer<typeof exportChoice>;
export const bankLineExport = bankLineFilters.extend(exportChoice.shape);
