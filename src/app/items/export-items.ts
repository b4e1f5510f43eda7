// The filtered open items as a file.
import type { Writable } from "node:stream";
import type { ExportChoice } from "../../contract/bank-lines.ts";
import type { ItemFilters } from "../../contract/items.ts";
import { type ItemKind, itemKinds } from "../../core/item-kinds.ts";
import { formatMinor } from "../../core/money.ts";
import type { Language } from "../../core/words/word.ts";
import { eachItem, type ItemRow, itemSorts } from "../../db/item-list.ts";
import { orderOf } from "../../db/keyset.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type FileColumn, writeList } from "../lists/write-list.ts";
import { type BooksToday, firstItemOrder, itemFilter } from "./list-items.ts";

export type FileBooks = BooksToday & {
  readonly name: string;
  readonly timeZone: string;
  readonly homeCurrency: string;
};

const columns: readonly FileColumn<ItemRow>[] = [
  { head: { zh: "客户", en: "Customer" }, width: 36, cell: (i) => i.customerName },
  {
    head: { zh: "类型", en: "Kind" },
    width: 10,
    cell: (i, language) => itemKinds[i.kind as ItemKind][language], // the schema's own words
  },
  { head: { zh: "单号", en: "Number" }, width: 24, cell: (i) => i.no },
  { head: { zh: "开票日", en: "Issued" }, width: 12, format: "date", cell: (i) => i.issueDate },
  { head: { zh: "到期日", en: "Due" }, width: 12, format: "date", cell: (i) => i.dueDate },
  {
    head: { zh: "逾期天数", en: "Days late" },
    width: 10,
    format: "count",
    cell: (i) => (i.daysLate === null ? null : String(i.daysLate)),
  },
  { head: { zh: "币种", en: "Cur." }, width: 7, cell: (i) => i.currency },
  {
    head: { zh: "原额", en: "Amount" },
    width: 16,
    format: "amount",
    cell: (i) => formatMinor(i.faceMinor, i.currency),
  },
  {
    head: { zh: "已核", en: "Applied" },
    width: 16,
    format: "amount",
    cell: (i) => formatMinor(i.faceMinor - i.openMinor, i.currency),
  },
  {
    head: { zh: "未清", en: "Open" },
    width: 16,
    format: "amount",
    cell: (i) => formatMinor(i.openMinor, i.currency),
  },
  {
    head: { zh: "争议", en: "Disputed" },
    width: 16,
    format: "amount",
    cell: (i) => formatMinor(i.disputedMinor, i.currency),
  },
  { head: { zh: "合同号", en: "Contract" }, width: 20, cell: (i) => i.contractNo },
  { head: { zh: "订单号", en: "Order" }, width: 20, cell: (i) => i.orderNo },
  { head: { zh: "备注", en: "Memo" }, width: 40, cell: (i) => i.memo },
];

export async function exportItems(
  deps: Deps,
  actor: Actor,
  of: {
    readonly books: FileBooks;
    readonly filters: ItemFilters;
    readonly choice: ExportChoice & { readonly language: Language };
    readonly out: Writable;
  },
): Promise<void> {
  const { books, filters, choice, out } = of;
  const filter = itemFilter(books, filters);
  const order = orderOf(choice.sort, itemSorts, firstItemOrder);
  const request = {
    ...choice,
    name: { zh: "未清项", en: "Open items" },
    columns,
    filters,
    booksName: books.name,
    timeZone: books.timeZone,
    eachPortion: (db: Parameters<typeof eachItem>[0], work: Parameters<typeof eachItem>[2]) =>
      eachItem(db, { filter, order }, work),
  };
  await writeList(deps, actor, { request, out });
}
