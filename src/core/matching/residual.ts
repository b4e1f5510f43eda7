// Stage C, how much: what may explain that a group of items and a payment differ — a rounding, a fee,
// a discount, retention, a deduction the memo names. Each is evidence, not a way round it.
import { type Because, because } from "../because.ts";
import { minorPerUnit } from "../currency.ts";
import { dayNumber } from "../date.ts";
import { formatMinor } from "../money.ts";
import { amountDensity } from "./amount.ts";
import { noDay } from "./book.ts";
import type { Naming } from "./cited.ts";
import type { Context } from "./context.ts";
import { type Deduction, namesRetention, saysAmount } from "./deduction-words.ts";
import type { MatchLine } from "./input.ts";
import { mayBear } from "./line-words.ts";
import type { MatchResidual, ResidualCode } from "./output.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { slipBetween } from "./slip-tests.ts";
import { foldWords, matchesOf, numberKey } from "./text.ts";

export type Explanation = {
  readonly amounts: readonly number[];
  readonly residuals: readonly MatchResidual[];
  /** ln of how often this happens, by exactly this much. */
  readonly weight: number;
  readonly rule: RuleCode;
  readonly because: readonly Because[];
  readonly isUnagreed: boolean;
  /** How many amounts near the sum would have been explained the same way. */
  readonly window: number;
  readonly blocks?: readonly Because[];
};

/** Bank charges come in a few sizes (of hundred smallest units: KWD 1.000 is ten, JPY 1,000 as well). */
const usualFees = [5, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50];
/**
 * What Japanese banks charge for a transfer, consumption tax included: payers there take it off
 * (振込手数料差引) without a word, at home, too.
 */
const japaneseFees = [
  110, 145, 165, 220, 275, 330, 385, 440, 495, 550, 605, 660, 715, 770, 880, 990,
];
/** No bank charges less than this; a smaller difference was rounded away by the payer. */
const leastFee = 5;

/** `short` = Σ items − payment; ≠ 0. */
export function explainDifference(
  context: Context,
  items: readonly number[],
  short: number,
): Explanation[] {
  const found: Explanation[] = [];
  let sum = 0;
  for (const item of items) sum += context.book.left[item]!;
  const gap: Gap = { items, sum, short };
  explainRounding(context, gap, found);
  if (short <= 0) return found;
  explainFee(context, gap, found);
  explainDiscount(context, gap, found);
  explainRetention(context, gap, found);
  explainDeduction(context, gap, found);
  return found;
}

/** Taken off by custom, whoever bears it by contract. */
export function mayTakeOffFee(currency: string): boolean {
  return currency === "JPY";
}

export function saysFee(line: MatchLine): boolean {
  return mayBear(line, "fee") && namesFee(line.memo);
}

export function saysRetention(line: MatchLine): boolean {
  return mayBear(line, "retention") && namesRetention(line.memo);
}

export function namesFee(memo: string): boolean {
  return /手[续續数數][费費料]|수수료|HANDLING|BANK (FEE|CHARGE)|CHARGES|\bCHGS?\b|\bFEE\b|(?:^|[\s/])SHA(?=$|[\s/])/i.test(
    memo,
  );
}

/** A usual share of the amount, to the minor unit. */
export function isUsualRetention(
  shortMinor: number,
  amountMinor: number,
  percents: readonly number[],
): boolean {
  for (const percent of percents) {
    if (Math.abs(shortMinor * 100 - amountMinor * percent) < 100) return true;
  }
  return false;
}

type Gap = { readonly items: readonly number[]; readonly sum: number; readonly short: number };

function fullAmounts(context: Context, items: readonly number[]): number[] {
  return items.map((item) => context.book.left[item]!);
}

/** Takes `short` off the largest item; null if that item is smaller. */
function takeOff(
  context: Context,
  { items, short }: Pick<Gap, "items" | "short">,
): { amounts: number[]; item: number } | null {
  const { left } = context.book;
  let at = 0;
  for (let other = 1; other < items.length; other++) {
    if (left[items[other]!]! > left[items[at]!]!) at = other;
  }
  return left[items[at]!]! <= short ? null : takeOffOf(context, { items, short }, at);
}

