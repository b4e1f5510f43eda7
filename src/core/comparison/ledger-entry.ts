// What two ledgers are compared by: their entries, both counted from our side (above zero: the
// customer owes more), and what came of each. Amounts are minor units as safe integers.
import type { Because } from "../because.ts";
import type { IsoDate } from "../date.ts";
import type { DifferenceCode } from "../differences.ts";

export type LedgerSide = "ours" | "theirs";

export function otherOf(side: LedgerSide): LedgerSide {
  return side === "ours" ? "theirs" : "ours";
}

/** A document (invoice, red invoice, delivery …) or money; null: the ledger does not say. */
export type EntryKind = "document" | "money" | null;

/** Against the period compared: entries before and after it explain, but are in no balance. */
export type EntryPhase = "before" | "in" | "after";

export type LedgerEntry = {
  /** Names it within its own ledger. */
  readonly id: string;
  readonly date: IsoDate;
  /** The document's or the voucher's number as it stands there. */
  readonly no: string;
  /** Order, delivery, contract, the bank's reference. */
  readonly refs: readonly string[];
  readonly memo: string;
  readonly minor: number;
  readonly kind: EntryKind;
  readonly phase: EntryPhase;
};

export type ComparisonVerdict =
  | "agreed"
  | "amount_differs"
  | "ours_only"
  | "theirs_only"
  /** They may be read in two ways or three; people decide which. Neither a difference nor agreed. */
  | "undecided"
  /** Both have it, one of them outside the period. */
  | "timing"
  /** Booked and taken back on one side alone. */
  | "cancelled";

/** The four classes of 未达账项. */
export const outstandingClasses = {
  we_billed: { zh: "我方已记应收，对方未记应付", en: "Billed by us, not booked by them" },
  we_received: {
    zh: "我方已记收款，对方未记付款",
    en: "Received by us, not booked as paid by them",
  },
  they_booked: { zh: "对方已记应付，我方未记应收", en: "Booked by them, not billed by us" },
  they_paid: { zh: "对方已记付款，我方未记收款", en: "Paid by them, not received by us" },
} as const;
export type OutstandingClass = keyof typeof outstandingClasses;

/** How entries were found to be the same: falling strength. */
export type ComparedBy =
  | "number"
  | "near_number"
  | "date_amount"
  | "sum"
  | "slip"
  /** One of several readings. */
  | "either"
  /** People said so. */
  | "people"
  | "none";

export type ComparedGroup = {
  readonly verdict: ComparisonVerdict;
  readonly by: ComparedBy;
  /** Positions in the ledgers handed over, ascending. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** What of each counts in the period. */
  readonly oursMinor: number;
  readonly theirsMinor: number;
  readonly outstanding: OutstandingClass | null;
  readonly code: DifferenceCode | null;
  /** Whose books are to be put right; agreed groups need nothing. */
  readonly corrects: LedgerSide | null;
  readonly because: readonly Because[];
  /** Of undecided ones alone: the ways to read them, the likeliest first; each is whole. */
  readonly ways?: readonly (readonly ReadingPart[])[];
};

/** A piece of one way to read undecided entries. */
export type ReadingPart = Pick<ComparedGroup, "code" | "ours" | "theirs"> & {
  readonly verdict: "agreed" | "amount_differs" | "ours_only" | "theirs_only";
};

export type LedgerBalances = { readonly openingMinor: number; readonly closingMinor: number };
