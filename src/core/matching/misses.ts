// Why nothing fits: the nearest miss, in the order an accountant would ask — is the payer known, has
// he anything open, what comes closest and by how much.
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Book } from "./book.ts";
import type { LineFacts } from "./line-facts.ts";

export function nearestMiss(facts: LineFacts, book: Book): Because {
  const line = book.input.lines[facts.line]!;
  const payer = facts.payers[0];
  if (!payer) {
    return facts.isPerson
      ? because("miss.person", { name: line.payerName })
      : because("miss.payer_unknown", { name: line.payerName });
  }
  const customer = book.customers[payer.customer]!.customerNo;
  let nearest = -1;
  for (const item of book.itemsOf(payer.customer)) {
    if (book.left[item]! <= 0 || book.items[item]!.currency !== line.currency) continue;
    const gap = Math.abs(book.left[item]! - line.amountMinor);
    if (nearest < 0 || gap < Math.abs(book.left[nearest]! - line.amountMinor)) nearest = item;
  }
  if (nearest < 0) return because("miss.nothing_open", { customer });
  return because("miss.amount", {
    customer,
    item: book.items[nearest]!.itemNo,
    gap: formatMinor(line.amountMinor - book.left[nearest]!, line.currency),
    currency: line.currency,
  });
}
