// 本页小计 and 累计: what the rows of one page add up to, a line for each group (currency). Plain data, so that
// it can go to the printer's thread, which alone knows which row came on which page.

import { sumDecimals } from "../core/sum-decimals.ts";
import type { Language } from "../core/words/word.ts";

export type PageTotals = {
  readonly label: string;
  readonly language: Language;
  /** 累计: a second line adds up from the table's first row on; null: none. */
  readonly runningLabel: string | null;
  /** The table within the document's content, and its first row that counts. */
  readonly table: number;
  readonly firstRow: number;
  readonly fontSize: number;
  /** Of each column: figures stand right; summed are those of which a sum means something. */
  readonly columns: readonly { readonly isRight: boolean; readonly isSummed: boolean }[];
  /** The column that names the group; null: there is one group. */
  readonly groupColumn: number | null;
  readonly groups: readonly string[];
  readonly rows: readonly PageRow[];
};

export type PageRow = {
  readonly group: string;
  /** Decimal text; null: nothing to add. */
  readonly amounts: readonly (string | null)[];
};

/** The lines under a page with these rows: decimal text in each summed column, else null. */
export function pageTotalLines(
  { columns, groups }: Pick<PageTotals, "columns" | "groups">,
  rows: readonly PageRow[],
): PageRow[] {
  return groups.flatMap((group) => {
    const own = rows.filter((row) => row.group === group);
    if (own.length === 0) return [];
    const amounts = columns.map(({ isSummed }, at) => {
      const summed = isSummed ? own.flatMap((row) => row.amounts[at] ?? []) : [];
      return summed.length === 0 ? null : sumDecimals(summed);
    });
    return [{ group, amounts }];
  });
}
