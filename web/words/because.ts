// Words for what the core gives as message keys with fields. Every catalogue of src/core/words is
// one line here; a key may have a short form for chips under "<key>.chip".
import type { Because } from "../../src/core/because.ts";
import { readableAmounts } from "../../src/core/group-digits.ts";
import { comparisonWords } from "../../src/core/words/comparison.ts";
import { creditReasons } from "../../src/core/words/credit.ts";
import { differencesWords } from "../../src/core/words/differences.ts";
import { matchingWords } from "../../src/core/words/matching.ts";
import { type Catalogue, fillSentence } from "../../src/core/words/word.ts";
import { useLanguage } from "./words.ts";
import { evidenceChips } from "./workbench-reasons.ts";

const becauseCatalogues: readonly Catalogue[] = [
  matchingWords,
  comparisonWords,
  differencesWords,
  creditReasons,
  evidenceChips,
];

export function useBecause(): (because: Because, form?: "sentence" | "chip") => string {
  const language = useLanguage();
  return ({ key, fields }, form = "sentence") => {
    const sentence = (form === "chip" ? find(`${key}.chip`) : null) ?? find(key);
    return sentence ? readableAmounts(fillSentence(sentence, language, fields), language) : key;
  };
}

function find(key: string) {
  for (const catalogue of becauseCatalogues) {
    const sentence = catalogue[key];
    if (sentence) return sentence;
  }
  return null;
}
