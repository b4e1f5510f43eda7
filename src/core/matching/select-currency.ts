// R30: money in another currency than the items. Needs a named document or a single possible group;
// home and foreign are never crossed on the amount alone (DOMAIN §3.19, §5.3).
import { type Because, because } from "../because.ts";
import { currencyExponent } from "../currency.ts";
import { allocateMinor, formatMinor, toSafeMinor } from "../money.ts";
import type { Context } from "./context.ts";
import { convertMinor } from "./exchange.ts";
import type { MatchResidual } from "./output.ts";
import type { Pool, Pools } from "./pool.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { bearerOf } from "./residual.ts";

/** Share of payers who convert at exactly the day's rate. */
const atTheRate = 0.3;

export function selectOtherCurrencies(context: Context, pools: Pools, readings: Readings): void {
  const rule = context.facts.rules.R30;
  const { book, line, pool } = context;
  if (!rule.enabled || book.input.rates.length === 0) return;
  for (const currency of pool.otherCurrencies()) {
    const foreign = pools.of(pool.customers, currency);
    const target = convertMinor(book, {
      minor: line.amountMinor,
      from: line.currency,
      to: currency,
      date: line.date,
    });
    if (target === null || target <= 0) continue;
    const named = namedIn(context, foreign);
    offerSameFigure(context, readings, { foreign, named, target });
    if (named.length > 0) {
      const whole = { items: named, target, share: 1, isAlone: false, currency };
      offer(context, readings, whole);
      offerLessDeduction(context, readings, whole);
      for (const item of named.length > 1 ? named : []) {
        offer(context, readings, { items: [item], target, share: 0.3, isAlone: false, currency });
      }
      continue;
    }
    const fitting = foreign.debts.filter((item) => fits(context, [item], target));
    for (const item of fitting) {
      const share = 1 / foreign.debts.length;
      offer(context, readings, { items: [item], target, share, isAlone: true, currency });
    }
    if (foreign.debts.length > 1) {
      offer(context, readings, {
        items: foreign.debts,
        target,
        share: 0.2,
        isAlone: true,
        currency,
      });
    }
  }
}

function namedIn(context: Context, foreign: Pool): number[] {
  const named = new Set<number>();
  for (const naming of context.namings) {
    for (const doc of naming.docs) if (foreign.debts.includes(doc.item)) named.add(doc.item);
  }
  return [...named];
}

function sumOf(context: Context, items: readonly number[]): number {
  return items.reduce((total, item) => total + context.book.left[item]!, 0);
}

/** Within the tolerance of the day's rate, and within the absolute cap: no short payment hides in FX. */
function fits(
  context: Context,
  items: readonly number[],
  target: number,
  sum = sumOf(context, items),
): boolean {
  const { book, line, facts } = context;
  const { tolerancePerMille, absCapHome } = facts.rules.R30.params;
  const gap = Math.abs(sum - target);
  if (gap * 1_000 > sum * tolerancePerMille) return false;
  const { currency } = book.itemAt(items[0]!);
  const home = book.input.homeCurrency;
  const gapHome = convertMinor(book, { minor: gap, from: currency, to: home, date: line.date });
  const cap = absCapHome * 10 ** currencyExponent(home);
  return gapHome !== null && gapHome <= cap;
}

type Offer = {
  readonly items: readonly number[];
  readonly target: number;
  readonly share: number;
  readonly isAlone: boolean;
  readonly currency: string;
};

function offer(context: Context, readings: Readings, given: Offer): void {
  if (!fits(context, given.items, given.target)) return;
  const isHome =
    given.currency === context.book.input.homeCurrency ||
    context.line.currency === context.book.input.homeCurrency;
  proposeConverted(context, readings, given, {
    amounts: given.items.map((item) => context.book.left[item]!),
    residuals: [],
    share: 1,
    because: [],
    blocks: given.isAlone && isHome ? [because("block.cross_currency")] : [],
  });
}

