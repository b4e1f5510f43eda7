// What the matching engine answers. Lines and items are named by their position in the input, so
// that file mode and the books map them back to their own ids without a search.
import type { Because } from "../because.ts";

export type Lane = "auto" | "suggested" | "unmatched" | "not_receivable";

export const notReceivableCategories = [
  "interest",
  "own_transfer",
  "tax_refund",
  "platform",
  "reversal",
  "deposit",
  "loan",
  "capital",
  "subsidy",
  "insurance",
  "supplier_refund",
  "cash_pool",
  "payroll_return",
  "agency",
  "refund_to_customer",
  "duplicate",
  "outgoing",
  "other",
] as const;
export type NotReceivableCategory = (typeof notReceivableCategories)[number];

export const residualCodes = [
  "rounding",
  "fee",
  "discount",
  "deduction",
  "retention",
  "fx",
  "advance",
  "refund",
  "partial",
  "withholding",
  "interest",
  "duplicate",
  "platform_fee",
  "unexplained",
] as const;
export type ResidualCode = (typeof residualCodes)[number];

/** Money of a line applied to an item. */
export type MatchAllocation = {
  /** Position in MatchInput.items. */
  readonly item: number;
  /** In the item's currency; negative on a credit note. */
  readonly amountMinor: number;
  /** In the line's currency. */
  readonly lineAmountMinor: number;
};

/** What an allocation left over, and why. */
export type MatchResidual = {
  /** Position in MatchInput.items; null for a residual of the line alone. */
  readonly item: number | null;
  /** item: item's currency, in the item's own direction; line: line's currency; home: FX, gain +. */
  readonly side: "item" | "line" | "home";
  readonly amountMinor: number;
  readonly currency: string;
  readonly code: ResidualCode;
  /** T01 … S04, or null (DOMAIN §6). */
  readonly difference: string | null;
  /** May be true for rounding, fee, discount, advance, fx only. */
  readonly posted: boolean;
  readonly because: readonly Because[];
};

/** One complete reading of a line: which items, how much, what is left. */
export type MatchCandidate = {
  /** Whose debt is paid (the first item's customer where there are several). */
  readonly customerNo: string;
  readonly allocations: readonly MatchAllocation[];
  readonly residuals: readonly MatchResidual[];
  /** Posterior probability that exactly this is right, 0..1. */
  readonly confidence: number;
  /** The template that found the items, then all that contributed. */
  readonly rule: string;
  readonly rules: readonly string[];
  readonly because: readonly Because[];
  /** What speaks against it (amber in the workbench). */
  readonly against: readonly Because[];
};

export type LineVerdict = {
  /** Position in MatchInput.lines. */
  readonly line: number;
  readonly lane: Lane;
  readonly category: NotReceivableCategory | null;
  /** The payer, when identified, also on unmatched lines. */
  readonly payerNo: string | null;
  readonly payerBecause: readonly Because[];
  /** Best first; [0] is what is posted or suggested. At most 5. Empty for the other two lanes. */
  readonly candidates: readonly MatchCandidate[];
  /** Other readings that are exactly as good as the first: never posted when > 0. */
  readonly tiedWith: number;
  /** Why it is in this lane; for an unmatched one the nearest miss. */
  readonly reason: Because;
  /** Of an unmatched line the nearest misses, nearest first; each says what would have decided it. */
  readonly misses?: readonly Because[];
};

export type MatchOutput = {
  readonly engineVersion: string;
  readonly weightsVersion: string;
  /** One per line of the input, in its order. */
  readonly verdicts: readonly LineVerdict[];
};
