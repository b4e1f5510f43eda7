// What the engine asks of the items again and again, in columns. Who has the items in columns already
// hands these over; else they are asked item by item.
import { assert } from "../assert.ts";
import { dayNumber, type IsoDate } from "../date.ts";
import { matchableKinds } from "../item-kinds.ts";
import type { MatchableKind, MatchItem } from "./input.ts";
import type { Records } from "./records.ts";

/** Stands for an unknown date; later than every real day. */
export const noDay = 0x7fffffff;

export type ItemColumns = {
  readonly itemCustomer: Int32Array;
  /** Signed open amount not yet taken in this run. */
  readonly left: Float64Array;
  readonly issueDay: Int32Array;
  readonly dueDay: Int32Array;
  readonly kind: Uint8Array;
  /** 1: the item bears a discount, a retention or a dispute. */
  readonly hasOffer: Uint8Array;
  /** Days between issue and due date: the payment term; noDay where one of them is unknown. */
  readonly termDays: Int32Array;
};

export type ItemSource = {
  /** Items of one customer and kind stand one after another by number, others perhaps between them. */
  readonly areInOrder: boolean;
  /** Every customer some item names, more than once or not. */
  readonly customerNos: () => Iterable<string>;
  /** `rankOf` a customer's number. */
  readonly columns: (rankOf: (customerNo: string) => number) => ItemColumns;
};

export const kindCode: Readonly<Record<MatchableKind, number>> = Object.fromEntries(
  matchableKinds.map((kind, code) => [kind, code]),
) as Record<MatchableKind, number>;

export function sourceOf(items: Records<MatchItem>): ItemSource {
  return {
    areInOrder: false,
    customerNos: () => Array.from(items, ({ customerNo }) => customerNo),
    columns: (rankOf) => columnsOf(items, rankOf),
  };
}

export function openColumns(count: number): ItemColumns {
  return {
    itemCustomer: new Int32Array(count),
    left: new Float64Array(count),
    issueDay: new Int32Array(count),
    dueDay: new Int32Array(count),
    kind: new Uint8Array(count),
    hasOffer: new Uint8Array(count),
    termDays: new Int32Array(count),
  };
}

function columnsOf(items: Records<MatchItem>, rankOf: (customerNo: string) => number): ItemColumns {
  const columns = openColumns(items.length);
  const dayOf = rememberDays();
  let index = 0;
  for (const item of items) {
    assert(Number.isSafeInteger(item.openMinor), "open amounts are integers");
    columns.itemCustomer[index] = rankOf(item.customerNo);
    columns.left[index] = item.openMinor;
    columns.issueDay[index] = dayOf(item.issueDate);
    columns.dueDay[index] = dayOf(item.dueDate);
    columns.kind[index] = kindCode[item.kind];
    const offers = item.discountMinor !== 0 || item.retentionMinor !== 0;
    columns.hasOffer[index] = offers || item.disputedMinor !== 0 ? 1 : 0;
    index++;
  }
  fillTerms(columns);
  return columns;
}

export function fillTerms({ termDays, issueDay, dueDay }: ItemColumns): void {
  for (let item = 0; item < termDays.length; item++) {
    const isKnown = issueDay[item] !== noDay && dueDay[item] !== noDay;
    termDays[item] = isKnown ? dueDay[item]! - issueDay[item]! : noDay;
  }
}

function rememberDays(): (date: IsoDate | null) => number {
  const known = new Map<string, number>();
  return (date) => {
    if (date === null) return noDay;
    let day = known.get(date);
    if (day === undefined) {
      day = dayNumber(date);
      known.set(date, day);
    }
    return day;
  };
}
