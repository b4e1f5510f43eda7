// QuickBooks Online, matching of downloaded bank transactions: an open invoice of exactly the same
// amount, dated from 90 days before to 20 days after the bank date. The name is not compared. One
// such invoice is taken as the match; of several the user chooses, the nearest date is shown first.
// The 90 days are in the article below; the 20 days after, for money that comes before the invoice,
// are how the matching of deposits to invoices is commonly described.
import { type Baseline, unmatched } from "./baseline.ts";
import type { BaselineItem, BaselineLine } from "./books.ts";

const daysBefore = 90;
const daysAfter = 20;

export const quickBooks: Baseline = {
  name: "quickbooks",
  title: "QuickBooks exact amount, −90/+20 days",
  source:
    "https://community.intuit.com/articles/" +
    "1164872-match-downloaded-transactions-to-existing-quickbooks-online-transactions",
  open: (ledger) => {
    const invoices = ledger.items.filter((item) => item.openMinor > 0);
    const byAmount = Map.groupBy(invoices, (item) => `${item.currency} ${item.openMinor}`);
    return (line) => {
      const sameAmount = byAmount.get(`${line.currency} ${line.amountMinor}`) ?? [];
      const found = sameAmount
        .filter((item) => ledger.leftOf(item) === line.amountMinor && isInWindow(item, line))
        .sort((a, b) => distance(a, line) - distance(b, line) || (a.itemNo < b.itemNo ? -1 : 1));
      const nearest = found[0];
      if (!nearest) return unmatched;
      return {
        customerNo: nearest.customerNo,
        status: found.length === 1 ? "auto" : "suggested",
        rule: "exact_amount",
        parts: [{ item: nearest, amountMinor: line.amountMinor }],
      };
    };
  },
};

/** Days from the invoice to the bank line; negative where the invoice is later. */
function daysBetween(item: BaselineItem, line: BaselineLine): number {
  return (Date.parse(line.date) - Date.parse(item.issueDate)) / 86_400_000;
}

function distance(item: BaselineItem, line: BaselineLine): number {
  return Math.abs(daysBetween(item, line));
}

function isInWindow(item: BaselineItem, line: BaselineLine): boolean {
  const days = daysBetween(item, line);
  return days <= daysBefore && days >= -daysAfter;
}
