// Stage B by structure: groups a payer settles as a whole, of any size — everything, everything due,
// one month, one contract, one confirmed statement, a run by due date, all but one (R17–R19, R22).
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Context } from "./context.ts";
import type { Grouping, Groupings, Statement } from "./groupings.ts";
import { areNamed, periodOf } from "./item-period.ts";
import { chooseByWords } from "./meant-words.ts";
import { proposeGroup } from "./meet-amount.ts";
import { isExcepted, isOfNamedMonth, propose } from "./propose.ts";
import { allListed, mostListed, type Readings, type Unlisted } from "./reading.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { isInWindow } from "./select-amount.ts";
import { foldText } from "./text.ts";

/** A group whose sum is further off than this share of the payment is not looked at: 1/8. */
const nearestPart = 8;

export function selectStructure(context: Context, readings: Readings): Unlisted {
  const { pool } = context;
  if (pool.debts.length === 0) return allListed;
  if (context.facts.memo.months.length > 0) selectNamedMonths(context, readings);
  if (pool.debts.length < 2 && pool.credits.length === 0) return allListed;
  if (context.facts.memo.exceptedMonths.length > 0) selectAllButMonths(context, readings);
  const groupings = pool.groupings();
  selectAll(context, groupings, readings);
  selectDue(context, groupings, readings);
  const equal = groupings.bySum.get(context.line.amountMinor);
  if (equal) for (const group of equal) selectGrouping(context, group, readings);
  for (const group of groupings.statements) selectStatement(context, group, readings);
  selectAllButOne(context, groupings, readings);
  return selectRuns(context, readings);
}

type Group = {
  readonly items: readonly number[];
  readonly share: number;
  readonly rule: RuleCode;
  readonly because: Because;
};

function proposeExact(context: Context, readings: Readings, group: Group): void {
  // Nobody pays a whole group of which some items were issued only long after.
  if (!group.items.every((item) => isInWindow(context, item))) return;
  propose(readings, context, {
    items: group.items,
    prior: Math.log(group.share),
    rule: group.rule,
    because: [group.because],
    isAmountAlone: true,
  });
}

function isNear(sum: number, context: Context): boolean {
  const { amountMinor } = context.line;
  return Math.abs(sum - amountMinor) * nearestPart <= amountMinor;
}

function selectAll(context: Context, groupings: Groupings, readings: Readings): void {
  const { pool, facts, book } = context;
  if (!facts.rules.R18.enabled || pool.debts.length < facts.rules.R18.params.minItems) return;
  const { notes, sumNotes, sumCredits } = groupings;
  const { debts, credits, sumDebts } = pool;
  if (isNear(sumDebts, context)) offerAll(context, debts, readings);
  if (notes.length > 0 && isNear(sumDebts + sumNotes, context)) {
    offerAll(context, [...debts, ...notes], readings);
  }
  if (credits.length > notes.length && isNear(sumDebts + sumCredits, context)) {
    offerAll(context, [...debts, ...credits], readings);
  }
  let sumIssued = 0;
  let count = 0;
  for (let at = 0; at < debts.length; at++) {
    const item = debts[at]!;
    if (book.issueDay[item]! > facts.day) continue;
    sumIssued += book.left[item]!;
    count++;
  }
  if (count === debts.length || count < 2) return;
  const issued = (): number[] => debts.filter((item) => book.issueDay[item]! <= facts.day);
  if (isNear(sumIssued, context)) offerAll(context, issued(), readings);
  if (notes.length > 0 && isNear(sumIssued + sumNotes, context)) {
    offerAll(context, [...issued(), ...notes], readings);
  }
}

const saysAll =
  /结清|付清|清账|清欠|全部(?:货款|欠款|余款|款项|未付)|ALL (?:OPEN|OUTSTANDING)|(?:FULL|TOTAL) (?:SETTLEMENT|BALANCE)|SETTLEMENT IN FULL|ENTIRE BALANCE|ACCOUNT IN FULL|SALDO (?:TOTAL|KOMPLETT)|SOLDE DE TOUT/;
/** Who says that he settles everything hardly ever means something else by an amount that is just that. */
const allSaid = 0.6;

function offerAll(context: Context, items: readonly number[], readings: Readings): void {
  const { all } = context.book.weights.habit;
  const isSaid = saysAll.test(foldText(context.line.memo));
  proposeGroup(context, readings, {
    items,
    prior: Math.log((isSaid ? allSaid : all) / 2),
    rule: "R18",
    because: [because("sum.all", { count: items.length })],
    isAmountAlone: true,
  });
}

