// Oracle Receivables, AutoCash: the six rules in the order the documentation lists them. Open balance
// as in its example: earned discounts count, late charges do not, partial receipts are applied.
// Past due = due before the receipt. The arithmetic of the Combo Rule is not public in full: read
// here as all past due items and at most three current ones, where only one such set fits.
// Oldest First takes whatever is left, so the Combo Rule has its turn only in the set without it.
import { type Baseline, type Decide, type Decision, type Part, unmatched } from "./baseline.ts";
import type { BaselineItem, BaselineLine } from "./books.ts";
import { byDueDate, type Ledger } from "./ledger.ts";
import { applyOldestFirst } from "./oldest-first.ts";
import { KnownPayers } from "./payer.ts";

type Rule = {
  readonly code: string;
  /** The parts, or null where the rule finds nothing. */
  readonly apply: (ledger: Ledger, line: BaselineLine, open: BaselineItem[]) => Part[] | null;
};

const source =
  "https://docs.oracle.com/en/cloud/saas/financials/24a/fairp/" +
  "examples-of-using-each-autocash-rule.html";

const matchPayment: Rule = {
  code: "match_payment_with_invoice",
  apply: (ledger, line, open) => {
    const equal = open.filter((item) => due(ledger, line, item) === line.amountMinor);
    const first = equal.sort(byDueDate)[0];
    return first ? inFull(ledger, line, [first]) : null;
  },
};

const clearAccount: Rule = {
  code: "clear_the_account",
  apply: (ledger, line, open) => ifEqual(ledger, line, open),
};

const clearPastDue: Rule = {
  code: "clear_past_due",
  apply: (ledger, line, open) => ifEqual(ledger, line, open.filter(isPastDue(line))),
};

const clearPastDueByTerm: Rule = {
  code: "clear_past_due_by_term",
  apply: (ledger, line, open) => {
    const groups = [...Map.groupBy(open.filter(isPastDue(line)), termOf).values()];
    const oldestDue = (group: BaselineItem[]) => [...group].sort(byDueDate)[0] as BaselineItem;
    groups.sort((a, b) => byDueDate(oldestDue(a), oldestDue(b)));
    for (const group of groups) {
      const parts = ifEqual(ledger, line, group);
      if (parts) return parts;
    }
    return null;
  },
};

const oldestFirst: Rule = {
  code: "oldest_invoice_first",
  apply: (ledger, line, open) => {
    const parts = applyOldestFirst(ledger, line, open);
    return parts.length > 0 ? parts : null;
  },
};

const mostCurrent = 3;
/** Beyond it three of them make any sum, so none would be the only one. */
const largestPool = 100;
const comboRule: Rule = {
  code: "combo",
  apply: (ledger, line, open) => {
    const isPast = isPastDue(line);
    const past = open.filter(isPast);
    const current = open.filter((item) => !isPast(item));
    if (current.length > largestPool) return null;
    const wanted = line.amountMinor - totalDue(ledger, line, past);
    const sets = setsOf(current, mostCurrent).filter(
      (set) => totalDue(ledger, line, set) === wanted,
    );
    const [only, ...others] = sets;
    return only && others.length === 0 ? inFull(ledger, line, [...past, ...only]) : null;
  },
};

const exactRules = [matchPayment, clearAccount, clearPastDue, clearPastDueByTerm];

export const oracleAutoCash: Baseline = {
  name: "oracle",
  title: "Oracle AutoCash, six rules",
  source,
  open: (ledger) => decideBy(ledger, [...exactRules, oldestFirst, comboRule]),
};

/** For firms that leave the remainder on account: the rule set without Oldest First. */
export const oracleExactRules: Baseline = {
  name: "oracle-exact",
  title: "Oracle AutoCash without Oldest First",
  source,
  open: (ledger) => decideBy(ledger, [...exactRules, comboRule]),
};

function decideBy(ledger: Ledger, rules: readonly Rule[]): Decide {
  const payers = new KnownPayers(ledger.customers);
  return (line): Decision => {
    const customerNo = payers.find(line);
    if (customerNo === null) return unmatched;
    const open = ledger.openItems(customerNo, line);
    for (const rule of rules) {
      const parts = rule.apply(ledger, line, open);
      if (parts) return { customerNo, status: "auto", rule: rule.code, parts };
    }
    return { ...unmatched, customerNo };
  };
}

function isPastDue(line: BaselineLine): (item: BaselineItem) => boolean {
  return (item) => (item.dueDate || item.issueDate) < line.date;
}

/** Terms are not in the file: the days from the invoice to its due date stand for them. */
function termOf(item: BaselineItem): string {
  if (item.dueDate === "") return "none";
  return String((Date.parse(item.dueDate) - Date.parse(item.issueDate)) / 86_400_000);
}

function due(ledger: Ledger, line: BaselineLine, item: BaselineItem): number {
  return ledger.leftOf(item) - ledger.earnedDiscount(item, line);
}

function totalDue(ledger: Ledger, line: BaselineLine, items: readonly BaselineItem[]): number {
  return items.reduce((sum, item) => sum + due(ledger, line, item), 0);
}

function ifEqual(
  ledger: Ledger,
  line: BaselineLine,
  items: readonly BaselineItem[],
): Part[] | null {
  if (items.length === 0 || totalDue(ledger, line, items) !== line.amountMinor) return null;
  return inFull(ledger, line, items);
}

function inFull(ledger: Ledger, line: BaselineLine, items: readonly BaselineItem[]): Part[] {
  return items.map((item) => ({
    item,
    amountMinor: due(ledger, line, item),
    discountMinor: ledger.earnedDiscount(item, line),
  }));
}

/** All sets of one to `most` items; few customers have more than some dozen current ones. */
function setsOf(items: readonly BaselineItem[], most: number): BaselineItem[][] {
  if (most === 0) return [];
  return items.flatMap((item, i) => [
    [item],
    ...setsOf(items.slice(i + 1), most - 1).map((rest) => [item, ...rest]),
  ]);
}
