// Stage B by documents: the items the memo names, one or a list (R08–R10, R15), with their credit
// notes (R33), with one the list left out, or only some of those listed.
import { type Because, because } from "../because.ts";
import { amountDensity, sumDensity } from "./amount.ts";
import { type Context, openDocs } from "./context.ts";
import {
  proposeGroup,
  proposeOldest,
  proposeOnePart,
  proposeOver,
  proposePart,
} from "./meet-amount.ts";
import type { Readings } from "./reading.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { selectReference } from "./select-reference.ts";
import { proposeSubsets, proposeWithCredits, proposeWithOne } from "./vary-cited.ts";

/** Adds what it finds; answers ln of the mass of ways to spread the money that it cannot list. */
export function selectCited(context: Context, readings: Readings): number {
  const named = namedItems(context);
  if (named.items.length > 0) selectNamed(context, named, readings);
  for (const naming of context.namings) selectReference(context, naming, readings);
  return massOfOtherWays(context, named.items);
}

/** Named items together with others that nobody listed: more ways than can be searched. */
function massOfOtherWays(context: Context, named: readonly number[]): number {
  if (!context.namings.some((naming) => naming.isStrong)) return Number.NEGATIVE_INFINITY;
  const { book, line } = context;
  const { habit } = book.weights;
  const sum = named.reduce((total, item) => total + book.left[item]!, 0);
  let share = habit.citedOther * sumDensity(line.amountMinor, line.currency, 0);
  if (named.length > 1 && sum > line.amountMinor) {
    share += habit.citedParts * amountDensity(line.amountMinor, line.currency);
  }
  return context.weight + Math.log(share);
}

type Named = {
  readonly items: readonly number[];
  readonly rule: RuleCode;
  readonly because: readonly Because[];
};

/** Open items of this view whose own number the memo names. */
function namedItems(context: Context): Named {
  const { book, facts } = context;
  const items: number[] = [];
  const reasons: Because[] = [];
  for (const naming of context.namings) {
    const own = openDocs(context, naming, true);
    if (own.length === 0) continue;
    for (const item of own) if (!items.includes(item)) items.push(item);
    reasons.push(because(`cited.${naming.via}`, { number: book.items[own[0]!]!.itemNo }));
  }
  const hasPart = context.namings.some((naming) => naming.via === "suffix");
  const isStructured = context.namings.some((naming) => naming.via === "structured");
  const single = isStructured ? "R08" : hasPart ? "R10" : "R09";
  const rule: RuleCode = items.length > 1 ? "R15" : single;
  return facts.rules[rule].enabled
    ? { items, rule, because: reasons }
    : { items: [], rule, because: [] };
}

function selectNamed(context: Context, named: Named, readings: Readings): void {
  const { habit } = context.book.weights;
  const base = {
    rule: named.rule,
    because: named.because,
    isAmountAlone: false,
  };
  proposeGroup(context, readings, { ...base, items: named.items, prior: Math.log(habit.cited) });
  if (named.items.length === 1) {
    proposePart(context, readings, {
      ...base,
      items: named.items,
      prior: Math.log(habit.citedPart),
    });
  } else {
    proposeSubsets(context, readings, {
      ...base,
      items: named.items,
      prior: Math.log(habit.citedSubset),
      isList: true,
    });
    const part = { ...base, items: named.items, prior: Math.log(habit.citedPart) };
    proposeOnePart(context, readings, part);
    proposeOldest(context, readings, part);
  }
  proposeOver(context, readings, { ...base, items: named.items, prior: Math.log(habit.citedOver) });
  proposeWithCredits(context, readings, {
    ...base,
    items: named.items,
    prior: Math.log(habit.citedNet),
  });
  proposeWithOne(context, readings, {
    ...base,
    items: named.items,
    prior: Math.log(habit.citedSubset),
  });
}
