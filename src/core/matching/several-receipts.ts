// R24: two to four receipts of one customer, close together, that make up one open item. Looked for
// among lines that nothing else explains; every combination competes with every other.
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { amountDensity, choose } from "./amount.ts";
import type { Book } from "./book.ts";
import { type Context, contextsOf, viewLine } from "./context.ts";
import type { Evaluation, Weighed } from "./evaluate.ts";
import type { LineFacts } from "./line-facts.ts";
import type { Pools } from "./pool.ts";
import { accountFor, propose } from "./propose.ts";
import { Readings } from "./reading.ts";
import { isInWindow } from "./select-amount.ts";

export type Unexplained = { readonly facts: LineFacts; readonly evaluation: Evaluation };

export type Joined<T> = { readonly entry: T; readonly choice: Weighed };

/** Most unexplained lines of one customer that are combined. */
const mostLines = 40;
const mostCombinations = 400;
/** A line that some reading explains this well is not looked at again. */
const explainedWell = 0.5;
/** Weaker combinations are not even suggested. */
const leastProbability = 0.3;

type Combination<T> = {
  readonly members: readonly T[];
  readonly item: number;
  /** Odds against "these lines have nothing to do with each other". */
  readonly odds: number;
};

/** The combinations worth a word, best first, no line in two of them. */
export function joinReceipts<T extends Unexplained>(
  open: readonly T[],
  book: Book,
  pools: Pools,
): Joined<T>[] {
  const found: Joined<T>[] = [];
  for (const lines of byPayer(open)) {
    const contexts = new Map<T, Context>();
    for (const entry of lines) {
      const [own] = contextsOf(viewLine(entry.facts, book, pools));
      if (own) contexts.set(entry, own);
    }
    const combinations = combine(lines, contexts);
    combinations.sort((a, b) => b.odds - a.odds);
    const used = new Set<T>();
    const usedItems = new Set<number>();
    for (const combination of combinations) {
      if (usedItems.has(combination.item)) continue;
      if (combination.members.some((member) => used.has(member))) continue;
      const probability = probabilityOf(combination, combinations);
      if (probability < leastProbability) continue;
      usedItems.add(combination.item);
      for (const entry of combination.members) {
        used.add(entry);
        const choice = choiceFor(contexts.get(entry)!, combination, probability);
        found.push({ entry, choice });
      }
    }
  }
  return found;
}

/** Lines of one payer and currency that nothing explains, in order of their day. */
function byPayer<T extends Unexplained>(open: readonly T[]): T[][] {
  const lists = new Map<string, T[]>();
  for (const entry of open) {
    const { facts, evaluation } = entry;
    const payer = facts.payers[0];
    const best = evaluation.weighed[0];
    // A name that is nearly proof (R04) and a sum to the cent are two kinds of evidence.
    const isKnown = payer?.standing === "full" || payer?.standing === "near";
    if (!facts.rules.R24.enabled || !isKnown || facts.tag) continue;
    if (facts.memo.citations.length > 0 || facts.memo.tails.length > 0) continue;
    const isExplained = best && best.probability > explainedWell && best.account.rule !== "R26";
    if (isExplained) continue;
    const key = `${payer.customer} ${facts.own.currency}`;
    const list = lists.get(key);
    if (list) list.push(entry);
    else lists.set(key, [entry]);
  }
  return [...lists.values()].filter((list) => list.length > 1 && list.length <= mostLines);
}

function combine<T extends Unexplained>(
  lines: readonly T[],
  contexts: ReadonlyMap<T, Context>,
): Combination<T>[] {
  const found: Combination<T>[] = [];
  const context = contexts.get(lines[0]!);
  if (!context || context.pool.debts.length === 0) return found;
  const { pool, facts } = context;
  const { days, maxReceipts } = facts.rules.R24.params;
  const members: T[] = [];

  function extend(from: number, sum: number): void {
    for (let at = from; at < lines.length && found.length < mostCombinations; at++) {
      const entry = lines[at]!;
      const first = members[0] ?? entry;
      if (entry.facts.day - first.facts.day > days) return;
      const total = sum + amountOf(entry, contexts);
      members.push(entry);
      if (members.length > 1) {
        for (const item of pool.byAmount.get(total) ?? []) {
          if (!isInWindow(contexts.get(entry)!, item)) continue;
          found.push({
            members: [...members],
            item,
            odds: oddsOf(members, contexts, lines.length),
          });
        }
      }
      if (members.length < maxReceipts) extend(at + 1, total);
      members.pop();
    }
  }

  extend(0, 0);
  return found;
}

function amountOf<T>(entry: T, contexts: ReadonlyMap<T, Context>): number {
  return contexts.get(entry)?.line.amountMinor ?? 0;
}

/** All but one of the amounts are free; the last one has to fit to the cent. */
function oddsOf<T extends Unexplained>(
  members: readonly T[],
  contexts: ReadonlyMap<T, Context>,
  lineCount: number,
): number {
  const { book, pool } = contexts.get(members[0]!)!;
  const partners = choose(lineCount - 1, members.length - 1);
  const odds = Math.log(book.weights.habit.severalReceipts / (pool.debts.length * partners));
  let rarest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const member of members) {
    const { line, weight } = contexts.get(member)!;
    const density = Math.log(amountDensity(line.amountMinor, line.currency));
    rarest = Math.min(rarest, density);
    // How little else explains this line; only the best explained one counts, not all of them.
    least = Math.min(least, density + weight - member.evaluation.total);
  }
  return Math.exp(Math.min(odds + least - rarest, 700));
}

/** Against every combination that wants one of its lines or its item, and against none of them. */
function probabilityOf<T>(one: Combination<T>, all: readonly Combination<T>[]): number {
  let rivals = 0;
  for (const other of all) {
    if (other === one) continue;
    const isRival =
      other.item === one.item || other.members.some((member) => one.members.includes(member));
    if (isRival) rivals += other.odds;
  }
  return one.odds / (1 + one.odds + rivals);
}

function choiceFor<T>(context: Context, combination: Combination<T>, probability: number): Weighed {
  const { book, line } = context;
  const readings = new Readings();
  const open = book.left[combination.item]!;
  propose(readings, context, {
    items: [combination.item],
    amounts: [line.amountMinor],
    prior: 0,
    rule: "R24",
    because: [
      because("sum.receipts", {
        count: combination.members.length,
        item: book.itemAt(combination.item).itemNo,
        amount: formatMinor(open, line.currency),
      }),
    ],
    isAmountAlone: true,
  });
  const [reading] = readings.list;
  return { reading: reading!, probability, account: accountFor(reading!) };
}