/** Takes `short` off the item at that place. */
function takeOffOf(
  context: Context,
  { items, short }: Pick<Gap, "items" | "short">,
  at: number,
): { amounts: number[]; item: number } {
  const amounts = fullAmounts(context, items);
  amounts[at]! -= short;
  return { amounts, item: items[at]! };
}

function itemResidual(
  context: Context,
  given: {
    item: number;
    amountMinor: number;
    code: ResidualCode;
    difference: string | null;
    posted: boolean;
    because: Because;
  },
): MatchResidual {
  // In the order in which all residuals are written: objects of one shape are read faster.
  return {
    item: given.item,
    side: "item",
    amountMinor: given.amountMinor,
    currency: context.book.itemAt(given.item).currency,
    code: given.code,
    difference: given.difference,
    posted: given.posted,
    because: [given.because],
  };
}

function explainRounding(context: Context, gap: Gap, found: Explanation[]): void {
  const rule = context.facts.rules.R27;
  if (!rule.enabled) return;
  const { currency } = context.line;
  const tolerance = rule.tolerance(gap.sum, currency);
  const size = Math.abs(gap.short);
  if (size > tolerance) return;
  const reason = because("how.rounding", { amount: formatMinor(size, currency), currency });
  const weight = Math.log(
    context.book.weights.habit.rounding * roundingShare(context, gap, tolerance),
  );
  if (gap.short > 0) {
    const taken = takeOff(context, gap);
    if (!taken) return;
    const residual = itemResidual(context, {
      item: taken.item,
      amountMinor: size,
      code: "rounding",
      difference: "T03",
      posted: rule.auto,
      because: reason,
    });
    found.push({
      amounts: taken.amounts,
      residuals: [residual],
      weight,
      rule: "R27",
      because: [reason],
      isUnagreed: false,
      window: 2 * size + 1,
    });
    return;
  }
  const residual: MatchResidual = {
    item: null,
    side: "line",
    amountMinor: size,
    currency,
    code: "rounding",
    difference: "T03",
    posted: rule.auto,
    because: [reason],
  };
  const amounts = fullAmounts(context, gap.items);
  found.push({
    amounts,
    residuals: [residual],
    weight,
    rule: "R27",
    because: [reason],
    isUnagreed: false,
    window: 2 * size + 1,
  });
}

/** Cents are dropped to a tenth or to a whole unit far more often than at random. */
function roundingShare(context: Context, gap: Gap, tolerance: number): number {
  const even = 1 / (2 * tolerance + 1);
  const paid = context.line.amountMinor;
  const unit = minorPerUnit(context.line.currency);
  const size = Math.abs(gap.short);
  let share = 0.1 * even;
  if (size <= 5) share += 0.3 / 11;
  if (unit > 1 && paid % (unit / 10) === 0 && size < unit / 10) share += 0.15;
  if (unit > 1 && paid % unit === 0 && size < unit) share += 0.25;
  return share;
}

function explainFee(context: Context, gap: Gap, found: Explanation[]): void {
  const rule = context.facts.rules.R28;
  const { currency } = context.line;
  const isForeign = currency !== context.book.input.homeCurrency;
  if (!rule.enabled || gap.short > rule.tolerance(gap.sum, currency)) return;
  const memo = context.line.memo;
  const isNamed = namesFee(memo);
  const isAgreed = isForeign || rule.params.domestic;
  const isCustomary = mayTakeOffFee(currency) && japaneseFees.includes(gap.short);
  if (!isAgreed && !isNamed && !isCustomary) return;
  // What the memo says it takes off for another reason no bank kept.
  if (!isNamed && context.facts.deduction?.statesAmount(gap.short, currency)) return;
  const taken = takeOff(context, gap);
  if (!taken) return;
  const bornByCustomer = /(客户|贵司|付款方|买方)(自行)?承担/.test(memo);
  const { habit } = context.book.weights;
  const reason = because("how.fee", { amount: formatMinor(gap.short, currency), currency });
  const residual = itemResidual(context, {
    item: taken.item,
    amountMinor: gap.short,
    code: "fee",
    difference: "P04",
    posted: isAgreed && !bornByCustomer && rule.auto,
    because: reason,
  });
  const unit = 100;
  // Nobody charges less than one unit.
  if (gap.short < unit) return;
  // A fee that could as well be two digits swapped is for a person to look at.
  const slip = gap.items.length === 1 ? slipBetween(gap.sum, context.line.amountMinor) : null;
  const isUsual = isCustomary || usualFees.some((fee) => gap.short === fee * unit);
  const isStated = isNamed && saysAmount(memo, gap.short, currency);
  const size = isStated ? 1 : isUsual ? 1 / usualFees.length : amountDensity(gap.short, currency);
  // A small odd difference on a round payment was rounded off, whoever's bank it is.
  const isRounded = context.line.amountMinor % (10 * unit) === 0 || gap.short < leastFee * unit;
  found.push({
    amounts: taken.amounts,
    residuals: [residual],
    weight: Math.log(habit.fee * (isNamed ? 3 : 1) * size),
    rule: "R28",
    because: [reason],
    isUnagreed: !isAgreed,
    window: isStated ? 1 : isUsual ? usualFees.length : gap.short,
    blocks: [
      ...(slip === null || isNamed || isCustomary
        ? []
        : [because("block.slip", { difference: slip })]),
      ...(isRounded && !isUsual && !isNamed ? [because("block.unagreed")] : []),
    ],
  });
}

