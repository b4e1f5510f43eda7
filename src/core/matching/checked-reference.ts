// References with a check of their own that a payer copies from our invoice: ISO 11649 (RF), the
// Belgian OGM, the Swiss QR reference. One that stands in a column or the remark of a single paper
// names it, whoever pays (R08).
import { type Records, readerOf } from "./records.ts";
import { foldText, numberKey } from "./text.ts";

/** Found by its key; −1 none, −2 several. */
export type ReferenceIndex = { readonly find: (key: string) => number };

const several = -2;

const creditor = /\bRF\d\d ?[0-9A-Z][0-9A-Z ]{0,24}/g;
const belgian = /(?<!\d)\d{3}\/?\d{4}\/?\d{5}(?!\d)/g;
const swiss = /(?<!\d)\d(?: ?\d){26}(?! ?\d)/g;

/** The valid references of a text, letters and digits only. */
export function checkedReferencesIn(text: string): string[] {
  if (!/RF\d\d|\d{3}\/?\d{4}\/?\d{5}|(?:\d ?){26}\d/i.test(text)) return [];
  const folded = foldText(text);
  const found: string[] = [];
  for (const [match] of folded.matchAll(creditor)) {
    // What follows in groups of four may be the next word: the longest valid beginning is taken.
    const groups = match.split(" ");
    for (let count = groups.length; count > 0; count--) {
      const key = numberKey(groups.slice(0, count).join(""));
      if (key.length < 6 || !isValidRf(key)) continue;
      found.push(key);
      break;
    }
  }
  for (const [match] of folded.matchAll(swiss)) {
    const key = numberKey(match);
    if (isValidSwiss(key)) found.push(key);
  }
  for (const [match] of folded.matchAll(belgian)) {
    const key = numberKey(match);
    if (isValidBelgian(key)) found.push(key);
  }
  return found;
}

export function indexReferences(items: Records<{ readonly memo: string }>): ReferenceIndex {
  const byKey = new Map<string, number>();
  const itemAt = readerOf(items);
  for (let item = 0; item < items.length; item++) {
    for (const key of new Set(checkedReferencesIn(itemAt(item).memo))) {
      byKey.set(key, byKey.has(key) ? several : item);
    }
  }
  return { find: (key) => byKey.get(key) ?? -1 };
}

/** ISO 7064, MOD 97-10. */
export function isValidRf(key: string): boolean {
  const turned = key.slice(4) + key.slice(0, 4);
  let remainder = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Ten digits and their remainder by 97, where 97 stands for 0. */
function isValidBelgian(key: string): boolean {
  const body = +key.slice(0, 10);
  return body > 0 && +key.slice(10) === (body % 97 || 97);
}

/** Modulo 10, recursive (Swiss Implementation Guidelines QR-bill, annex B). */
const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

function isValidSwiss(key: string): boolean {
  let carry = 0;
  for (let at = 0; at < key.length - 1; at++) carry = carries[(carry + +key[at]!) % 10]!;
  return /[1-9]/.test(key) && (10 - carry) % 10 === +key[key.length - 1]!;
}
