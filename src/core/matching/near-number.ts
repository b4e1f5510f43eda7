// Numbers that stand in a memo only in part or damaged, looked for among one customer's own papers:
// the last digits, a digit lost, doubled or swapped, O for 0, I for 1 — never a changed digit
// (DOMAIN §5.11).
import { type Book, compareItems } from "./book.ts";
import type { Naming } from "./cited.ts";
import type { NumberKind } from "./number-index.ts";
import { numberKey } from "./text.ts";

type Doc = { readonly item: number; readonly kind: NumberKind };
type Paper = { readonly key: string; readonly docs: Doc[] };

/** A customer's papers: the n-th number stands on the n-th item. */
type Shelved = {
  readonly keys: readonly string[];
  readonly items: readonly number[];
  readonly kinds: readonly NumberKind[];
};

/** The papers of each customer, collected when first needed. */
export type PaperShelf = Map<number, Shelved>;

/** Shortest token that may be a damaged number. */
const minDamagedLength = 6;
const minLabelledDigits = 4;

export type NearQuestion = {
  readonly token: string;
  /** The memo says 尾号, LAST DIGITS, or calls it an invoice's or an order's number. */
  readonly isLabelled: boolean;
  /** Account or name prove who pays. */
  readonly isPayerProven: boolean;
  readonly minDigits: number;
  /** R12: how alike a damaged number must be, per cent; null: not looked for. */
  readonly similarityPercent: number | null;
  /** R10. */
  readonly maySuffix: boolean;
};

export function findNearNumber(
  question: NearQuestion,
  customers: readonly number[],
  book: Book,
  shelf: PaperShelf,
): Naming | null {
  const { token } = question;
  const isDigits = /^\d+$/.test(token);
  const shortest = question.isLabelled ? minLabelledDigits : question.minDigits;
  const maySuffix = question.maySuffix && isDigits && token.length >= shortest;
  const mayBeDamaged = token.length >= minDamagedLength && question.similarityPercent !== null;
  if (!maySuffix && !mayBeDamaged) return null;
  const suffixed: Paper[] = [];
  const damaged: Paper[] = [];
  for (const customer of customers) {
    const papers = papersOf(customer, book, shelf);
    const firsts = { suffixed: suffixed.length, damaged: damaged.length };
    for (let at = 0; at < papers.keys.length; at++) {
      const key = papers.keys[at]!;
      if (maySuffix && key.length > token.length && key.endsWith(token)) {
        addDoc(suffixed, firsts.suffixed, papers, at);
      } else if (mayBeDamaged && isDamagedAlike(question, key)) {
        addDoc(damaged, firsts.damaged, papers, at);
      }
    }
  }
  if (suffixed.length > 0) return namingOf(suffixed, "suffix", question, book);
  return damaged.length > 0 ? namingOf(damaged, "damaged", question, book) : null;
}

/** Items of one customer, from `first` on, that bear the same number are one paper. */
function addDoc(found: Paper[], first: number, { keys, items, kinds }: Shelved, at: number): void {
  const doc = { item: items[at]!, kind: kinds[at]! };
  const same = found.findIndex(({ key }, place) => place >= first && key === keys[at]);
  if (same < 0) found.push({ key: keys[at]!, docs: [doc] });
  else found[same]!.docs.push(doc);
}

/** Letters read for digits are cleaned up before two numbers are compared: they cost no likeness. */
function isDamagedAlike(question: NearQuestion, key: string): boolean {
  const { token } = question;
  if (token.length === key.length && isConfused(token, key)) return true;
  return isAlikeEnough(question, key) && isDamaged(token, key);
}

/** One character of the longer one is off: Levenshtein similarity with a swap counted as one. */
function isAlikeEnough({ token, similarityPercent }: NearQuestion, key: string): boolean {
  const longer = Math.max(token.length, key.length);
  return (longer - 1) * 100 >= longer * (similarityPercent ?? 100);
}

function namingOf(
  papers: readonly Paper[],
  via: "suffix" | "damaged",
  { token, isLabelled, isPayerProven }: NearQuestion,
  book: Book,
): Naming {
  const docs = papers.flatMap((paper) => paper.docs);
  docs.sort((a, b) => compareItems(a.item, b.item, book));
  // Several papers fit: the token names none of them for certain. A few digits mean something only
  // where they are said to be a number, and of this payer.
  const isLong = token.length >= 8 || (isLabelled && isPayerProven && token.length >= 5);
  const isStrong = papers.length === 1 && isLong;
  return { key: token, isStrong, via, docs };
}

function papersOf(customer: number, book: Book, shelf: PaperShelf): Shelved {
  const known = shelf.get(customer);
  if (known) return known;
  const keys: string[] = [];
  const items: number[] = [];
  const kinds: NumberKind[] = [];
  const put = (text: string, item: number, kind: NumberKind): void => {
    const key = text === "" ? "" : numberKey(text);
    if (key.length < minDamagedLength) return;
    keys.push(key);
    items.push(item);
    kinds.push(kind);
  };
  for (const index of book.itemsOf(customer)) {
    const item = book.itemAt(index);
    put(item.itemNo, index, "item");
    put(item.orderNo, index, "order");
    put(item.contractNo, index, "contract");
    put(item.deliveryNo, index, "delivery");
    put(item.statementNo, index, "statement");
  }
  const papers = { keys, items, kinds };
  shelf.set(customer, papers);
  return papers;
}

/** One character lost or doubled in, two neighbours swapped, or O/0 and I/1 confused. */
export function isDamaged(token: string, key: string): boolean {
  const gap = token.length - key.length;
  if (gap === 0) return isSwapped(token, key) || isConfused(token, key);
  if (gap === 1) return isOneShorter(key, token);
  return gap === -1 && isOneShorter(token, key);
}

/** The same but for O and 0, I or L and 1. Of one length. */
function isConfused(a: string, b: string): boolean {
  for (let at = 0; at < a.length; at++) {
    if (a[at] !== b[at] && unconfused(a[at]!) !== unconfused(b[at]!)) return false;
  }
  return true;
}

function unconfused(character: string): string {
  if (character === "O") return "0";
  return character === "I" || character === "L" ? "1" : character;
}

function isSwapped(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (at >= a.length - 1) return false;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Is `short` the long text with one character taken out? */
function isOneShorter(short: string, long: string): boolean {
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  while (at < short.length && short[at] === long[at + 1]) at++;
  return at === short.length;
}
