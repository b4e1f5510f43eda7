// The words of a record as the bytes it is written in, a character each: what is asked of a text a
// million times over is joined and copied as it is, and only what is not ASCII has to be encoded.
import type { Because } from "../../core/because.ts";
import { sentenceFor } from "../../core/words/matching.ts";
import { fillParts, type Language, type Parts, partsOf } from "../../core/words/word.ts";
import type { Quoting } from "../../exporters/result-json.ts";

export function byteWording(language: Language): Quoting {
  const known = new Map<string, Parts | null>();
  /** The sentence of a key, its texts as bytes; null where there is none. */
  const partsFor = (key: string): Parts | null => {
    let parts = known.get(key);
    if (parts === undefined) {
      const sentence = sentenceFor(key);
      parts = sentence ? partsAsBytes(partsOf(sentence[language])) : null;
      known.set(key, parts);
    }
    return parts;
  };
  return { quoted, sentence: (because) => sentence(because, partsFor(because.key)) };
}

function partsAsBytes({ texts, places }: Parts): Parts {
  return { texts: texts.map(spelled), places };
}

function sentence({ key, fields }: Because, parts: Parts | null): string {
  if (parts === null) return quoted(key);
  return `"${fillParts(parts, fields, spelled)}"`;
}

function quoted(text: string | null): string {
  return text === null ? "null" : `"${spelled(text)}"`;
}

/** As it stands between quotes. */
function spelled(text: string): string {
  if (isPlain(text)) return text;
  let bytes = spelledBefore.get(text);
  if (bytes === undefined) {
    bytes = Buffer.from(JSON.stringify(text).slice(1, -1)).toString("latin1");
    if (spelledBefore.size >= mostSpelled) spelledBefore.clear();
    spelledBefore.set(text, bytes);
  }
  return bytes;
}

/** Names come again with each line of their payers, whose lines are decided together. */
const spelledBefore = new Map<string, string>();
const mostSpelled = 1_000;

const quote = 0x22;
const backslash = 0x5c;

/** Stands in JSON, and in UTF-8, as it is. A loop: most texts are short, and a pattern takes longer to start. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === quote || code === backslash) return false;
  }
  return true;
}
