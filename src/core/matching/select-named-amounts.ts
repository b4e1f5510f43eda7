// R16 without numbers: who pays for several customers lists them with what is paid for each, as a group's
// treasury does: 代付 无锡华岳汽车销售有限公司161103.42；北京华岳汽车制造有限公司18246.35.
import { because } from "../because.ts";
import { formatMinor, parseMinor, toSafeMinor } from "../money.ts";
import type { Context } from "./context.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";

const twoAmounts = /\d\.\d{2,3}(?!\d)[\s\S]*\d\.\d{2,3}(?!\d)/;
const betweenRows = /[;；、\n|]|[，,](?!\d{3}(?!\d))/;
/** What is paid, at the end of a row. */
const paid = /(\d[\d,]{0,18}\.\d{2,3})\s{0,3}元?[\s.。]{0,3}$/;

export function selectNamedAmounts(context: Context, readings: Readings): void {
  const { book, facts, line, pool, relation } = context;
  if (pool.customers.length < 2 || (relation !== "declared" && relation !== "group")) return;
  if (!facts.rules.R16.enabled || !twoAmounts.test(line.memo)) return;
  const items: number[] = [];
  let sum = 0;
  for (const part of line.memo.split(betweenRows)) {
    if (part.trim() === "") continue;
    const item = itemOf(context, part);
    // A row that names nobody, or fits none or several of his papers: a person looks at it.
    if (item < 0 || items.includes(item)) return;
    items.push(item);
    sum += book.left[item]!;
  }
  if (items.length < facts.rules.R16.params.minRows || sum !== line.amountMinor) return;
  propose(readings, context, {
    items,
    prior: Math.log(book.weights.habit.cited) + book.weights.cited.strong,
    rule: "R16",
    because: [
      because("sum.remittance", {
        count: items.length,
        amount: formatMinor(line.amountMinor, line.currency),
      }),
    ],
    isAmountAlone: false,
    isDistinct: true,
  });
}

/** The one paper of the customer named that is open with the amount beside his name; −1. */
function itemOf({ book, line, pool }: Context, part: string): number {
  const found = paid.exec(part);
  const minor = found && parseMinor(found[1]!.replaceAll(",", ""), line.currency);
  if (minor === null) return -1;
  const name = part.slice(0, found!.index);
  const inside = book.names.findInside(name);
  const [hit, ...others] = inside.length > 0 ? inside : book.names.findLatinInside(name);
  if (!hit || hit.isShared || others.length > 0 || !pool.customers.includes(hit.customer))
    return -1;
  const equal = pool.byAmount.get(toSafeMinor(minor)) ?? [];
  const own = equal.filter((item) => book.itemCustomer[item] === hit.customer);
  return own.length === 1 ? own[0]! : -1;
}
