// The past of one customer, as events by day, and how it stood on any day: what simulations replay.
// Everything is taken to be booked on its own day.

import type { IsoDate } from "../date.ts";
import type { ItemKind } from "../item-kinds.ts";
import { divideHalfUp } from "../money.ts";
import type { Credit, DunnableItem, Standing } from "./asking.ts";
import type { PromiseToPay } from "./promise.ts";

export type DatedMinor = { readonly on: IsoDate; readonly minor: bigint };

export type PastItem = {
  readonly itemId: number;
  readonly no: string;
  readonly kind: ItemKind;
  readonly currency: string;
  readonly issueDate: IsoDate | null;
  readonly enteredOn: IsoDate;
  /** By day; the first row holds from the beginning. */
  readonly dueDates: readonly { readonly on: IsoDate; readonly due: IsoDate | null }[];
  readonly amountMinor: bigint;
  readonly homeMinor: bigint;
  /** The document a credit note names. */
  readonly linkedItemId: number | null;
  /** Taken off it (an undo below zero), with the sign of its amount. */
  readonly applied: readonly DatedMinor[];
  readonly disputed: readonly DatedMinor[];
};

export type CustomerHistory = {
  readonly customerId: number;
  readonly segment: string;
  readonly items: readonly PastItem[];
  /** Money on account and free advances, up and down. */
  readonly credits: readonly (DatedMinor & { readonly currency: string })[];
  /** Money that came in. */
  readonly received: readonly (DatedMinor & { readonly currency: string })[];
  readonly promises: readonly PromiseToPay[];
};

/** `observedFrom`: the day from which dunning looks at these books. */
export function standingOn(
  history: CustomerHistory,
  of: { readonly day: IsoDate; readonly observedFrom: IsoDate },
): Standing {
  const { day } = of;
  const known = history.items.filter(({ enteredOn }) => enteredOn <= day);
  const open = known.map((item) => ({ item, minor: item.amountMinor - sumTo(item.applied, day) }));
  const creditNotes = open.filter(({ minor }) => minor < 0n);
  const claims = open.filter(({ minor }) => minor > 0n);
  const isLinked = (item: PastItem) =>
    claims.some((claim) => claim.item.itemId === item.linkedItemId);
  const creditOf = ({ itemId }: PastItem) =>
    creditNotes
      .filter(({ item }) => item.linkedItemId === itemId)
      .reduce((sum, { minor }) => sum - minor, 0n);
  const items = claims.map(({ item, minor }): DunnableItem => {
    return {
      itemId: item.itemId,
      no: item.no,
      kind: item.kind,
      currency: item.currency,
      issueDate: item.issueDate,
      dueDate: dueOn(item, day),
      openMinor: minor,
      disputedMinor: atLeastZero(sumTo(item.disputed, day)),
      homeMinor: divideHalfUp(item.homeMinor * minor, item.amountMinor),
      linkedCreditMinor: creditOf(item),
      observedFrom: item.enteredOn > of.observedFrom ? item.enteredOn : of.observedFrom,
    };
  });
  const free = creditNotes.filter(({ item }) => !isLinked(item));
  return {
    items,
    credits: [
      ...free.map(({ item, minor }): Credit => ({ currency: item.currency, minor: -minor })),
      ...claims.map(({ item, minor }): Credit => {
        return { currency: item.currency, minor: atLeastZero(creditOf(item) - minor) };
      }),
      ...creditsOn(history, day),
    ],
    promises: history.promises
      .filter(({ promisedOn, state }) => promisedOn <= day && state !== "withdrawn")
      .map((promise) => ({
        ...promise,
        state: "open",
        receivedMinor: receivedSince(history, promise, day),
      })),
  };
}

function creditsOn(history: CustomerHistory, day: IsoDate): Credit[] {
  const groups = Map.groupBy(history.credits, ({ currency }) => currency);
  return [...groups].map(([currency, rows]) => ({
    currency,
    minor: atLeastZero(sumTo(rows, day)),
  }));
}

function receivedSince(history: CustomerHistory, promise: PromiseToPay, day: IsoDate): bigint {
  const since = history.received.filter(
    ({ currency, on }) => currency === promise.currency && on >= promise.promisedOn,
  );
  return sumTo(since, day);
}

function dueOn(item: PastItem, day: IsoDate): IsoDate | null {
  const known = item.dueDates.filter(({ on }, index) => index === 0 || on <= day);
  return known.at(-1)?.due ?? null;
}

function sumTo(rows: readonly DatedMinor[], day: IsoDate): bigint {
  let sum = 0n;
  for (const { on, minor } of rows) if (on <= day) sum += minor;
  return sum;
}

function atLeastZero(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}
