// What a line may know of the items others take. Groups are decided in any order and in several
// threads: of an item outside its own group a line sees what was open before the run.
import type { Book } from "./book.ts";
import type { LineFacts } from "./line-facts.ts";
import { reachOf } from "./payer-groups.ts";

export function leftSeenBy(facts: LineFacts, item: number, book: Book): number {
  const left = book.left[item]!;
  const before = book.itemAt(item).openMinor;
  if (left === before) return left;
  return reachOf(facts, book).includes(book.itemCustomer[item]!) ? left : before;
}
