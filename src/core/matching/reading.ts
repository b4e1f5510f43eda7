// A reading: one complete account of a line — who pays, which items, how much, what is left over.
// Readings of one line compete; equal allocations from several rules are one reading.
import type { Context } from "./context.ts";
import type { MatchResidual } from "./output.ts";
import type { Proposed } from "./propose.ts";

/** One way by which a reading was found. */
export type Way = {
  readonly context: Context;
  readonly proposal: Proposed;
  /** Natural logarithm of prior × likelihood. */
  readonly weight: number;
};

export type Reading = {
  /** Payer's rank, or −1 where nobody known pays. */
  readonly payer: number;
  readonly items: readonly number[];
  /** Signed, in the item's currency. */
  readonly amounts: readonly number[];
  /** In the line's currency. */
  readonly lineAmounts: readonly number[];
  readonly residuals: readonly MatchResidual[];
  /** What each item loses: the amount, and what is posted as a difference on it. */
  readonly claims: readonly number[];
  /** Of all ways together. */
  weight: number;
  /** The strongest first. */
  ways: readonly Way[];
  /** Some number in the memo, strong or of the payer's own papers alone, names one of the items. */
  readonly isCited: boolean;
  /** A strong number in the memo names one of the items. */
  readonly isNamed: boolean;
  /** A month or a statement says which items are meant, not only how much. */
  readonly isDistinct: boolean;
  /** See markOf. */
  readonly mark: number;
};

/** What makes two readings one. */
type Content = Pick<Reading, "items" | "amounts" | "residuals">;

/** The amounts with the posted item-side differences, signed like the items. */
export function claimsOf(
  items: readonly number[],
  amounts: readonly number[],
  residuals: readonly MatchResidual[],
): readonly number[] {
  if (!residuals.some((residual) => residual.posted && residual.side === "item")) return amounts;
  return items.map((item, at) => {
    const amount = amounts[at]!;
    let claim = Math.abs(amount);
    for (const residual of residuals) {
      if (residual.posted && residual.side === "item" && residual.item === item) {
        claim += residual.amountMinor;
      }
    }
    return amount < 0 ? -claim : claim;
  });
}

/** Same key = same allocations and same posted residuals. */
export function readingKey(reading: Content): string {
  const { items, amounts } = reading;
  let key = items.length === 1 ? `${items[0]}:${amounts[0]}` : "";
  if (items.length > 1) {
    const order = items.map((_, at) => at);
    order.sort((a, b) => items[a]! - items[b]! || amounts[a]! - amounts[b]!);
    for (const at of order) key += `${items[at]}:${amounts[at]},`;
  }
  for (const { posted, side, code, item, amountMinor } of reading.residuals) {
    if (posted && side !== "home") key += `|${code}${item}:${amountMinor}`;
  }
  return key;
}

/** Of one key, which need not be written where the same items stand in the same order. */
function areOne(a: Content, b: Content): boolean {
  const isPlain = a.residuals.length === 0 && b.residuals.length === 0;
  return (isPlain && areAlike(a, b)) || readingKey(a) === readingKey(b);
}

function areAlike(a: Content, b: Content): boolean {
  if (a.items.length !== b.items.length) return false;
  for (let at = 0; at < a.items.length; at++) {
    // Not by one function for both lists: V8 keeps whole numbers of an item and of money in lists of
    // two kinds, and makes them one where they are read in one place.
    if (a.items[at] !== b.items[at] || a.amounts[at] !== b.amounts[at]) return false;
  }
  return true;
}

/**
 * The same for readings of one key, in whatever order their items stand, and hardly ever for others:
 * a key is written only where marks agree.
 */
export function markOf({ items, amounts, residuals }: Content): number {
  let mark = 0;
  for (let at = 0; at < items.length; at++) mark = addPart(mark, items[at]!, amounts[at]!);
  for (const { posted, side, item, amountMinor } of residuals) {
    if (posted && side !== "home") mark = addPart(mark, ~(item ?? -1), amountMinor);
  }
  return mark;
}

/** In whole numbers of 32 bits, where the order of parts changes no sum. */
function addPart(mark: number, item: number, minor: number): number {
  return (mark + Math.imul(Math.imul(item, 0x9e3779b1) ^ minor, 0x85ebca6b)) | 0;
}

/** ln(e^a + e^b) without overflow. */
export function addLogs(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b;
  if (b === Number.NEGATIVE_INFINITY) return a;
  const high = Math.max(a, b);
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** Equal readings too many to list: how many, and ln of their weight together. */
export type Unlisted = { readonly count: number; readonly weight: number };

export const allListed: Unlisted = { count: 0, weight: Number.NEGATIVE_INFINITY };

export function addUnlisted(a: Unlisted, b: Unlisted): Unlisted {
  return { count: a.count + b.count, weight: addLogs(a.weight, b.weight) };
}

/** Of equal readings this many are listed. */
export const mostListed = 20;

/** Up to this many readings are compared one by one; nearly every line has fewer. */
const fewReadings = 32;

/** Readings of one line, one a key, in the order in which they were found. */
export class Readings {
  readonly list: Reading[] = [];
  /** Where each key stands, once there are many. */
  private places: Map<string, number> | null = null;

  /** The reading of the same key. */
  get(reading: Content & Pick<Reading, "mark">): Reading | undefined {
    const place = this.placeOf(reading);
    return place < 0 ? undefined : this.list[place];
  }

  /** Adds a reading, or puts it in the place of the one of its key. */
  put(reading: Reading): void {
    const place = this.placeOf(reading);
    if (place >= 0) {
      this.list[place] = reading;
      return;
    }
    this.list.push(reading);
    this.places?.set(readingKey(reading), this.list.length - 1);
  }

  private placeOf(reading: Content & Pick<Reading, "mark">): number {
    if (this.list.length <= fewReadings) {
      for (let at = 0; at < this.list.length; at++) {
        const other = this.list[at]!;
        if (other.mark === reading.mark && areOne(other, reading)) return at;
      }
      return -1;
    }
    this.places ??= new Map(this.list.map((one, at) => [readingKey(one), at]));
    return this.places.get(readingKey(reading)) ?? -1;
  }
}

/** The stronger way keeps the word, the odds add up. */
export function addReading(readings: Readings, reading: Reading): void {
  const before = readings.get(reading);
  if (!before) {
    readings.put(reading);
    return;
  }
  // Changed in place: one shape of all readings is read faster than copies of several.
  const weight = addLogs(before.weight, reading.weight);
  const [strongest, ...others] = before.ways;
  if (reading.ways[0]!.weight > strongest!.weight) {
    reading.ways = [...reading.ways, ...before.ways];
    reading.weight = weight;
    readings.put(reading);
    return;
  }
  before.ways = [strongest!, ...reading.ways, ...others];
  before.weight = weight;
}
