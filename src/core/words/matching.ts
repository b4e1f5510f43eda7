// The words of the matching engine: every `because` and reason it can give, in Chinese and English.
import type { Because } from "../because.ts";
import { type Catalogue, fillSentence, type Language } from "./word.ts";

export const matchingWords = {} satisfies Catalogue;

export function wordBecause(because: Because, language: Language): string {
  const sentence = (matchingWords as Catalogue)[because.key];
  return sentence ? fillSentence(sentence, language, because.fields) : because.key;
}
