// The filtered customers with what they owe, as a file.
import type { Writable } from "node:stream";
import type { ExportChoice } from "../../contract/bank-lines.ts";
import type { CustomerFilters } from "../../contract/customers.ts";
import { formatMinor } from "../../core/money.ts";
import type { Language, Sentence } from "../../core/words/word.ts";
import { type CustomerListRow, customerSorts, eachCustomer } from "../../db/customer-list.ts";
import { orderOf } from "../../db/keyset.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FileBooks } from "../items/export-items.ts";
import { type FileColumn, writeList } from "../lists/write-list.ts";
import { customerFilter, firstCustomerOrder } from "./list-customers.ts";

function amount(
  head: Sentence,
  minorOf: (row: CustomerListRow) => number,
): FileColumn<CustomerListRow> {
  return {
    head,
    width: 16,
    format: "amount",
    cell: (row) => formatMinor(minorOf(row), row.currency),
  };
}

const columns: readonly FileColumn<CustomerListRow>[] = [
  { head: { zh: "客户编号", en: "Customer no." }, width: 14, cell: (c) => c.no },
  { head: { zh: "客户", en: "Customer" }, width: 36, cell: (c) => c.name },
  { head: { zh: "币种", en: "Cur." }, width: 7, cell: (c) => c.currency },
  amount({ zh: "应收", en: "Receivable" }, (c) => c.receivableMinor),
  amount({ zh: "其中逾期", en: "Overdue" }, (c) => c.overdueMinor),
  amount({ zh: "未核销收款", en: "Unapplied" }, (c) => c.unappliedMinor),
  amount({ zh: "净额", en: "Net" }, (c) => c.receivableMinor - c.unappliedMinor),
  amount({ zh: "争议", en: "Disputed" }, (c) => c.disputedMinor),
  {
    head: { zh: "未清项", en: "Open items" },
    width: 9,
    format: "count",
    cell: (c) => String(c.items),
  },
  {
    head: { zh: "最长逾期天数", en: "Days late" },
    width: 12,
    format: "count",
    cell: (c) => (c.daysLate === null ? null : String(c.daysLate)),
  },
  { head: { zh: "账期", en: "Terms" }, width: 20, cell: (c) => c.terms },
  { head: { zh: "责任人", en: "Owner" }, width: 12, cell: (c) => c.ownerName },
];

export async function exportCustomers(
  deps: Deps,
  actor: Actor,
  of: {
    readonly books: FileBooks;
    readonly filters: CustomerFilters;
    readonly choice: ExportChoice & { readonly language: Language };
    readonly out: Writable;
  },
): Promise<void> {
  const { books, filters, choice, out } = of;
  const filter = customerFilter(books, filters);
  const order = orderOf(choice.sort, customerSorts, firstCustomerOrder);
  const request = {
    ...choice,
    name: { zh: "客户", en: "Customers" },
    columns,
    filters,
    booksName: books.name,
    timeZone: books.timeZone,
    eachPortion: (
      db: Parameters<typeof eachCustomer>[0],
      work: Parameters<typeof eachCustomer>[2],
    ) => eachCustomer(db, { filter, order }, work),
  };
  await writeList(deps, actor, { request, out });
}
