// Words the engine's reasons in the language of a result.
import type { Because } from "../../core/because.ts";
import { matchingWords } from "../../core/words/matching.ts";
import { type Catalogue, fillSentence, type Language } from "../../core/words/word.ts";

const catalogue: Catalogue = matchingWords;

/** Words in one language; a key without words stays visible as itself. */
export function sentencesIn(language: Language): (reason: Because) => string {
  return ({ key, fields }) => {
    const sentence = catalogue[key];
    return sentence ? fillSentence(sentence, language, fields) : key;
  };
}
