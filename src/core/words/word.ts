// Turns a message key with fields into a sentence. Catalogues stand beside this file, one an area:
// { key: { zh, en } } with {field} placeholders.

export type Language = "zh" | "en";
export type Sentence = { readonly zh: string; readonly en: string };
export type Catalogue = Readonly<Record<string, Sentence>>;

/** Fills the {field} places of a sentence; a field that is not given stays visible as {field}. */
export function fillSentence(
  sentence: Sentence,
  language: Language,
  fields: Readonly<Record<string, string | number>>,
): string {
  return sentence[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = fields[name];
    return value === undefined ? place : String(value);
  });
}
