// All files but the lines, read for a large run: items go into columns as they are read and are
// never all there as records.
import type { IsoDate } from "../../core/date.ts";
import { type ItemNumbers, indexNumbers, indexTails } from "../../core/matching/book.ts";
import type { MatchInput } from "../../core/matching/input.ts";
import { ok, type Result } from "../../core/result.ts";
import type { ItemRow } from "../../importers/importer.ts";
import type { ReconcileRequest } from "../reconcile-files.ts";
import { openCustomers } from "./collect-customers.ts";
import { toItem } from "./collect-items.ts";
import { sharedMemory } from "./columns.ts";
import { passTexts } from "./own-text.ts";
import { ItemPacker, openItems, type PackedItems } from "./packed-items.ts";
import { packedNumbers } from "./packed-numbers.ts";
import { type FileModeFault, labelOf } from "./read-files.ts";
import { collectOwn, collectRates, latestOf, openReader, readBooks } from "./read-input.ts";
import { type ListedRows, RowLists } from "./row-lists.ts";

export type PackedBooks = Pick<
  MatchInput,
  "customers" | "rates" | "own" | "incompleteCustomers"
> & {
  readonly items: PackedItems;
  readonly numbers: ItemNumbers;
  readonly latestDate: IsoDate;
  readonly lists: ListedRows;
};

/** Where two rows bear one number, all rows are looked at together, as for a small file. */
export function packBooks(
  request: ReconcileRequest,
  asOf: IsoDate,
): Result<PackedBooks, FileModeFault> {
  const packed = packRowByRow(request, asOf);
  if (!packed.ok) return packed;
  return packed.value === null ? packCollected(request, asOf) : ok(packed.value);
}

/** Null: two items bear one number of one kind and customer. */
function packRowByRow(
  request: ReconcileRequest,
  asOf: IsoDate,
): Result<PackedBooks | null, FileModeFault> {
  const lists = new RowLists(request.language);
  const reader = openReader(request, lists);
  const customerFile = reader("customers", request.customers, asOf);
  if (!customerFile.ok) return customerFile;
  const { file: customersFile, content } = customerFile.value;
  const customers = openCustomers({ file: customersFile, rows: content?.customers ?? [], lists });
  const { customerNoOf } = customers;
  const { homeCurrency } = request;
  const packer = new ItemPacker();
  const toItems = { file: labelOf(request, request.items), homeCurrency, customerNoOf, lists };
  const takeItem = (row: ItemRow) => {
    customers.note(customerNoOf(row), row.customerName);
    const item = toItem(row, toItems, passTexts);
    if (item.ok) {
      packer.add(item.value);
      return;
    }
    lists.refuse(item.error);
    lists.refusedOwners.push(row);
  };
  const itemFile = reader("items", request.items, asOf, takeItem);
  if (!itemFile.ok) return itemFile;
  for (const row of itemFile.value.content?.items ?? []) takeItem(row);
  const rateFile = reader("rates", request.rates, asOf);
  if (!rateFile.ok) return rateFile;
  const ownFile = reader("own", request.own, asOf);
  if (!ownFile.ok) return ownFile;
  const items = packer.inOrder();
  if (items === null) return ok(null);
  return ok({
    items,
    numbers: sharedNumbers(items),
    customers: customers.finish(),
    rates: collectRates(rateFile.value.file, rateFile.value.content?.rates ?? [], lists),
    own: collectOwn(ownFile.value.content?.own ?? []),
    incompleteCustomers: new Set(lists.refusedOwners.map(customerNoOf)),
    latestDate: latestOf([customerFile, itemFile, rateFile, ownFile].map((read) => read.value)),
    lists: lists.plain,
  });
}

function packCollected(
  request: ReconcileRequest,
  asOf: IsoDate,
): Result<PackedBooks, FileModeFault> {
  const lists = new RowLists(request.language);
  const read = readBooks(request, { lists, asOf });
  if (!read.ok) return read;
  const { items, ...books } = read.value;
  const packer = new ItemPacker();
  for (const item of items) packer.add(item);
  const packedItems = packer.settled();
  const numbers = sharedNumbers(packedItems);
  return ok({ ...books, items: packedItems, numbers, lists: lists.plain });
}

function sharedNumbers(items: PackedItems): ItemNumbers {
  const views = openItems(items);
  const numbers = indexNumbers(views, packedNumbers(items), sharedMemory);
  return { ...numbers, tails: indexTails(views, sharedMemory) };
}