function selectDue(context: Context, groupings: Groupings, readings: Readings): void {
  const { pool, facts, book } = context;
  const rule = facts.rules.R19;
  if (!rule.enabled) return;
  const { notes, sumNotes, prefix } = groupings;
  // Due before the day of the money, on it, and within the grace the rule allows.
  const last = facts.day + 1 + rule.params.graceDays;
  const limits = [facts.day, facts.day + 1];
  if (!limits.includes(last)) limits.push(last);
  for (const limit of limits) {
    let count = 0;
    while (count < pool.debts.length && book.dueDay[pool.debts[count]!]! < limit) count++;
    if (count < 2 || count === pool.debts.length) continue;
    const offerDue = (items: readonly number[]): void =>
      proposeGroup(context, readings, {
        items,
        prior: Math.log(book.weights.habit.due / limits.length),
        rule: "R19",
        because: [because("sum.due", { count })],
        isAmountAlone: true,
      });
    if (isNear(prefix[count]!, context)) offerDue(pool.debts.slice(0, count));
    if (notes.length > 0 && isNear(prefix[count]! + sumNotes, context)) {
      offerDue([...pool.debts.slice(0, count), ...notes]);
    }
  }
}

/** One month of issue (R22), one contract, order or delivery (R11) that nobody named. */
function selectGrouping(context: Context, group: Grouping, readings: Readings): void {
  const { facts, book } = context;
  const { habit } = book.weights;
  const fields = { count: group.items.length };
  if (group.kind === "month") {
    if (!facts.rules.R22.enabled || !facts.rules.R22.params.unnamed) return;
    const reason = because("sum.month", { ...fields, month: group.name });
    const share = habit.month / group.among;
    proposeExact(context, readings, { items: group.items, share, rule: "R22", because: reason });
    return;
  }
  if (!facts.rules.R11.enabled) return;
  const reason = because("sum.paper", { ...fields, number: group.name });
  const share = habit.contract / group.among;
  proposeExact(context, readings, { items: group.items, share, rule: "R11", because: reason });
}

function selectNamedMonths(context: Context, readings: Readings): void {
  const { pool, facts, book } = context;
  if (!facts.rules.R22.enabled) return;
  const items = pool.debts.filter(
    (item) => isOfNamedMonth(context, item) && isInWindow(context, item),
  );
  if (items.length === 0) return;
  const { notes } = pool.groupings();
  const ownNotes = notes.filter((item) => isOfNamedMonth(context, item));
  const month = facts.memo.months.map((named) => named.month).join(", ");
  const reason = because("sum.month_named", { month, count: items.length });
  for (const group of ownNotes.length > 0 ? [items, [...items, ...ownNotes]] : [items]) {
    proposeGroup(context, readings, {
      items: group,
      prior: Math.log(book.weights.habit.monthNamed),
      rule: "R22",
      because: [reason],
      isAmountAlone: true,
      isDistinct: true,
    });
  }
  if (items.length > 1) {
    selectOneOfMonth(context, items, readings);
    selectOneOfEachMonth(context, items, readings);
    selectKindOfMonths(context, items, readings);
  }
}

/** More papers of the months named than this are not told apart by words. */
const mostKinds = 60;
const monthParts = /\d+|[年月]/g;

/** 8、9月租金: of the months named the rents, not the water and power of those months. */
function selectKindOfMonths(
  context: Context,
  ofMonths: readonly number[],
  readings: Readings,
): void {
  const { book, facts, line } = context;
  if (ofMonths.length > mostKinds) return;
  const remarks = ofMonths.map((item) => book.itemAt(item).memo.replace(monthParts, " "));
  const items = chooseByWords(line.memo.replace(monthParts, " "), remarks).map(
    (at) => ofMonths[at]!,
  );
  if (items.length < 2 || items.length === ofMonths.length) return;
  const month = facts.memo.months.map((named) => named.month).join(", ");
  proposeGroup(context, readings, {
    items,
    prior: Math.log(book.weights.habit.monthNamed),
    rule: "R22",
    because: [
      because("sum.month_named", { month, count: items.length }),
      because("cited.text", { text: book.itemAt(items[0]!).memo }),
    ],
    isAmountAlone: true,
    isDistinct: true,
  });
}

/** The one item of the month named that is exactly this much: the rent, not the fees of that month. */
function selectOneOfMonth(context: Context, ofMonth: readonly number[], readings: Readings): void {
  const { book, line, facts } = context;
  const equal = ofMonth.filter((item) => book.left[item] === line.amountMinor);
  if (equal.length !== 1) return;
  const month = facts.memo.months.map((named) => named.month).join(", ");
  proposeGroup(context, readings, {
    items: equal,
    prior: Math.log(book.weights.habit.single / ofMonth.length),
    rule: "R22",
    because: [because("sum.month_named", { month, count: 1 })],
    isAmountAlone: true,
    isDistinct: true,
  });
}

/** 7-9月房租: of each month named the one paper of a like share, and nothing else of these months. */
function selectOneOfEachMonth(
  context: Context,
  ofMonths: readonly number[],
  readings: Readings,
): void {
  const { book, line, facts } = context;
  const { months } = facts.memo;
  if (months.length < 2 || line.amountMinor % months.length !== 0) return;
  const each = line.amountMinor / months.length;
  const equal = ofMonths.filter((item) => book.left[item] === each);
  if (equal.length !== months.length || equal.length === ofMonths.length) return;
  const isOneOfEach = months.every(
    (month) => equal.filter((item) => areNamed(periodOf(item, book).months, [month])).length === 1,
  );
  if (!isOneOfEach) return;
  const month = months.map((named) => named.month).join(", ");
  proposeGroup(context, readings, {
    items: equal,
    prior: Math.log(book.weights.habit.monthNamed),
    rule: "R22",
    because: [because("sum.month_named", { month, count: equal.length })],
    isAmountAlone: true,
    isDistinct: true,
  });
}

