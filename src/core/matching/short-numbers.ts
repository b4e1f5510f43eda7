// What people write of a document's number: RE-2026-02439 is "2439" to who pays it. In a list of which
// some numbers are known, digits that are the running part of just one paper of the payer name that
// paper, too. Digits that could be such a part and are not read keep what is over from being put aside.
import { bankReference } from "./bank-references.ts";
import type { Book } from "./book.ts";
import type { Naming } from "./cited.ts";
import { labelsOf } from "./number-labels.ts";
import { foldText, matchesOf, numberKey } from "./text.ts";

/** Fewer digits are quantities, days and ordinals. */
const minRunning = 3;
const maxRunning = 9;
const minPadded = 4;
/** All that counts up in a number of a proven payer's paper needs no word: "ACH CREDIT 105697". */
const minUnsaid = 6;
const dateLike = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:\d\d)?$/;
/** More papers that end alike are not told apart by their amounts. */
const mostAlike = 4;

const year = /^(?:19|20)\d\d$/;

/** The digits that count up, without the zeros before them; "" where there are none of their own. */
export function runningPart(number: string): string {
  const runs = foldText(number).match(/\d+/g) ?? [];
  return partOf(runs.findLast((run) => !year.test(run)) ?? "");
}

/** Digits without the zeros before them; 0084 keeps its zeros, for 84 alone would be any number. */
function partOf(digits: string): string {
  const plain = digits.replace(/^0+/, "");
  const part = plain.length < minRunning && digits.length >= minPadded ? digits : plain;
  return part.length < minRunning || part.length > maxRunning ? "" : part;
}

/** 04.12.2025, 12/05/25, 2025-12-04, and six or eight digits that are called a date. */
const dates =
  /(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:20)?\d{2}|(?:0?[1-9]|1[0-2])([./-])(?:1[3-9]|2\d|3[01])\2(?:20)?\d{2}|20\d{2}([./-])\d{1,2}\3\d{1,2})(?!\d)|\b(?:VOM|V|DATUM|DATE|DATED|DAT|DU|DEL|DT|DD|日期)[\s.:]*\d{6,8}(?!\d)/g;
/**
 * "26-1084,26-1086" is a list: no amount goes on with a dash, or begins with 0 and a digit. In
 * "…108:7856.44,04421109" the comma is one of the list.
 */
const amounts =
  /(?<!\d)(?!0\d)\d[\d.,]*[.,]\d{2}(?![\d.,]*\d|[-/]\d)|(?<![\d.,])(?!0\d)\d+\.\d{2}(?=,\d{4})/g;
const run = new RegExp(`(?<!\\d)\\d{${minRunning},${maxRunning}}(?!\\d)`, "g");

/** Digits right behind a number and a mark of a list: …2027/040/046, and what a cut memo ends in. */
const listed =
  /(?<=\d\s?[、,;/&+和及]\s?)\d{2,9}(?![\d.])(?!\s?[%％月年日天元万件个台箱吨期批次张笔])/g;

/** 156 484: written, or cut by the bank, with a blank within. */
const parted = /(?<![\d.,])(\d{3}) (?=(\d{3})(?![\d.,]))/g;

/** What is left of a memo without its dates, its amounts and the bank's own numbers. */
export function withoutOtherDigits(memo: string): string {
  return foldText(memo).replace(bankReference, " ").replace(dates, " ").replace(amounts, " ");
}

/** Runs of digits that may be the running part of a number: no years. */
export function runsIn(rest: string): string[] {
  const found: string[] = [];
  for (const [digits] of matchesOf(rest, run)) {
    if (!year.test(digits) && !found.includes(digits)) found.push(digits);
  }
  for (const [, head, end] of matchesOf(rest, parted)) found.push(`${head}${end}`);
  return found;
}

/** The papers of each customer by their running parts, collected when first needed. */
export type RunningShelf = Map<number, ReadonlyMap<string, readonly number[]>>;

export type ShortQuestion = {
  readonly memo: string;
  readonly namings: readonly Naming[];
  readonly customers: readonly number[];
  /** Account or name prove who pays. */
  readonly isPayerProven: boolean;
};

