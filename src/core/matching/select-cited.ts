// Stage B by documents: the items the memo names, one or a list (R08–R10, R15), what stands under a
// named order, contract, delivery or statement (R11, R17, R25), with their credit notes (R33).
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { amountDensity, choose, sumDensity } from "./amount.ts";
import type { Naming } from "./cited.ts";
import type { Context } from "./context.ts";
import type { MatchResidual } from "./output.ts";
import { isCreditKind, isSideKind } from "./pool.ts";
import { type Proposal, propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { explainDifference } from "./residual.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { findSubsets } from "./subset.ts";

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

function openDocs(context: Context, naming: Naming, own: boolean): number[] {
  const { book, pool } = context;
  const items: number[] = [];
  for (const doc of naming.docs) {
    if ((doc.kind === "item") !== own || items.includes(doc.item)) continue;
    if (book.left[doc.item] === 0 || book.items[doc.item]!.currency !== pool.currency) continue;
    if (pool.customers.includes(book.itemCustomer[doc.item]!)) items.push(doc.item);
  }
  return items;
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

type Choice = Pick<
  Proposal,
  "items" | "prior" | "rule" | "because" | "isAmountAlone" | "isDistinct" | "blocks"
> & {
  readonly moreRules?: readonly RuleCode[];
};

/** The group in full, or with a difference that can be explained. */
export function proposeGroup(context: Context, readings: Readings, choice: Choice): void {
  const { book, line } = context;
  if (choice.items.length === 0) return;
  const sum = choice.items.reduce((total, item) => total + book.left[item]!, 0);
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

/** A stranger's money posts only where document and amount agree. */
function strangerBlocks(context: Context): Because[] {
  return context.relation === "stranger" ? [because("block.stranger")] : [];
}

/** Most accidental fits that may be expected of a difference explained on the amount alone. */
const mostAccidents = 0.03;

/** Among thousands of items something always lies within a tolerance: E = items × window ÷ spread. */
function accidentBlocks(context: Context, window: number): Because[] {
  const expected = (context.pool.debts.length * window) / context.line.amountMinor;
  return expected > mostAccidents ? [because("block.accident")] : [];
}

/** Less than one named item: the rest stays open. */
function proposePart(context: Context, readings: Readings, choice: Choice): void {
  const item = choice.items[0]!;
  const { book, line } = context;
  const left = book.left[item]!;
  if (left <= 0 || line.amountMinor >= left) return;
  if (isWithinTolerance(context, left, left - line.amountMinor)) return;
  const reason = because("how.part", { item: book.items[item]!.itemNo });
  propose(readings, context, {
    ...choice,
    amounts: [line.amountMinor],
    prior: choice.prior + Math.log(amountDensity(line.amountMinor, line.currency)),
    residuals: [partial(context, item, left - line.amountMinor, reason)],
    because: [...choice.because, reason],
    blocks: [...(choice.blocks ?? []), ...strangerBlocks(context)],
  });
}

/** A few cents are a rounding (R27), never a part payment or an advance. */
function isWithinTolerance(context: Context, sum: number, gap: number): boolean {
  const rule = context.facts.rules.R27;
  return rule.enabled && gap <= rule.tolerance(sum, context.line.currency);
}

/** More than what is named: the rest is kept as an advance (R34). */
export function proposeOver(context: Context, readings: Readings, choice: Choice): void {
  const { book, line, facts } = context;
  const rule = facts.rules.R34;
  const sum = choice.items.reduce((total, item) => total + book.left[item]!, 0);
  const over = line.amountMinor - sum;
  if (!rule.enabled || sum <= 0 || over <= 0 || isWithinTolerance(context, sum, over)) return;
  const isFarOver = over > (sum / 100) * rule.params.maxPercent;
  const reason = because("how.over", { amount: formatMinor(over, line.currency) });
  propose(readings, context, {
    ...choice,
    moreRules: [...(choice.moreRules ?? []), "R34"],
    prior: choice.prior + Math.log(amountDensity(over, line.currency)),
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
    blocks: [
      ...(choice.blocks ?? []),
      ...(isFarOver ? [because("block.far_over")] : strangerBlocks(context)),
    ],
  });
}

/** Most named items searched for a part that fits. */
const mostForParts = 24;

/** Only some of the named items: the memo says more than was paid. */
function proposeSubsets(
  context: Context,
  readings: Readings,
  choice: Choice & { readonly isList: boolean },
): void {
  const { book, line } = context;
  if (choice.items.length > mostForParts) return;
  const positive = choice.items.filter((item) => book.left[item]! > 0);
  const items = [...positive].sort((a, b) => book.left[b]! - book.left[a]!);
  const amounts = items.map((item) => book.left[item]!);
  const smallest = choice.isList ? 1 : 2;
  for (let size = smallest; size < Math.min(items.length, 7); size++) {
    const search = findSubsets({
      amounts,
      target: line.amountMinor,
      size,
      limit: 3,
      budget: 4_000,
    });
    for (const solution of search.solutions) {
      propose(readings, context, {
        ...choice,
        items: solution.map((at) => items[at]!),
        prior: choice.prior - Math.log(choose(items.length, size)),
        because: [...choice.because, because("cited.part_of_list", { count: solution.length })],
        isUnagreed: choice.isList,
        blocks: choice.isList ? [because("block.list_not_all")] : [],
      });
    }
  }
}

/** Named items, too little money: all in full but one. Round parts are the likely ones. */
function proposeOnePart(context: Context, readings: Readings, choice: Choice): void {
  const { book, line } = context;
  const sum = choice.items.reduce((total, item) => total + book.left[item]!, 0);
  const short = sum - line.amountMinor;
  if (short <= 0 || isWithinTolerance(context, sum, short)) return;
  for (const [at, item] of choice.items.entries()) {
    const part = book.left[item]! - short;
    if (part <= 0) continue;
    // People list in the order in which they pay: the last one is the one cut short.
    const share = at === choice.items.length - 1 ? 0.6 : 0.4 / (choice.items.length - 1);
    const reason = because("how.part", { item: book.items[item]!.itemNo });
    propose(readings, context, {
      ...choice,
      amounts: choice.items.map((other) => (other === item ? part : book.left[other]!)),
      prior: choice.prior + Math.log(share * amountDensity(part, line.currency)),
      residuals: [partial(context, item, short, reason)],
      because: [...choice.because, reason],
      blocks: strangerBlocks(context),
    });
  }
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

/** Named items, too little money: oldest due first, the last one in part. Never posted by itself. */
function proposeOldest(context: Context, readings: Readings, choice: Choice): void {
  const { book, line } = context;
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
  const reason = because("how.part", { item: book.items[last]!.itemNo });
  return { items, amounts, residuals: [partial(context, last, open, reason)] };
}

/** The named items less credit notes: those linked to one of them first, then any of the customer. */
function proposeWithCredits(context: Context, readings: Readings, choice: Choice): void {
  const rule = context.facts.rules.R33;
  const { book, line, pool } = context;
  if (!rule.enabled || pool.credits.length === 0) return;
  const numbers = new Set(choice.items.map((item) => book.items[item]!.itemNo));
  const sum = choice.items.reduce((total, item) => total + book.left[item]!, 0);
  const free = pool.credits.filter((item) => !choice.items.includes(item));
  const linked = free.filter((item) => numbers.has(book.items[item]!.linkedNo));
  const over = sum - line.amountMinor;
  if (over <= 0) return;
  const tried = new Set<string>();
  const attempt = (credits: readonly number[], prior: number): void => {
    const total = credits.reduce((all, item) => all + book.left[item]!, 0);
    if (credits.length === 0 || over + total !== 0 || tried.has(credits.join())) return;
    tried.add(credits.join());
    const reason = because("sum.net", {
      amount: formatMinor(line.amountMinor, line.currency),
      credit: formatMinor(-total, line.currency),
    });
    propose(readings, context, {
      ...choice,
      items: [...choice.items, ...credits],
      prior: choice.prior + prior,
      moreRules: ["R33"],
      because: [...choice.because, reason],
    });
  };
  if (rule.params.preferLinked) attempt(linked, Math.log(3));
  for (const one of linked) attempt([one], -Math.log(linked.length));
  const loose = free.filter((item) => book.items[item]!.linkedNo === "");
  for (const one of loose) attempt([one], -Math.log(2 * loose.length));
  // A note that belongs to another invoice is hardly ever taken off this one.
  for (const one of free) attempt([one], -Math.log(40 * free.length));
  if (loose.length <= 12) {
    for (const [at, one] of loose.entries()) {
      for (const other of loose.slice(at + 1))
        attempt([one, other], -2 * Math.log(2 * loose.length));
    }
  }
}

/** Most credit notes of one customer taken off a named item and another one. */
const mostCredits = 12;

/** One more item than the memo names ("… 等"): the list was cut; perhaps less a credit note. */
function proposeWithOne(context: Context, readings: Readings, choice: Choice): void {
  const { book, line, pool } = context;
  const sum = choice.items.reduce((total, item) => total + book.left[item]!, 0);
  for (const credit of pool.credits.slice(0, mostCredits)) {
    if (choice.items.includes(credit)) continue;
    const rest = line.amountMinor - sum - book.left[credit]!;
    for (const item of pool.byAmount.get(rest) ?? []) {
      if (choice.items.includes(item)) continue;
      propose(readings, context, {
        ...choice,
        items: [...choice.items, item, credit],
        prior: choice.prior - Math.log(2 * pool.debts.length * pool.credits.length),
        moreRules: ["R33"],
        because: [...choice.because, because("cited.and_one", { item: book.items[item]!.itemNo })],
      });
    }
  }
  const missing = pool.byAmount.get(line.amountMinor - sum) ?? [];
  const free = missing.filter((item) => !choice.items.includes(item));
  for (const item of free) {
    propose(readings, context, {
      ...choice,
      items: [...choice.items, item],
      prior: choice.prior - Math.log(pool.debts.length),
      because: [...choice.because, because("cited.and_one", { item: book.items[item]!.itemNo })],
      isUnagreed: free.length > 1,
    });
  }
}

const referenceRule = { order: "R11", contract: "R11", delivery: "R11", statement: "R17" } as const;

/** What is open under a named order, contract, delivery note or statement. */
function selectReference(context: Context, naming: Naming, readings: Readings): void {
  const all = openDocs(context, naming, false);
  if (all.length === 0) return;
  const { book, facts, line } = context;
  const { habit } = book.weights;
  const kind = naming.docs.find((doc) => doc.kind !== "item")!.kind;
  if (kind === "item") return;
  const rule = referenceRule[kind];
  if (!facts.rules[rule].enabled) return;
  const reason = because(`cited.${kind}`, { number: naming.key });
  const base = { rule, because: [reason], isAmountAlone: false } as const;
  const debts = all.filter((item) => !isSideKind(book.kind[item]!));
  const positive = debts.filter((item) => !isCreditKind(book.kind[item]!));
  proposeGroup(context, readings, { ...base, items: debts, prior: Math.log(habit.reference) });
  proposeWithOne(context, readings, { ...base, items: debts, prior: Math.log(habit.citedSubset) });
  proposeWithCredits(context, readings, {
    ...base,
    items: positive,
    prior: Math.log(habit.citedNet / 3),
  });
  if (positive.length < debts.length) {
    const prior = Math.log(habit.reference / 3);
    proposeGroup(context, readings, { ...base, items: positive, prior });
  }
  for (const item of positive) {
    if (positive.length === 1 && debts.length === 1) break;
    const prior = Math.log(habit.reference / positive.length);
    proposeGroup(context, readings, { ...base, items: [item], prior });
  }
  proposeSubsets(context, readings, {
    ...base,
    items: positive,
    prior: Math.log(habit.reference / 4),
    isList: false,
  });
  // An order says less than an invoice about which item a part is for.
  const part = Math.log((0.3 * habit.citedPart) / Math.max(1, positive.length));
  // A contract runs for long: which of its items a part is for, the memo does not say.
  const blocks = kind === "contract" ? [because("block.which_of_list")] : [];
  for (const item of positive.length <= mostForParts ? positive : []) {
    proposePart(context, readings, { ...base, items: [item], prior: part, blocks });
  }
  if (positive.length > 1) {
    proposeOldest(context, readings, {
      ...base,
      items: positive,
      prior: Math.log(habit.citedPart),
    });
  }
  if (line.amountMinor > 0) selectPlans(context, all, { ...base, items: [], prior: 0 }, readings);
}

/** R25: the instalment of the named contract whose amount fits within 0.5 %. */
function selectPlans(
  context: Context,
  items: readonly number[],
  choice: Choice,
  readings: Readings,
): void {
  const { book, facts, line } = context;
  const rule = facts.rules.R25;
  const plans = items.filter((item) => isSideKind(book.kind[item]!));
  if (!rule.enabled || plans.length === 0) return;
  for (const item of plans) {
    const left = book.left[item]!;
    const gap = left - line.amountMinor;
    const within = Math.abs(gap) * 1_000 <= left * rule.params.tolerancePerMille;
    const prior = Math.log(book.weights.habit.reference / plans.length);
    const reason = because("sum.instalment", { item: book.items[item]!.itemNo });
    const plan = {
      ...choice,
      items: [item],
      prior,
      rule: "R25",
      because: [...choice.because, reason],
    } as const;
    if (gap === 0) propose(readings, context, plan);
    else if (within && gap > 0) proposePart(context, readings, plan);
    else if (within) proposeOver(context, readings, plan);
  }
}
