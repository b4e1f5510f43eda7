// Two rows of one key: both are refused, unless they are the same in every column, then one is kept
// and the other is listed (contract/file-mode.md, column rules). Found by hash, because a list may
// have a million rows and hardly ever holds a duplicate.
import type { ImportProblem, SourcePlace } from "./importer.ts";
import { rowProblem, warning } from "./problem.ts";

export type RowIdentity<R> = {
  /** What together names a row. */
  readonly keyOf: (row: R) => readonly string[];
  /** What a person calls the row. */
  readonly nameOf: (row: R) => string;
  readonly customerNoOf: (row: R) => string;
};

type Placed = { readonly place: SourcePlace };

export function refuseDuplicates<R extends Placed>(
  rows: readonly R[],
  identity: RowIdentity<R>,
  problems: ImportProblem[],
): readonly R[] {
  const groups = groupsOfOneKey(rows, identity);
  if (groups.length === 0) return rows;
  const refused = new Set<R>();
  for (const group of groups) {
    for (const row of judge(group, identity, problems)) refused.add(row);
  }
  return rows.filter((row) => !refused.has(row));
}

/** The rows that share their key with another, by key, in the order of the rows. */
function groupsOfOneKey<R>(rows: readonly R[], { keyOf }: RowIdentity<R>): readonly R[][] {
  let size = 64;
  while (size < rows.length * 2) size *= 2;
  /** Place of the first row of a key + 1, at the first free slot from the key's hash on. */
  const slots = new Int32Array(size);
  const hashes = new Int32Array(rows.length);
  const groups = new Map<number, R[]>();
  for (const [at, row] of rows.entries()) {
    const key = keyOf(row);
    const hash = hashOf(key);
    hashes[at] = hash;
    let slot = hash & (size - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (size - 1)) {
      const first = slots[slot]! - 1;
      if (hashes[first] !== hash || !isSameKey(keyOf(rows[first]!), key)) continue;
      const group = groups.get(first) ?? [rows[first]!];
      group.push(row);
      groups.set(first, group);
      break;
    }
    if (slots[slot] === 0) slots[slot] = at + 1;
  }
  return [...groups.values()];
}

/** FNV-1a over the parts; a part's end counts as a character. */
function hashOf(key: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const part of key) {
    for (let at = 0; at < part.length; at++) {
      hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

function isSameKey(a: readonly string[], b: readonly string[]): boolean {
  return a.every((part, at) => part === b[at]);
}

function judge<R extends Placed>(
  group: readonly R[],
  { nameOf, customerNoOf }: RowIdentity<R>,
  problems: ImportProblem[],
): readonly R[] {
  const [kept, ...others] = group;
  if (!kept) return [];
  const content = contentOf(kept);
  const identical = others.every((row) => contentOf(row) === content);
  const details = (row: R, other: R | undefined) => ({
    place: row.place,
    excerpt: excerptOf(row),
    fields: {
      id: nameOf(row),
      otherRow: other?.place.row ?? 0,
      customerNo: customerNoOf(row),
    },
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

/** All that was read of the row, columns without a field included. */
function contentOf<R extends Placed>({ place: _place, ...columns }: R): string {
  return JSON.stringify(columns, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

/** The texts of the row; amounts are told from each other by the file itself. */
function excerptOf<R extends Placed>({ place: _place, ...columns }: R): string {
  const texts = Object.values(columns).filter((value) => typeof value === "string");
  return texts.filter((text) => text !== "").join(" | ");
}
