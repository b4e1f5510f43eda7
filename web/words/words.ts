// The client's sentences: catalogues of { key: { zh, en } }, one file an area. A key that is not in
// its catalogue, or lacks a language, fails the type check.
import { createContext, useContext } from "react";
import {
  type Catalogue,
  fillSentence,
  type Language,
  type Sentence,
} from "../../src/core/words/word.ts";

export type { Catalogue, Language, Sentence };

/** Several names are put in a row: 甲、乙 or A, B. */
export type Fields = Readonly<Record<string, string | number | readonly string[]>>;

export const LanguageContext = createContext<{
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}>({ language: "zh", setLanguage: () => {} });

export function useLanguage(): Language {
  return useContext(LanguageContext).language;
}

/** `const w = useWords(frameWords); w("signOut")`, `w("rows", { count: 12 })` */
export function useWords<C extends Catalogue>(
  catalogue: C,
): (key: keyof C & string, fields?: Fields) => string {
  const language = useLanguage();
  return (key, fields = {}) => fillSentence(catalogue[key]!, language, inRows(fields, language));
}

/** A sentence that carries both its languages, such as a role's name. */
export function useSentence(): (sentence: Sentence, fields?: Fields) => string {
  const language = useLanguage();
  return (sentence, fields = {}) => fillSentence(sentence, language, inRows(fields, language));
}

/** For names that stand alone; those in a sentence are given to it as they are. */
export function useList(): (parts: readonly string[]) => string {
  const language = useLanguage();
  return (parts) => inRow(parts, language);
}

function inRow(parts: readonly string[], language: Language): string {
  return parts.join(language === "zh" ? "、" : ", ");
}

function inRows(fields: Fields, language: Language): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" || typeof value === "number" ? value : inRow(value, language),
    ]),
  );
}

const storageKey = "qz.language";

/** The language last chosen in this browser, else the browser's own, else Chinese. */
export function rememberedLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}
