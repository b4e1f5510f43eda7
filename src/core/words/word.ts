// Turns a message key with fields into a sentence. Catalogues stand beside this file, one an area:
// { key: { zh, en } } with {field} placeholders; {count|line|lines} is the word that fits the number.

export type Language = "zh" | "en";
export type Sentence = { readonly zh: string; readonly en: string };
export type Catalogue = Readonly<Record<string, Sentence>>;

/** Fills the {field} places of a sentence; a field that is not given stays visible as {field}. */
export function fillSentence(
  sentence: Sentence,
  language: Language,
  fields: Readonly<Record<string, string | number>>,
): string {
  return fillParts(partsOf(sentence[language]), fields, asItIs);
}

/** The same of a sentence cut already; `spell` writes what is filled in the way its texts are written. */
export function fillParts(
  { texts, places }: Parts,
  fields: Readonly<Record<string, string | number>>,
  spell: (text: string) => string,
): string {
  let filled = texts[0]!;
  for (let at = 0; at < places.length; at += 1) {
    filled += spell(fillPlace(places[at]!, fields)) + texts[at + 1]!;
  }
  return filled;
}

function asItIs(text: string): string {
  return text;
}

type Place = { readonly name: string; readonly one?: string; readonly many?: string };

function fillPlace(
  { name, one, many }: Place,
  fields: Readonly<Record<string, string | number>>,
): string {
  const value = fields[name];
  if (one === undefined || many === undefined) return `${value ?? `{${name}}`}`;
  return `${value}` === "1" ? one : many;
}

/** What stands between the places of a sentence, one text more than there are places. */
export type Parts = { readonly texts: readonly string[]; readonly places: readonly Place[] };

/** Texts and places, cut once: a run words a million reasons from some hundred sentences. */
export function partsOf(text: string): Parts {
  let parts = cutSentences.get(text);
  if (!parts) {
    parts = cut(text);
    cutSentences.set(text, parts);
  }
  return parts;
}

function cut(text: string): Parts {
  const texts: string[] = [];
  const places: Place[] = [];
  let from = 0;
  for (const found of text.matchAll(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g)) {
    const [whole, name, one, many] = found;
    texts.push(text.slice(from, found.index));
    places.push(one === undefined ? { name: name! } : { name: name!, one, many: many! });
    from = found.index + whole.length;
  }
  texts.push(text.slice(from));
  return { texts, places };
}

const cutSentences = new Map<string, Parts>();
