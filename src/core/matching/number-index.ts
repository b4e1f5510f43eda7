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

export const ownMemory: Allocate = (bytes) => new ArrayBuffer(bytes);

export function fillNumberTables(
  itemCount: number,
  numberOf: NumberSource,
  allocate: Allocate = ownMemory,
): NumberTables {
  const { count, hashes, items, kinds } = hashNumbers(itemCount, numberOf);
  let size = 64;
  // At most two slots of three are taken, fewer as documents share orders and contracts.
  while (size * 2 < count * 3) size *= 2;
  assert(size <= 2 ** 27, "too many document numbers for one run");
  const integers = (length: number) =>
    new Int32Array(allocate(length * Int32Array.BYTES_PER_ELEMENT));
  const tables = {
    hashA: integers(size),
    hashB: integers(size),
    first: integers(size),
    nextPosting: integers(count + 1),
    postingItem: integers(count + 1),
    postingKind: new Uint8Array(allocate(count + 1)),
  };
  tables.postingItem.set(items.subarray(0, count), 1);
  tables.postingKind.set(kinds.subarray(0, count), 1);
  const hash = startHash();
  for (let at = 0; at < count; at++) {
    hash.a = hashes[2 * at]!;
    hash.b = hashes[2 * at + 1]!;
    const slot = slotOf(hash, tables);
    tables.hashA[slot] = hash.a;
    tables.hashB[slot] = hash.b;
    tables.nextPosting[at + 1] = tables.first[slot]!;
    tables.first[slot] = at + 1;
  }
  return tables;
}

type HashedNumbers = {
  readonly count: number;
  /** Two a number. */
  readonly hashes: Int32Array;
  readonly items: Int32Array;
  readonly kinds: Uint8Array;
};

/** Every number that documents carry, hashed once: to ask for its text again costs more than to keep this. */
function hashNumbers(itemCount: number, numberOf: NumberSource): HashedNumbers {
  // Most documents bear their own number and that of an order.
  let room = 2 * itemCount + numberKinds.length;
  let hashes = new Int32Array(2 * room);
  let items = new Int32Array(room);
  let kinds = new Uint8Array(room);
  const hash = startHash();
  let count = 0;
  for (let item = 0; item < itemCount; item++) {
    if (count + numberKinds.length > room) {
      room *= 2;
      hashes = grown(hashes, 2 * room);
      items = grown(items, room);
      const longer = new Uint8Array(room);
      longer.set(kinds);
      kinds = longer;
    }
    for (let kind = 0; kind < numberKinds.length; kind++) {
      const text = numberOf(item, kind);
      if (text === "" || hashNumber(text, hash) === 0) continue;
      hashes[2 * count] = hash.a;
      hashes[2 * count + 1] = hash.b;
      items[count] = item;
      kinds[count] = kind;
      count++;
    }
  }
  return { count, hashes, items, kinds };
}

function grown(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(column);
  return longer;
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
