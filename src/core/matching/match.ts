// The matching engine on one screen: normalise → hygiene → who, what, how much → assign → decide.
// Pure and deterministic; the order of the input changes nothing.
import { assert } from "../assert.ts";
import { isWanted, lookByAmount } from "./amount-alone.ts";
import { buildBook } from "./book.ts";
import { checkVerdict } from "./check.ts";
import type { MatchInput } from "./input.ts";
import type { LineVerdict, MatchOutput } from "./output.ts";
import { eachGroup, groupLines, MatchShare } from "./share.ts";

export const engineVersion = "1.0.0";

export type MatchHooks = {
  /** Called now and then while the run goes on. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called with each line's verdict, as soon as no other line changes it. */
  readonly onVerdict?: (verdict: LineVerdict) => void;
};

export function matchLines(input: MatchInput, hooks: MatchHooks = {}): MatchOutput {
  const book = buildBook(input);
  const share = new MatchShare(book);
  const verdicts = new Array<LineVerdict | undefined>(input.lines.length);
  const progress = countProgress(input.lines.length, hooks);
  const finish = (verdict: LineVerdict) => {
    checkVerdict(verdict, book);
    hooks.onVerdict?.(verdict);
  };
  const keep = (verdict: LineVerdict) => {
    verdicts[verdict.line] = verdict;
    if (!isWanted(verdict, book)) finish(verdict);
  };

  for (let line = 0; line < input.lines.length; line++) {
    const verdict = share.readLine(line);
    if (verdict) keep(verdict);
  }
  share.endReading();
  for (const group of eachGroup(groupLines(share.anchors, share.ties))) {
    for (const verdict of share.decideGroup(group)) keep(verdict);
    progress(group.length);
  }
  const kept = everyAnswer(verdicts);
  const answered = lookByAmount(kept, share.payers, book);
  for (const [line, verdict] of answered.entries()) {
    if (isWanted(kept[line]!, book)) finish(verdict);
  }
  return { engineVersion, weightsVersion: book.weights.version, verdicts: answered };
}

function everyAnswer(verdicts: readonly (LineVerdict | undefined)[]): LineVerdict[] {
  return verdicts.map((verdict, line) => {
    assert(verdict, `line ${line} is answered`);
    return verdict;
  });
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
