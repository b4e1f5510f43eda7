// Characters that HTML and its kin write as names or numbers: &amp; &#38; &#x26;.

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  yen: "¥",
};

/** What is no such character stays as it stands ("A & B"); half of a pair and control signs are blanks. */
export function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, ...found) => {
    const [decimal, hex, name] = found;
    if (typeof name === "string") return named[name.toLowerCase()] ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (code === 9 || code === 10) return String.fromCodePoint(code);
    return isCharacter && code >= 32 ? String.fromCodePoint(code) : " ";
  });
}
