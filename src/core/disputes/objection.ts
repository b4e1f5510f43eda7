// From what a customer objects to on a statement to how much of a document is in dispute.
import { assert } from "../assert.ts";

export type ObjectedLine = {
  /** What the statement says is open; below zero: a credit or money not applied. */
  readonly openMinor: number;
  /** Of the document today, without what is marked as disputed already; null: it is no document. */
  readonly freeMinor: number | null;
  /** What the customer says is open; null: nothing was said, so all of it is in dispute. */
  readonly theirMinor: number | null;
};

export type ObjectedAmount = {
  /** What the two sides differ by, never below zero. */
  readonly amountMinor: number;
  /** The part of the document that is marked: never more than is still open of it. */
  readonly markedMinor: number;
};

export function objectedAmount(line: ObjectedLine): ObjectedAmount {
  const { openMinor, freeMinor, theirMinor } = line;
  const amountMinor = Math.abs(openMinor - (theirMinor ?? 0));
  assert(Number.isSafeInteger(amountMinor), "amounts are whole minor units");
  if (freeMinor === null || openMinor <= 0) return { amountMinor, markedMinor: 0 };
  // a customer who says it is more than we ask for disputes nothing we could demand
  const isLess = theirMinor === null || theirMinor < openMinor;
  const markedMinor = isLess ? Math.min(amountMinor, openMinor, Math.max(freeMinor, 0)) : 0;
  return { amountMinor, markedMinor };
}
