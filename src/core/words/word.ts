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
  const parts = partsOf(sentence[language]);
  let filled = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at]!;
    filled += `${fields[name] ?? `{${name}}`}${parts[at + 1]!}`;
  }
  return filled;
}

/** Text and field names in turn, cut once: a run words a million reasons from some hundred sentences. */
function partsOf(text: string): readonly string[] {
  let parts = cutSentences.get(text);
  if (!parts) {
    parts = text.split(/\{(\w+)\}/);
    cutSentences.set(text, parts);
  }
  return parts;
}

const cutSentences = new Map<string, readonly string[]>();
