// Decides promises from the receipts of their customers: kept, broken on the day after, or still open.
// Safe to run at any time and any number of times.
import { type GivenPromise, judgePromises } from "../../core/collections/promise.ts";
import { addDays, isoDate } from "../../core/date.ts";
import {
  decidePromises,
  type PromiseReceiptRow,
  type PromiseRow,
  selectPromiseReceipts,
  selectPromisesToJudge,
} from "../../db/collection-promises.ts";
import type { Db } from "../../db/pool.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";

/** A broken promise whose money is only matched within this time is kept after all. */
const secondLookDays = 60;

export type SettledPromise = PromiseRow & { readonly now: "open" | "kept" | "broken" };

/** Those that changed their state. */
export async function settlePromises(db: Db, books: CollectionBooks): Promise<SettledPromise[]> {
  const { orgId, today } = books;
  const since = addDays(today, -secondLookDays);
  const promises = await selectPromisesToJudge(db, books, since);
  if (promises.length === 0) return [];
  const { graceDays } = await loadCollectionSettings(db, books);
  const receipts = await selectPromiseReceipts(db, books, firstPromises(promises));
  const byOwner = Map.groupBy(receipts, keyOf);
  const decided = [...Map.groupBy(promises, keyOf)].flatMap(([key, own]) =>
    judgePromises(own.map(promiseOf), (byOwner.get(key) ?? []).map(receiptOf), {
      today,
      graceDays,
    }),
  );
  const byId = new Map(promises.map((promise) => [promise.id, promise]));
  const changed = decided.flatMap(({ id, state, receivedMinor }) => {
    const before = byId.get(id);
    if (!before || before.state === "kept") return [];
    // broken stays broken unless the money turned out to be there
    if (before.state === "broken" && state !== "kept") return [];
    const isSame = before.state === state && before.receivedMinor === receivedMinor;
    return isSame ? [] : [{ ...before, receivedMinor, now: state }];
  });
  await decidePromises(
    db,
    orgId,
    changed.map(({ id, now, receivedMinor }) => ({ id, state: now, receivedMinor })),
  );
  return changed.filter(({ state, now }) => state !== now);
}

/** The day on which each customer gave the first of these. */
function firstPromises(promises: readonly PromiseRow[]): Map<number, string> {
  const first = new Map<number, string>();
  for (const { customerId, promisedOn } of promises) {
    const known = first.get(customerId);
    if (known === undefined || promisedOn < known) first.set(customerId, promisedOn);
  }
  return first;
}

function keyOf({ customerId, currency }: PromiseRow | PromiseReceiptRow): string {
  return `${customerId} ${currency}`;
}

function promiseOf(row: PromiseRow): GivenPromise {
  const { id, amountMinor, recordedAt } = row;
  const days = { promisedOn: isoDate(row.promisedOn), dueOn: isoDate(row.dueOn) };
  return { id, amountMinor, recordedAt, ...days };
}

function receiptOf({ date, recordedAt, amountMinor }: PromiseReceiptRow) {
  return { date: isoDate(date), recordedAt, amountMinor };
}
