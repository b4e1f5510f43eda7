// A reading: one complete account of a line — who pays, which items, how much, what is left over.
// Readings of one line compete; equal allocations from several rules are one reading.
import type { Because } from "../because.ts";
import type { MatchResidual } from "./output.ts";
import type { RuleCode } from "./rule-defaults.ts";

/** Why a reading may not be posted by itself, however likely it is. */
export type Block = Because;

export type Reading = {
  /** Payer's rank, or −1 where nobody known pays. */
  readonly payer: number;
  readonly items: readonly number[];
  /** Signed, in the item's currency. */
  readonly amounts: readonly number[];
  /** In the line's currency. */
  readonly lineAmounts: readonly number[];
  readonly residuals: readonly MatchResidual[];
  /** Natural logarithm of prior × likelihood. */
  weight: number;
  rule: RuleCode;
  rules: readonly RuleCode[];
  because: readonly Because[];
  blocks: readonly Block[];
  /** A strong number in the memo names one of the items. */
  readonly isNamed: boolean;
  /** A month or a statement says which items are meant, not only how much. */
  readonly isDistinct: boolean;
  /** Same key = same allocations and same posted residuals. */
  readonly key: string;
};

export function readingKey(reading: Pick<Reading, "items" | "amounts" | "residuals">): string {
  const parts = reading.items.map((item, at) => `${item}:${reading.amounts[at]}`);
  parts.sort();
  const posted = reading.residuals.filter(
    (residual) => residual.posted && residual.side !== "home",
  );
  const extra = posted.map(
    (residual) => `${residual.code}${residual.item}:${residual.amountMinor}`,
  );
  return `${parts.join(",")}|${extra.sort().join(",")}`;
}

/** ln(e^a + e^b) without overflow. */
export function addLogs(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b;
  if (b === Number.NEGATIVE_INFINITY) return a;
  const high = Math.max(a, b);
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** An explanation this much weaker (ln) adds nothing to the words and rights of the stronger one. */
const farBehind = 4;

/** Readings of one line by key. The stronger explanation keeps the word, the odds add up. */
export type Readings = Map<string, Reading>;

export function addReading(readings: Readings, reading: Reading): void {
  const before = readings.get(reading.key);
  if (!before) {
    readings.set(reading.key, reading);
    return;
  }
  const [strong, other] = before.weight >= reading.weight ? [before, reading] : [reading, before];
  const merged: Reading = { ...strong, weight: addLogs(before.weight, reading.weight) };
  if (strong.weight - other.weight < farBehind) {
    merged.rules = [...new Set([...strong.rules, ...other.rules])].sort();
    // What blocks one way to it does not block the other.
    if (other.blocks.length === 0) merged.blocks = [];
  }
  readings.set(reading.key, merged);
}
