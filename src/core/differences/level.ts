// 智能调平: the smallest set of allocations, nettings and agreed adjustments that brings the money and
// credits of one customer, in one currency, to 0.00. Every reading of a source is a set of debts that
// it pays in full, exactly or with a gap that a contract, a document or a test explains. All sources
// are decided together; readings that are equally good are told and left to a person; what nothing
// explains stays. Work is bounded, and the answer does not depend on the order of the input.
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { combineReadings } from "./level-combine.ts";
import { type Reading, readingsOf } from "./level-readings.ts";
import type { DebtFacts } from "./subject.ts";

export type LevelDebt = DebtFacts & {
  readonly id: number;
  readonly dueDate: string | null;
  readonly retentionDue: string | null;
};

/** Money on account, a credit note, an advance: whatever is there to settle with, above zero. */
export type LevelSource = {
  readonly id: number;
  readonly kind: "receipt" | "credit_note" | "advance";
  readonly no: string;
  readonly date: string;
  readonly minor: number;
  /** Of a credit note: the document it was made out for. */
  readonly linkedNo: string;
};

export type LevelQuestion = {
  readonly currency: string;
  readonly asOf: string;
  readonly sources: readonly LevelSource[];
  readonly debts: readonly LevelDebt[];
  readonly feeBearer: "us" | "customer";
};

export type LevelMove =
  | {
      readonly kind: "apply";
      readonly source: LevelSource;
      readonly debt: LevelDebt;
      readonly minor: number;
      readonly because: Because;
    }
  | {
      readonly kind: "rounding" | "fee" | "discount" | "retention_split";
      readonly debt: LevelDebt;
      readonly minor: number;
      readonly because: Because;
    };

export type LeftSource = {
  readonly source: LevelSource;
  readonly minor: number;
  /** tie: several readings are equally good; none: nothing explains it. */
  readonly because: Because;
  readonly readings: number;
};

export type Level = {
  /** What is not applied before and after, of all sources. */
  readonly beforeMinor: number;
  readonly afterMinor: number;
  readonly moves: readonly LevelMove[];
  readonly left: readonly LeftSource[];
  /** False: the work was cut short; what was found holds, more may be there. */
  readonly isComplete: boolean;
};

export function levelOut(given: LevelQuestion): Level {
  const linked = applyLinkedCredits(ordered(given));
  const question = linked.rest;
  const { readings, isComplete } = readingsOf(question);
  const best = combineReadings(question, readings);
  const moves = [...linked.moves, ...best.chosen.flatMap((reading) => movesOf(reading, question))];
  const beforeMinor = given.sources.reduce((sum, { minor }) => sum + minor, 0);
  const left = question.sources
    .filter(({ id, kind }) => !best.chosen.some((one) => uses(one, { id, kind })))
    .map((source) => leftOf(source, best.ties.get(sourceKey(source)) ?? 0, question.currency));
  return {
    beforeMinor,
    afterMinor: left.reduce((sum, { minor }) => sum + minor, 0),
    moves,
    left,
    isComplete: isComplete && best.isComplete,
  };
}

export function sourceKey({ kind, id }: Pick<LevelSource, "id" | "kind">): string {
  return `${kind} ${id}`;
}

function uses({ sources }: Reading, of: Pick<LevelSource, "id" | "kind">): boolean {
  return sources.some((source) => sourceKey(source) === sourceKey(of));
}

/** Oldest first, so that the answer is the same whatever order the rows came in. */
function ordered(question: LevelQuestion): LevelQuestion {
  const byDue = (a: LevelDebt, b: LevelDebt) =>
    compare(a.dueDate ?? "9999", b.dueDate ?? "9999") || a.id - b.id;
  const byDate = (a: LevelSource, b: LevelSource) =>
    compare(a.date, b.date) || compare(sourceKey(a), sourceKey(b));
  return {
    ...question,
    debts: question.debts.filter(({ owedMinor }) => owedMinor > 0).toSorted(byDue),
    sources: question.sources.filter(({ minor }) => minor > 0).toSorted(byDate),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A red invoice goes against the blue one it was made out for, wholly, before anything else. */
function applyLinkedCredits(question: LevelQuestion): {
  readonly rest: LevelQuestion;
  readonly moves: readonly LevelMove[];
} {
  const open = new Map(question.debts.map((debt) => [debt.no, debt]));
  const moves: LevelMove[] = [];
  const sources = question.sources.filter((source) => {
    const debt = source.kind === "credit_note" ? open.get(source.linkedNo) : undefined;
    if (!debt || debt.owedMinor < source.minor) return true;
    const reason = because("level.linked", { credit: source.no, item: debt.no });
    moves.push({ kind: "apply", source, debt, minor: source.minor, because: reason });
    open.set(debt.no, { ...debt, owedMinor: debt.owedMinor - source.minor });
    return false;
  });
  const debts = question.debts
    .map((debt) => open.get(debt.no) ?? debt)
    .filter(({ owedMinor }) => owedMinor > 0);
  return { rest: { ...question, sources, debts }, moves };
}

/** The sources, oldest first, fill the debts, oldest first; then come the adjustments. */
function movesOf(reading: Reading, { currency }: LevelQuestion): LevelMove[] {
  const { sources, debts, adjustments, reason } = reading;
  const taken = new Map<number, number>();
  for (const { debt, minor } of adjustments) {
    taken.set(debt.id, (taken.get(debt.id) ?? 0) + minor);
  }
  const sum = because(reason, {
    paid: sources.map(({ minor }) => formatMinor(minor, currency)).join(" + "),
    owed: debts.map(({ owedMinor }) => formatMinor(owedMinor, currency)).join(" + "),
    gap: formatMinor(
      adjustments.reduce((total, { minor }) => total + minor, 0),
      currency,
    ),
  });
  const moves: LevelMove[] = [];
  const left = debts.map((debt) => debt.owedMinor - (taken.get(debt.id) ?? 0));
  let at = 0;
  for (const source of sources) {
    for (let rest = source.minor; rest > 0 && at < debts.length; ) {
      const minor = Math.min(rest, left[at]!);
      if (minor > 0) moves.push({ kind: "apply", source, debt: debts[at]!, minor, because: sum });
      rest -= minor;
      left[at]! -= minor;
      if (left[at] === 0) at += 1;
    }
  }
  return [...moves, ...adjustments];
}

function leftOf(source: LevelSource, readings: number, currency: string): LeftSource {
  const fields = { source: source.no, amount: formatMinor(source.minor, currency) };
  const reason =
    readings > 1
      ? because("level.tie", { ...fields, count: readings })
      : because("level.unexplained", fields);
  return { source, minor: source.minor, because: reason, readings };
}