/** 除9月外: everything that is open, or due, but what was issued in the months left out. */
function selectAllButMonths(context: Context, readings: Readings): void {
  const { pool, facts, book } = context;
  if (!facts.rules.R18.enabled) return;
  const kept = pool.debts.filter((item) => !isExcepted(context, item) && isInWindow(context, item));
  if (kept.length === 0 || kept.length === pool.debts.length) return;
  const due = kept.filter((item) => book.dueDay[item]! <= facts.day);
  const month = facts.memo.exceptedMonths.map((named) => named.month).join(", ");
  for (const group of due.length > 0 && due.length < kept.length ? [kept, due] : [kept]) {
    proposeGroup(context, readings, {
      items: group,
      prior: Math.log(book.weights.habit.monthNamed),
      rule: "R18",
      because: [because("sum.all_but_month", { month, count: group.length })],
      isAmountAlone: true,
      isDistinct: true,
    });
  }
}

/** The whole of a confirmed statement, or what of it is not disputed (R17). */
function selectStatement(context: Context, group: Statement, readings: Readings): void {
  const { book, line, facts } = context;
  const rule = facts.rules.R17;
  if (!rule.enabled) return;
  const isDisputed = group.agreed !== group.sum;
  const isAgreedPart = isDisputed && group.agreed === line.amountMinor;
  if (!isNear(group.sum, context) && !isAgreedPart) return;
  if (facts.day - group.latest > rule.params.maxAgeDays) return;
  const reason = because("sum.statement", { number: group.name, count: group.items.length });
  const choice = {
    prior: Math.log(book.weights.habit.statement),
    rule: "R17",
    isAmountAlone: true,
    isDistinct: true,
  } as const;
  if (isNear(group.sum, context)) {
    proposeGroup(context, readings, { ...choice, items: group.items, because: [reason] });
  }
  if (!isAgreedPart) return;
  const agreed = (item: number): number => book.left[item]! - book.itemAt(item).disputedMinor;
  const items = group.items.filter((item) => agreed(item) !== 0);
  const agreedPart = because("how.undisputed", {
    amount: formatMinor(group.agreed, line.currency),
  });
  propose(readings, context, {
    ...choice,
    items,
    amounts: items.map(agreed),
    because: [reason, agreedPart],
    residuals: items
      .filter((item) => book.itemAt(item).disputedMinor > 0)
      .map((item) => ({
        item,
        side: "item",
        amountMinor: book.itemAt(item).disputedMinor,
        currency: line.currency,
        code: "partial",
        difference: null,
        posted: false,
        because: [agreedPart],
      })),
  });
}

/** Items next to each other by due date; those from the oldest on are the likelier. */
function selectRuns(context: Context, readings: Readings): Unlisted {
  const { pool, book, line, facts } = context;
  if (!facts.rules.R19.enabled) return allListed;
  const n = pool.debts.length;
  const share = book.weights.habit.run;
  let start = 0;
  let sum = 0;
  let found = 0;
  for (let end = 0; end < n; end++) {
    sum += book.left[pool.debts[end]!]!;
    while (sum > line.amountMinor && start < end) sum -= book.left[pool.debts[start++]!]!;
    if (sum !== line.amountMinor || end === start) continue;
    if (found++ >= mostListed) continue;
    const items = pool.debts.slice(start, end + 1);
    const reason = because(start === 0 ? "sum.oldest" : "sum.run", { count: items.length });
    proposeExact(context, readings, {
      items,
      share: start === 0 ? (share * 0.6) / n : (share * 0.8) / (n * n),
      rule: "R19",
      because: reason,
    });
  }
  const count = Math.max(0, found - mostListed);
  if (count === 0) return allListed;
  return { count, weight: context.weight + Math.log((share * 0.8 * count) / (n * n)) };
}

function selectAllButOne(context: Context, groupings: Groupings, readings: Readings): void {
  const { pool, book, line } = context;
  if (pool.debts.length < 3 || !context.facts.rules.R18.enabled) return;
  const { notes, sumNotes } = groupings;
  offerAllBut(pool.sumDebts - line.amountMinor, []);
  if (notes.length > 0) offerAllBut(pool.sumDebts + sumNotes - line.amountMinor, notes);

  function offerAllBut(missing: number, added: readonly number[]): void {
    const same = pool.byAmount.get(missing);
    if (!same) return;
    for (const left of same.slice(0, mostListed)) {
      proposeExact(context, readings, {
        items: [...pool.debts.filter((item) => item !== left), ...added],
        share: book.weights.habit.allButOne / (2 * pool.debts.length),
        rule: "R18",
        because: because("sum.all_but_one", { item: book.itemAt(left).itemNo }),
      });
    }
  }
}
