// Money goes to the item due first, then to the next, until it is used up; the last may stay partly
// open. Credits met on the way add to the money.
import type { Part } from "./baseline.ts";
import type { BaselineItem, BaselineLine } from "./books.ts";
import { byDueDate, type Ledger } from "./ledger.ts";

export function applyOldestFirst(
  ledger: Ledger,
  line: BaselineLine,
  items: readonly BaselineItem[],
): Part[] {
  const parts: Part[] = [];
  let money = line.amountMinor;
  for (const item of [...items].sort(byDueDate)) {
    if (money === 0) break;
    const left = ledger.leftOf(item);
    const amountMinor = left < 0 ? left : Math.min(left, money);
    parts.push({ item, amountMinor });
    money -= amountMinor;
  }
  return parts;
}
