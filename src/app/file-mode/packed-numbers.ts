// The numbers of packed items, hashed from their columns: a text is not decoded for it, and what
// stands in many rows is hashed once for each different value.
import {
  type Hash,
  hashNumber,
  hashUnits,
  type NumberHashes,
  type NumberKind,
  numberKinds,
  startHash,
} from "../../core/matching/number-index.ts";
import type { TextColumn, ValueColumn } from "./columns.ts";
import type { PackedItems } from "./packed-items.ts";

/** Hashes the number in a row; false where there is none. */
type HashRow = (row: number, hash: Hash) => boolean;

/** The columns that numbers stand in. */
export type NumberColumns = {
  readonly texts: Pick<PackedItems["texts"], "itemNo" | "orderNo" | "deliveryNo">;
  readonly names: Pick<PackedItems["names"], "contractNo" | "statementNo">;
};

export function packedNumbers({ texts, names }: NumberColumns): NumberHashes {
  const byKind: Readonly<Record<NumberKind, HashRow>> = {
    item: hashTexts(texts.itemNo),
    order: hashTexts(texts.orderNo),
    contract: hashValues(names.contractNo),
    delivery: hashTexts(texts.deliveryNo),
    statement: hashValues(names.statementNo),
  };
  const columns = numberKinds.map((kind) => byKind[kind]);
  return (item, kind, hash) => columns[kind]!(item, hash);
}

function hashTexts({ bytes, ends, isWide }: TextColumn): HashRow {
  const units = isWide ? new Uint16Array(bytes) : new Uint8Array(bytes);
  const width = units.BYTES_PER_ELEMENT;
  return (row, hash) => {
    const start = row === 0 ? 0 : ends[row - 1]! / width;
    const end = ends[row]! / width;
    return start < end && hashUnits(units, { start, end, hash });
  };
}

function hashValues({ codes, values }: ValueColumn<string>): HashRow {
  const known = values.map((value) => {
    const hash = startHash();
    return hashNumber(value, hash) ? hash : null;
  });
  return (row, hash) => {
    const found = known[codes[row]!]!;
    if (found === null) return false;
    hash.a = found.a;
    hash.b = found.b;
    return true;
  };
}
