// Stage B by search: the few items, two to six, that add up to the payment (R23), also after taking
// off a credit note. Searched last, and trusted only as far as accidents are rare.
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { amountDensity, choose, sumDensity } from "./amount.ts";
import type { Context } from "./context.ts";
import { propose } from "./propose.ts";
import { addLogs, type Readings } from "./reading.ts";
import { isInWindow } from "./select-amount.ts";
import { findSubsets } from "./subset.ts";
import type { Habit } from "./weights.ts";

const habits: readonly Habit[] = ["subset2", "subset3", "subset4", "subset5", "subset6"];

/**
 * Adds what is found; answers ln of the mass of solutions that were not looked for, so that they
 * count against everything else.
 */
export function selectSubsets(context: Context, readings: Readings): number {
  const { book, pool, facts, line } = context;
  const rule = facts.rules.R23;
  const density = sumDensity(line.amountMinor, line.currency, pool.roundShare);
  let unsearched = Number.NEGATIVE_INFINITY;
  if (!rule.enabled) return unsearched;
  const items = pool
    .falling()
    .filter((item) => book.left[item]! < line.amountMinor && isInWindow(context, item));
  const amounts = items.map((item) => book.left[item]!);
  let budget: number = rule.params.nodeBudget;
  let found = 0;
  for (const [at, habit] of habits.entries()) {
    const size = at + 2;
    const share = book.weights.habit[habit];
    if (size > rule.params.maxItems || size > items.length) continue;
    if (items.length > rule.params.pool || budget <= 0) {
      unsearched = addLogs(unsearched, context.weight + Math.log(share * density));
      continue;
    }
    const search = findSubsets({
      amounts,
      target: line.amountMinor,
      size,
      limit: 3,
      budget: Math.ceil(budget / 2),
    });
    budget -= Math.min(budget, choose(items.length, Math.min(size, 4)));
    const each = Math.log(share / choose(items.length, size));
    found += search.solutions.length;
    for (const solution of search.solutions) {
      propose(readings, context, {
        items: solution.map((position) => items[position]!),
        prior: each,
        rule: "R23",
        because: [
          because("sum.subset", {
            count: size,
            of: items.length,
            amount: formatMinor(line.amountMinor, line.currency),
          }),
        ],
        isAmountAlone: true,
      });
    }
    if (!search.isComplete) {
      unsearched = addLogs(unsearched, context.weight + Math.log(share * density));
    }
  }
  if (found > 0) unsearched = addLogs(unsearched, massOfParts(context, items));
  return addLogs(unsearched, selectNetSubsets(context, items, readings));
}

/**
 * One item in full and a part of another: a part may be anything, but people pay round ones. What
 * makes a sum of a crooked item and a round one less of a proof than two crooked ones.
 */
function massOfParts(context: Context, items: readonly number[]): number {
  const { book, line } = context;
  let density = 0;
  for (const item of items) {
    density += amountDensity(line.amountMinor - book.left[item]!, line.currency);
  }
  if (density === 0) return Number.NEGATIVE_INFINITY;
  return context.weight + Math.log((book.weights.habit.fullAndPart * density) / items.length);
}

/** Two or three items less one credit note. */
function selectNetSubsets(context: Context, items: readonly number[], readings: Readings): number {
  const { book, pool, line, facts } = context;
  const rule = facts.rules.R33;
  if (!rule.enabled || pool.credits.length === 0) return Number.NEGATIVE_INFINITY;
  const share = book.weights.habit.subsetNet;
  if (items.length > facts.rules.R23.params.pool || pool.credits.length > 8) {
    const density = sumDensity(line.amountMinor, line.currency, pool.roundShare);
    return context.weight + Math.log(share * density);
  }
  const amounts = items.map((item) => book.left[item]!);
  const groups: number[][] = pool.credits.map((credit) => [credit]);
  if (pool.credits.length > 1 && pool.credits.length <= rule.params.maxCredits) {
    groups.push([...pool.credits]);
  }
  for (const credits of groups) {
    const credit = credits.reduce((total, item) => total + book.left[item]!, 0);
    for (let size = 2; size <= 4; size++) {
      const target = line.amountMinor - credit;
      const search = findSubsets({ amounts, target, size, limit: 2, budget: 8_000 });
      for (const solution of search.solutions) {
        propose(readings, context, {
          items: [...solution.map((position) => items[position]!), ...credits],
          prior: Math.log(share / (3 * choose(items.length, size) * groups.length)),
          rule: "R33",
          moreRules: ["R23"],
          because: [
            because("sum.net", {
              amount: formatMinor(target, line.currency),
              credit: formatMinor(-credit, line.currency),
            }),
          ],
          isAmountAlone: true,
        });
      }
    }
  }
  return Number.NEGATIVE_INFINITY;
}