/** The very figure of an item, in another currency than it is owed in (T06): for a person to clear up. */
function offerSameFigure(
  context: Context,
  readings: Readings,
  given: { readonly foreign: Pool; readonly named: readonly number[]; readonly target: number },
): void {
  const { book, line } = context;
  const { foreign, named, target } = given;
  if (currencyExponent(line.currency) !== currencyExponent(foreign.currency)) return;
  const same = foreign.byAmount.get(line.amountMinor) ?? [];
  for (const item of named.length > 0 ? named.filter((one) => same.includes(one)) : same) {
    if (fits(context, [item], target)) continue;
    const owed = book.left[item]!;
    const { itemNo, currency } = book.itemAt(item);
    const reason = because("slip.T06", {
      item: itemNo,
      owed: formatMinor(owed, currency),
      currency,
      paid: line.currency,
    });
    const isEnough = target > owed;
    const used = isEnough
      ? toSafeMinor((BigInt(line.amountMinor) * BigInt(owed)) / BigInt(target))
      : line.amountMinor;
    if (used <= 0) continue;
    propose(readings, context, {
      items: [item],
      amounts: [Math.min(owed, target)],
      lineAmounts: [used],
      residuals: [
        {
          item: isEnough ? null : item,
          side: isEnough ? "line" : "item",
          amountMinor: isEnough ? line.amountMinor - used : owed - target,
          currency: isEnough ? line.currency : currency,
          code: isEnough ? "advance" : "unexplained",
          difference: "T06",
          posted: false,
          because: [reason],
        },
      ],
      prior: Math.log(book.weights.habit.slip / same.length),
      rule: "R30",
      because: [reason],
      isAmountAlone: named.length === 0,
      blocks: [reason],
    });
  }
}

/** The named items less an amount the memo says was kept back, in the currency of the items. */
function offerLessDeduction(context: Context, readings: Readings, given: Offer): void {
  const { book, facts } = context;
  const { deduction } = facts;
  if (!deduction || !facts.rules.R31.enabled) return;
  const sum = sumOf(context, given.items);
  for (const kept of deduction.statedMinors(given.currency)) {
    if (kept >= sum || !fits(context, given.items, given.target, sum - kept)) continue;
    const amounts = given.items.map((item) => book.left[item]!);
    const said = bearerOf(context, { items: given.items, short: kept });
    const bearer = said < 0 ? amounts.indexOf(Math.max(...amounts)) : said;
    if (amounts[bearer]! <= kept) continue;
    amounts[bearer]! -= kept;
    const reason = because("how.deduction", {
      amount: formatMinor(kept, given.currency),
      word: deduction.word,
    });
    proposeConverted(context, readings, given, {
      amounts,
      residuals: [
        {
          item: given.items[bearer]!,
          side: "item",
          amountMinor: kept,
          currency: given.currency,
          code: deduction.code,
          difference: deduction.difference,
          posted: false,
          because: [reason],
        },
      ],
      share: book.weights.habit.deduction,
      because: [reason],
      // a rate and a deduction at once could hide either one's error
      blocks: [
        because("block.rate_and_deduction"),
        ...(said < 0 && given.items.length > 1 ? [because("block.which_bears")] : []),
      ],
    });
  }
}

type Converted = {
  readonly amounts: readonly number[];
  readonly residuals: readonly MatchResidual[];
  readonly share: number;
  readonly because: readonly Because[];
  readonly blocks: readonly Because[];
};

function proposeConverted(
  context: Context,
  readings: Readings,
  given: Offer,
  { amounts, residuals, share, because: reasons, blocks }: Converted,
): void {
  const { book, line, facts } = context;
  const { habit } = book.weights;
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const window = Math.max(1, (sum * facts.rules.R30.params.tolerancePerMille) / 500);
  const isExact = Math.abs(sum - given.target) <= 1;
  propose(readings, context, {
    items: given.items,
    amounts,
    residuals,
    lineAmounts: allocateMinor(
      BigInt(line.amountMinor),
      amounts.map((amount) => BigInt(amount)),
    ).map(toSafeMinor),
    prior: Math.log(habit.crossCurrency * given.share * share * (isExact ? atTheRate : 1 / window)),
    rule: "R30",
    moreRules: residuals.length > 0 ? ["R31"] : [],
    because: [
      because("how.converted", {
        paid: formatMinor(line.amountMinor, line.currency),
        from: line.currency,
        worth: formatMinor(given.target, given.currency),
        to: given.currency,
      }),
      ...reasons,
    ],
    isAmountAlone: given.isAlone,
    blocks,
  });
}