function explainDiscount(context: Context, gap: Gap, found: Explanation[]): void {
  const rule = context.facts.rules.R29;
  if (!rule.enabled) return;
  const { book, facts, line } = context;
  let total = 0;
  for (const item of gap.items) total += book.itemAt(item).discountMinor;
  if (total <= 0 || Math.abs(total - gap.short) > rule.tolerance(gap.sum, line.currency)) return;
  const offers = gap.items.map((item) => book.itemAt(item).discountMinor);
  const lastDay = Math.min(
    ...gap.items
      .filter((_, at) => offers[at]! > 0)
      .map((item) => {
        const date = book.itemAt(item).discountDate;
        return date === null ? -noDay : dayNumber(date) + rule.params.graceDays;
      }),
  );
  const isInTime = facts.day <= lastDay;
  const amounts = fullAmounts(context, gap.items);
  const residuals: MatchResidual[] = [];
  // A cent of rounding goes to the last item that has an offer.
  let rest = gap.short;
  const offered = offers.map((offer, at) => (offer > 0 ? at : -1)).filter((at) => at >= 0);
  for (const at of offered) {
    const share = at === offered[offered.length - 1] ? rest : offers[at]!;
    rest -= share;
    if (share <= 0) continue;
    amounts[at]! -= share;
    if (amounts[at]! <= 0) return;
    const item = gap.items[at]!;
    residuals.push(
      itemResidual(context, {
        item,
        amountMinor: share,
        code: "discount",
        difference: isInTime ? null : "P01",
        posted: isInTime && rule.auto,
        because: because(isInTime ? "how.discount" : "how.discount_late", {
          amount: formatMinor(share, line.currency),
          date: book.itemAt(item).discountDate ?? "",
        }),
      }),
    );
  }
  const { habit } = book.weights;
  found.push({
    amounts,
    residuals,
    weight: Math.log(isInTime ? habit.discount : habit.lateDiscount),
    rule: "R29",
    because: residuals.flatMap((residual) => residual.because),
    // Taken too late it is not granted: only the money is applied, the rest stays open.
    isUnagreed: false,
    window: 1,
  });
}

