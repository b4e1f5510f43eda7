// What this run has left open of an item, and how that came about. A sum that equals what a payer kept
// back on purpose is less of a proof than one that equals an invoice; one that came before the item
// was cut down to that rest is hardly any: when it was paid, nothing of this size was owed.
import type { Context } from "./context.ts";
import type { Reading } from "./reading.ts";

/** By item, of those of which this run has taken something. */
export type Rests = {
  /** Day of the latest receipt that took of the item. */
  readonly day: Int32Array;
  /** 1: part of it was kept back for a reason: a deduction, a slip, a retention; not just paid in part. */
  readonly isKeptBack: Uint8Array;
};

const notTaken = -0x80000000;

export function openRests(itemCount: number): Rests {
  return {
    day: new Int32Array(itemCount).fill(notTaken),
    isKeptBack: new Uint8Array(itemCount),
  };
}

/** What was kept back for a reason is settled by a credit note as often as by money: ln of the odds. */
const keptBack = -2.5;
/** The kept back part paid before anybody kept it back. */
const keptBackLater = -7;

/** Notes what `reading`, taken on `day`, leaves of its items. */
export function noteRests(rests: Rests, { items, residuals }: Reading, day: number): void {
  for (const item of items) {
    rests.day[item] = Math.max(day, rests.day[item]!);
    const isKeptBack = residuals.some(
      (one) => one.item === item && !one.posted && one.code !== "partial",
    );
    if (isKeptBack) rests.isKeptBack[item] = 1;
  }
}

/** ln of how much less these items are worth as what a line pays in full and does not name. */
export function restWeight(context: Context, items: readonly number[]): number {
  const { isKeptBack } = context.book.rests;
  let weight = 0;
  for (const item of items) {
    // A part paid before and a part paid later make up the item alike.
    if (isKeptBack[item] === 0 || isNamed(context, item)) continue;
    weight += isLater(context, item) ? keptBackLater : keptBack;
  }
  return weight;
}

const none: readonly number[] = [];

/** Items of which this rest was kept back only after the line's money came, and which it does not name. */
export function notOwedThen(context: Context, items: readonly number[]): readonly number[] {
  const { isKeptBack } = context.book.rests;
  if (!items.some((item) => isKeptBack[item] === 1)) return none;
  return items.filter(
    (item) => isKeptBack[item] === 1 && isLater(context, item) && !isNamed(context, item),
  );
}

function isLater({ book, facts }: Context, item: number): boolean {
  return book.rests.day[item]! > facts.day;
}

function isNamed({ namings }: Context, item: number): boolean {
  return namings.some(({ docs }) => docs.some((doc) => doc.item === item));
}
