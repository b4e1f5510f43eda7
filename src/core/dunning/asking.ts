// What may be asked of a customer: each document less its disputed part, less credits and money on
// account, less what is promised. Oldest due first, currency by currency (DOMAIN §5.9).

import { assert } from "../assert.ts";
import { daysBetween, type IsoDate } from "../date.ts";
import type { ItemKind } from "../item-kinds.ts";
import { divideHalfUp } from "../money.ts";
import { type PromiseStanding, promisedMinor } from "./promise.ts";

/** A claim with something left on it. A part-paid one carries what is left. */
export type DunnableItem = {
  readonly itemId: number;
  readonly no: string;
  readonly kind: ItemKind;
  readonly currency: string;
  readonly issueDate: IsoDate | null;
  /** Null = unknown: never overdue, never asked for. */
  readonly dueDate: IsoDate | null;
  readonly openMinor: bigint;
  readonly disputedMinor: bigint;
  /** What is left, in home currency. */
  readonly homeMinor: bigint;
  /** Open credit notes that name this document; what exceeds it is among the credits. */
  readonly linkedCreditMinor: bigint;
  /** The day it came into the books, or dunning began to look at it. */
  readonly observedFrom: IsoDate;
};

/** Credit notes of no document or beyond what theirs has left, receipts and free advances not applied. */
export type Credit = { readonly currency: string; readonly minor: bigint };

export type ItemAsk = {
  readonly item: DunnableItem;
  /** Days past due; below zero: not due yet. */
  readonly days: number;
  readonly disputedMinor: bigint;
  readonly creditMinor: bigint;
  readonly promisedMinor: bigint;
  readonly askedMinor: bigint;
  readonly askedHomeMinor: bigint;
};

export type Standing = {
  readonly items: readonly DunnableItem[];
  readonly credits: readonly Credit[];
  readonly promises: readonly PromiseStanding[];
};

/** Every document with a due date; open = disputed + credit + promised + asked, for each. */
export function askOf(
  { items, credits, promises }: Standing,
  of: { readonly day: IsoDate; readonly promiseGraceDays: number },
): ItemAsk[] {
  const { day, promiseGraceDays: graceDays } = of;
  const groups = Map.groupBy(items, ({ currency }) => currency);
  return [...groups.keys()].sort().flatMap((currency) => {
    const pools: Pools = {
      credit: credits
        .filter((one) => one.currency === currency)
        .reduce((sum, { minor }) => sum + minor, 0n),
      promised: promisedMinor(promises, { currency, day, graceDays }),
    };
    return [...(groups.get(currency) ?? [])].sort(oldestDueFirst).flatMap((item) => {
      const { dueDate } = item;
      return dueDate === null ? [] : [askFor(item, daysBetween(dueDate, day), pools)];
    });
  });
}

/** What is left of credits and promises while documents take from them. */
type Pools = { credit: bigint; promised: bigint };

function askFor(item: DunnableItem, days: number, pools: Pools): ItemAsk {
  const disputedMinor = least(item.disputedMinor, item.openMinor);
  let left = item.openMinor - disputedMinor;
  const linked = least(item.linkedCreditMinor, left);
  const free = least(pools.credit, left - linked);
  pools.credit -= free;
  left -= linked + free;
  const promised = least(pools.promised, left);
  pools.promised -= promised;
  const askedMinor = left - promised;
  const creditMinor = linked + free;
  assert(
    disputedMinor + creditMinor + promised + askedMinor === item.openMinor,
    "every part of an open amount is in one place",
  );
  return {
    item,
    days,
    disputedMinor,
    creditMinor,
    promisedMinor: promised,
    askedMinor,
    askedHomeMinor: divideHalfUp(item.homeMinor * askedMinor, item.openMinor),
  };
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** Of one due date by number, so that it is the same whatever order documents came into the books in. */
function oldestDueFirst(a: DunnableItem, b: DunnableItem): number {
  const dueA = a.dueDate ?? "9999-12-31";
  const dueB = b.dueDate ?? "9999-12-31";
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  if (a.no !== b.no) return a.no < b.no ? -1 : 1;
  return a.itemId - b.itemId;
}
