// The last eight digits of every document number, for money whose payer nobody knows but whose memo
// names the end of one number (R10 without R01–R04). Built only when first needed.
import {
  type Allocate,
  growHash,
  type Hash,
  ownMemory,
  restartHash,
  startHash,
} from "./number-index.ts";
import { foldUnit, isDigit, isLatin } from "./text.ts";

export const tailLength = 8;

export type TailIndex = {
  /** The one item whose number ends with these digits; −1 none, −2 several. */
  readonly find: (tail: string) => number;
};

/** The index as plain columns, which threads can share. */
export type TailTables = {
  readonly hashA: Int32Array;
  readonly hashB: Int32Array;
  /** Item + 1; 0 = free, negative: several items. */
  readonly found: Int32Array;
};

const several = -2;

export function fillTailTables(
  itemCount: number,
  numberOf: (item: number) => string,
  allocate: Allocate = ownMemory,
): TailTables {
  let size = 64;
  while (size < itemCount * 2) size *= 2;
  const integers = () => new Int32Array(allocate(size * Int32Array.BYTES_PER_ELEMENT));
  const tables = { hashA: integers(), hashB: integers(), found: integers() };
  const hash = startHash();
  for (let item = 0; item < itemCount; item++) {
    if (!hashTail(numberOf(item), hash)) continue;
    const slot = slotOf(hash, tables);
    tables.hashA[slot] = hash.a;
    tables.hashB[slot] = hash.b;
    tables.found[slot] = tables.found[slot] === 0 ? item + 1 : several;
  }
  return tables;
}

export function openTailIndex(tables: TailTables): TailIndex {
  const hash = startHash();
  return {
    find: (tail) => {
      if (!hashTail(`00${tail}`, hash)) return -1;
      const value = tables.found[slotOf(hash, tables)]!;
      return value === 0 ? -1 : value < 0 ? several : value - 1;
    },
  };
}

function slotOf(wanted: Hash, { hashA, hashB, found }: TailTables): number {
  const mask = found.length - 1;
  let slot = (wanted.a ^ (wanted.b >>> 7)) & mask;
  while (found[slot] !== 0 && (hashA[slot] !== wanted.a || hashB[slot] !== wanted.b)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** Hashes the last eight characters; false where they are not all digits or there is nothing before them. */
function hashTail(text: string, hash: Hash): boolean {
  restartHash(hash);
  let digits = 0;
  let at = text.length - 1;
  for (; at >= 0 && digits < tailLength; at--) {
    const code = foldUnit(text.charCodeAt(at));
    if (isLatin(code)) return false;
    if (!isDigit(code)) continue;
    growHash(hash, code);
    digits++;
  }
  return digits === tailLength && at >= 0;
}
