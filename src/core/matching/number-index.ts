// Every number a document carries, open or settled, found by hash: item, order, contract, delivery,
// statement. Typed arrays, because a book may hold several million of them.
import { assert } from "../assert.ts";
import { foldUnit, isDigit, isLatin } from "./text.ts";

export const numberKinds = ["item", "order", "contract", "delivery", "statement"] as const;
export type NumberKind = (typeof numberKinds)[number];

export type NumberIndex = {
  /** The entry of a key given by its two hashes, or −1. */
  readonly find: (hash: Hash) => number;
  readonly findKey: (key: string) => number;
  /** Calls back with every document that carries the number. */
  readonly visit: (entry: number, see: (item: number, kind: NumberKind) => void) => void;
};

/** FNV-1a's offset basis, and an arbitrary odd one for the second hash. */
const startA = 0x811c9dc5;
const startB = 0x2545f491;

/** Two independent 32-bit hashes, grown a character at a time. */
export type Hash = { a: number; b: number };

export function startHash(): Hash {
  return { a: startA, b: startB };
}

export function restartHash(hash: Hash): void {
  hash.a = startA;
  hash.b = startB;
}

export function growHash(hash: Hash, code: number): void {
  hash.a = Math.imul(hash.a ^ code, 0x01000193);
  hash.b = Math.imul(hash.b + code, 0x9e3779b1);
  hash.b ^= hash.b >>> 15;
}

/** Hash of the letters and digits of a number; the count of them is returned. */
function hashNumber(text: string, hash: Hash): number {
  restartHash(hash);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const code = foldUnit(text.charCodeAt(index));
    if (!isDigit(code) && !isLatin(code)) continue;
    growHash(hash, code);
    length++;
  }
  return length;
}

export type NumberSource = (item: number, kind: number) => string;

/** The index as plain columns, which threads can share. */
export type NumberTables = {
  readonly hashA: Int32Array;
  readonly hashB: Int32Array;
  /** First posting + 1 of the slot's number; 0 = free. */
  readonly first: Int32Array;
  readonly nextPosting: Int32Array;
  readonly postingItem: Int32Array;
  readonly postingKind: Uint8Array;
};

/** Memory for a column; a thread that shares its columns gives memory that can be shared. */
export type Allocate = (bytes: number) => ArrayBuffer | SharedArrayBuffer;

const ownMemory: Allocate = (bytes) => new ArrayBuffer(bytes);

export function fillNumberTables(
  itemCount: number,
  numberOf: NumberSource,
  allocate: Allocate = ownMemory,
): NumberTables {
  let postings = 0;
  for (let item = 0; item < itemCount; item++) {
    for (let kind = 0; kind < numberKinds.length; kind++) {
      if (numberOf(item, kind) !== "") postings++;
    }
  }
  let size = 64;
  // At most two slots of three are taken, fewer as documents share orders and contracts.
  while (size * 2 < postings * 3) size *= 2;
  assert(size <= 2 ** 27, "too many document numbers for one run");
  const integers = (count: number) =>
    new Int32Array(allocate(count * Int32Array.BYTES_PER_ELEMENT));
  const tables = {
    hashA: integers(size),
    hashB: integers(size),
    first: integers(size),
    nextPosting: integers(postings + 1),
    postingItem: integers(postings + 1),
    postingKind: new Uint8Array(allocate(postings + 1)),
  };
  const hash = startHash();
  let count = 0;
  for (let item = 0; item < itemCount; item++) {
    for (let kind = 0; kind < numberKinds.length; kind++) {
      const text = numberOf(item, kind);
      if (text === "" || hashNumber(text, hash) === 0) continue;
      const slot = slotOf(hash, tables);
      tables.hashA[slot] = hash.a;
      tables.hashB[slot] = hash.b;
      count++;
      tables.postingItem[count] = item;
      tables.postingKind[count] = kind;
      tables.nextPosting[count] = tables.first[slot]!;
      tables.first[slot] = count;
    }
  }
  return tables;
}

function slotOf(hash: Hash, { hashA, hashB, first }: NumberTables): number {
  const mask = first.length - 1;
  let slot = (hash.a ^ (hash.b >>> 7)) & mask;
  while (first[slot] !== 0 && (hashA[slot] !== hash.a || hashB[slot] !== hash.b)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

export function buildNumberIndex(itemCount: number, numberOf: NumberSource): NumberIndex {
  return openNumberIndex(fillNumberTables(itemCount, numberOf));
}

export function openNumberIndex(tables: NumberTables): NumberIndex {
  const { first, nextPosting, postingItem, postingKind } = tables;
  const probe = startHash();
  return {
    find: (wanted) => {
      const slot = slotOf(wanted, tables);
      return first[slot] === 0 ? -1 : slot;
    },
    findKey: (key) => {
      if (hashNumber(key, probe) === 0) return -1;
      const slot = slotOf(probe, tables);
      return first[slot] === 0 ? -1 : slot;
    },
    visit: (entry, see) => {
      for (let posting = first[entry]!; posting !== 0; posting = nextPosting[posting]!) {
        see(postingItem[posting]!, numberKinds[postingKind[posting]!]!);
      }
    },
  };
}
