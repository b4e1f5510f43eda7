// Stage B by reference: what is open under a named order, contract, delivery note or statement (R11,
// R17), and the instalments of a named contract (R25).
import { because } from "../because.ts";
import { kindCode } from "./book.ts";
import type { Naming } from "./cited.ts";
import { type Context, openDocs } from "./context.ts";
import { meantOf } from "./meant-words.ts";
import {
  type Choice,
  isStatedShare,
  proposeGroup,
  proposeOldest,
  proposeOver,
  proposePart,
  shareRoundedUp,
  sumLeft,
} from "./meet-amount.ts";
import { isCreditKind, isSideKind } from "./pool.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { isInWindow } from "./select-amount.ts";
import { mostForParts, proposeSubsets, proposeWithCredits, proposeWithOne } from "./vary-cited.ts";

const referenceRule = { order: "R11", contract: "R11", delivery: "R11", statement: "R17" } as const;

/** What is open under a named order, contract, delivery note or statement. */
export function selectReference(context: Context, naming: Naming, readings: Readings): void {
  const all = openDocs(context, naming, false);
  if (all.length > 0) selectUnder(context, naming, all, readings);
}

function selectUnder(
  context: Context,
  naming: Naming,
  all: readonly number[],
  readings: Readings,
): void {
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
  const isOneOfSeveral = positive.length > 1 || debts.length > 1;
  for (const item of isOneOfSeveral ? positive : []) {
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
  // A contract runs for long, an order may have several items: which one a part is for, or which one
  // was paid too much, the memo does not say.
  const isUnclear = kind === "contract" || positive.length > 1;
  const blocks = isUnclear ? [because("block.which_of_list")] : [];
  const over = Math.log((0.5 * habit.citedOver) / Math.max(1, positive.length));
  for (const item of positive.length <= mostForParts ? positive : []) {
    // Exactly the share the memo says of the only paper under the number is that one's.
    const isSaid = positive.length === 1 && isStatedShare(context, item);
    const unclear = isSaid ? [] : blocks;
    proposePart(context, readings, { ...base, items: [item], prior: part, blocks: unclear });
    proposeRest([item]);
  }
  if (positive.length > 1) proposeRest(positive);
  if (positive.length > 1) {
    proposeOldest(context, readings, {
      ...base,
      items: positive,
      prior: Math.log(habit.citedPart),
    });
  }

  /** More than the order is worth: rounded up, or a round rest paid ahead; a crooked one pays something else. */
  function proposeRest(items: readonly number[]): void {
    const rest = line.amountMinor - sumLeft(context, items);
    if (rest <= 0) return;
    const isCrooked = rest % 10_000 !== 0 && shareRoundedUp(rest, line) === 0;
    const reasons = isCrooked ? [...blocks, because("block.crooked_rest")] : blocks;
    proposeOver(context, readings, { ...base, items, prior: over, blocks: reasons });
  }
  if (line.amountMinor > 0) selectPlans(context, all, { ...base, items: [], prior: 0 }, readings);
  const meant = all.filter((item) => meantOf(context).get(item) === true);
  if (meant.length > 0) selectMeant(context, meant, base, readings);
}

/** Those papers under the number that the words of the memo mean, instalments among them. */
function selectMeant(
  context: Context,
  items: readonly number[],
  base: Pick<Choice, "rule" | "because" | "isAmountAlone">,
  readings: Readings,
): void {
  const { book, facts } = context;
  const { habit } = book.weights;
  const isPlan = items.some((item) => book.kind[item] === kindCode.plan);
  const rule = isPlan ? "R25" : base.rule;
  if (!facts.rules[rule].enabled) return;
  const remarks = items.map((item) => because("cited.text", { text: book.itemAt(item).memo }));
  const choice = { ...base, items, rule, because: [...base.because, ...remarks], isDistinct: true };
  proposeGroup(context, readings, { ...choice, prior: Math.log(habit.reference) });
  for (const item of items.length > 1 ? items : []) {
    const prior = Math.log(habit.reference / items.length);
    proposeGroup(context, readings, { ...choice, items: [item], prior });
  }
  if (items.length > 1) return;
  proposePart(context, readings, { ...choice, prior: Math.log(habit.citedPart) });
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
    const reason = because("sum.instalment", { item: book.itemAt(item).itemNo });
    // An instalment of much later is hardly the one meant: a contract runs for long.
    const isEarly = !isInWindow(context, item);
    const plan = {
      ...choice,
      blocks: isEarly ? [because("block.which_of_list")] : [],
      items: [item],
      prior,
      rule: "R25",
      because: [...choice.because, reason],
    } as const;
    if (gap === 0) propose(readings, context, plan);
    else if (within && gap > 0) proposePart(context, readings, plan);
    else if (within) proposeOver(context, readings, plan);
    // Further off only for a reason the memo gives.
    else if (gap > 0 && facts.deduction !== null) proposeGroup(context, readings, plan);
  }
}
