// A group of items is chosen: how it meets the amount of the line — in full, with a difference that
// can be explained, in part, or with something left over.
import { type Because, because } from "../because.ts";
import { minorPerUnit } from "../currency.ts";
import { formatMinor } from "../money.ts";
import { amountDensity } from "./amount.ts";
import { kindCode } from "./book.ts";
import type { Context } from "./context.ts";
import type { MatchLine } from "./input.ts";
import { meantOf } from "./meant-words.ts";
import type { MatchResidual } from "./output.ts";
import { type Proposal, propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { explainDifference } from "./residual.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { slipBetween } from "./slip-tests.ts";
import { foldWords, matchesOf } from "./text.ts";

export type Choice = Pick<
  Proposal,
  "items" | "prior" | "rule" | "because" | "isAmountAlone" | "isDistinct" | "blocks"
> & {
  readonly moreRules?: readonly RuleCode[];
};

/** What these items are open with, together. */
export function sumLeft({ book: { left } }: Context, items: readonly number[]): number {
  let sum = 0;
  for (const item of items) sum += left[item]!;
  return sum;
}

/** The group in full, or with a difference that can be explained. */
export function proposeGroup(context: Context, readings: Readings, choice: Choice): void {
  const { line } = context;
  if (choice.items.length === 0) return;
  const sum = sumLeft(context, choice.items);
  const short = sum - line.amountMinor;
  if (short === 0) {
    const reason = because(choice.items.length > 1 ? "sum.equal" : "amount.equal", {
      amount: formatMinor(sum, line.currency),
      count: choice.items.length,
    });
    propose(readings, context, { ...choice, because: [...choice.because, reason] });
    return;
  }
  proposeExplained(context, readings, choice, short);
}

export function proposeExplained(
  context: Context,
  readings: Readings,
  choice: Choice,
  short: number,
): void {
  for (const explanation of explainDifference(context, choice.items, short)) {
    propose(readings, context, {
      ...choice,
      amounts: explanation.amounts,
      residuals: explanation.residuals,
      prior: choice.prior + explanation.weight,
      moreRules: [...(choice.moreRules ?? []), explanation.rule],
      because: [...choice.because, ...explanation.because],
      isUnagreed: explanation.isUnagreed,
      blocks: [
        ...(choice.blocks ?? []),
        ...(explanation.blocks ?? []),
        ...(choice.isAmountAlone ? accidentBlocks(context, explanation.window) : []),
      ],
    });
  }
}

/** Less than one named item: the rest stays open. */
export function proposePart(context: Context, readings: Readings, choice: Choice): void {
  const item = choice.items[0]!;
  const { book, line } = context;
  const left = book.left[item]!;
  if (left <= 0 || line.amountMinor >= left) return;
  if (isWithinTolerance(context, left, left - line.amountMinor)) return;
  const reason = because("how.part", { item: book.itemAt(item).itemNo });
  propose(readings, context, {
    ...choice,
    amounts: [line.amountMinor],
    prior: choice.prior + Math.log(partDensity(context, item)),
    residuals: [partial(context, item, left - line.amountMinor, reason)],
    because: [...choice.because, reason],
    blocks: [...(choice.blocks ?? []), ...otherExact(context, item), ...strangerBlocks(context)],
  });
}

/** The number says one paper, the amount another of the same customer to the cent: one of them is a slip. */
function otherExact({ pool, book, line, namings }: Context, named: number): Because[] {
  const exact = pool.byAmount.get(line.amountMinor)?.find((item) => item !== named);
  if (exact === undefined) return [];
  const isNamed = namings.some(({ docs }) => docs.some(({ item }) => item === exact));
  return isNamed ? [] : [because("block.amount_of_other", { item: book.itemAt(exact).itemNo })];
}

/** How often those who say the share they pay of an item mean what they say. */
const keepsShare = 0.3;
/** Of those who pay a part of an instalment without saying which: exactly one tenth of it, two tenths … */
const paysTenth = 0.02;
const statedShare = /(?<![\d.])(\d{1,2})(?:\.0+)?\s?(?:[%％]|PCT\b|PER ?CENT\b|PROZENT\b)/gi;

/** How likely exactly this part of an item is: a share the memo says, a whole tenth, or any amount. */
function partDensity(context: Context, item: number): number {
  const { line } = context;
  const any = amountDensity(line.amountMinor, line.currency);
  if (isBalanceOfAdvance(context, item)) return any;
  if (isStatedShare(context, item)) return Math.max(any, keepsShare);
  if (meantOf(context).get(item) !== true) return any;
  for (let percent = 10; percent < 100; percent += 10) {
    if (isShareOf(context, item, percent)) return Math.max(any, paysTenth);
  }
  return any;
}

/** The memo says which share of the item is paid, and it is: "30% DEPOSIT" of 41,113.73 in 12,334.12. */
export function isStatedShare(context: Context, item: number): boolean {
  for (const [, percent] of matchesOf(context.line.memo, statedShare)) {
    if (isShareOf(context, item, +percent!)) return true;
  }
  return false;
}

const balance =
  /余[款额]|尾款|残[金额]|\bBALANCE\b|\bBAL\b|\bREMAINDER\b|RESTZAHLUNG|SCHLUSSZAHLUNG|\bSOLDE\b|\bRESTO\b|\bSALDO\b/;

/** 70% BALANCE: what lacks is to the cent what the customer paid ahead, and is no part left open. */
function isBalanceOfAdvance({ book, line, pool }: Context, item: number): boolean {
  if (pool.credits.length === 0) return false;
  const ahead = line.amountMinor - book.left[item]!;
  const isPaidAhead = pool.credits.some(
    (credit) => book.kind[credit] === kindCode.advance && book.left[credit] === ahead,
  );
  return isPaidAhead && balance.test(foldWords(line.memo));
}

function isShareOf({ book, line }: Context, item: number, percent: number): boolean {
  const bases = [book.left[item]!, book.itemAt(item).amountMinor];
  return bases.some((base) => Math.abs(line.amountMinor * 100 - base * percent) < 100);
}

/** Named items, too little money: all in full but one. Round parts are the likely ones. */
export function proposeOnePart(context: Context, readings: Readings, choice: Choice): void {
  const { book, line } = context;
  const sum = sumLeft(context, choice.items);
  const short = sum - line.amountMinor;
  if (short <= 0 || isWithinTolerance(context, sum, short)) return;
  for (const [at, item] of choice.items.entries()) {
    const part = book.left[item]! - short;
    if (part <= 0) continue;
    // People list in the order in which they pay: the last one is the one cut short.
    const share = at === choice.items.length - 1 ? 0.6 : 0.4 / (choice.items.length - 1);
    const reason = because("how.part", { item: book.itemAt(item).itemNo });
    propose(readings, context, {
      ...choice,
      amounts: choice.items.map((other) => (other === item ? part : book.left[other]!)),
      prior: choice.prior + Math.log(share * amountDensity(part, line.currency)),
      residuals: [partial(context, item, short, reason)],
      because: [...choice.because, reason],
      // Which of them is cut short nobody said, even where only one of them is large enough.
      blocks: [because("block.which_of_list"), ...strangerBlocks(context)],
    });
  }
}

/** More than what is named: the rest is kept as an advance (R34). */
export function proposeOver(context: Context, readings: Readings, choice: Choice): void {
  const { line, facts } = context;
  const rule = facts.rules.R34;
  const sum = sumLeft(context, choice.items);
  const over = line.amountMinor - sum;
  if (!rule.enabled || sum <= 0 || over <= 0 || isWithinTolerance(context, sum, over)) return;
  // Too much by a slip was not paid ahead: select-slip.ts reads it.
  if (choice.items.length === 1 && slipBetween(sum, line.amountMinor) !== null) return;
  const isFarOver = over > (sum / 100) * rule.params.maxPercent;
  const reason = because("how.over", { amount: formatMinor(over, line.currency) });
  propose(readings, context, {
    ...choice,
    moreRules: [...(choice.moreRules ?? []), "R34"],
    prior: choice.prior + Math.log(overDensity(over, line)),
    residuals: [
      {
        item: null,
        side: "line",
        amountMinor: over,
        currency: line.currency,
        code: "advance",
        difference: null,
        posted: rule.auto,
        because: [reason],
      },
    ],
    because: [...choice.because, reason],
    isUnagreed: true,
    blocks: overBlocks(context, choice, { over, isFarOver }),
  });
}

function overBlocks(
  context: Context,
  choice: Choice,
  { over, isFarOver }: { readonly over: number; readonly isFarOver: boolean },
): Because[] {
  const blocks = choice.blocks ? [...choice.blocks] : [];
  const { unread, relation, line } = context;
  if (unread !== null) blocks.push(because("block.unread_number", { number: unread }));
  if (isFarOver) blocks.push(because("block.far_over"));
  else if (relation === "stranger") blocks.push(because("block.stranger"));
  // Less than one unit too much was rounded up, not paid ahead.
  if (over < minorPerUnit(line.currency)) blocks.push(because("block.unagreed"));
  return blocks;
}

/** Whole amounts people round up to, in units of the currency; at most a tenth of what they pay. */
const roundedTo = [10, 100, 1_000, 10_000, 100_000];
const mostRoundedPart = 10;
/** Share of those who pay too much who round the payment up. */
const roundsUp = 0.3;

/**
 * How likely exactly this much too much is: what is paid ahead is an amount of its own, or the whole
 * payment was rounded up to the next hundred, thousand …, and then its being round says all.
 */
function overDensity(over: number, line: MatchLine): number {
  return Math.min(1, amountDensity(over, line.currency) + roundsUp * shareRoundedUp(over, line));
}

/** Of those who round this payment up, how many come to exactly its amount; 0 where nobody does. */
export function shareRoundedUp(over: number, { amountMinor, currency }: MatchLine): number {
  const unit = minorPerUnit(currency);
  let steps = 0;
  let reached = 0;
  for (const round of roundedTo) {
    const step = round * unit;
    if (step * mostRoundedPart > amountMinor) break;
    steps++;
    if (amountMinor % step === 0 && over < step) reached++;
  }
  return reached / Math.max(1, steps);
}

/** Named items, too little money: oldest due first, the last one in part. Never posted by itself. */
export function proposeOldest(context: Context, readings: Readings, choice: Choice): void {
  const { book, line } = context;
  if (choice.items.length === 0) return;
  const order = [...choice.items].sort((a, b) => book.dueDay[a]! - book.dueDay[b]!);
  const filled = fillOldest(context, order);
  if (!filled) return;
  propose(readings, context, {
    ...choice,
    ...filled,
    prior: choice.prior + Math.log(0.1 * amountDensity(line.amountMinor, line.currency)),
    because: [...choice.because, because("how.oldest_first")],
    blocks: [because("block.which_of_list")],
  });
}

/** Fills items in order until the money is gone; null where it covers all or nothing fits. */
export function fillOldest(
  context: Context,
  order: readonly number[],
): (Pick<Proposal, "items" | "amounts" | "residuals"> & { amounts: number[] }) | null {
  const { book, line } = context;
  let rest = line.amountMinor;
  const items: number[] = [];
  const amounts: number[] = [];
  for (const item of order) {
    if (rest <= 0) break;
    const part = Math.min(rest, book.left[item]!);
    if (part <= 0) continue;
    items.push(item);
    amounts.push(part);
    rest -= part;
  }
  if (rest > 0 || items.length === 0) return null;
  const last = items[items.length - 1]!;
  const open = book.left[last]! - amounts[amounts.length - 1]!;
  if (open === 0) return { items, amounts, residuals: [] };
  const reason = because("how.part", { item: book.itemAt(last).itemNo });
  return { items, amounts, residuals: [partial(context, last, open, reason)] };
}

function partial(context: Context, item: number, open: number, reason: Because): MatchResidual {
  return {
    item,
    side: "item",
    amountMinor: open,
    currency: context.line.currency,
    code: "partial",
    difference: null,
    posted: false,
    because: [reason],
  };
}

/** A stranger's money posts only where document and amount agree. */
function strangerBlocks(context: Context): Because[] {
  return context.relation === "stranger" ? [because("block.stranger")] : [];
}

/** A few cents are a rounding (R27), never a part payment or an advance. */
function isWithinTolerance(context: Context, sum: number, gap: number): boolean {
  const rule = context.facts.rules.R27;
  return rule.enabled && gap <= rule.tolerance(sum, context.line.currency);
}

/** Most accidental fits that may be expected of a difference explained on the amount alone. */
const mostAccidents = 0.03;

/** Among thousands of items something always lies within a tolerance: E = items × window ÷ spread. */
function accidentBlocks(context: Context, window: number): Because[] {
  const expected = (context.pool.debts.length * window) / context.line.amountMinor;
  return expected > mostAccidents ? [because("block.accident")] : [];
}