function explainRetention(context: Context, gap: Gap, found: Explanation[]): void {
  const rule = context.facts.rules.R32;
  if (!rule.enabled) return;
  const { book, line } = context;
  const agreedOf = (item: number): number =>
    Math.min(book.itemAt(item).retentionMinor, book.left[item]!);
  let total = 0;
  for (const item of gap.items) total += agreedOf(item);
  const { habit } = book.weights;
  if (total === gap.short && total > 0) {
    const reason = retentionReason(gap.short, line.currency);
    const agreed = gap.items.map(agreedOf);
    const amounts = gap.items.map((item, at) => book.left[item]! - agreed[at]!);
    const residuals = gap.items
      .map((item, at) => ({ item, amountMinor: agreed[at]! }))
      .filter((part) => part.amountMinor > 0)
      .map((part) => retentionResidual(context, part, reason));
    const kept = gap.items.map((_, at) => at).filter((at) => amounts[at] !== 0);
    if (kept.length !== amounts.length) return;
    found.push({
      amounts,
      residuals,
      weight: Math.log(habit.retention),
      rule: "R32",
      because: [reason],
      isUnagreed: false,
      window: 1,
    });
    return;
  }
  // Who says that it is tax withheld does not keep it as a warranty.
  if (gap.items.length !== 1 || context.facts.deduction?.code === "withholding") return;
  const item = gap.items[0]!;
  const base = book.itemAt(item).amountMinor;
  if (!isUsualRetention(gap.short, base, rule.params.percents)) return;
  const amounts = [book.left[item]! - gap.short];
  if (amounts[0]! <= 0) return;
  const isNamed = saysRetention(line);
  const reason = retentionReason(gap.short, line.currency);
  found.push({
    amounts,
    residuals: [retentionResidual(context, { item, amountMinor: gap.short }, reason)],
    weight: Math.log((habit.retentionUsual * (isNamed ? 4 : 0.1)) / rule.params.percents.length),
    rule: "R32",
    because: [reason],
    isUnagreed: !isNamed,
    window: rule.params.percents.length,
  });
}

function retentionReason(shortMinor: number, currency: string): Because {
  return because("how.retention", { amount: formatMinor(shortMinor, currency) });
}

function retentionResidual(
  context: Context,
  part: { item: number; amountMinor: number },
  reason: Because,
): MatchResidual {
  return itemResidual(context, {
    ...part,
    code: "retention",
    difference: "P08",
    posted: false,
    because: reason,
  });
}

function explainDeduction(context: Context, gap: Gap, found: Explanation[]): void {
  if (!context.facts.rules.R31.enabled) return;
  const { deduction } = context.facts;
  if (!deduction) return;
  // A discount that was offered is granted or not by its date.
  const offered = gap.items.reduce((sum, item) => sum + context.book.itemAt(item).discountMinor, 0);
  if (offered > 0 && deduction.code === "discount") return;
  if (deduction.needsAmount) {
    if (offered === gap.short || namesFee(context.line.memo)) return;
    if (isCreditOf(context, gap)) return;
  }
  if (explainByShare(context, gap, found)) return;
  const named = bearerOf(context, gap);
  const taken = named < 0 ? takeOff(context, gap) : takeOffOf(context, gap, named);
  if (!taken) return;
  const { currency } = context.line;
  const isStated =
    deduction.statesAmount(gap.short, currency) || deduction.statesShare(gap.short, gap.sum);
  // FREIGHT EX261725, 运费: what is bought, unless it is said to be taken off, or with its amount.
  if (deduction.needsAmount && !isStated) return;
  const reason = because("how.deduction", {
    amount: formatMinor(gap.short, currency),
    word: deduction.word,
  });
  const residual = itemResidual(context, {
    item: taken.item,
    amountMinor: gap.short,
    code: deduction.code,
    difference: deduction.difference,
    posted: false,
    because: reason,
  });
  const size = isStated ? 1 : amountDensity(gap.short, currency);
  found.push({
    amounts: taken.amounts,
    residuals: [residual],
    weight: Math.log(context.book.weights.habit.deduction * 4 * size),
    rule: "R31",
    because: [reason],
    isUnagreed: !isStated,
    window: isStated ? 1 : gap.short,
    // Which of them stays open by it, and is disputed, nobody said.
    blocks: [
      ...(named < 0 && (bearers(context, gap) > 1 || isSharedOut(deduction, gap))
        ? [because("block.which_bears")]
        : []),
      // Whether a bill that was discounted is off the books is a person's to say (J30).
      ...(deduction.code === "interest" ? [because("block.unagreed")] : []),
    ],
  });
}

/** "LESS 500.00": a credit note of exactly this much is what is taken off. */
function isCreditOf({ book, pool }: Context, { items, short }: Gap): boolean {
  return pool.credits.some((credit) => {
    if (book.left[credit] !== -short) return false;
    const { linkedNo } = book.itemAt(credit);
    return linkedNo === "" || items.some((item) => book.itemAt(item).itemNo === linkedNo);
  });
}