export type ShortAnswer = {
  readonly namings: readonly Naming[];
  /** Digits as long as the numbers that are known, and read as none of them. */
  readonly unread: string | null;
};

const noneShort: ShortAnswer = { namings: [], unread: null };

function isOf(item: number, customers: readonly number[], book: Book): boolean {
  return customers.includes(book.itemCustomer[item]!);
}

/** The further papers of a list that names at least one in full, or those a proven payer labels so. */
export function findShortNumbers(
  { memo, namings, customers, isPayerProven }: ShortQuestion,
  book: Book,
  shelf: RunningShelf,
): ShortAnswer {
  // Where nothing is named yet, digits count only if they are said to be a paper's, or stand alone.
  const isList = namings.some(({ docs }) => docs.some(({ item }) => isOf(item, customers, book)));
  if (!isList && (!isPayerProven || namings.length > 0 || !/\d{3}/.test(memo))) return noneShort;
  const isLabelled = isList ? () => true : labelsOf(memo);
  const parts = lazily(() => partsOf(namings, book));
  const found: Naming[] = [];
  let unread: string | null = null;
  const rest = withoutOtherDigits(memo);
  for (const digits of runsIn(rest)) {
    // Behind the first one of a list the others need no word of their own.
    const part = partOf(digits);
    const ofPart = (): number[] =>
      customers.flatMap((customer) => runningOf(customer, book, shelf).get(part) ?? []);
    const isSaid =
      found.length > 0 || isLabelled(digits) || isWrittenTail(digits, memo, ofPart, book);
    if (!isSaid && (digits.length < minUnsaid || dateLike.test(digits))) continue;
    if (part === "") continue;
    if (parts().known.has(part) || namings.some(({ key }) => key.endsWith(digits))) continue;
    if (customers.some((customer) => numberOf(customer, book) === digits)) continue;
    const items = ofPart();
    const keys = new Set(items.map((item) => numberKey(book.itemAt(item).itemNo)));
    if (keys.size === 1) {
      const docs = items.map((item) => ({ item, kind: "item" as const }));
      found.push({ key: [...keys][0]!, isStrong: !isList, via: isList ? "list" : "suffix", docs });
    } else if (isSaid && !isList && keys.size > 1 && keys.size <= mostAlike) {
      // An invoice, its credit note and its reminder count up together: the amount says which.
      const docs = items.map((item) => ({ item, kind: "item" as const }));
      found.push({ key: digits, isStrong: false, via: "suffix", docs });
    } else if (isSaid && (keys.size > 1 || parts().lengths.has(part.length))) {
      unread ??= digits;
    }
  }
  if (isList) unread = readListed({ rest, namings, customers, parts, found, unread }, book);
  return { namings: found, unread };
}

/** Digits with a mark and more digits before them, as a number has them. */
const marked = /(?<![\dA-Z])\d{2,}(?:[-/.]\d+)+(?!\d)/g;

/** 26-0084 is all of ZH26-0084 but the letters at its head: no day and no quantity. */
function isWrittenTail(
  digits: string,
  memo: string,
  ofPart: () => readonly number[],
  book: Book,
): boolean {
  const text = foldText(memo);
  if (!/\d[-/.]\d/.test(text)) return false;
  const tails = matchesOf(text.replace(dates, " "), marked).map(([tail]) => tail);
  const own = tails.filter((tail) => tail.endsWith(digits));
  if (own.length === 0) return false;
  return ofPart().some((item) => {
    const number = foldText(book.itemAt(item).itemNo);
    return own.some(
      (tail) => number.endsWith(tail) && /[A-Z]$/.test(number.slice(0, -tail.length)),
    );
  });
}

function lazily<Value>(read: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= read());
}

type Parts = { readonly known: ReadonlySet<string>; readonly lengths: ReadonlySet<number> };

