// Groups a customer may settle as a whole, found by their sum: months, contracts, orders, deliveries,
// confirmed statements. Built once for a pool, then looked up.
import { dateOfDayNumber, type Month, monthOf } from "../date.ts";
import type { Book } from "./book.ts";
import { kindCode, noDay } from "./book.ts";
import type { Pool } from "./pool.ts";

export type GroupKind = "month" | "paper" | "statement";

export type Grouping = {
  readonly kind: GroupKind;
  /** The month, or the number of the paper. */
  readonly name: string;
  readonly items: readonly number[];
  /** Sum of what is open. */
  readonly sum: number;
  /** How many groups of its kind there are to choose from. */
  readonly among: number;
};

export type Statement = Grouping & {
  /** Day of its latest item. */
  readonly latest: number;
  /** Sum without what is disputed; the same as `sum` where nothing is. */
  readonly agreed: number;
};

export type Groupings = {
  readonly bySum: ReadonlyMap<number, readonly Grouping[]>;
  readonly statements: readonly Statement[];
  /** Σ of the first n debts, oldest due first. */
  readonly prefix: readonly number[];
  /** Credit notes (not advances, not payables). */
  readonly notes: readonly number[];
  readonly sumNotes: number;
  readonly sumCredits: number;
};

export function groupItems(pool: Pool, book: Book): Groupings {
  const notes = pool.credits.filter((item) => book.kind[item] === kindCode.credit_note);
  const every = pool.credits.length > 0 ? [...pool.debts, ...pool.credits] : pool.debts;
  const sumOf = (items: readonly number[]): number => {
    let sum = 0;
    for (const item of items) sum += book.left[item]!;
    return sum;
  };
  const groups: Grouping[] = [];
  const add = (kind: GroupKind, lists: ReadonlyMap<string, number[]>, among: number): void => {
    for (const [name, items] of lists) {
      if (items.length > 1) groups.push({ kind, name, items, sum: sumOf(items), among });
    }
  };
  const months = groupBy(pool.debts, (item) => monthOfIssue(item, book));
  add("month", months, months.size);
  const noteMonths = groupBy(notes, (item) => monthOfIssue(item, book));
  for (const [month, own] of noteMonths) {
    const items = [...(months.get(month) ?? []), ...own];
    if (items.length < 2) continue;
    groups.push({ kind: "month", name: month, items, sum: sumOf(items), among: 2 * months.size });
  }
  const papers = [
    groupBy(every, (item) => book.itemAt(item).contractNo),
    groupBy(every, (item) => book.itemAt(item).orderNo),
    groupBy(every, (item) => book.itemAt(item).deliveryNo),
  ];
  const count = papers.reduce((total, lists) => total + lists.size, 0);
  for (const lists of papers) add("paper", lists, count);
  const confirmed = groupBy(every, (item) =>
    book.itemAt(item).statementConfirmed ? book.itemAt(item).statementNo : "",
  );
  const statements: Statement[] = [];
  for (const [name, items] of confirmed) {
    const sum = sumOf(items);
    statements.push({
      ...{ kind: "statement", name, items, sum, among: confirmed.size },
      latest: Math.max(...items.map((item) => book.issueDay[item]!)),
      agreed: items.reduce((rest, item) => rest - book.itemAt(item).disputedMinor, sum),
    });
  }
  const prefix = [0];
  for (let at = 0; at < pool.debts.length; at++) {
    prefix.push(prefix[at]! + book.left[pool.debts[at]!]!);
  }
  return {
    bySum: bySum(groups),
    statements,
    prefix,
    notes,
    sumNotes: sumOf(notes),
    sumCredits: sumOf(pool.credits),
  };
}

/** Many items bear few dates: the month of each is written once. */
const monthByDay = new Map<number, Month>();

function monthOfIssue(item: number, book: Book): string {
  const day = book.issueDay[item]!;
  if (day === noDay) return "";
  let month = monthByDay.get(day);
  if (month === undefined) {
    month = monthOf(dateOfDayNumber(day));
    monthByDay.set(day, month);
  }
  return month;
}

function groupBy(items: readonly number[], keyOf: (item: number) => string): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === "") continue;
    const list = lists.get(key);
    if (list) list.push(item);
    else lists.set(key, [item]);
  }
  return lists;
}

function bySum(groups: readonly Grouping[]): Map<number, Grouping[]> {
  const found = new Map<number, Grouping[]>();
  for (const group of groups) {
    const same = found.get(group.sum);
    if (same) same.push(group);
    else found.set(group.sum, [group]);
  }
  return found;
}
