// All readings of one line against what is open now, weighed against each other and against "none of
// them": stages who → what → how much, in falling fidelity, the costly search only where needed.
import { because } from "../because.ts";
import { amountDensity, sumDensity } from "./amount.ts";
import type { Book } from "./book.ts";
import type { Naming } from "./cited.ts";
import { type Context, contextsOf, type LineView, viewLine } from "./context.ts";
import { leftSeenBy } from "./left-seen.ts";
import type { LineFacts } from "./line-facts.ts";
import { fillOldest, proposeOver } from "./meet-amount.ts";
import type { Pools } from "./pool.ts";
import { type Account, accountFor, missWeight, propose } from "./propose.ts";
import {
  addLogs,
  addUnlisted,
  allListed,
  type Reading,
  Readings,
  type Unlisted,
} from "./reading.ts";
import { selectAdvance } from "./select-advance.ts";
import { isInWindow, selectByAmount } from "./select-amount.ts";
import { selectCited } from "./select-cited.ts";
import { selectOtherCurrencies } from "./select-currency.ts";
import { selectNamedAmounts } from "./select-named-amounts.ts";
import { selectPastDue } from "./select-past-due.ts";
import { selectRemittance } from "./select-remittance.ts";
import { selectSlips } from "./select-slip.ts";
import { selectStructure } from "./select-structure.ts";
import { selectSubsets } from "./select-subset.ts";
import { selectByText } from "./select-text.ts";
import { addTwins, type TwinSource } from "./twins.ts";

/** A reading with its probability among all of the line, and what is to be said of it. */
export type Weighed = {
  readonly reading: Reading;
  readonly probability: number;
  readonly account: Account;
};

export type Evaluation = {
  /** Likeliest first; equal ones in canonical order. */
  readonly weighed: readonly Weighed[];
  /** ln of the weight of "none of these". */
  readonly nothing: number;
  /** ln of the weight of everything together. */
  readonly total: number;
  /** Other readings as good as the first, also those that are not kept. */
  readonly tiedWith: number;
  /** R14 is automatic here and the first reading stands for several interchangeable ones. */
  readonly isInterchangeable: boolean;
};

/** A line decided this firmly without it needs no search among subsets. */
const firmEnough = 0.9;
/** ln of the odds at which a named reading needs no rivals by amount. */
const clearly = 7;
/** Readings below this share are not kept. */
const leastProbability = 5e-4;
const mostReadings = 8;
/** A reading this little (ln) behind the best is as good: nothing an accountant would call proof. */
export const tieWidth = -Math.log(0.6);

export function evaluateLine(facts: LineFacts, book: Book, pools: Pools): Evaluation {
  const view = viewLine(facts, book, pools);
  const contexts = contextsOf(view);
  const readings = new Readings();
  const missed = weightOfMissing(view, contexts);
  let nothing = addLogs(weightOfNothing(view) + missed, weightOfDuplicate(view));
  for (const context of contexts) {
    if (facts.remittance.length > 0) selectRemittance(context, readings);
    selectNamedAmounts(context, readings);
    nothing = addLogs(nothing, selectCited(context, readings));
  }
  let unlisted = allListed;
  // Number and amount agree: what else might add up to it is not even looked for.
  const isClear = isNamedInFull(readings, nothing, book);
  for (const context of isClear ? [] : contexts) {
    if (isOpen(context) || context.namings.length > 0) {
      selectOtherCurrencies(context, pools, readings);
    }
    if (!isOpen(context)) continue;
    unlisted = addUnlisted(unlisted, selectByAmount(context, readings));
    unlisted = addUnlisted(unlisted, selectStructure(context, readings));
    selectPastDue(context, readings);
    if (context.relation === "self") selectAdvance(context, readings);
  }
  for (const context of contexts) {
    const isSearched = context.relation === "self" || context.relation === "declared";
    if (!isSearched || context.pool.debts.length < 2) continue;
    // A sum nobody named leaves out whatever the memo names.
    const mass = unsearchedMass(context) + missed;
    const isFirm =
      isClear || (staysFirm(readings, { nothing, mass }, book) && !isRivalled(context, readings));
    nothing = addLogs(nothing, isFirm ? mass : selectSubsets(context, readings) + missed);
  }
  for (const context of contexts)
    if (context.relation === "self") selectOnAccount(context, readings);
  if (!isClear && !isFirmlyExact(readings, nothing)) {
    for (const context of contexts) if (isOpen(context)) selectSlips(context, readings);
  }
  // Remarks are read only where the line would else wait for a person.
  if (!isClear && shareOfBest(readings, nothing) < book.threshold) {
    for (const context of contexts) if (isOpen(context)) selectByText(context, readings);
  }
  addTwins(readings, twinSource(contexts, view), book);
  return joinInterchangeable(weigh(readings.list, { nothing, unlisted }, book), facts, book);
}

