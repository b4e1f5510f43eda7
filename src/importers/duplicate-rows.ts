// Two rows of one key: both are refused, unless they say the same in every column, then one is kept
// and the other is listed (src/cli/reconcile.md, Input).
import type { ImportProblem, SourcePlace } from "./importer.ts";
import { rowProblem, warning } from "./problem.ts";

type Placed = { readonly place: SourcePlace };

export type RowKeys<R extends Placed> = {
  readonly keyOf: (record: R) => string;
  /** What a person calls the row. */
  readonly nameOf: (record: R) => string;
  readonly customerOf: (record: R) => string;
  /** The row in short, as it stands in the file. */
  readonly excerptOf: (record: R) => readonly string[];
};

/** The records to keep, in their order; what is left out goes to `problems`. */
export function refuseDuplicates<R extends Placed>(
  records: readonly R[],
  keys: RowKeys<R>,
  problems: ImportProblem[],
): readonly R[] {
  const first = new Map<string, R>();
  const groups = new Map<string, R[]>();
  for (const record of records) {
    const key = keys.keyOf(record);
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, record);
      continue;
    }
    const group = groups.get(key) ?? [earlier];
    group.push(record);
    groups.set(key, group);
  }
  if (groups.size === 0) return records;
  const refused = new Set<R>();
  for (const group of groups.values()) {
    for (const record of judge(group, keys, problems)) refused.add(record);
  }
  return records.filter((record) => !refused.has(record));
}

/** Those of a group that are not kept. */
function judge<R extends Placed>(
  group: readonly R[],
  keys: RowKeys<R>,
  problems: ImportProblem[],
): readonly R[] {
  const [kept, ...others] = group;
  if (!kept) return [];
  const details = (record: R, other: R | undefined) => ({
    place: record.place,
    excerpt: keys.excerptOf(record).join(" | "),
    fields: {
      id: keys.nameOf(record),
      otherRow: other?.place.row ?? 0,
      customerNo: keys.customerOf(record),
    },
  });
  const content = valuesOf(kept).join("\u001f");
  if (others.every((record) => valuesOf(record).join("\u001f") === content)) {
    for (const record of others) problems.push(warning("repeated_row", details(record, kept)));
    return others;
  }
  for (const record of group) {
    const other = group.find((one) => one !== record);
    problems.push(rowProblem("duplicate_row", details(record, other)));
  }
  return group;
}

/** All a record says but its place, empty values left out. */
function valuesOf(record: Placed): string[] {
  return Object.entries(record)
    .filter(([name]) => name !== "place")
    .map(([name, value]) =>
      name === "extra" ? Object.values(value).join(" ") : String(value ?? ""),
    )
    .filter((text) => text !== "");
}
