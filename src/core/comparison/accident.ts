// How often a reading without a number would come out by chance, and how much chance it may hold:
// of what is taken so, one in twenty may be an accident, whatever the size of the ledgers.
import type { Desk, DeskEntry } from "./desk.ts";
import type { LedgerSide } from "./ledger-entry.ts";

/** Amounts spread over so many natural logarithms of their size. */
const logWidth = 2.5;
/** Of the readings of a kind, the part that may be accidents; and the chance any one may hold. */
const mostWrong = 0.05;
/** So many readings of a kind are expected before these clerks have shown one. */
const expectedUnseen = 2;

/** 1,200.00 → 100.00: round amounts hit each other far more often. */
export function stepOf(amount: number): number {
  let step = 1;
  while (amount % (step * 10) === 0) step *= 10;
  return step;
}

/** The chance that an amount of this size, in whole `step`s, is exactly the target. */
export function chanceOfHit(target: number, step: number): number {
  return Math.min(1, step / (Math.abs(target) * logWidth));
}

/**
 * `seen`: what these two ledgers have shown of the kind without chance. They are asked so many times
 * `asked`; what they show by habit is then likelier than an accident.
 */
export function mostAccidental(seen: number, asked: number): number {
  if (asked === 0) return 0;
  return mostWrong * Math.min(1, (seen + expectedUnseen) / asked);
}

/** Documents in parts and several in one, as found so far. */
export function sumsSeen({ found }: Desk): number {
  return found.filter(({ ours, theirs }) => ours.length + theirs.length > 2).length;
}

/** Documents of one number with another amount, as found so far. */
export function otherAmountsSeen({ found }: Desk): number {
  return found.filter(({ isEqual }) => !isEqual).length;
}

/** The entries of each side that a reading may take. */
export type Spare = Readonly<Record<LedgerSide, readonly DeskEntry[]>>;

/** A reading found without a number: which entries it takes and how much chance is in it. */
export type Reading = {
  readonly isEqual: boolean;
  readonly by: "sum" | "slip";
  /** The words for it; what its dates say is added. */
  readonly key: string;
  readonly ours: readonly DeskEntry[];
  readonly theirs: readonly DeskEntry[];
  readonly byChance: number;
};