/** Strangers and unrelated customers pay what they name, nothing else. */
function isOpen(context: Context): boolean {
  return context.relation !== "stranger" && context.relation !== "unrelated";
}

/** One named reading settles its items in full, and nothing said so far comes near it. */
function isNamedInFull(readings: Readings, nothing: number, book: Book): boolean {
  let best: Reading | null = null;
  let others = nothing;
  for (const reading of readings.list) {
    if (best && reading.weight <= best.weight) {
      others = addLogs(others, reading.weight);
      continue;
    }
    if (best) others = addLogs(others, best.weight);
    best = reading;
  }
  if (!best?.isNamed || best.residuals.length > 0 || best.weight - others < clearly) return false;
  return best.items.every((item, at) => best.amounts[at] === book.left[item]);
}

/** A slip is looked for unless something fits to the cent, and firmly. */
function isFirmlyExact(readings: Readings, nothing: number): boolean {
  let best: Reading | null = null;
  for (const reading of readings.list) {
    if (!best || reading.weight > best.weight) best = reading;
  }
  return best?.residuals.length === 0 && shareOfBest(readings, nothing) >= firmEnough;
}

function shareOfBest(readings: Readings, nothing: number): number {
  let total = nothing;
  let best = Number.NEGATIVE_INFINITY;
  for (const reading of readings.list) {
    total = addLogs(total, reading.weight);
    best = Math.max(best, reading.weight);
  }
  return Math.exp(best - total);
}

/** Firm, and what a search among subsets might find would not keep it from being posted. */
function staysFirm(
  readings: Readings,
  { nothing, mass }: { readonly nothing: number; readonly mass: number },
  { threshold }: Book,
): boolean {
  const before = shareOfBest(readings, nothing);
  if (before < firmEnough) return false;
  return before < threshold || shareOfBest(readings, addLogs(nothing, mass)) >= threshold;
}

/** Most items among which pairs and triples are looked at before a search is spared. */
const mostForPairs = 40;

/**
 * A group that nothing names is firm on average; where two or three other items have the very same
 * sum, the average says nothing, and all that add up to it are searched and weighed.
 */
function isRivalled({ book, line, pool }: Context, readings: Readings): boolean {
  if (pool.debts.length > mostForPairs) return false;
  let best: Reading | null = null;
  for (const reading of readings.list) if (!best || reading.weight > best.weight) best = reading;
  if (!best || best.isNamed || best.items.length < 2 || best.residuals.length > 0) return false;
  const { items } = best;
  const { debts } = pool;
  for (let at = 0; at < debts.length; at++) {
    const one = debts[at]!;
    const rest = line.amountMinor - book.left[one]!;
    if (rest <= 0) continue;
    for (const other of pool.byAmount.get(rest) ?? []) {
      if (other !== one && !isPartOf(items, one, other, other)) return true;
    }
    for (let next = at + 1; next < debts.length; next++) {
      const two = debts[next]!;
      const last = rest - book.left[two]!;
      if (last <= 0) continue;
      for (const three of pool.byAmount.get(last) ?? []) {
        if (three !== one && three !== two && !isPartOf(items, one, two, three)) return true;
      }
    }
  }
  return false;
}

