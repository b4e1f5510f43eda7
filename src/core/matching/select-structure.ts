// Stage B by structure: groups a payer settles as a whole, of any size — everything, everything due,
// one month, one contract, one confirmed statement, a run by due date, all but one (R17–R19, R22).
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { kindCode } from "./book.ts";
import type { Context } from "./context.ts";
import { isOfNamedMonth, propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { isInWindow } from "./select-amount.ts";
import { proposeGroup } from "./select-cited.ts";

export function selectStructure(context: Context, readings: Readings): void {
  const { pool } = context;
  if (pool.debts.length === 0) return;
  selectMonths(context, readings);
  if (pool.debts.length < 2 && pool.credits.length === 0) return;
  selectAll(context, readings);
  selectDue(context, readings);
  selectByPaper(context, readings);
  selectRuns(context, readings);
  selectAllButOne(context, readings);
}

type Group = {
  readonly items: readonly number[];
  readonly share: number;
  readonly rule: RuleCode;
  readonly because: Because;
};

function proposeExact(context: Context, readings: Readings, group: Group): void {
  const { book, line } = context;
  let sum = 0;
  for (const item of group.items) sum += book.left[item]!;
  if (sum !== line.amountMinor) return;
  propose(readings, context, {
    items: group.items,
    prior: Math.log(group.share),
    rule: group.rule,
    because: [group.because],
    isAmountAlone: true,
  });
}

function notesOf(context: Context): number[] {
  return context.pool.credits.filter((item) => context.book.kind[item] === kindCode.credit_note);
}

function selectAll(context: Context, readings: Readings): void {
  const { pool, facts, book } = context;
  if (!facts.rules.R18.enabled || pool.debts.length < facts.rules.R18.params.minItems) return;
  const share = book.weights.habit.all;
  const reason = because("sum.all", { count: pool.debts.length });
  const issued = pool.debts.filter((item) => book.issueDay[item]! <= facts.day);
  const sets = [
    [...pool.debts, ...notesOf(context)],
    [...pool.debts, ...pool.credits],
    [...issued, ...notesOf(context).filter((item) => book.issueDay[item]! <= facts.day)],
    [...pool.debts],
  ];
  const tried = new Set<string>();
  for (const items of sets) {
    const key = `${items.length} ${items[items.length - 1]}`;
    if (tried.has(key) || items.length === 0) continue;
    tried.add(key);
    const group = { items, share: share / 2, rule: "R18", because: reason } as const;
    proposeGroup(context, readings, {
      items,
      prior: Math.log(group.share),
      rule: "R18",
      because: [reason],
      isAmountAlone: true,
    });
  }
}

function selectDue(context: Context, readings: Readings): void {
  const { pool, facts, book } = context;
  const rule = facts.rules.R19;
  if (!rule.enabled) return;
  const notes = notesOf(context);
  // Due before the day of the money, on it, and within the grace the rule allows.
  const limits = new Set([facts.day, facts.day + 1, facts.day + 1 + rule.params.graceDays]);
  for (const limit of limits) {
    const due = pool.debts.filter((item) => book.dueDay[item]! < limit);
    if (due.length < 2 || due.length === pool.debts.length) continue;
    const reason = because("sum.due", { count: due.length });
    const share = book.weights.habit.due / limits.size;
    for (const items of notes.length > 0 ? [due, [...due, ...notes]] : [due]) {
      proposeGroup(context, readings, {
        items,
        prior: Math.log(share),
        rule: "R19",
        because: [reason],
        isAmountAlone: true,
      });
    }
  }
}

/** R22: the items of one month of issue; named in the memo, or the only month that fits. */
function selectMonths(context: Context, readings: Readings): void {
  const { pool, facts, book } = context;
  const rule = facts.rules.R22;
  if (!rule.enabled) return;
  if (facts.memo.months.length > 0) selectNamedMonths(context, readings);
  if (!rule.params.unnamed) return;
  const months = groupBy(pool.debts, (item) => book.items[item]!.issueDate?.slice(0, 7) ?? "");
  const notes = groupBy(notesOf(context), (item) => book.items[item]!.issueDate?.slice(0, 7) ?? "");
  for (const [month, items] of months) {
    const share = book.weights.habit.month / months.size;
    const reason = because("sum.month", { month, count: items.length });
    if (items.length > 1) {
      proposeExact(context, readings, { items, share, rule: "R22", because: reason });
    }
    const own = notes.get(month);
    if (own) {
      const both = [...items, ...own];
      proposeExact(context, readings, {
        items: both,
        share: share / 2,
        rule: "R22",
        because: reason,
      });
    }
  }
}

function selectNamedMonths(context: Context, readings: Readings): void {
  const { pool, facts, book } = context;
  const items = pool.debts.filter(
    (item) => isOfNamedMonth(context, item) && isInWindow(context, item),
  );
  if (items.length === 0) return;
  const notes = notesOf(context).filter((item) => isOfNamedMonth(context, item));
  const month = facts.memo.months.map((named) => named.month).join(", ");
  const reason = because("sum.month_named", { month, count: items.length });
  for (const group of notes.length > 0 ? [items, [...items, ...notes]] : [items]) {
    proposeGroup(context, readings, {
      items: group,
      prior: Math.log(book.weights.habit.monthNamed),
      rule: "R22",
      because: [reason],
      isAmountAlone: true,
      isDistinct: true,
    });
  }
}

function groupBy(items: readonly number[], keyOf: (item: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === "") continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** One confirmed statement (R17), one contract, order or delivery (R11) that nobody named. */
function selectByPaper(context: Context, readings: Readings): void {
  const { pool, book, facts } = context;
  const every = [...pool.debts, ...pool.credits];
  const { habit } = book.weights;
  if (facts.rules.R17.enabled) {
    const confirmed = groupBy(every, (item) =>
      book.items[item]!.statementConfirmed ? book.items[item]!.statementNo : "",
    );
    for (const [number, items] of confirmed) selectStatement(context, readings, { number, items });
  }
  if (!facts.rules.R11.enabled) return;
  const papers = [
    groupBy(every, (item) => book.items[item]!.contractNo),
    groupBy(every, (item) => book.items[item]!.orderNo),
    groupBy(every, (item) => book.items[item]!.deliveryNo),
  ];
  const count = papers.reduce((total, groups) => total + groups.size, 0);
  for (const groups of papers) {
    for (const [number, items] of groups) {
      if (items.length < 2) continue;
      const reason = because("sum.paper", { number, count: items.length });
      const share = habit.contract / count;
      proposeExact(context, readings, { items, share, rule: "R11", because: reason });
    }
  }
}

/** The whole of a confirmed statement, or what of it is not disputed. */
function selectStatement(
  context: Context,
  readings: Readings,
  statement: { number: string; items: readonly number[] },
): void {
  const { book, line, facts } = context;
  const share = book.weights.habit.statement;
  const latest = Math.max(...statement.items.map((item) => book.issueDay[item]!));
  if (facts.day - latest > facts.rules.R17.params.maxAgeDays) return;
  const reason = because("sum.statement", {
    number: statement.number,
    count: statement.items.length,
  });
  proposeGroup(context, readings, {
    items: statement.items,
    prior: Math.log(share),
    rule: "R17",
    because: [reason],
    isAmountAlone: true,
    isDistinct: true,
  });
  const amounts = statement.items.map((item) => book.left[item]! - book.items[item]!.disputedMinor);
  const disputed = statement.items.some((item) => book.items[item]!.disputedMinor > 0);
  const total = amounts.reduce((a, b) => a + b, 0);
  if (!disputed || total !== line.amountMinor) return;
  const kept = statement.items
    .map((item, at) => ({ item, at }))
    .filter(({ at }) => amounts[at] !== 0);
  const agreed = because("how.undisputed", { amount: formatMinor(total, line.currency) });
  propose(readings, context, {
    items: kept.map(({ item }) => item),
    amounts: kept.map(({ at }) => amounts[at]!),
    prior: Math.log(share),
    rule: "R17",
    because: [reason, agreed],
    isAmountAlone: true,
    isDistinct: true,
    residuals: kept
      .filter(({ item }) => book.items[item]!.disputedMinor > 0)
      .map(({ item }) => ({
        item,
        side: "item",
        amountMinor: book.items[item]!.disputedMinor,
        currency: line.currency,
        code: "partial",
        difference: null,
        posted: false,
        because: [agreed],
      })),
  });
}

/** Items next to each other by due date; those from the oldest on are the likelier. */
function selectRuns(context: Context, readings: Readings): void {
  const { pool, book, line } = context;
  const n = pool.debts.length;
  const share = book.weights.habit.run;
  let start = 0;
  let sum = 0;
  for (let end = 0; end < n; end++) {
    sum += book.left[pool.debts[end]!]!;
    while (sum > line.amountMinor && start < end) sum -= book.left[pool.debts[start++]!]!;
    if (sum !== line.amountMinor || end === start) continue;
    const items = pool.debts.slice(start, end + 1);
    const reason = because(start === 0 ? "sum.oldest" : "sum.run", { count: items.length });
    proposeExact(context, readings, {
      items,
      share: start === 0 ? (share * 0.6) / n : (share * 0.8) / (n * n),
      rule: "R19",
      because: reason,
    });
  }
}

function selectAllButOne(context: Context, readings: Readings): void {
  const { pool, book, line } = context;
  if (pool.debts.length < 3 || !context.facts.rules.R18.enabled) return;
  const notes = notesOf(context);
  const credit = notes.reduce((total, item) => total + book.left[item]!, 0);
  for (const withNotes of credit === 0 ? [false] : [false, true]) {
    const missing = pool.sumDebts + (withNotes ? credit : 0) - line.amountMinor;
    for (const left of pool.byAmount.get(missing) ?? []) {
      const items = pool.debts.filter((item) => item !== left);
      if (withNotes) items.push(...notes);
      proposeExact(context, readings, {
        items,
        share: book.weights.habit.allButOne / (2 * pool.debts.length),
        rule: "R18",
        because: because("sum.all_but_one", { item: book.items[left]!.itemNo }),
      });
    }
  }
}
