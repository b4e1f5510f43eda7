// Why nothing fits: the nearest misses, in the order an accountant would ask — is the payer known, are
// the numbers he names ours, has he anything open, what comes closest and by how much. Each sentence
// says what would have decided the line.
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Book } from "./book.ts";
import type { MatchLine } from "./input.ts";
import type { LineFacts } from "./line-facts.ts";
import { isCreditKind, isSideKind } from "./pool.ts";

const mostMisses = 3;

/** The nearest first; never empty. */
export function nearestMisses(facts: LineFacts, book: Book): readonly Because[] {
  const line = facts.own;
  const numbers = missedNumbers(facts, book);
  const payer = facts.payers[0];
  if (!payer) return [...unknownPayer(facts, line), ...numbers].slice(0, mostMisses);
  const customer = book.customers[payer.customer]!.customerNo;
  const gaps = gapsOf(payer.customer, facts, book);
  if (gaps.length === 0) {
    return [nothingOpen(payer.customer, line, book), ...numbers].slice(0, mostMisses);
  }
  const near = gaps.slice(0, 2).map(({ key, gap, fields }) =>
    because(key, {
      ...fields,
      customer,
      gap: formatMinor(gap, line.currency),
      currency: line.currency,
    }),
  );
  return [...numbers.slice(0, 1), ...near].slice(0, mostMisses);
}

function unknownPayer({ isPerson }: LineFacts, line: MatchLine): Because[] {
  if (line.payerName === "") return [because("miss.nameless")];
  return [because(isPerson ? "miss.person" : "miss.payer_unknown", { name: line.payerName })];
}

/** What the memo names and cannot be paid: settled before this run, or nobody's number. */
function missedNumbers(facts: LineFacts, book: Book): Because[] {
  const found: Because[] = [];
  for (const { key, docs } of facts.namings) {
    if (docs.every(({ item }) => book.itemAt(item).openMinor === 0)) {
      found.push(because("miss.settled", { number: key }));
    }
  }
  for (const token of facts.memo.unknown) {
    if (book.shapes.has(token.replace(/\d/g, "9"))) {
      found.push(because("miss.unknown_number", { number: token }));
    }
  }
  return found;
}

/** Nothing open in the money's currency: perhaps in another one. */
function nothingOpen(payer: number, line: MatchLine, book: Book): Because {
  const customer = book.customers[payer]!.customerNo;
  const others = new Set<string>();
  for (const item of book.itemsOf(payer)) {
    if (book.left[item]! > 0) others.add(book.itemAt(item).currency);
  }
  others.delete(line.currency);
  if (others.size === 0) return because("miss.nothing_open", { customer });
  const currencies = [...others].sort().join(", ");
  return because("miss.other_currency", { customer, currencies, currency: line.currency });
}

type Gap = {
  readonly key: string;
  /** Paid less owed. */
  readonly gap: number;
  readonly fields: Because["fields"];
};

/** What comes closest: one item, all that is due, all that is open. */
function gapsOf(payer: number, facts: LineFacts, book: Book): Gap[] {
  const line = facts.own;
  let nearest = -1;
  let [all, due, count, dueCount] = [0, 0, 0, 0];
  const gapOf = (item: number): number => Math.abs(book.left[item]! - line.amountMinor);
  for (const item of book.itemsOf(payer)) {
    const left = book.left[item]!;
    if (left <= 0 || book.itemAt(item).currency !== line.currency) continue;
    if (nearest < 0 || gapOf(item) < gapOf(nearest)) nearest = item;
    if (isCreditKind(book.kind[item]!) || isSideKind(book.kind[item]!)) continue;
    all += left;
    count++;
    if (book.dueDay[item]! >= facts.day) continue;
    due += left;
    dueCount++;
  }
  if (nearest < 0) return [];
  const { itemNo } = book.itemAt(nearest);
  const gaps: Gap[] = [
    { key: "miss.amount", gap: line.amountMinor - book.left[nearest]!, fields: { item: itemNo } },
  ];
  if (count > 1) gaps.push({ key: "miss.sum_all", gap: line.amountMinor - all, fields: { count } });
  if (dueCount > 1 && dueCount < count) {
    gaps.push({ key: "miss.sum_due", gap: line.amountMinor - due, fields: { count: dueCount } });
  }
  return gaps.sort((a, b) => Math.abs(a.gap) - Math.abs(b.gap));
}
