// The matching engine on one screen: normalise → hygiene → who, what, how much → assign → decide.
// Pure and deterministic; the order of the input changes nothing.
import { assert } from "../assert.ts";
import { because } from "../because.ts";
import { lookByAmount } from "./amount-alone.ts";
import { assignGroup } from "./assign.ts";
import { type Book, buildBook } from "./book.ts";
import { checkVerdict } from "./check.ts";
import type { MatchInput } from "./input.ts";
import { type LineFacts, readLine } from "./line-facts.ts";
import { nearestMiss } from "./misses.ts";
import type { LineVerdict, MatchOutput } from "./output.ts";
import { formGroups } from "./payer-groups.ts";
import { findReversals } from "./reversals.ts";
import { setAside, thresholdFor, unmatched, verdictOf } from "./verdict.ts";

export const engineVersion = "1.0.0";

export type MatchHooks = {
  /** Called now and then while the run goes on. */
  readonly onProgress?: (done: number, total: number) => void;
};

export function matchLines(input: MatchInput, hooks: MatchHooks = {}): MatchOutput {
  const book = buildBook(input);
  const verdicts = new Array<LineVerdict | undefined>(input.lines.length);
  const progress = countProgress(input.lines.length, hooks);

  const { groups, lone, payers } = arrange(book, verdicts);
  const threshold = thresholdFor(input.maxWrongPerMille);
  // Popped, not walked through: what has been decided need not be kept.
  for (let group = groups.pop(); group; group = groups.pop()) {
    for (const assignment of assignGroup(group, book, threshold)) {
      verdicts[assignment.facts.line] = verdictOf(assignment, book);
    }
    progress(group.length);
  }
  for (const line of lone) verdicts[line.line] = unmatched(line, book, nearestMiss(line, book));

  const answered = lookByAmount(everyAnswer(verdicts), payers, book);
  for (const verdict of answered) checkVerdict(verdict, book);
  return { engineVersion, weightsVersion: book.weights.version, verdicts: answered };
}

/** Reads every line, sets aside what is no receipt, and groups the rest by who may pay for whom. */
function arrange(book: Book, verdicts: (LineVerdict | undefined)[]) {
  const facts = readLines(book);
  const payers = Int32Array.from(facts, (line) => line.payers[0]?.customer ?? -1);
  return { ...formGroups(separate(facts, book, verdicts), book), payers };
}

function everyAnswer(verdicts: readonly (LineVerdict | undefined)[]): LineVerdict[] {
  return verdicts.map((verdict, line) => {
    assert(verdict, `line ${line} is answered`);
    return verdict;
  });
}

function readLines(book: Book): LineFacts[] {
  const facts: LineFacts[] = [];
  for (let line = 0; line < book.input.lines.length; line++) facts.push(readLine(line, book));
  return facts;
}

/** Hygiene: sets aside what is surely no receipt; answers the rest. */
function separate(
  facts: readonly LineFacts[],
  book: Book,
  verdicts: (LineVerdict | undefined)[],
): LineFacts[] {
  const days = Int32Array.from(facts, (one) => one.day);
  const reversed = findReversals(book.input.lines, days, book.rulesFor);
  return facts.filter((one) => {
    const partner = reversed.get(one.line);
    if (partner !== undefined) {
      const reason = because("tag.reversal_pair", { line: book.input.lines[partner]!.lineId });
      verdicts[one.line] = setAside(one, book, "reversal", reason);
      return false;
    }
    if (!one.tag || !isSurelyTagged(one)) return true;
    verdicts[one.line] = setAside(one, book, one.tag.category, one.tag.because);
    return false;
  });
}

/** A soft tag waits until stage B where a customer pays or a document is named. */
function isSurelyTagged(facts: LineFacts): boolean {
  if (facts.tag?.isCertain) return true;
  const namesNothing = facts.memo.citations.length === 0 && facts.memo.tails.length === 0;
  return facts.payers[0]?.standing !== "full" && namesNothing;
}

/** Calls back about a hundred times in a run. */
function countProgress(total: number, hooks: MatchHooks): (lines: number) => void {
  const step = Math.max(1, Math.floor(total / 100));
  let done = 0;
  let told = 0;
  return (lines) => {
    done += lines;
    if (!hooks.onProgress || done - told < step) return;
    told = done;
    hooks.onProgress(done, total);
  };
}
