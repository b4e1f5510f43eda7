// The columns the engine asks for, taken from packed items column by column: what stands in many rows
// is looked up once for each different value.
import { assert } from "../../core/assert.ts";
import { dayNumber, type IsoDate } from "../../core/date.ts";
import {
  fillTerms,
  type ItemColumns,
  type ItemSource,
  kindCode,
  noDay,
  openColumns,
} from "../../core/matching/item-columns.ts";
import type { ValueColumn } from "./columns.ts";
import type { PackedItems } from "./packed-items.ts";

export function packedSource(items: PackedItems): ItemSource {
  return {
    areInOrder: true,
    customerNos: () => items.names.customerNo.values,
    columns: (rankOf) => packedColumns(items, rankOf),
  };
}

function packedColumns(
  { count, names, amounts, dates, kind }: PackedItems,
  rankOf: (customerNo: string) => number,
): ItemColumns {
  const columns = openColumns(count);
  decode(names.customerNo, rankOf, columns.itemCustomer);
  decode(kind, (value) => kindCode[value], columns.kind);
  decode(dates.issueDate, dayOf, columns.issueDay);
  decode(dates.dueDate, dayOf, columns.dueDay);
  columns.left.set(amounts.openMinor);
  const { discountMinor, retentionMinor, disputedMinor } = amounts;
  for (let row = 0; row < count; row++) {
    assert(Number.isSafeInteger(columns.left[row]), "open amounts are integers");
    const offers = discountMinor[row] !== 0 || retentionMinor[row] !== 0;
    columns.hasOffer[row] = offers || disputedMinor[row] !== 0 ? 1 : 0;
  }
  fillTerms(columns);
  return columns;
}

function dayOf(date: IsoDate | null): number {
  return date === null ? noDay : dayNumber(date);
}

function decode<Value>(
  { codes, values }: ValueColumn<Value>,
  numberOf: (value: Value) => number,
  into: Int32Array | Uint8Array,
): void {
  const numbers = Int32Array.from(values, numberOf);
  for (let row = 0; row < into.length; row++) into[row] = numbers[codes[row]!]!;
}
