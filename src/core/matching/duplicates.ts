// Was this money paid before? Asked only of lines that fit no open item (DOMAIN §3.7): against items
// settled before this run, and against what this run itself has settled.
import { type Because, because } from "../because.ts";
import { type Book, noDay } from "./book.ts";
import { leftSeenBy } from "./left-seen.ts";
import type { LineFacts } from "./line-facts.ts";
import { tailLength } from "./tail-index.ts";
import { numberKey } from "./text.ts";

export type DuplicateFinding = {
  /** Named by its number: surely the same debt. Else only the same customer and amount. */
  readonly isNamed: boolean;
  readonly because: Because;
};

/** Settled items whose last date is at most this many days after the line are looked at too. */
const daysAhead = 45;

export function findDuplicate(facts: LineFacts, book: Book): DuplicateFinding | null {
  const line = facts.own;
  for (const naming of facts.namings) {
    for (const doc of naming.docs) {
      if (!isSettledFor(doc.item, facts, book)) continue;
      // A contract is paid in equal parts again and again; an order or an invoice is not.
      if (doc.kind === "contract" || doc.kind === "statement") continue;
      const item = book.itemAt(doc.item);
      if (!naming.isStrong && facts.payers[0]?.customer !== book.itemCustomer[doc.item]) continue;
      return {
        isNamed: true,
        because: because("duplicate.named", { item: item.itemNo, customer: item.customerNo }),
      };
    }
  }
  const list = settledList(facts, book);
  if (list !== null) return { isNamed: true, because: list };
  const payer = facts.payers[0];
  if (payer?.standing !== "full") return null;
  const equal = book.itemsOf(payer.customer).filter((item) => isSettledFor(item, facts, book));
  const ended = equal.find((item) => isEndNamed(book.itemAt(item).itemNo, facts));
  if (ended !== undefined) {
    const { itemNo, customerNo } = book.itemAt(ended);
    const reason = because("duplicate.named", { item: itemNo, customer: customerNo });
    return { isNamed: true, because: reason };
  }
  const [first] = equal;
  if (first === undefined || isRound(line.amountMinor)) return null;
  return {
    isNamed: false,
    because: because("duplicate.amount", { item: book.itemAt(first).itemNo }),
  };
}

/** 票号96415567: the last digits of the number, as in a payment of what is open. */
function isEndNamed(itemNo: string, { memo }: LineFacts): boolean {
  const key = numberKey(itemNo);
  return memo.unknown.some((token) => endDigits.test(token) && key.endsWith(token));
}

const endDigits = new RegExp(`^\\d{${tailLength},}$`);

/** Several papers, all named and settled, that come to this very amount. */
function settledList(facts: LineFacts, book: Book): Because | null {
  const named = new Set<number>();
  for (const { docs } of facts.namings) {
    for (const { item, kind } of docs) if (kind === "item") named.add(item);
  }
  if (named.size < 2) return null;
  let sum = 0;
  for (const item of named) {
    if (!isSettled(item, facts, book)) return null;
    sum += book.itemAt(item).amountMinor;
  }
  if (sum !== facts.own.amountMinor) return null;
  const [first] = named;
  const { itemNo, customerNo } = book.itemAt(first!);
  return because("duplicate.named", { item: itemNo, customer: customerNo });
}

function isSettledFor(index: number, facts: LineFacts, book: Book): boolean {
  return book.itemAt(index).amountMinor === facts.own.amountMinor && isSettled(index, facts, book);
}

/** Settled, by this run or not long before it. */
function isSettled(index: number, facts: LineFacts, book: Book): boolean {
  const item = book.itemAt(index);
  if (leftSeenBy(facts, index, book) !== 0) return false;
  if (item.currency !== facts.own.currency) return false;
  const last = Math.max(dayOr(book.issueDay[index]!), dayOr(book.dueDay[index]!));
  if (last === Number.NEGATIVE_INFINITY) return true;
  // Settled in this run: the payment that settled it is in front of us.
  if (item.openMinor !== 0) return true;
  return (
    last >= facts.day - book.input.closedDays - daysAhead &&
    book.issueDay[index]! <= facts.day + daysAhead
  );
}

function dayOr(day: number): number {
  return day === noDay ? Number.NEGATIVE_INFINITY : day;
}

/** A multiple of 10,000 minor units (100.00) is paid too often to prove anything. */
function isRound(amountMinor: number): boolean {
  return amountMinor % 10_000 === 0;
}
