// The last eight digits of every document number, for money whose payer nobody knows but whose memo
// names the end of one number (R10 without R01–R04). Built only when first needed.
import { growHash, type Hash, restartHash, startHash } from "./number-index.ts";
import { foldUnit, isDigit, isLatin } from "./text.ts";

export const tailLength = 8;

export type TailIndex = {
  /** The one item whose number ends with these digits; −1 none, −2 several. */
  readonly find: (tail: string) => number;
};

export function buildTailIndex(itemCount: number, numberOf: (item: number) => string): TailIndex {
  let size = 64;
  while (size < itemCount * 2) size *= 2;
  const mask = size - 1;
  const hashA = new Int32Array(size);
  const hashB = new Int32Array(size);
  const found = new Int32Array(size);
  const hash = startHash();

  function slotOf(wanted: Hash): number {
    let slot = (wanted.a ^ (wanted.b >>> 7)) & mask;
    while (found[slot] !== 0 && (hashA[slot] !== wanted.a || hashB[slot] !== wanted.b)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  for (let item = 0; item < itemCount; item++) {
    if (!hashTail(numberOf(item), hash)) continue;
    const slot = slotOf(hash);
    hashA[slot] = hash.a;
    hashB[slot] = hash.b;
    found[slot] = found[slot] === 0 ? item + 1 : -2;
  }
  return {
    find: (tail) => {
      if (!hashTail(`00${tail}`, hash)) return -1;
      const value = found[slotOf(hash)]!;
      return value === 0 ? -1 : value < 0 ? -2 : value - 1;
    },
  };
}

/** Hashes the last eight characters; false where they are not all digits or there is nothing before them. */
function hashTail(text: string, hash: Hash): boolean {
  const digits: number[] = [];
  let at = text.length - 1;
  for (; at >= 0 && digits.length < tailLength; at--) {
    const code = foldUnit(text.charCodeAt(at));
    if (isDigit(code)) digits.push(code);
    else if (isLatin(code)) return false;
  }
  if (digits.length < tailLength || at < 0) return false;
  restartHash(hash);
  for (const code of digits) growHash(hash, code);
  return true;
}
