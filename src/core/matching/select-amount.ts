// Stage B by amount: the one item that is exactly this much (R13, R14), or is so after a difference
// that can be explained; an item less a credit note (R33); instalments and bills one by one (R25).
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { kindCode, noDay } from "./book.ts";
import type { Context } from "./context.ts";
import { earlyDays } from "./maturing.ts";
import { proposeExplained, sumLeft } from "./meet-amount.ts";
import { isOfNamedMonth, propose } from "./propose.ts";
import { allListed, mostListed, type Readings, type Unlisted } from "./reading.ts";
import { isUsualRetention, mayTakeOffFee, saysFee, saysRetention } from "./residual.ts";

/** Who pays for a month by name pays up to so many days before its items are issued: a quarter ahead. */
const monthAheadDays = 92;

/** Items issued long after the money came are not what it paid (DOMAIN §3.9), unless it names their month. */
export function isInWindow(context: Context, item: number): boolean {
  const { book, facts } = context;
  const issue = book.issueDay[item]!;
  if (issue === noDay || issue <= facts.day + facts.rules.R13.params.issuedAfterReceiptDays) {
    return true;
  }
  const namesMonths = facts.memo.months.length > 0;
  return namesMonths && issue <= facts.day + monthAheadDays && isOfNamedMonth(context, item);
}

export function selectByAmount(context: Context, readings: Readings): Unlisted {
  const unlisted = selectExact(context, readings);
  selectExplained(context, readings);
  selectNet(context, readings);
  selectSide(context, readings);
  return unlisted;
}

function selectExact(context: Context, readings: Readings): Unlisted {
  const { book, pool, line, facts } = context;
  const equal = pool.byAmount.get(line.amountMinor);
  if (!equal) return allListed;
  const same = equal.filter((item) => isInWindow(context, item));
  const rule = same.length > 1 ? "R14" : "R13";
  if (!facts.rules.R13.enabled && !facts.rules.R14.enabled) return allListed;
  for (const item of same.length > mostListed ? listed(context, same) : same) {
    propose(readings, context, {
      items: [item],
      prior: Math.log(book.weights.habit.single / pool.debts.length),
      rule: facts.rules[rule].enabled ? rule : "R13",
      because: [
        because(same.length > 1 ? "amount.same_as_others" : "amount.unique", {
          amount: formatMinor(line.amountMinor, line.currency),
          count: same.length,
        }),
      ],
      isAmountAlone: true,
    });
  }
  const count = Math.max(0, same.length - mostListed);
  if (count === 0) return allListed;
  const weight = context.weight + Math.log((book.weights.habit.single * count) / pool.debts.length);
  return { count, weight };
}

/** Of many equal ones the first few, and those that are named. */
function listed({ namings }: Context, same: readonly number[]): readonly number[] {
  const named = new Set(namings.flatMap(({ docs }) => docs.map(({ item }) => item)));
  return same.filter((item, at) => at < mostListed || named.has(item));
}

type Traits = {
  readonly hasReason: boolean;
  readonly mostFee: number;
  readonly mostRounding: number;
};

/** What of the line itself can explain a difference, asked once for all items. */
function traitsOf(context: Context): Traits {
  const { line, facts, book } = context;
  const isForeign = line.currency !== book.input.homeCurrency;
  const isFeeLike =
    isForeign || facts.rules.R28.params.domestic || mayTakeOffFee(line.currency) || saysFee(line);
  return {
    hasReason: facts.deduction !== null || saysRetention(line),
    mostFee: isFeeLike ? facts.rules.R28.tolerance(line.amountMinor * 2, line.currency) : 0,
    mostRounding: facts.rules.R27.tolerance(line.amountMinor * 2, line.currency),
  };
}

/** A cheap look before the thorough one: most items differ by something nothing explains. */
function mayBeExplained(context: Context, traits: Traits, item: number, short: number): boolean {
  if (Math.abs(short) <= traits.mostRounding) return true;
  if (short < 0) return false;
  if (traits.hasReason || short <= traits.mostFee) return true;
  const { book, facts } = context;
  if (book.hasOffer[item] === 1) {
    const { discountMinor, retentionMinor } = book.itemAt(item);
    if (discountMinor > 0 || retentionMinor > 0) return true;
  }
  return isUsualRetention(short, book.itemAt(item).amountMinor, facts.rules.R32.params.percents);
}

/** Most items of one customer looked at one by one for a difference. */
const mostForDifferences = 3_000;

