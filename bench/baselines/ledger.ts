// What is still open while a baseline works through the lines.
import type { Part } from "./baseline.ts";
import type { BaselineBooks, BaselineCustomer, BaselineItem, BaselineLine } from "./books.ts";

export class Ledger {
  readonly customers: readonly BaselineCustomer[];
  readonly items: readonly BaselineItem[];
  private readonly left = new Map<BaselineItem, number>();
  private readonly byCustomer: ReadonlyMap<string, readonly BaselineItem[]>;

  constructor(books: BaselineBooks) {
    this.customers = books.customers;
    // Payables stand in another ledger; these systems apply customers' money to customers' items.
    this.items = books.items.filter((item) => item.kind !== "payable" && item.openMinor !== 0);
    for (const item of this.items) this.left.set(item, item.openMinor);
    this.byCustomer = Map.groupBy(this.items, (item) => item.customerNo);
  }

  /** Signed like the item. */
  leftOf(item: BaselineItem): number {
    return this.left.get(item) ?? 0;
  }

  /** Open and issued by the line's date, in its currency: debit items and credits. */
  openItems(customerNo: string, line: BaselineLine): BaselineItem[] {
    const items = this.byCustomer.get(customerNo) ?? [];
    return items.filter((item) => this.isOpenFor(item, line));
  }

  isOpenFor(item: BaselineItem, line: BaselineLine): boolean {
    return (
      this.leftOf(item) !== 0 && item.currency === line.currency && item.issueDate <= line.date
    );
  }

  /** The discount a payment in full on that day still earns. */
  earnedDiscount(item: BaselineItem, line: BaselineLine): number {
    const isWhole = this.leftOf(item) === item.openMinor;
    return isWhole && item.discountDate >= line.date ? item.discountMinor : 0;
  }

  settle(part: Part): void {
    const rest = this.leftOf(part.item) - part.amountMinor - (part.discountMinor ?? 0);
    if (Math.sign(rest) * Math.sign(part.item.openMinor) < 0) {
      throw new Error(`over-settled ${part.item.itemNo}`);
    }
    this.left.set(part.item, rest);
  }
}

/** Oldest due first; items without a due date by their own date, as credits are; then by number. */
export function byDueDate(a: BaselineItem, b: BaselineItem): number {
  const dueA = a.dueDate || a.issueDate;
  const dueB = b.dueDate || b.issueDate;
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.itemNo < b.itemNo ? -1 : 1;
}
