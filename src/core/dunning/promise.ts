// A customer's promise to pay: what it covers and how long it keeps our reminders back.

import type { IsoDate } from "../date.ts";

export type PromiseState = "open" | "kept" | "broken" | "withdrawn";

export type PromiseToPay = {
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly promisedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly state: PromiseState;
};