function selectExplained(context: Context, readings: Readings): void {
  const { book, pool, line } = context;
  if (pool.debts.length > mostForDifferences) return;
  const { habit } = book.weights;
  const traits = traitsOf(context);
  for (const item of pool.debts) {
    const left = book.left[item]!;
    const short = left - line.amountMinor;
    // Nothing explains more than half of an item, or more than a rounding too much.
    if (short === 0 || short * 2 > left || short * 500 < -left || !isInWindow(context, item))
      continue;
    if (book.hasOffer[item] === 1) {
      const disputed = book.itemAt(item).disputedMinor;
      if (disputed > 0 && short === disputed) proposeUndisputed(context, readings, item, short);
    }
    if (!mayBeExplained(context, traits, item, short)) continue;
    const choice = {
      items: [item],
      prior: Math.log(habit.single / pool.debts.length),
      rule: "R13",
      because: [because("amount.near", { item: book.itemAt(item).itemNo })],
      isAmountAlone: true,
    } as const;
    proposeExplained(context, readings, choice, short);
  }
}

/** A dispute blocks only the disputed part: the rest was paid. */
function proposeUndisputed(
  context: Context,
  readings: Readings,
  item: number,
  short: number,
): void {
  const { book, pool, line } = context;
  const reason = because("how.undisputed", { amount: formatMinor(short, line.currency) });
  propose(readings, context, {
    items: [item],
    amounts: [line.amountMinor],
    prior: Math.log(book.weights.habit.undisputed / pool.debts.length),
    rule: "R13",
    because: [reason],
    isAmountAlone: true,
    residuals: [
      {
        item,
        side: "item",
        amountMinor: short,
        currency: line.currency,
        code: "partial",
        difference: null,
        posted: false,
        because: [reason],
      },
    ],
  });
}

/** How seldom a credit note that belongs to one invoice is taken off another. */
const elsewhere = 0.03;
/** Most credit notes of one customer tried in pairs. */
const mostCreditsForPairs = 12;

/** One item less one or more credit notes; a note linked to that very item counts for more. */
function selectNet(context: Context, readings: Readings): void {
  const { book, pool, line, facts } = context;
  const { credits } = pool;
  if (!facts.rules.R33.enabled || credits.length === 0) return;
  const { habit } = book.weights;
  const pairs = pool.debts.length * credits.length;
  const byLink = new Map<string, number[]>();
  for (const credit of credits) {
    const linked = book.itemAt(credit).linkedNo;
    if (linked !== "") byLink.set(linked, [...(byLink.get(linked) ?? []), credit]);
    const share = (habit.net / pairs) * (linked === "" ? 1 : elsewhere);
    attemptNet(context, readings, [credit], share);
  }
  if (credits.length <= mostCreditsForPairs) {
    const share = (0.2 * habit.net) / (pairs * credits.length);
    for (let at = 0; at < credits.length; at++) {
      for (let other = at + 1; other < credits.length; other++) {
        attemptNet(context, readings, [credits[at]!, credits[other]!], share);
      }
    }
  }
  for (const debt of byLink.size > 0 ? pool.debts : []) {
    const own = byLink.get(book.itemAt(debt).itemNo);
    if (!own || sumLeft(context, own) + book.left[debt]! !== line.amountMinor) continue;
    const share = habit.netLinked / byLink.size;
    offerNet(context, readings, { debt, credits: own, share, key: "sum.net_linked" });
  }
}

function attemptNet(
  context: Context,
  readings: Readings,
  credits: readonly number[],
  share: number,
): void {
  const { pool, line } = context;
  const equal = pool.byAmount.get(line.amountMinor - sumLeft(context, credits));
  if (!equal) return;
  for (const debt of equal) {
    if (isInWindow(context, debt))
      offerNet(context, readings, { debt, credits, share, key: "sum.net" });
  }
}

function offerNet(
  context: Context,
  readings: Readings,
  given: {
    readonly debt: number;
    readonly credits: readonly number[];
    readonly share: number;
    readonly key: string;
  },
): void {
  const { book, line } = context;
  const { debt, credits, share, key } = given;
  propose(readings, context, {
    items: [debt, ...credits],
    prior: Math.log(share),
    rule: "R33",
    because: [
      because(key, {
        amount: formatMinor(book.left[debt]!, line.currency),
        credit: formatMinor(-sumLeft(context, credits), line.currency),
      }),
    ],
    isAmountAlone: true,
  });
}

/** An instalment (R25); a bill or an e-receivable around its maturity (R35). */
function selectSide(context: Context, readings: Readings): void {
  const { book, pool, line, facts } = context;
  for (const item of pool.side) {
    if (book.left[item] !== line.amountMinor) continue;
    const isPlan = book.kind[item] === kindCode.plan;
    const rule = isPlan ? "R25" : "R35";
    if (!facts.rules[rule].enabled) continue;
    const late = facts.day - book.dueDay[item]!;
    if (!isPlan && (late < -earlyDays || late > facts.rules.R35.params.maturityDays)) continue;
    propose(readings, context, {
      items: [item],
      prior: Math.log(book.weights.habit.side / pool.side.length),
      rule,
      because: [
        because(isPlan ? "sum.instalment" : "sum.maturity", { item: book.itemAt(item).itemNo }),
      ],
      isAmountAlone: true,
    });
  }
}
