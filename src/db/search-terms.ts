// What a person typed into a list's search box, as the queries of lists take it: words to look for,
// a figure as minor units, or a pasted column of numbers of which each must be found.

export type SearchTerms = {
  /** ILIKE pattern of the words in that order; "%" finds everything. */
  readonly pattern: string;
  readonly fold: LetterFold;
  /** The figure in minor units of currencies with two, no and three decimals; empty: no figure. */
  readonly amounts: readonly number[];
  /** A pasted column; null: none was pasted. */
  readonly list: readonly string[] | null;
};

/** Which letters of a pattern have a case: figures and Chinese have none. */
export type LetterFold = "none" | "ascii" | "all";

const none: SearchTerms = { pattern: "%", fold: "none", amounts: [], list: null };
/** Longer lists come by file. */
const longestList = 2000;

export function searchTerms(q: string | undefined): SearchTerms {
  const text = (q ?? "").trim();
  if (text === "") return none;
  if (/[\r\n]/.test(text)) {
    const cells = text.split(/[\r\n]+/).map((cell) => cell.trim());
    return { ...none, list: [...new Set(cells.filter(Boolean))].slice(0, longestList) };
  }
  const words = text.replace(/[\\%_]/g, "\\$&").split(/\s+/);
  const pattern = `%${words.join("%")}%`;
  return { pattern, fold: foldOf(pattern), amounts: amountsIn(text), list: null };
}

export function foldOf(pattern: string): LetterFold {
  if (pattern.toLowerCase() === pattern.toUpperCase()) return "none";
  return /\p{Cased}/u.test(pattern.replace(/[a-z]/gi, "")) ? "all" : "ascii";
}

/**
 * That a text holds the pattern, whatever the case of its letters. Folding the case of a row's text by
 * the rules of a language takes many times the comparison itself, so no more is folded than the
 * pattern has: over 100,000 rows the difference between noticing and not.
 */
export function holdsSql(text: string, parameter: string, fold: LetterFold): string {
  if (fold === "none") return `${text} like ${parameter}`;
  return fold === "ascii"
    ? `(${text}) collate "C" ilike ${parameter}`
    : `${text} ilike ${parameter}`;
}

function amountsIn(text: string): number[] {
  const match = /^-?(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text.replace(/[,，\s]/g, ""));
  if (!match) return [];
  const [, whole = "", fraction = ""] = match;
  const minors = [0, 2, 3]
    .filter((decimals) => fraction.length <= decimals)
    .map((decimals) => Number(whole + fraction.padEnd(decimals, "0")));
  return [...new Set(minors.flatMap((minor) => (minor === 0 ? [] : [minor, -minor])))];
}
