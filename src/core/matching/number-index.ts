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

/** Hash of the letters and digits of a number; false where there are none. */
export function hashNumber(text: string, hash: Hash): boolean {
  restartHash(hash);
  let isEmpty = true;
  for (let index = 0; index < text.length; index++) {
    if (growByUnit(hash, text.charCodeAt(index))) isEmpty = false;
  }
  return !isEmpty;
}

/** The same of a text that stands in a column, as units of Latin-1 or UTF-16. */
export function hashUnits(
  units: Uint8Array | Uint16Array,
  { start, end, hash }: { readonly start: number; readonly end: number; readonly hash: Hash },
): boolean {
  restartHash(hash);
  let isEmpty = true;
  for (let index = start; index < end; index++) {
    if (growByUnit(hash, units[index]!)) isEmpty = false;
  }
  return !isEmpty;
}

/** False: the unit is neither letter nor digit and left out. */
function growByUnit(hash: Hash, unit: number): boolean {
  const code = foldUnit(unit);
  if (!isDigit(code) && !isLatin(code)) return false;
  growHash(hash, code);
  return true;
}

/** Hashes the number of a kind that a document bears; false where it bears none. */
export type NumberHashes = (item: number, kind: number, hash: Hash) => boolean;

/** The index as plain columns, which threads can share. */
export type NumberTables = {
  /**
   * Three integers a slot, for they are read together: first posting + 1 of its number, 0 = free; the
   * two hashes of the number.
   */
  readonly slots: Int32Array;
  readonly nextPosting: Int32Array;
  readonly postingItem: Int32Array;
  readonly postingKind: Uint8Array;
};

/** Memory for a column; a thread that shares its columns gives memory that can be shared. */
export type Allocate = (bytes: number) => ArrayBuffer | SharedArrayBuffer;

export const ownMemory: Allocate = (bytes) => new ArrayBuffer(bytes);

const slotWidth = 3;

export function fillNumberTables(
  itemCount: number,
  hashOf: NumberHashes,
  allocate: Allocate = ownMemory,
): NumberTables {
  const { count, hashes, items, kinds } = hashNumbers(itemCount, hashOf);
  let size = 64;
  // At most two slots of three are taken, fewer as documents share orders and contracts.
  while (size * 2 < count * 3) size *= 2;
  assert(size <= 2 ** 27, "too many document numbers for one run");
  const integers = (length: number) =>
    new Int32Array(allocate(length * Int32Array.BYTES_PER_ELEMENT));
  const tables = {
    slots: integers(slotWidth * size),
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
    tables.nextPosting[at + 1] = tables.slots[slot]!;
    tables.slots[slot] = at + 1;
    tables.slots[slot + 1] = hash.a;
    tables.slots[slot + 2] = hash.b;
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

/** Every number that documents carry, hashed once: to hash it again costs more than to keep this. */
function hashNumbers(itemCount: number, hashOf: NumberHashes): HashedNumbers {
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
      if (!hashOf(item, kind, hash)) continue;
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

/** Where the slot of a number begins, taken or free. */
function slotOf(hash: Hash, { slots }: Pick<NumberTables, "slots">): number {
  const mask = slots.length / slotWidth - 1;
  let slot = slotWidth * ((hash.a ^ (hash.b >>> 7)) & mask);
  while (slots[slot] !== 0 && (slots[slot + 1] !== hash.a || slots[slot + 2] !== hash.b)) {
    slot = slot + slotWidth === slots.length ? 0 : slot + slotWidth;
  }
  return slot;
}

export function buildNumberIndex(
  itemCount: number,
  numberOf: (item: number, kind: number) => string,
): NumberIndex {
  const hashOf: NumberHashes = (item, kind, hash) => hashNumber(numberOf(item, kind), hash);
  return openNumberIndex(fillNumberTables(itemCount, hashOf));
}

export function openNumberIndex(tables: NumberTables): NumberIndex {
  const { slots, nextPosting, postingItem, postingKind } = tables;
  const probe = startHash();
  const find = (wanted: Hash): number => {
    const slot = slotOf(wanted, tables);
    return slots[slot] === 0 ? -1 : slot;
  };
  return {
    find,
    findKey: (key) => (hashNumber(key, probe) ? find(probe) : -1),
    visit: (entry, see) => {
      for (let posting = slots[entry]!; posting !== 0; posting = nextPosting[posting]!) {
        see(postingItem[posting]!, numberKinds[postingKind[posting]!]!);
      }
    },
  };
}
