// A customer's promise to pay: how long it keeps our reminders back, and for how much.

import { addDays, type IsoDate } from "../date.ts";

export type PromiseState = "open" | "kept" | "broken" | "withdrawn";

export type PromiseToPay = {
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly promisedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly state: PromiseState;
};

/** A promise as dunning weighs it: what came in since it was given counts towards it. */
export type PromiseStanding = PromiseToPay & { readonly receivedMinor: bigint };

/** Money promised for a day is not chased before that day and the days of grace are over. */
function isHeldBack(promise: PromiseToPay, day: IsoDate, graceDays: number): boolean {
  return promise.state === "open" && day <= addDays(promise.dueOn, graceDays);
}

/** What is still promised and not yet due, in one currency. */
export function promisedMinor(
  promises: readonly PromiseStanding[],
  of: { readonly currency: string; readonly day: IsoDate; readonly graceDays: number },
): bigint {
  return promises
    .filter((one) => one.currency === of.currency && isHeldBack(one, of.day, of.graceDays))
    .map(({ amountMinor, receivedMinor }) =>
      amountMinor > receivedMinor ? amountMinor - receivedMinor : 0n,
    )
    .reduce((sum, minor) => sum + minor, 0n);
}
