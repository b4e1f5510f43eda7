// Stage "decide": from the weighed readings of a line to its lane, its candidates with reasons for
// and against, and where nothing fits, why not.
import { type Because, because } from "../because.ts";
import type { Assignment } from "./assign.ts";
import { type Book, compareItems } from "./book.ts";
import { findDuplicate } from "./duplicates.ts";
import type { Weighed } from "./evaluate.ts";
import { homeResiduals } from "./exchange.ts";
import type { LineFacts } from "./line-facts.ts";
import { nearestMiss } from "./misses.ts";
import type { LineVerdict, MatchCandidate, NotReceivableCategory } from "./output.ts";

/** A reading less likely than this is no suggestion. */
const leastSuggestion = 0.02;
const mostCandidates = 5;

/** At most this many wrong per thousand on average ≈ this share wrong at the edge. */
const edgeToAverage = 5;

/** The probability a reading needs to be posted. */
export function thresholdFor(maxWrongPerMille: number): number {
  return Math.min(0.99999, 1 - (maxWrongPerMille * edgeToAverage) / 1_000);
}

export function verdictOf(assignment: Assignment, book: Book): LineVerdict {
  const { facts, evaluation, taken, tiedWith } = assignment;
  if (taken) {
    const others = evaluation.weighed.filter(
      (other) => other.reading.key !== taken.reading.key && other.probability >= leastSuggestion,
    );
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
    const duplicate = findDuplicate(facts, book);
    if (duplicate?.isNamed) return setAside(facts, book, "duplicate", duplicate.because);
    if (facts.tag) return setAside(facts, book, facts.tag.category, facts.tag.because);
    if (duplicate) return unmatched(facts, book, duplicate.because);
  }
  const best = likely[0];
  if (!best) return unmatched(facts, book, nearestMiss(facts, book));
  return {
    ...payerOf(facts, book),
    line: facts.line,
    lane: "suggested",
    category: null,
    candidates: likely.slice(0, mostCandidates).map((one) => candidateOf(one, facts, book)),
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

export function unmatched(facts: LineFacts, book: Book, reason: Because): LineVerdict {
  return {
    ...payerOf(facts, book),
    line: facts.line,
    lane: "unmatched",
    category: null,
    candidates: [],
    tiedWith: 0,
    reason,
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
  order.sort((a, b) => compareItems(reading.items[a]!, reading.items[b]!, book));
  const allocations = order.map((at) => ({
    item: reading.items[at]!,
    amountMinor: reading.amounts[at]!,
    lineAmountMinor: reading.lineAmounts[at]!,
  }));
  const first = allocations[0];
  const home = homeResiduals(allocations, reading.residuals, facts, book);
  return {
    customerNo: first
      ? book.items[first.item]!.customerNo
      : book.customers[reading.payer]!.customerNo,
    allocations,
    residuals: home.length === 0 ? reading.residuals : [...reading.residuals, ...home],
    confidence: probability,
    rule: account.rule,
    rules: account.rules,
    because: account.because(),
    against: account.blocks,
  };
}
