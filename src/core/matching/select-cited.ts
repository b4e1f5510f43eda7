// Stage B by documents: the items the memo names, one or a list (R08–R10, R15), with their credit
// notes (R33), with one the list left out, or only some of those listed.
import { type Because, because } from "../because.ts";
import { amountDensity, sumDensity } from "./amount.ts";
import { kindCode } from "./book.ts";
import type { Naming } from "./cited.ts";
import { type Context, openDocs } from "./context.ts";
import { meantOf } from "./meant-words.ts";
import {
  proposeGroup,
  proposeOldest,
  proposeOnePart,
  proposeOver,
  proposePart,
  sumLeft,
} from "./meet-amount.ts";
import { saysPart } from "./part-words.ts";
import { isSideKind } from "./pool.ts";
import type { Readings } from "./reading.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { selectReference } from "./select-reference.ts";
import { foldText, numberKey } from "./text.ts";
import { proposeSubsets, proposeWithCredits, proposeWithOne } from "./vary-cited.ts";

/** Adds what it finds; answers ln of the mass of ways to spread the money that it cannot list. */
export function selectCited(context: Context, readings: Readings): number {
  if (context.namings.length === 0) return Number.NEGATIVE_INFINITY;
  const ways = namedItems(context);
  for (const named of ways) selectNamed(context, named, readings, ways.length);
  for (const naming of context.namings) selectReference(context, naming, readings);
  if (context.namings.length > 1) selectTogether(context, readings);
  return massOfOtherWays(context, ways[0]?.items ?? []);
}

/** Named items together with others that nobody listed: more ways than can be searched. */
function massOfOtherWays(context: Context, named: readonly number[]): number {
  if (!context.namings.some((naming) => naming.isStrong)) return Number.NEGATIVE_INFINITY;
  const { book, line } = context;
  const { habit } = book.weights;
  const sum = sumLeft(context, named);
  // A paper that is more than the payment cannot be one of several that are settled in full.
  const mayBeOne = context.pool.credits.length > 0 || mayBePaid(context);
  let share = mayBeOne ? habit.citedOther * sumDensity(line.amountMinor, line.currency, 0) : 0;
  if (named.length > 1 && sum > line.amountMinor) {
    share += habit.citedParts * amountDensity(line.amountMinor, line.currency);
  }
  return share === 0 ? Number.NEGATIVE_INFINITY : context.weight + Math.log(share);
}

/** Some open item that carries a named number is no more than the payment. */
function mayBePaid({ book, line, namings }: Context): boolean {
  for (const { docs } of namings) {
    for (const { item } of docs) {
      if (book.left[item]! > 0 && book.left[item]! <= line.amountMinor) return true;
    }
  }
  return false;
}

type Named = {
  readonly items: readonly number[];
  readonly rule: RuleCode;
  readonly because: readonly Because[];
};

/** Ways to read unclear numbers that are gone through. */
const mostWays = 12;

/**
 * Open items of this view whose own number the memo names. A part of a number, or a damaged one, that
 * fits several papers names one of them: each choice is a way of its own.
 */
function namedItems(context: Context): Named[] {
  const { namings } = context;
  const all = waysToRead(context, namings);
  if (!namings.some(({ via }) => via === "range")) return all;
  // "1023 - 1027" may be a list of two as well: the amount says which.
  const ends = waysToRead(
    context,
    namings.filter(({ via }) => via !== "range"),
  );
  return [...all, ...ends.filter(({ items }) => items.length < (all[0]?.items.length ?? 0))];
}

function waysToRead(context: Context, namings: readonly Naming[]): Named[] {
  let ways: Pick<Named, "items" | "because">[] = [{ items: [], because: [] }];
  for (const naming of namings) {
    const own = openDocs(context, naming, true);
    if (own.length === 0) continue;
    const isOneOf = naming.via === "suffix" || naming.via === "damaged";
    const choices = isOneOf ? own.map((item) => [item]) : [own];
    if (ways.length * choices.length > mostWays) return [];
    const longer: Pick<Named, "items" | "because">[] = [];
    for (const way of ways) {
      for (const choice of choices) longer.push(withNaming(context, way, naming, choice));
    }
    ways = longer;
  }
  const found: Named[] = [];
  for (const { items, because: reasons } of ways) {
    if (items.length === 0) continue;
    const rule = ruleFor(context, items);
    if (context.facts.rules[rule].enabled) found.push({ items, rule, because: reasons });
  }
  return found;
}

function withNaming(
  { book }: Context,
  way: Pick<Named, "items" | "because">,
  naming: Naming,
  choice: readonly number[],
): Pick<Named, "items" | "because"> {
  const reason = because(`cited.${naming.via}`, { number: book.itemAt(choice[0]!).itemNo });
  if (way.items.length === 0) return { items: choice, because: [reason] };
  const added = choice.filter((item) => !way.items.includes(item));
  return { items: [...way.items, ...added], because: [...way.because, reason] };
}

function ruleFor({ book, namings }: Context, items: readonly number[]): RuleCode {
  if (items.some((item) => isSideKind(book.kind[item]!) && book.kind[item] !== kindCode.plan)) {
    return "R35";
  }
  if (items.length > 1) return "R15";
  if (namings.some((naming) => naming.via === "structured")) return "R08";
  if (namings.some((naming) => naming.via === "suffix")) return "R10";
  return namings.some((naming) => naming.via === "damaged") ? "R12" : "R09";
}

