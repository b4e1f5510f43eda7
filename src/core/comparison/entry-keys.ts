// The numbers of an entry in one spelling, and whether two numbers can be the same document: equal,
// damaged, a part of each other, or plainly two documents.
import { isDamaged } from "../matching/near-number.ts";
import { foldText, numberKey } from "../matching/text.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

export type EntryKeys = {
  /** Of the number it is booked under. */
  readonly own: readonly string[];
  /** Other numbers that stand at it. */
  readonly cited: readonly string[];
};

/** Fewer digits are line numbers and voucher numbers, which say nothing in another ledger. */
const leastDigits = 3;
const shortestDigitsOnly = 5;
const shortestKey = 4;
/** A part of a number counts from here on. */
const shortestTail = 6;

const dayLike = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const amountLike = /^\d[\d,]*\.\d{1,3}$/;
const token = /[A-Z0-9](?:[A-Z0-9]|[-_/.#]+(?=[A-Z0-9]))*/g;

export function keysOf({ no, refs, memo }: LedgerEntry): EntryKeys {
  const own = keysIn(no);
  const cited = [...refs.flatMap(keysIn), ...keysIn(memo)].filter((key) => !own.includes(key));
  return { own, cited: [...new Set(cited)] };
}

function keysIn(text: string): string[] {
  if (text === "") return [];
  const found = new Set<string>();
  for (const part of foldText(text).match(token) ?? []) {
    if (amountLike.test(part)) continue;
    const key = numberKey(part);
    if (isTelling(key)) found.add(key);
  }
  return [...found];
}

function isTelling(key: string): boolean {
  if (dayLike.test(key)) return false;
  if (/^\d+$/.test(key)) return key.length >= shortestDigitsOnly;
  const digits = key.match(/\d/g)?.length ?? 0;
  return key.length >= shortestKey && digits >= leastDigits;
}

/** exact is not asked here. 1: damaged or a part; 2: one character changed; null: neither. */
export function nearness(a: string, b: string): 1 | 2 | null {
  if (a === b) return null;
  if (isPart(a, b) || isPart(b, a) || sameDigits(a, b)) return 1;
  if (Math.min(a.length, b.length) < shortestTail) return null;
  if (isDamaged(a, b)) return 1;
  return isOneChanged(a, b) ? 2 : null;
}

function isPart(part: string, whole: string): boolean {
  return part.length >= shortestTail && part.length < whole.length && whole.endsWith(part);
}

/** The letters left out or written otherwise: "INV-2026-0042" and "20260042". */
function sameDigits(a: string, b: string): boolean {
  const [left, right] = [a.replace(/\D/g, ""), b.replace(/\D/g, "")];
  return left.length >= shortestTail && left === right;
}

function isOneChanged(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let changed = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) changed += 1;
  return changed === 1;
}

/** Numbers of one kind: the same letters before, as many characters but one. */
export function areComparable(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  return lettersBefore(a) === lettersBefore(b);
}

function lettersBefore(key: string): string {
  return /^[A-Z]*/.exec(key)?.[0] ?? "";
}
