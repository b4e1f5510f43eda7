// Texts that share nothing with the file they were cut from. A cut of 13 or more characters keeps
// the whole text it was cut from alive (V8, SlicedString); a million rows would keep every file.

/** Shortest text that V8 keeps as a cut instead of a copy. */
const shortestCut = 13;
const longestCopied = 4096;
const scratch = Buffer.allocUnsafeSlow(longestCopied * 2);

/** The same text in memory of its own. */
export function ownText(text: string): string {
  if (text.length < shortestCut || text.length > longestCopied) return text;
  const encoding = isLatin1.test(text) ? "latin1" : "utf16le";
  return scratch.toString(encoding, 0, scratch.write(text, encoding));
}

const isLatin1 = /^[\u0000-\u00ff]*$/;

/** Gives equal texts one and the same memory; for values that many rows repeat. */
export type TextPool = (text: string) => string;

/** More different texts than this are no longer worth remembering. */
const mostPooled = 1_000_000;

function openTextPool(): TextPool {
  const known = new Map<string, string>();
  return (text) => {
    if (text === "") return text;
    const pooled = known.get(text);
    if (pooled !== undefined) return pooled;
    const own = ownText(text);
    if (known.size < mostPooled) known.set(own, own);
    return own;
  };
}

/** What becomes of the texts of a row, which are cuts of a much longer one. */
export type TextKeeping = { readonly own: TextPool; readonly shared: TextPool };

/** For rows that are kept. */
export function keepTexts(): TextKeeping {
  return { own: ownText, shared: openTextPool() };
}

/** For rows that are packed into columns as long as the file is there. */
export const passTexts: TextKeeping = { own: (text) => text, shared: (text) => text };
