// R16: the rows of a remittance, applied one by one. What a row pays less than its item is open for a
// reason stage C knows, or stays open.
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Context } from "./context.ts";
import type { MatchResidual } from "./output.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { explainDifference } from "./residual.ts";
import type { RuleCode } from "./rule-defaults.ts";

export function selectRemittance(context: Context, readings: Readings): void {
  const { facts, book, line } = context;
  const rows = facts.remittance;
  if (rows.length < facts.rules.R16.params.minRows) return;
  const items: number[] = [];
  const amounts: number[] = [];
  const residuals: MatchResidual[] = [];
  const rules: RuleCode[] = [];
  for (const { entry, amountMinor } of rows) {
    const item = itemOf(context, entry);
    // A row for something else, twice for the same, or for more than is open: a person looks at it.
    if (item < 0 || items.includes(item) || amountMinor > book.left[item]!) return;
    items.push(item);
    amounts.push(amountMinor);
    const rest = restOf(context, item, book.left[item]! - amountMinor);
    residuals.push(...rest.residuals);
    rules.push(...rest.rules);
  }
  propose(readings, context, {
    items,
    amounts,
    residuals,
    // Who writes how much is for each of them says which one is short.
    prior:
      Math.log(book.weights.habit.cited) + (residuals.length > 0 ? book.weights.cited.strong : 0),
    rule: "R16",
    moreRules: rules,
    because: [
      because("sum.remittance", {
        count: rows.length,
        amount: formatMinor(line.amountMinor, line.currency),
      }),
    ],
    isAmountAlone: false,
  });
}

/** The open item of this view that carries the number as its own; −1 where it is not exactly one. */
function itemOf({ book, pool }: Context, entry: number): number {
  const found: number[] = [];
  book.numbers.visit(entry, (item, kind) => {
    if (kind !== "item" || book.left[item]! <= 0) return;
    if (book.itemAt(item).currency !== pool.currency) return;
    if (pool.customers.includes(book.itemCustomer[item]!)) found.push(item);
  });
  return found.length === 1 ? found[0]! : -1;
}

function restOf(
  context: Context,
  item: number,
  short: number,
): { residuals: readonly MatchResidual[]; rules: readonly RuleCode[] } {
  if (short === 0) return { residuals: [], rules: [] };
  const [likeliest] = explainDifference(context, [item], short)
    .filter(({ isUnagreed, blocks }) => !isUnagreed && (blocks ?? []).length === 0)
    .sort((a, b) => b.weight - a.weight);
  if (likeliest) return { residuals: likeliest.residuals, rules: [likeliest.rule] };
  const { itemNo, currency } = context.book.itemAt(item);
  const reason = because("how.part", { item: itemNo });
  const part: MatchResidual = {
    item,
    side: "item",
    amountMinor: short,
    currency,
    code: "partial",
    difference: null,
    posted: false,
    because: [reason],
  };
  return { residuals: [part], rules: [] };
}
