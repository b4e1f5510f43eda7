// What a baseline is: another system's public rules over the input of file mode, answering in its
// result format, so that one scorer judges all. Baselines never see the truth.
import type { RunResult } from "../scoring/result.ts";
import type { BaselineBooks, BaselineItem, BaselineLine } from "./books.ts";
import { Ledger } from "./ledger.ts";
import { resultOf } from "./result-of.ts";

/** Money put on one item, signed like the item; `discountMinor` is settled beside it without money. */
export type Part = {
  readonly item: BaselineItem;
  readonly amountMinor: number;
  readonly discountMinor?: number;
};

export type Decision = {
  readonly customerNo: string | null;
  /** What the system would do by itself, what it would show for review, or nothing. */
  readonly status: "auto" | "suggested" | "unmatched";
  readonly rule: string;
  readonly parts: readonly Part[];
};

export type Decide = (line: BaselineLine) => Decision;

export type Baseline = {
  readonly name: string;
  readonly title: string;
  /** The public documentation it was written from. */
  readonly source: string;
  readonly open: (ledger: Ledger) => Decide;
};

export const unmatched: Decision = { customerNo: null, status: "unmatched", rule: "", parts: [] };

/** Lines in order of date, as a clerk would import them day by day; what is posted is settled. */
export function runBaseline(baseline: Baseline, books: BaselineBooks): RunResult {
  const ledger = new Ledger(books);
  const decide = baseline.open(ledger);
  const lines = [...books.lines].sort(
    (a, b) => compareText(a.date, b.date) || compareText(a.lineId, b.lineId),
  );
  const decided = lines.map((line) => {
    const decision = line.amountMinor > 0 ? decide(line) : unmatched;
    if (decision.status === "auto") for (const part of decision.parts) ledger.settle(part);
    return { line, decision };
  });
  return resultOf(decided);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
