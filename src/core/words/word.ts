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
  const { texts, places } = partsOf(sentence[language]);
  let filled = texts[0]!;
  for (let at = 0; at < places.length; at += 1) {
    filled += fillPlace(places[at]!, fields) + texts[at + 1]!;
  }
  return filled;
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

type Parts = { readonly texts: readonly string[]; readonly places: readonly Place[] };

/** Texts and places, cut once: a run words a million reasons from some hundred sentences. */
function partsOf(text: string): Parts {
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
