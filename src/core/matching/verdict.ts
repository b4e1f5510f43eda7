// Stage "decide": from the weighed readings of a line to its lane, its candidates with reasons for
// and against, and where nothing fits, why not.
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Assignment } from "./assign.ts";
import { type Book, compareItems } from "./book.ts";
import { findDuplicate } from "./duplicates.ts";
import type { Weighed } from "./evaluate.ts";
import { homeResiduals } from "./exchange.ts";
import type { LineFacts } from "./line-facts.ts";
import { nearestMisses } from "./misses.ts";
import type { LineVerdict, MatchCandidate, NotReceivableCategory } from "./output.ts";
import { type Reading, readingKey } from "./reading.ts";
import { findSold } from "./sold.ts";

/** A reading less likely than this is no suggestion. */
const leastSuggestion = 0.02;
const mostCandidates = 5;
/** Rejected alternatives shown beside an automatic match. */
const mostRejected = 2;

/** What a reader of verdicts wants to see: a result file names the best reading alone. */
export type Shown = "alternatives" | "best";

export function verdictOf(
  assignment: Assignment,
  book: Book,
  shown: Shown = "alternatives",
): LineVerdict {
  const { facts, evaluation, taken, tiedWith } = assignment;
  if (taken) {
    // The best of those it was chosen over, however unlikely.
    const others =
      shown === "best"
        ? []
        : evaluation.weighed
            .filter((other) => readingKey(other.reading) !== readingKey(taken.reading))
            .slice(0, mostRejected);
    return {
      ...payerOf(facts, book),
      line: facts.line,
      lane: "auto",
      category: null,
      candidates: [taken, ...others]
        .slice(0, mostCandidates)
        .map((one) => candidateOf(one, facts, book)),
      tiedWith: 0,
      reason: because("reason.auto", { rule: taken.account.rule }),
    };
  }
  // Of many equal readings each is unlikely; together they are worth a word.
  const isWorthAWord = 1 - Math.exp(evaluation.nothing - evaluation.total) >= leastSuggestion;
  const likely = evaluation.weighed.filter(
    (weighed) => weighed.probability >= leastSuggestion || (isWorthAWord && tiedWith > 0),
  );
  // Oldest first, or everything and an advance, fits any amount: it says nothing about the money.
  const fitting = likely.filter(
    ({ account }) =>
      account.rule !== "R26" && !account.blocks.some((block) => block.key === "block.unagreed"),
  );
  if (fitting.length === 0) {
    const sold = findSold(facts, book);
    if (sold) return unmatched(facts, book, [sold]);
    const duplicate = findDuplicate(facts, book);
    if (duplicate?.isNamed) return setAside(facts, book, "duplicate", duplicate.because);
    if (facts.tag) return setAside(facts, book, facts.tag.category, facts.tag.because);
    if (duplicate) return unmatched(facts, book, [duplicate.because]);
  }
  const best = likely[0];
  if (!best) return unmatched(facts, book);
  return {
    ...payerOf(facts, book),
    line: facts.line,
    lane: "suggested",
    category: null,
    candidates: likely
      .slice(0, shown === "best" ? 1 : mostCandidates)
      .map((one) => candidateOf(one, facts, book)),
    tiedWith,
    reason: whyNotPosted(assignment, best),
  };
}

function whyNotPosted({ tiedWith, isContested }: Assignment, best: Weighed): Because {
  if (tiedWith > 0) return because("reason.tied", { count: tiedWith + 1 });
  const [block] = best.account.blocks;
  if (block) return block;
  if (isContested) return because("reason.claimed_by_other");
  return because("reason.unsure", { percent: Math.floor(best.probability * 100) });
}

export function setAside(
  facts: LineFacts,
  book: Book,
  category: NotReceivableCategory,
  reason: Because,
): LineVerdict {
  return {
    ...payerOf(facts, book),
    line: facts.line,
    lane: "not_receivable",
    category,
    candidates: [],
    tiedWith: 0,
    reason,
  };
}

export function unmatched(
  facts: LineFacts,
  book: Book,
  first: readonly Because[] = [],
): LineVerdict {
  return exception(facts, book, [...first, ...nearestMisses(facts, book)]);
}

/** It waits for a person, who is told why; the nearest reason first, at least one. */
export function exception(facts: LineFacts, book: Book, misses: readonly Because[]): LineVerdict {
  return {
    ...payerOf(facts, book),
    line: facts.line,
    lane: "unmatched",
    category: null,
    candidates: [],
    tiedWith: 0,
    reason: misses[0]!,
    misses,
  };
}

function payerOf(facts: LineFacts, book: Book): Pick<LineVerdict, "payerNo" | "payerBecause"> {
  const [first, second] = facts.payers;
  if (!first || first.weight <= 0 || (second && second.weight === first.weight)) {
    return { payerNo: null, payerBecause: [] };
  }
  return { payerNo: book.customers[first.customer]!.customerNo, payerBecause: first.because };
}

function candidateOf(weighed: Weighed, facts: LineFacts, book: Book): MatchCandidate {
  const { reading, probability, account } = weighed;
  const order = reading.items.map((_, at) => at);
  if (order.length > 1) {
    order.sort((a, b) => compareItems(reading.items[a]!, reading.items[b]!, book));
  }
  const allocations = order.map((at) => ({
    item: reading.items[at]!,
    amountMinor: reading.amounts[at]!,
    lineAmountMinor: reading.lineAmounts[at]!,
  }));
  const first = allocations[0];
  const home = homeResiduals(allocations, reading.residuals, facts, book);
  return {
    customerNo: first
      ? book.itemAt(first.item).customerNo
      : book.customers[reading.payer]!.customerNo,
    allocations,
    residuals: home.length === 0 ? reading.residuals : [...reading.residuals, ...home],
    confidence: probability,
    rule: account.rule,
    rules: account.rules(),
    because: [...account.because(), ...arithmeticOf(reading, facts, book)],
    against: account.blocks,
  };
}

/** Terms of a sum that are written out. */
const mostTerms = 12;

/** "10000.00 + 5000.00 − 1000.00 = 14000.00": what was open, less what is kept back, is what was paid. */
function arithmeticOf(reading: Reading, facts: LineFacts, book: Book): Because[] {
  const line = facts.own;
  const { items, amounts, residuals } = reading;
  const isForeign = items.some((item) => book.itemAt(item).currency !== line.currency);
  if (isForeign || items.length + residuals.length < 2) return [];
  const terms = items.map((item, at) => {
    const kept = residuals.filter((one) => one.side === "item" && one.item === item);
    const sum = kept.reduce((total, one) => total + one.amountMinor, 0);
    return amounts[at]! < 0 ? amounts[at]! - sum : amounts[at]! + sum;
  });
  for (const { side, item, amountMinor } of residuals) {
    const isOfCredit = item !== null && amounts[items.indexOf(item)]! < 0;
    if (side === "line" || isOfCredit) terms.push(amountMinor);
    else if (side === "item") terms.push(-amountMinor);
  }
  if (terms.length > mostTerms) return [];
  const written = terms.map((minor, at) => {
    const text = formatMinor(Math.abs(minor), line.currency);
    if (at === 0) return minor < 0 ? `−${text}` : text;
    return minor < 0 ? ` − ${text}` : ` + ${text}`;
  });
  const paid = formatMinor(line.amountMinor, line.currency);
  return [because("sum.worked", { sum: written.join(""), paid })];
}
