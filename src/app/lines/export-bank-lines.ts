// The filtered bank lines as a file.
import type { Writable } from "node:stream";
import type { BankLineFilters, ExportChoice } from "../../contract/bank-lines.ts";
import type { NotReceivableCategory } from "../../core/matching/output.ts";
import { formatMinor } from "../../core/money.ts";
import { bankLineStatusWords } from "../../core/words/bank-lines.ts";
import { categoryWords } from "../../core/words/outcome.ts";
import type { Language } from "../../core/words/word.ts";
import { type BankLineRow, bankLineSorts, eachBankLine } from "../../db/bank-line-list.ts";
import { orderOf } from "../../db/keyset.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FileBooks } from "../items/export-items.ts";
import { type FileColumn, writeList } from "../lists/write-list.ts";
import { bankLineFilter } from "./list-bank-lines.ts";

const columns: readonly FileColumn<BankLineRow>[] = [
  { head: { zh: "日期", en: "Date" }, width: 12, format: "date", cell: (l) => l.date },
  { head: { zh: "币种", en: "Cur." }, width: 7, cell: (l) => l.currency },
  {
    head: { zh: "收入", en: "In" },
    width: 16,
    format: "amount",
    cell: (l) => (l.amountMinor > 0 ? formatMinor(l.amountMinor, l.currency) : null),
  },
  {
    head: { zh: "支出", en: "Out" },
    width: 16,
    format: "amount",
    cell: (l) => (l.amountMinor < 0 ? formatMinor(-l.amountMinor, l.currency) : null),
  },
  { head: { zh: "付款人", en: "Payer" }, width: 36, cell: (l) => l.payerName },
  { head: { zh: "付款账号", en: "Account" }, width: 24, cell: (l) => l.payerAccount },
  { head: { zh: "摘要", en: "Memo" }, width: 50, cell: (l) => l.memo },
  { head: { zh: "客户", en: "Customer" }, width: 36, cell: (l) => l.customerName },
  {
    head: { zh: "已核销", en: "Applied" },
    width: 16,
    format: "amount",
    cell: (l) => money(l.appliedMinor, l.currency),
  },
  {
    head: { zh: "未核销", en: "Unapplied" },
    width: 16,
    format: "amount",
    cell: (l) => money(l.unappliedMinor, l.currency),
  },
  {
    head: { zh: "状态", en: "Status" },
    width: 12,
    cell: (l, language) => bankLineStatusWords[l.status][language],
  },
  { head: { zh: "类别", en: "Category" }, width: 14, cell: (l, language) => category(l, language) },
  { head: { zh: "本方账户", en: "Own account" }, width: 24, cell: (l) => l.accountNo },
  { head: { zh: "银行", en: "Bank" }, width: 14, cell: (l) => l.bank },
  { head: { zh: "流水号", en: "Bank reference" }, width: 28, cell: (l) => l.bankRef },
];

function money(minor: number | null, currency: string): string | null {
  return minor === null ? null : formatMinor(minor, currency);
}

function category(line: BankLineRow, language: Language): string | null {
  if (line.category === null) return null;
  const words = categoryWords[line.category as NotReceivableCategory]; // undefined for others
  return words?.[language] ?? line.category;
}

export async function exportBankLines(
  deps: Deps,
  actor: Actor,
  of: {
    readonly books: FileBooks;
    readonly filters: BankLineFilters;
    readonly choice: ExportChoice & { readonly language: Language };
    readonly out: Writable;
  },
): Promise<void> {
  const { books, filters, choice, out } = of;
  const filter = bankLineFilter(books, filters);
  const order = orderOf(choice.sort, bankLineSorts, "-date");
  const request = {
    ...choice,
    name: { zh: "流水", en: "Bank lines" },
    columns,
    filters,
    booksName: books.name,
    timeZone: books.timeZone,
    eachPortion: (
      db: Parameters<typeof eachBankLine>[0],
      work: Parameters<typeof eachBankLine>[2],
    ) => eachBankLine(db, { filter, order }, work),
  };
  await writeList(deps, actor, { request, out });
}
