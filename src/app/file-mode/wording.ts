// The catalogues that word a file-mode result: reasons of the engine, problems of rows.
import type { Because } from "../../core/because.ts";
import { fileModeRowWords } from "../../core/words/file-mode.ts";
import { importWords } from "../../core/words/importing.ts";
import { matchingWords } from "../../core/words/matching.ts";
import { type Catalogue, fillSentence, type Language } from "../../core/words/word.ts";

export const resultCatalogue: Catalogue = { ...importWords, ...matchingWords, ...fileModeRowWords };

/** Words in one language; a key without words stays visible as itself. */
export function sentencesIn(language: Language): (reason: Because) => string {
  return ({ key, fields }) => {
    const sentence = resultCatalogue[key];
    return sentence ? fillSentence(sentence, language, fields) : key;
  };
}