/** Tax, discount, commission and the fee of a market place are shares of every paper, not of the largest. */
function isSharedOut({ code, word }: Deduction, { items }: Gap): boolean {
  return items.length > 1 && (sharedCodes.includes(code) || commission.test(word));
}
const commission = /佣金|COMMISSION/;
const sharedCodes: readonly ResidualCode[] = ["withholding", "platform_fee", "discount"];

/** LESS WHT 5% of a list: five per cent of each. */
function explainByShare(context: Context, gap: Gap, found: Explanation[]): boolean {
  const { book, facts, line } = context;
  const deduction = facts.deduction!;
  if (!isSharedOut(deduction, gap)) return false;
  const full = fullAmounts(context, gap.items);
  if (full.some((amount) => amount <= 0)) return false;
  const shares = deduction.sharesOf(full, gap.short);
  if (shares === null || shares.some((share) => share <= 0)) return false;
  const residuals = gap.items.map((item, at) =>
    itemResidual(context, {
      item,
      amountMinor: shares[at]!,
      code: deduction.code,
      difference: deduction.difference,
      posted: false,
      because: because("how.deduction", {
        amount: formatMinor(shares[at]!, line.currency),
        word: deduction.word,
      }),
    }),
  );
  found.push({
    amounts: full.map((amount, at) => amount - shares[at]!),
    residuals,
    weight: Math.log(book.weights.habit.deduction * 4),
    rule: "R31",
    because: residuals.flatMap((residual) => residual.because),
    isUnagreed: false,
    window: 1,
  });
  return true;
}

/** Where in the group the paper stands that the memo takes it off; −1: it does not say. */
export function bearerOf(context: Context, gap: Pick<Gap, "items" | "short">): number {
  const said = bearerSaid(context, gap);
  return said < 0 ? bearerNamed(context, gap) : said;
}

/** Where in the group the only paper stands that the memo names: 7月运费，扣YD70011094货损200; −1. */
function bearerNamed(
  { book, namings }: Context,
  { items, short }: Pick<Gap, "items" | "short">,
): number {
  let named = -1;
  for (let at = 0; at < items.length; at++) {
    if (!isNamedItem(namings, items[at]!)) continue;
    if (named >= 0) return -1;
    named = at;
  }
  return items.length > 1 && named >= 0 && book.left[items[named]!]! > short ? named : -1;
}

function isNamedItem(namings: readonly Naming[], item: number): boolean {
  return namings.some(({ docs }) => docs.some((doc) => doc.item === item && doc.kind === "item"));
}

/** A number right behind what takes off, or right before it. */
const behindTaking =
  /(?:扣[除减]?|(?:DEDUCT(?:ION|ED)?|SHORT|ABZUG|KUE?RZUNG) (?:ON|FROM|FOR|AUF|VON|ZU|BEI)) ?:?([0-9A-Z][0-9A-Z-]{5,})/g;
const beforeTaking = /([0-9A-Z][0-9A-Z-]{5,}) ?(?:[的之:]|少付)?扣/g;

/** Of several named items the one whose number stands by the deduction; −1 where none does. */
function bearerSaid(
  { book, line }: Context,
  { items, short }: Pick<Gap, "items" | "short">,
): number {
  if (items.length < 2) return -1;
  const memo = foldWords(line.memo);
  const behind = matchesOf(memo, behindTaking).map(([, token]) => token!);
  // At the end of a list it is that of the list, unless it stands there a second time.
  const before = matchesOf(memo, beforeTaking)
    .map(([, token]) => token!)
    .filter((token) => memo.indexOf(token) !== memo.lastIndexOf(token));
  let said = -1;
  for (const token of behind.length > 0 ? behind : before) {
    const key = numberKey(token);
    const borne = items.filter((item) => numberKey(book.itemAt(item).itemNo).endsWith(key));
    if (borne.length !== 1) continue;
    const at = items.indexOf(borne[0]!);
    if (said >= 0 && said !== at) return -1;
    said = at;
  }
  return said >= 0 && book.left[items[said]!]! > short ? said : -1;
}

/** Items of the group that may be short by it, or by a part of it: what came back may be a whole small one. */
function bearers({ book: { left } }: Context, { items }: Gap): number {
  let count = 0;
  for (const item of items) if (left[item]! > 0) count++;
  return count;
}
