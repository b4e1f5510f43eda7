// Rows of the input files that take no part: refused for a reason a person can mend, or skipped.
// Held as code and values; worded when the result is written.
import type { Because } from "../../core/because.ts";
import type { ImportProblem, SourcePlace } from "../../importers/importer.ts";

export type ListedProblem = {
  readonly file: string;
  readonly place: SourcePlace;
  readonly excerpt: string;
  readonly code: string;
  readonly fields: Because["fields"];
};

export type RowLists = { readonly refused: ListedProblem[]; readonly skipped: ListedProblem[] };

export function problemOf(file: string, problem: ImportProblem): ListedProblem {
  const { place, excerpt, code, fields } = problem;
  return { file, place, excerpt, code, fields };
}

/** By file, sheet, row, code: the order of a list never depends on how it was gathered. */
export function compareListed(a: ListedProblem, b: ListedProblem): number {
  return (
    compare(a.file, b.file) ||
    compare(a.place.sheet ?? "", b.place.sheet ?? "") ||
    (a.place.row ?? 0) - (b.place.row ?? 0) ||
    compare(a.code, b.code) ||
    compare(a.excerpt, b.excerpt)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
