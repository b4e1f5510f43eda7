// What a person typed into a list's search box, as the queries of lists take it: words to look for,
// a figure as minor units, or a pasted column of numbers of which each must be found.

export type SearchTerms = {
  /** ILIKE pattern of the words in that order; "%" finds everything. */
  readonly pattern: string;
  /** The figure in minor units of currencies with two, no and three decimals; empty: no figure. */
  readonly amounts: readonly number[];
  /** A pasted column; null: none was pasted. */
  readonly list: readonly string[] | null;
};

const none: SearchTerms = { pattern: "%", amounts: [], list: null };
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
  return { pattern: `%${words.join("%")}%`, amounts: amountsIn(text), list: null };
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
