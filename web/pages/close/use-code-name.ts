// What an amount was taken off for, in a word: the kind of adjustment, the kind of difference.
import type { ResidualCode } from "../../../src/core/matching/output.ts";
import { laneWords, residualWords } from "../../../src/core/words/outcome.ts";
import { closeWords } from "../../words/close.ts";
import { useSentence, useWords } from "../../words/words.ts";

const isCloseWord = (key: string): key is keyof typeof closeWords => Object.hasOwn(closeWords, key);
const isResidual = (code: string): code is ResidualCode => Object.hasOwn(residualWords, code);

/** "" for a plain settlement. */
export function useCodeName(): (code: string) => string {
  const w = useWords(closeWords);
  const word = useSentence();
  return (code) => {
    const kind = `kind_${code}`;
    if (isCloseWord(kind)) return w(kind);
    if (code === "not_receivable") return word(laneWords.not_receivable);
    return isResidual(code) ? word(residualWords[code]) : "";
  };
}
