// Stage B by what is due: everything due under one payment term (R20), everything due and a few items
// that are not yet (R21).
import { because } from "../because.ts";
import { choose } from "./amount.ts";
import { noDay } from "./book.ts";
import type { Context } from "./context.ts";
import { propose } from "./propose.ts";
import { mostListed, type Readings } from "./reading.ts";
import { isInWindow } from "./select-amount.ts";
import { findSubsets } from "./subset.ts";

export function selectPastDue(context: Context, readings: Readings): void {
  const { pool, book, facts } = context;
  if (pool.debts.length < 3) return;
  let count = 0;
  // Oldest due first: what is due stands at the head.
  while (count < pool.debts.length && book.dueDay[pool.debts[count]!]! < facts.day) count++;
  if (count === 0) return;
  if (facts.rules.R20.enabled) selectTerms(context, count, readings);
  if (facts.rules.R21.enabled) selectWithCurrent(context, count, readings);
}

/** The first `count` debts are due. */
function selectTerms(context: Context, count: number, readings: Readings): void {
  const { book, pool, line, facts } = context;
  const { minItems } = facts.rules.R20.params;
  if (count <= minItems) return;
  if (!haveTwoTerms(context, count)) return;
  const { terms, sums } = sumsByTerm(context, count);
  for (let at = 0; at < terms.length; at++) {
    if (sums[at] !== line.amountMinor) continue;
    const days = terms[at]!;
    const items = pool.debts.slice(0, count).filter((item) => book.termDays[item] === days);
    if (items.length < minItems) continue;
    propose(readings, context, {
      items,
      prior: Math.log(book.weights.habit.terms / terms.length),
      rule: "R20",
      because: [because("sum.terms", { count: items.length, days })],
      isAmountAlone: true,
    });
  }
}

/** What is due under each term. Terms are few: a list is searched faster than a map is made. */
function sumsByTerm(
  { book, pool }: Context,
  count: number,
): { readonly terms: readonly number[]; readonly sums: readonly number[] } {
  const terms: number[] = [];
  const sums: number[] = [];
  for (let at = 0; at < count; at++) {
    const item = pool.debts[at]!;
    const term = book.termDays[item]!;
    if (term === noDay) continue;
    let place = terms.indexOf(term);
    if (place < 0) place = terms.push(term) - 1;
    sums[place] = (sums[place] ?? 0) + book.left[item]!;
  }
  return { terms, sums };
}

/** Nearly every customer has one payment term: nothing to choose from. */
function haveTwoTerms({ book, pool }: Context, count: number): boolean {
  let first = noDay;
  for (let at = 0; at < count; at++) {
    const term = book.termDays[pool.debts[at]!]!;
    if (term === noDay || term === first) continue;
    if (first !== noDay) return true;
    first = term;
  }
  return false;
}

/** Nodes of the search for current items; they are few, or nothing is unique. */
const searchBudget = 4_000;

function selectWithCurrent(context: Context, count: number, readings: Readings): void {
  const { pool, book, line, facts } = context;
  const missing = line.amountMinor - pool.groupings().prefix[count]!;
  if (missing <= 0) return;
  const current: number[] = [];
  for (let at = count; at < pool.debts.length; at++) {
    if (isInWindow(context, pool.debts[at]!)) current.push(pool.debts[at]!);
  }
  if (current.length === 0) return;
  const offer = (chosen: readonly number[]): void =>
    propose(readings, context, {
      items: [...pool.debts.slice(0, count), ...chosen],
      prior: Math.log(
        book.weights.habit.dueAndCurrent /
          (facts.rules.R21.params.maxCurrent * choose(current.length, chosen.length)),
      ),
      rule: "R21",
      because: [because("sum.due_and_current", { due: count, current: chosen.length })],
      isAmountAlone: true,
    });
  let same = 0;
  for (const item of current) {
    if (book.left[item] === missing && same++ < mostListed) offer([item]);
  }
  if (current.length < 2 || current.length > facts.rules.R23.params.pool) return;
  // Oldest due first: what is not among the due ones is due later.
  const falling = pool
    .falling()
    .filter((item) => book.dueDay[item]! >= facts.day && isInWindow(context, item));
  const amounts = falling.map((item) => book.left[item]!);
  for (let size = 2; size <= facts.rules.R21.params.maxCurrent; size++) {
    const search = findSubsets({
      ...{ amounts, target: missing, size },
      ...{ limit: 3, budget: searchBudget },
    });
    for (const solution of search.solutions) offer(solution.map((at) => falling[at]!));
  }
}
