// All readings of one line against what is open now, weighed against each other and against "none of
// them": stages who → what → how much, in falling fidelity, the costly search only where needed.
import { because } from "../because.ts";
import { amountDensity } from "./amount.ts";
import type { Book } from "./book.ts";
import { namingsOf } from "./cited.ts";
import { type Context, contextsOf, type LineView } from "./context.ts";
import type { LineFacts } from "./line-facts.ts";
import type { Pools } from "./pool.ts";
import { propose } from "./propose.ts";
import { addLogs, type Reading, type Readings } from "./reading.ts";
import { selectByAmount } from "./select-amount.ts";
import { fillOldest, proposeOver, selectCited } from "./select-cited.ts";
import { selectStructure } from "./select-structure.ts";
import { selectSubsets } from "./select-subset.ts";

/** A reading with its probability among all of the line. */
export type Weighed = { readonly reading: Reading; readonly probability: number };

export type Evaluation = {
  /** Likeliest first; equal ones in canonical order. */
  readonly weighed: readonly Weighed[];
  /** ln of the weight of "none of these". */
  readonly nothing: number;
};

/** A line decided this firmly without it needs no search among subsets. */
const firmEnough = 0.9;
/** Readings below this share are not kept. */
const leastProbability = 1e-6;
const mostReadings = 8;

export function evaluateLine(facts: LineFacts, book: Book, pools: Pools): Evaluation {
  const view: LineView = { book, pools, facts, namings: namingsOf(facts, book) };
  const contexts = contextsOf(view);
  const readings: Readings = new Map();
  for (const context of contexts) {
    selectCited(context, readings);
    if (context.relation === "stranger" || context.relation === "unrelated") continue;
    selectByAmount(context, readings);
    selectStructure(context, readings);
  }
  let nothing = weightOfNothing(view, contexts);
  for (const context of contexts) {
    const isSearched = context.relation === "self" || context.relation === "declared";
    if (!isSearched || context.pool.debts.length < 2) continue;
    const unsearched =
      shareOfBest(readings, nothing) < firmEnough
        ? selectSubsets(context, readings)
        : unsearchedMass(context);
    nothing = addLogs(nothing, unsearched);
  }
  for (const context of contexts)
    if (context.relation === "self") selectOnAccount(context, readings);
  return weigh(readings, nothing, book);
}

function shareOfBest(readings: Readings, nothing: number): number {
  let total = nothing;
  let best = Number.NEGATIVE_INFINITY;
  for (const reading of readings.values()) {
    total = addLogs(total, reading.weight);
    best = Math.max(best, reading.weight);
  }
  return Math.exp(best - total);
}

/** What a search among subsets might have found, had it been made. */
function unsearchedMass(context: Context): number {
  const { habit } = context.book.weights;
  const share = habit.subset2 + habit.subset3 + habit.subset4 + habit.subset5 + habit.subset6;
  const density = amountDensity(context.line.amountMinor, context.line.currency);
  return context.weight + Math.log(share * density);
}

/** The line settles nothing that is open: anyone's money, of any amount, that names nothing of ours. */
function weightOfNothing(view: LineView, contexts: readonly Context[]): number {
  const line = view.book.input.lines[view.facts.line]!;
  const { habit, cited } = view.book.weights;
  const density = Math.log(amountDensity(line.amountMinor, line.currency));
  let named = 0;
  for (const naming of view.namings) {
    if (naming.isStrong) named -= cited.strong;
    else if (contexts.length > 0) named -= cited.weak;
  }
  named = Math.max(named, -cited.most);
  let weight = density;
  for (const hit of view.facts.payers) {
    weight = addLogs(weight, hit.weight + Math.log(habit.nothing) + density);
  }
  return weight + named;
}

/** R26: nothing else fits; oldest due first, or everything and the rest as an advance. */
function selectOnAccount(context: Context, readings: Readings): void {
  const { pool, facts, line, book } = context;
  const density = Math.log(amountDensity(line.amountMinor, line.currency));
  if (pool.debts.length === 0) return;
  if (line.amountMinor > pool.sumDebts) {
    proposeOver(context, readings, {
      items: pool.debts,
      prior: Math.log(book.weights.habit.over) + density,
      rule: "R18",
      because: [because("sum.all", { count: pool.debts.length })],
      isAmountAlone: true,
    });
    return;
  }
  if (!facts.rules.R26.enabled || context.namings.some((naming) => naming.isStrong)) return;
  const filled = fillOldest(context, pool.debts);
  if (!filled) return;
  // A single item in full is an equal amount, not an oldest-first.
  const isWhole = filled.residuals?.length === 0;
  if (isWhole ? filled.items.length === 1 : !facts.rules.R26.params.allowPartial) return;
  propose(readings, context, {
    ...filled,
    prior: Math.log(book.weights.habit.onAccount) + density,
    rule: "R26",
    because: [because("how.oldest_first")],
    isAmountAlone: true,
  });
}

function weigh(readings: Readings, nothing: number, book: Book): Evaluation {
  let total = nothing;
  const all = [...readings.values()];
  all.sort((a, b) => b.weight - a.weight || compareCanonically(a, b, book));
  for (const reading of all) total = addLogs(total, reading.weight);
  const weighed: Weighed[] = [];
  for (const reading of all) {
    const probability = Math.exp(reading.weight - total);
    if (weighed.length >= mostReadings || probability < leastProbability) break;
    weighed.push({ reading, probability });
  }
  return { weighed, nothing };
}

/** Tie-breaks only order suggestions: fewest items, earliest due, lowest number. */
export function compareCanonically(a: Reading, b: Reading, book: Book): number {
  if (a.items.length !== b.items.length) return a.items.length - b.items.length;
  const due = earliestDue(a, book) - earliestDue(b, book);
  if (due !== 0) return due;
  return textKey(a, book) < textKey(b, book) ? -1 : 1;
}

function earliestDue(reading: Reading, book: Book): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const item of reading.items) earliest = Math.min(earliest, book.dueDay[item]!);
  return earliest;
}

function textKey(reading: Reading, book: Book): string {
  return reading.items
    .map((item) => {
      const { customerNo, kind, itemNo } = book.items[item]!;
      return `${customerNo} ${kind} ${itemNo}`;
    })
    .sort()
    .join("|");
}