/** All that the numbers of the memo stand for at once: two orders, an invoice and a delivery note. */
function selectTogether(context: Context, readings: Readings): void {
  const { book, facts } = context;
  const items: number[] = [];
  const reasons: Because[] = [];
  let papers = 0;
  for (const naming of context.namings) {
    const own = openDocs(context, naming, true);
    const all = own.length > 0 ? own : openDocs(context, naming, false);
    const meant = all.filter((item) => meantOf(context).get(item) === true);
    const under = meant.length > 0 ? meant : all.filter((item) => !isSideKind(book.kind[item]!));
    if (all.length === 0) continue;
    if (own.length === 0) papers++;
    for (const item of under) if (!items.includes(item)) items.push(item);
    reasons.push(because("cited.full", { number: naming.key }));
  }
  // Only invoices: that is the list itself.
  if (papers === 0 || reasons.length < 2 || !facts.rules.R15.enabled) return;
  proposeGroup(context, readings, {
    items,
    prior: Math.log(book.weights.habit.citedGroup),
    rule: "R15",
    because: reasons,
    isAmountAlone: false,
  });
}

/** /OCMT/USD1000,00/CHGS/USD15,00/ at the end of field 72: ends with a slash that parts nothing. */
const swiftCodeword = /\s*(?:\/[A-Z]{3,8}\/+[A-Z]{3} ?[\d,.]+\/*)+$/;

/** Lines of a remittance text are this long in SWIFT and SEPA messages: 35, 70, 105, 140 … and 65, 130 … */
const fieldWidths = [35, 65];
/** A shorter text has room for one more number. */
const leastFull = 65;

/** The memo ends in the middle of a list, or where its field is full: what is too much pays what it no longer says. */
function isListCut(memo: string, named: number): boolean {
  const said = foldText(memo).replace(swiftCodeword, "").trimEnd();
  if (/\d\s*[、,;/&+]\s*[A-Z]{0,5}-?$/.test(said)) return true;
  if (named < 2 || memo.length < leastFull || !/\d$/.test(said)) return false;
  const isFull = (length: number): boolean => fieldWidths.some((width) => length % width === 0);
  return isFull(memo.length) || isFull(said.length + 1);
}

/**
 * Both ends and every paper of the customer that counts up between them: whatever stands between two
 * numbers of a memo, where all of these together are paid to the cent it was a range.
 */
function runBetween({ book, pool }: Context, ends: readonly number[]): number[] {
  const [first, last] = ends.map((item) => numberKey(book.itemAt(item).itemNo)).sort();
  if (first!.length !== last!.length) return [];
  let from = 0;
  while (from < first!.length && first![from] === last![from]) from++;
  let to = first!.length;
  while (to > from && first![to - 1] === last![to - 1]) to--;
  const counting = (key: string): string => key.slice(from, to);
  if (!/^\d+$/.test(counting(first!)) || !/^\d+$/.test(counting(last!))) return [];
  const [head, tail] = [first!.slice(0, from), first!.slice(to)];
  return pool.debts.filter((item) => {
    const key = numberKey(book.itemAt(item).itemNo);
    if (key.length !== first!.length || !key.startsWith(head) || !key.endsWith(tail)) return false;
    return counting(key) >= counting(first!) && counting(key) <= counting(last!);
  });
}

/** Who writes that it is a part pays a part: ln of how much likelier. */
const partSaid = Math.log(15);

function selectNamed(context: Context, named: Named, readings: Readings, among: number): void {
  const { weights } = context.book;
  const habit = {
    cited: weights.habit.cited / among,
    citedPart: weights.habit.citedPart / among,
    citedSubset: weights.habit.citedSubset / among,
    citedOver: weights.habit.citedOver / among,
    citedNet: weights.habit.citedNet / among,
  };
  const base = {
    rule: named.rule,
    because: named.because,
    isAmountAlone: false,
  };
  proposeGroup(context, readings, { ...base, items: named.items, prior: Math.log(habit.cited) });
  const isWhole = named.rule === "R35" && !context.facts.rules.R35.params.parts;
  if (named.items.length === 1) {
    if (!isWhole)
      proposePart(context, readings, {
        ...base,
        items: named.items,
        prior: Math.log(habit.citedPart) + (saysPart(context.line.memo) ? partSaid : 0),
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
  const over = Math.log(habit.citedOver);
  // Asked only where more came than is named.
  const isOver = context.line.amountMinor > sumLeft(context, named.items);
  const cut =
    isOver && isListCut(context.line.memo, named.items.length) ? [because("block.list_cut")] : [];
  proposeOver(context, readings, { ...base, items: named.items, prior: over, blocks: cut });
  if (isOver && named.items.length === 2) {
    const items = runBetween(context, named.items);
    if (items.length > 2 && sumLeft(context, items) === context.line.amountMinor) {
      const through = because("cited.range", { number: context.book.itemAt(items[1]!).itemNo });
      const reasons = [...named.because, through];
      const prior = Math.log(habit.cited);
      const run = { ...base, items, prior, because: reasons, isDistinct: true };
      proposeGroup(context, readings, run);
    }
  }
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
