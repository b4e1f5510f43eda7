// Which families of words the text of a line bears, by the very tests that look for them later.
import { deductionIn } from "./deduction-words.ts";
import { bearsSign } from "./hygiene.ts";
import type { MatchLine } from "./input.ts";
import { joinFamilies, type WordFamily } from "./line-words.ts";
import { bearsAmounts } from "./remittance.ts";
import { namesFee, namesRetention } from "./residual.ts";
import { aheadWordIn } from "./select-advance.ts";

type Text = Pick<MatchLine, "payerName" | "memo">;

const tests: Readonly<Record<WordFamily, (text: Text) => boolean>> = {
  sign: bearsSign,
  ahead: ({ memo }) => aheadWordIn(memo) !== null,
  deduction: ({ memo }) => deductionIn(memo) !== null,
  fee: ({ memo }) => namesFee(memo),
  retention: ({ memo }) => namesRetention(memo),
  amounts: ({ memo }) => bearsAmounts(memo),
};

/** As MatchLine.words wants it. */
export function wordsIn(text: Text): number {
  return joinFamilies((family) => tests[family](text));
}