function isPartOf(items: readonly number[], one: number, two: number, three: number): boolean {
  return items.includes(one) && items.includes(two) && items.includes(three);
}

/** What a search among subsets might have found, had it been made. */
function unsearchedMass(context: Context): number {
  const { habit } = context.book.weights;
  const { line, pool } = context;
  const share = habit.subset2 + habit.subset3 + habit.subset4 + habit.subset5 + habit.subset6;
  return (
    context.weight + Math.log(share * sumDensity(line.amountMinor, line.currency, pool.roundShare))
  );
}

/** The line settles nothing that is open: anyone's money, of any amount, that names nothing of ours. */
function weightOfNothing(view: LineView): number {
  const line = view.facts.own;
  const { habit } = view.book.weights;
  const density = Math.log(amountDensity(line.amountMinor, line.currency));
  // "Paid ahead" is a reading of its own; nothing known is then the rarer case.
  const nothing = habit.nothing * (view.facts.isAhead ? 0.05 : 1);
  let weight = density;
  for (const hit of view.facts.payers) {
    weight = addLogs(weight, hit.weight + Math.log(nothing) + density);
  }
  return weight;
}

/** A paper the line names was paid before, and was exactly this much: perhaps it was paid twice. */
function weightOfDuplicate(view: LineView): number {
  const { book, facts } = view;
  const line = facts.own;
  if (view.namings.length === 0) return Number.NEGATIVE_INFINITY;
  // An equal instalment that is still open is no duplicate (DOMAIN §3.7).
  const isPaid = view.namings.some(
    (naming) =>
      naming.docs.some(
        ({ item }) =>
          book.itemAt(item).amountMinor === line.amountMinor && leftSeenBy(facts, item, book) === 0,
      ) && !naming.docs.some(({ item }) => leftSeenBy(facts, item, book) === line.amountMinor),
  );
  if (!isPaid) return Number.NEGATIVE_INFINITY;
  return (facts.payers[0]?.weight ?? 0) + Math.log(book.weights.habit.duplicate);
}

/** What it costs a reading to include nothing of what the line names. */
function weightOfMissing(view: LineView, contexts: readonly Context[]): number {
  let strong = 0;
  for (const { isStrong } of view.namings) if (isStrong) strong++;
  const weak = contexts.length > 0 ? view.namings.length - strong : 0;
  return missWeight(strong, weak, view.book.weights.cited);
}

/** Other open items with the same amount; not those that a number tells apart from this one. */
function twinSource(contexts: readonly Context[], { book, namings }: LineView): TwinSource {
  let named: ReadonlySet<number> | null = null;
  const isNamed = (item: number): boolean => {
    named ??= namedItems(namings);
    return named.has(item);
  };
  return (item) => {
    const { currency } = book.itemAt(item);
    const owner = book.itemCustomer[item]!;
    const context = contexts.find(
      ({ pool }) => pool.currency === currency && pool.customers.includes(owner),
    );
    const same = context?.pool.byAmount.get(book.left[item]!) ?? [];
    if (!context || same.length < 2) return [];
    // An order names also what is invoiced long after the money: no better than its twin of today.
    const isOpenToTwins = !isNamed(item) || !isInWindow(context, item);
    return same.filter(
      (twin) =>
        book.itemCustomer[twin] === owner &&
        (isNamed(twin) || (isOpenToTwins && isInWindow(context, twin))),
    );
  };
}

function namedItems(namings: readonly Naming[]): ReadonlySet<number> {
  return new Set(namings.flatMap(({ docs }) => docs.map(({ item }) => item)));
}

