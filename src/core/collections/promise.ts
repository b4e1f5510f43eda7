// 付款承诺: kept or broken by what came in, not by what anybody says. Receipts of a customer pay its
// promises in the order of their days, so that no receipt keeps two of them.
import { addDays, type IsoDate } from "../date.ts";

export type GivenPromise = {
  readonly id: number;
  readonly amountMinor: number;
  readonly promisedOn: IsoDate;
  readonly recordedAt: string;
  readonly dueOn: IsoDate;
};

export type PromiseReceipt = {
  readonly date: IsoDate;
  readonly recordedAt: string;
  readonly amountMinor: number;
};

export type JudgedPromise = {
  readonly id: number;
  readonly state: "open" | "kept" | "broken";
  readonly receivedMinor: number;
};

/**
 * Promises and receipts of one customer in one currency. A promise counts what came in after it was
 * given and until its day and the days of grace a transfer takes; it is broken on the day after.
 */
export function judgePromises(
  promises: readonly GivenPromise[],
  receipts: readonly PromiseReceipt[],
  at: { readonly today: IsoDate; readonly graceDays: number },
): JudgedPromise[] {
  const left = receipts.map((receipt) => ({ ...receipt, leftMinor: receipt.amountMinor }));
  return [...promises].sort(byDay).map((promise) => {
    const end = addDays(promise.dueOn, at.graceDays);
    let received = 0;
    for (const receipt of left) {
      if (!isAfter(receipt, promise) || receipt.date > end) continue;
      const used = Math.min(receipt.leftMinor, promise.amountMinor - received);
      receipt.leftMinor -= used;
      received += used;
    }
    const isKept = received >= promise.amountMinor;
    const state = isKept ? "kept" : at.today > end ? "broken" : "open";
    return { id: promise.id, state, receivedMinor: received };
  });
}

/** Of the same day: what the books learned only after the promise was taken down. */
function isAfter(receipt: PromiseReceipt, promise: GivenPromise): boolean {
  if (receipt.date !== promise.promisedOn) return receipt.date > promise.promisedOn;
  return receipt.recordedAt > promise.recordedAt;
}

function byDay(a: GivenPromise, b: GivenPromise): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.id - b.id;
}