/** All runs of digits in the numbers that are read, and how long their running parts are. */
function partsOf(namings: readonly Naming[], book: Book): Parts {
  const known = new Set<string>();
  const lengths = new Set<number>();
  for (const { docs } of namings) {
    for (const { item, kind } of docs) {
      const { itemNo, orderNo, contractNo } = book.itemAt(item);
      const number = kind === "item" ? itemNo : kind === "order" ? orderNo : contractNo;
      for (const run of number.match(/\d+/g) ?? []) known.add(partOf(run) || run);
      if (kind !== "item") continue;
      const part = runningPart(itemNo);
      known.add(part);
      lengths.add(part.length);
    }
  }
  return { known, lengths };
}

type ListQuestion = Pick<ShortQuestion, "namings" | "customers"> & {
  /** The memo without dates, amounts and numbers of the bank. */
  readonly rest: string;
  readonly parts: () => Parts;
  readonly found: Naming[];
  readonly unread: string | null;
};

/** Fewer last digits are shared by too many papers. */
const minListed = 3;

/**
 * Last digits that go on a list name the one open paper that ends with them: …2027/040 is …5361000002040.
 * What goes on a list and is read as nothing, like the rest of a number where the bank cut the memo,
 * stands for something.
 */
function readListed(question: ListQuestion, book: Book): string | null {
  const { rest, namings, customers, parts, found } = question;
  let { unread } = question;
  for (const [digits] of matchesOf(rest, listed)) {
    const isRead = [...namings, ...found].some(
      ({ key, docs }) =>
        key.endsWith(digits) ||
        docs.some(({ item }) => numberKey(book.itemAt(item).itemNo).endsWith(digits)),
    );
    if (isRead || year.test(digits) || parts().known.has(partOf(digits) || digits)) continue;
    const next = openFollowing(digits, [...namings, ...found], customers, book);
    const isShort = digits.length < minListed;
    const ends = next.length > 0 ? next : isShort ? [] : openEndingWith(digits, customers, book);
    const keys = new Set(ends.map((item) => numberKey(book.itemAt(item).itemNo)));
    if (keys.size === 1) {
      const docs = ends.map((item) => ({ item, kind: "item" as const }));
      found.push({ key: [...keys][0]!, isStrong: false, via: "list", docs });
      if (unread === digits) unread = null;
    } else unread ??= digits;
  }
  return unread;
}

/** Open papers whose number is one of those named with these as its last digits: …1853、55. */
function openFollowing(
  digits: string,
  namings: readonly Naming[],
  customers: readonly number[],
  book: Book,
): number[] {
  const keys = new Set<string>();
  for (const { docs } of namings) {
    const [first, ...others] = docs;
    if (first?.kind !== "item" || others.length > 0) continue;
    const key = numberKey(book.itemAt(first.item).itemNo);
    const head = key.slice(0, -digits.length);
    if (/\d$/.test(head)) keys.add(head + digits);
  }
  if (keys.size === 0) return [];
  return openEndingWith(digits, customers, book).filter((item) =>
    keys.has(numberKey(book.itemAt(item).itemNo)),
  );
}

function openEndingWith(digits: string, customers: readonly number[], book: Book): number[] {
  const found: number[] = [];
  for (const customer of customers) {
    for (const item of book.itemsOf(customer)) {
      const isOpen = book.left[item] !== 0;
      if (isOpen && numberKey(book.itemAt(item).itemNo).endsWith(digits)) found.push(item);
    }
  }
  return found;
}

function numberOf(customer: number, book: Book): string {
  return numberKey(book.customers[customer]!.customerNo);
}

function runningOf(
  customer: number,
  book: Book,
  shelf: RunningShelf,
): ReadonlyMap<string, readonly number[]> {
  const shelved = shelf.get(customer);
  if (shelved) return shelved;
  const byPart = new Map<string, number[]>();
  for (const item of book.itemsOf(customer)) {
    const part = runningPart(book.itemAt(item).itemNo);
    if (part === "") continue;
    const same = byPart.get(part);
    if (same) same.push(item);
    else byPart.set(part, [item]);
  }
  shelf.set(customer, byPart);
  return byPart;
}