/** R26: nothing else fits; oldest due first, or everything and the rest as an advance. */
function selectOnAccount(context: Context, readings: Readings): void {
  const { pool, facts, line, book } = context;
  if (pool.debts.length === 0) return;
  if (line.amountMinor > pool.sumDebts) {
    proposeOver(context, readings, {
      items: pool.debts,
      prior: Math.log(book.weights.habit.over),
      rule: "R18",
      because: [because("sum.all", { count: pool.debts.length })],
      isAmountAlone: true,
      blocks: [because("block.unagreed")],
    });
    return;
  }
  // What the payer says it is for comes before any order of ours (民法典 560).
  if (!facts.rules.R26.enabled || context.namings.some((naming) => naming.isStrong)) return;
  if (context.isAhead) return;
  const filled = fillOldest(context, pool.debts);
  if (!filled) return;
  // A single item in full is an equal amount, not an oldest-first.
  const isWhole = filled.residuals?.length === 0;
  if (isWhole ? filled.items.length === 1 : !facts.rules.R26.params.allowPartial) return;
  const density = Math.log(amountDensity(line.amountMinor, line.currency));
  propose(readings, context, {
    ...filled,
    // Where the customer agreed to it, it is not one guess among others.
    prior: Math.log(book.weights.habit.onAccount) + (facts.rules.R26.auto ? 0 : density),
    rule: "R26",
    because: [because("how.oldest_first")],
    isAmountAlone: true,
  });
}

function weigh(
  found: readonly Reading[],
  { nothing, unlisted }: { readonly nothing: number; readonly unlisted: Unlisted },
  book: Book,
): Evaluation {
  let total = addLogs(nothing, unlisted.weight);
  const all = found.length < 2 ? found : found.toSorted((a, b) => compareReadings(a, b, book));
  for (const reading of all) total = addLogs(total, reading.weight);
  const weighed: Weighed[] = [];
  for (const reading of all) {
    const probability = Math.exp(reading.weight - total);
    // Of many equal ones the first few are kept, however little each of them is.
    const isKept = probability >= leastProbability || reading.weight >= all[0]!.weight - tieWidth;
    if (weighed.length >= mostReadings || !isKept) break;
    weighed.push({ reading, probability, account: accountFor(reading) });
  }
  const best = all[0]?.weight ?? 0;
  let tied = 0;
  // The likeliest stand first.
  while (tied < all.length && all[tied]!.weight >= best - tieWidth) tied++;
  const tiedWith = Math.max(0, tied - 1) + unlisted.count;
  return { weighed, nothing, total, tiedWith, isInterchangeable: false };
}

function compareReadings(a: Reading, b: Reading, book: Book): number {
  return b.weight - a.weight || compareCanonically(a, b, book);
}

/**
 * Opt-in of a customer (DOMAIN §3.6): single items that agree in customer, amount, terms and dates
 * are one reading, of which the first in canonical order is taken.
 */
function joinInterchangeable(evaluation: Evaluation, facts: LineFacts, book: Book): Evaluation {
  const [first, ...others] = evaluation.weighed;
  if (!facts.rules.R14.auto || !first || first.account.rule !== "R14") return evaluation;
  const terms = termsOf(first.reading, book);
  const same = others.filter((other) => termsOf(other.reading, book) === terms);
  if (terms === "" || same.length === 0) return evaluation;
  const probability = same.reduce((sum, other) => sum + other.probability, first.probability);
  const rest = others.filter((other) => !same.includes(other));
  return {
    ...evaluation,
    tiedWith: 0,
    weighed: [{ ...first, probability }, ...rest],
    isInterchangeable: true,
  };
}

function termsOf(reading: Reading, book: Book): string {
  if (reading.items.length !== 1 || reading.amounts[0] !== book.left[reading.items[0]!]) return "";
  const item = book.itemAt(reading.items[0]!);
  return [
    ...[
      item.customerNo,
      item.kind,
      item.currency,
      reading.amounts[0],
      item.issueDate,
      item.dueDate,
    ],
    ...[item.discountDate, item.discountMinor, item.retentionMinor, item.disputedMinor],
  ].join("|");
}

/** Tie-breaks only order suggestions: fewest items, earliest due, lowest number. */
function compareCanonically(a: Reading, b: Reading, book: Book): number {
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
      const { customerNo, kind, itemNo } = book.itemAt(item);
      return `${customerNo} ${kind} ${itemNo}`;
    })
    .sort()
    .join("|");
}
