// Two rows of one key: both are refused, unless they are the same in every column, then one is kept
// and the other is listed (contract/file-mode.md, column rules).
import type { ImportProblem, SourcePlace } from "./importer.ts";
import { rowProblem, warning } from "./problem.ts";

export type KeyedRow<R extends { readonly place: SourcePlace }> = {
  readonly record: R;
  /** All cells of the row as one text. */
  readonly cells: string;
  readonly key: string;
  /** What a person calls the row. */
  readonly name: string;
  readonly customerNo: string;
};

export function refuseDuplicates<R extends { readonly place: SourcePlace }>(
  rows: readonly KeyedRow<R>[],
  problems: ImportProblem[],
): R[] {
  const first = new Map<string, KeyedRow<R>>();
  const groups = new Map<string, KeyedRow<R>[]>();
  for (const row of rows) {
    const earlier = first.get(row.key);
    if (!earlier) first.set(row.key, row);
    else {
      const group = groups.get(row.key) ?? [earlier];
      group.push(row);
      groups.set(row.key, group);
    }
  }
  const refused = new Set<KeyedRow<R>>();
  for (const group of groups.values()) {
    for (const row of judge(group, problems)) refused.add(row);
  }
  if (refused.size === 0) return rows.map((row) => row.record);
  return rows.filter((row) => !refused.has(row)).map((row) => row.record);
}

function judge<R extends { readonly place: SourcePlace }>(
  group: readonly KeyedRow<R>[],
  problems: ImportProblem[],
): readonly KeyedRow<R>[] {
  const [kept, ...others] = group;
  if (!kept) return [];
  const identical = others.every((row) => row.cells === kept.cells);
  const details = (row: KeyedRow<R>, other: KeyedRow<R> | undefined) => ({
    place: row.record.place,
    excerpt: row.cells.replaceAll("\u001f", " | "),
    fields: { id: row.name, otherRow: other?.record.place.row ?? 0, customerNo: row.customerNo },
  });
  if (identical) {
    for (const row of others) problems.push(warning("repeated_row", details(row, kept)));
    return others;
  }
  for (const row of group) {
    const other = group.find((one) => one !== row);
    problems.push(rowProblem("duplicate_row", details(row, other)));
  }
  return group;
}
