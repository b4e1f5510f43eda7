// The result of a reconciliation in file mode (docs: src/cli/reconcile.md), as its writers read it.
// Rows are walked, not held: a million lines are never copied into a second shape.
import type { Because } from "../core/because.ts";
import type { MatchItem, MatchLine } from "../core/matching/input.ts";
import type {
  LineVerdict,
  MatchAllocation,
  MatchCandidate,
  MatchResidual,
} from "../core/matching/output.ts";

/** A row of the input that took no part, and what to do about it. */
export type ListedRow = {
  readonly file: string;
  readonly row: number;
  readonly excerpt: string;
  readonly code: string;
  readonly remedy: string;
};

export type ResultTimings = {
  readonly readMs: number;
  readonly matchMs: number;
  readonly writeMs: number;
};

export type ReconcileResult = {
  readonly engineVersion: string;
  readonly weightsVersion: string;
  readonly asOf: string;
  /** By kind, itemNo, customerNo. */
  readonly items: readonly MatchItem[];
  /** By lineId. */
  readonly lines: readonly MatchLine[];
  /** One a line, in the order of `lines`. */
  readonly verdicts: readonly LineVerdict[];
  /** One an item, in the order of `items`. */
  readonly openAfterMinor: readonly number[];
  readonly customerNames: ReadonlyMap<string, string>;
  readonly refused: readonly ListedRow[];
  readonly skipped: readonly ListedRow[];
  /** What the readers found worth saying about rows that were used all the same. */
  readonly notes: readonly string[];
  /** Words a reason in the language of the result. */
  readonly sentenceOf: (because: Because) => string;
  /** Asked when everything else is written, so that writing is measured too. */
  readonly timings: () => ResultTimings;
};

/** A line with what was decided about it. */
export type DecidedLine = {
  readonly line: MatchLine;
  readonly verdict: LineVerdict;
  /** What is posted (auto) or proposed first (suggested); null in the other lanes. */
  readonly best: MatchCandidate | null;
};

export function* decidedLines(result: ReconcileResult): Generator<DecidedLine> {
  for (const [index, line] of result.lines.entries()) {
    yield decidedLine(line, result.verdicts[index]!);
  }
}

export function decidedLine(line: MatchLine, verdict: LineVerdict): DecidedLine {
  const proposes = verdict.lane === "auto" || verdict.lane === "suggested";
  return { line, verdict, best: proposes ? (verdict.candidates[0] ?? null) : null };
}

/** The item at a position of the input. */
export type ItemAt = (item: number) => MatchItem;

/** By itemNo, kind, then customer (two customers may use one number). */
export function sortedAllocations(
  allocations: readonly MatchAllocation[],
  itemAt: ItemAt,
): readonly MatchAllocation[] {
  if (allocations.length < 2) return allocations;
  return allocations.toSorted((a, b) => compareItems(itemAt(a.item), itemAt(b.item)));
}

/** Those of the line alone first, then by itemNo, kind, customer; side and code settle the rest. */
export function sortedResiduals(
  residuals: readonly MatchResidual[],
  itemAt: ItemAt,
): readonly MatchResidual[] {
  if (residuals.length < 2) return residuals;
  return residuals.toSorted(
    (a, b) =>
      compareItems(itemOf(a, itemAt), itemOf(b, itemAt)) ||
      compareText(a.side, b.side) ||
      compareText(a.code, b.code) ||
      a.amountMinor - b.amountMinor,
  );
}

function itemOf(residual: MatchResidual, itemAt: ItemAt): MatchItem | null {
  return residual.item === null ? null : itemAt(residual.item);
}

function compareItems(a: MatchItem | null, b: MatchItem | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return (
    compareText(a.itemNo, b.itemNo) ||
    compareText(a.kind, b.kind) ||
    compareText(a.customerNo, b.customerNo)
  );
}

/** By code units: the same in every place, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What of a line went to items: nothing of a suggestion. */
export function appliedMinor({ verdict, best }: DecidedLine): number {
  if (verdict.lane !== "auto" || best === null) return 0;
  return best.allocations.reduce((sum, { lineAmountMinor }) => sum + lineAmountMinor, 0);
}
