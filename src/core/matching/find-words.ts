// Which families of words the text of a line bears, by the very tests that look for them later.
import { deductionIn, namesRetention } from "./deduction-words.ts";
import { memoBearsSign, payerBearsSign } from "./hygiene.ts";
import { joinFamilies, type WordFamily } from "./line-words.ts";
import { bearsAmounts } from "./remittance.ts";
import { namesFee } from "./residual.ts";
import { aheadWordIn } from "./select-advance.ts";

const tests: Readonly<Record<WordFamily, (memo: string) => boolean>> = {
  sign: memoBearsSign,
  ahead: (memo) => aheadWordIn(memo) !== null,
  deduction: (memo) => deductionIn(memo) !== null,
  fee: namesFee,
  retention: namesRetention,
  amounts: bearsAmounts,
};

/** The words of payers and of memos together are what MatchLine.words wants. */
export function wordsOfPayer(payerName: string): number {
  return joinFamilies((family) => family === "sign" && payerBearsSign(payerName));
}

/** More kinds of memos than this are searched without being remembered. */
const mostKnown = 100_000;

/**
 * No word has a digit of its own: memos that differ in their digits alone, as most do, bear the same
 * words and are searched once.
 */
export class MemoWords {
  private readonly known = new Map<string, number>();

  of(memo: string): number {
    const kind = memo.replace(/\d/g, "0");
    let words = this.known.get(kind);
    if (words === undefined) {
      words = joinFamilies((family) => tests[family](kind));
      if (this.known.size < mostKnown) this.known.set(kind, words);
    }
    return words;
  }
}
