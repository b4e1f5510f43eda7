// The money of a claim that was sold to a factor 保理: nothing of it is open here, so it fits no item and
// looks like a payment made twice. Asked before a duplicate; few books have such claims.
import { type Because, because } from "../because.ts";
import type { Book } from "./book.ts";
import type { Sale } from "./input.ts";
import { leftSeenBy } from "./left-seen.ts";
import type { LineFacts } from "./line-facts.ts";

export function findSold(facts: LineFacts, book: Book): Because | null {
  if (book.sales.size === 0) return null;
  const sale = namedSale(facts, book) ?? saleOfAmount(facts, book);
  if (sale === null) return null;
  const { to, on, hasRecourse } = sale;
  const fields = { item: book.itemAt(sale.item).itemNo, to, on };
  return because(hasRecourse ? "sold.with_recourse" : "sold.without_recourse", fields);
}

function namedSale(facts: LineFacts, book: Book): Sale | null {
  for (const { docs, isStrong } of facts.namings) {
    for (const { item, kind } of docs) {
      if (kind === "contract" || kind === "statement") continue;
      if (!isStrong && facts.payers[0]?.customer !== book.itemCustomer[item]) continue;
      const sale = book.sales.get(item);
      if (sale && isGone(sale, facts, book)) return sale;
    }
  }
  return null;
}

function saleOfAmount(facts: LineFacts, book: Book): Sale | null {
  const payer = facts.payers[0];
  if (payer?.standing !== "full") return null;
  for (const sale of book.sales.values()) {
    const isTheirs = book.itemCustomer[sale.item] === payer.customer;
    const isAmount = book.itemAt(sale.item).amountMinor === facts.own.amountMinor;
    if (isTheirs && isAmount && isGone(sale, facts, book)) return sale;
  }
  return null;
}

/** Nothing of it is left here that the money could pay. */
function isGone({ item }: Sale, facts: LineFacts, book: Book): boolean {
  return book.itemAt(item).currency === facts.own.currency && leftSeenBy(facts, item, book) === 0;
}
