// Variations of a cited group: some of those listed, one more than listed, less credit notes (R33).
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { choose } from "./amount.ts";
import { isCutNumber } from "./cited.ts";
import type { Context } from "./context.ts";
import { type Choice, sumLeft } from "./meet-amount.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { findSubsets } from "./subset.ts";

/** Most named items searched for a part that fits. */
export const mostForParts = 24;

/** Only some of the named items: the memo says more than was paid. */
export function proposeSubsets(
  context: Context,
  readings: Readings,
  choice: Choice & { readonly isList: boolean },
): void {
  const { book, line } = context;
  const smallest = choice.isList ? 1 : 2;
  if (choice.items.length <= smallest || choice.items.length > mostForParts) return;
  const positive = choice.items.filter((item) => book.left[item]! > 0);
  const items = [...positive].sort((a, b) => book.left[b]! - book.left[a]!);
  const amounts = items.map((item) => book.left[item]!);
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

/** The named items less credit notes: those linked to one of them first, then any of the customer. */
export function proposeWithCredits(context: Context, readings: Readings, choice: Choice): void {
  const rule = context.facts.rules.R33;
  const { book, line, pool } = context;
  if (!rule.enabled || pool.credits.length === 0) return;
  const over = sumLeft(context, choice.items) - line.amountMinor;
  if (over <= 0) return;
  const numbers = new Set(choice.items.map((item) => book.itemAt(item).itemNo));
  const free = pool.credits.filter((item) => !choice.items.includes(item));
  const linked = free.filter((item) => numbers.has(book.itemAt(item).linkedNo));
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
  const loose = free.filter((item) => book.itemAt(item).linkedNo === "");
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
export function proposeWithOne(context: Context, readings: Readings, choice: Choice): void {
  const { book, line, pool } = context;
  const sum = sumLeft(context, choice.items);
  for (let at = 0; at < Math.min(pool.credits.length, mostCredits); at++) {
    const credit = pool.credits[at]!;
    if (choice.items.includes(credit)) continue;
    const rest = line.amountMinor - sum - book.left[credit]!;
    for (const item of pool.byAmount.get(rest) ?? []) {
      if (choice.items.includes(item)) continue;
      propose(readings, context, {
        ...choice,
        items: [...choice.items, item, credit],
        prior: choice.prior - Math.log(2 * pool.debts.length * pool.credits.length),
        moreRules: ["R33"],
        because: [...choice.because, because("cited.and_one", { item: book.itemAt(item).itemNo })],
      });
    }
  }
  const missing = pool.byAmount.get(line.amountMinor - sum);
  if (!missing) return;
  const free = missing.filter((item) => !choice.items.includes(item));
  // A round rest is as well an advance: an item that nobody named is not put to it unasked.
  const isRound = (line.amountMinor - sum) % 10_000 === 0;
  for (const item of free) {
    const isAdvance = isRound && !isCutNumber(line.memo, book.itemAt(item).itemNo);
    propose(readings, context, {
      ...choice,
      items: [...choice.items, item],
      prior: choice.prior - Math.log(pool.debts.length),
      because: [...choice.because, because("cited.and_one", { item: book.itemAt(item).itemNo })],
      isUnagreed: free.length > 1,
      blocks: [...(choice.blocks ?? []), ...(isAdvance ? [because("block.round_rest")] : [])],
    });
  }
}
