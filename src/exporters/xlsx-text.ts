// Text as SpreadsheetML holds it: XML escapes, and characters XML cannot carry as _xHHHH_
// (ECMA-376 part 1, §22.9.2.19 ST_Xstring).

/** Longest text of a cell (Excel specifications and limits). */
const maxCellCharacters = 32_767;

export function cellText(text: string): string {
  const cut = text.length > maxCellCharacters ? `${text.slice(0, maxCellCharacters - 1)}…` : text;
  if (!needsEscape.test(cut)) return cut;
  return cut
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(unsafe, escaped);
}

export function attributeText(text: string): string {
  return cellText(text).replace(/"/g, "&quot;");
}

const needsEscape = /[&<>\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_/;
const unsafe = /[&<>\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;

function escaped(character: string): string {
  if (character === "&") return "&amp;";
  if (character === "<") return "&lt;";
  if (character === ">") return "&gt;";
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
