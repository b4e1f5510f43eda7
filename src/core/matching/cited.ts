// Which documents of the book a line names, with how much each naming is worth. A short number means
// something only within the customer (DOMAIN §5.11).
import { type Book, compareItems } from "./book.ts";
import type { MemoFacts } from "./memo.ts";
import type { NumberKind } from "./number-index.ts";
import type { Rules } from "./rule-book.ts";
import { foldText, isDigit, numberKey } from "./text.ts";

export type Naming = {
  readonly key: string;
  /** Long enough to be no accident, whoever pays. */
  readonly isStrong: boolean;
  readonly via: "full" | "list" | "range" | "structured" | "suffix" | "damaged" | "maturity";
  /** Everything, open or settled, that carries the number. */
  readonly docs: readonly { readonly item: number; readonly kind: NumberKind }[];
};

const none: readonly Naming[] = [];

export function namingsOf(memo: MemoFacts, rules: Rules, book: Book): readonly Naming[] {
  if (memo.citations.length === 0 && memo.tails.length === 0) return none;
  const namings: Naming[] = memo.tails.map(({ token, item, via }) => ({
    key: token,
    isStrong: true,
    via,
    docs: [{ item, kind: "item" }],
  }));
  const seen: number[] = [];
  for (const citation of memo.citations) {
    if (seen.includes(citation.entry)) continue;
    seen.push(citation.entry);
    const docs: { item: number; kind: NumberKind }[] = [];
    book.numbers.visit(citation.entry, (item, kind) => docs.push({ item, kind }));
    if (docs.length > 1) docs.sort((a, b) => compareItems(a.item, b.item, book));
    // What lies between the ends of a range nobody wrote: numbers of other customers lie there, too.
    const isStrong =
      citation.via !== "range" && isStrongNumber(citation.key, rules.R07.params.minCharacters);
    namings.push({ key: citation.key, isStrong, via: citation.via, docs });
  }
  return namings;
}

/**
 * The memo has the number with the very marks that stand in it, 2026/826, or the words of another
 * script before its digits, 請001234. Plain digits have none.
 */
export function isWrittenAs(number: string, memo: string): boolean {
  const written = foldText(number);
  return hasOwnMark.test(written) && foldText(memo).includes(written);
}

const hasOwnMark = /[0-9A-Z][^0-9A-Z]+[0-9A-Z]|^[\u0370-\uffff]+[0-9A-Z]/;

const dayLike = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

function isStrongNumber(key: string, minCharacters: number): boolean {
  if (key.length < minCharacters || dayLike.test(key)) return false;
  if (/^\d+$/.test(key)) return key.length >= Math.max(8, minCharacters);
  return countDigits(key) >= 3;
}

function countDigits(key: string): number {
  let count = 0;
  for (let at = 0; at < key.length; at++) if (isDigit(key.charCodeAt(at))) count++;
  return count;
}

/** The bank cut the memo in the middle of a list, within the number of this very item. */
export function isCutNumber(memo: string, itemNo: string): boolean {
  const begun = /\d\s*[、,;/&+和]\s*([0-9A-Z-]{3,40})$/.exec(foldText(memo).trimEnd())?.[1];
  if (begun === undefined) return false;
  const key = numberKey(begun);
  const whole = numberKey(itemNo);
  return key.length >= 3 && key.length < whole.length && whole.startsWith(key);
}
