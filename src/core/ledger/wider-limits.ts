// Whether a change of a member's money limits lets them do more: that takes a second person
// (ACCOUNTING §8, "change limits").
import { assert } from "../assert.ts";
import { parseMinor } from "../money.ts";

export type MoneyLimits = { readonly [act in "adjustAlone" | "approve"]?: string | undefined };

/** What holds for a member without a limit of their own: each set of books has its own amount. */
export type BooksDefault = { readonly least: bigint; readonly most: bigint };

// a currency with three decimals reads any of the amounts
const anyCurrency = "KWD";
const shipped = "50.00";

/** Of the limits the books set; null = as shipped. */
export function booksDefault(set: readonly (string | null)[]): BooksDefault {
  const amounts = (set.length === 0 ? [null] : set).map((text) => amountIn(text ?? shipped));
  return {
    least: amounts.reduce((a, b) => (b < a ? b : a)),
    most: amounts.reduce((a, b) => (b > a ? b : a)),
  };
}

export function isWider(from: MoneyLimits, to: MoneyLimits, books: BooksDefault): boolean {
  const before = from.adjustAlone === undefined ? books.least : amountIn(from.adjustAlone);
  const after = to.adjustAlone === undefined ? books.most : amountIn(to.adjustAlone);
  const isTheSame = from.adjustAlone === to.adjustAlone;
  return (!isTheSame && after > before) || signsMore(from.approve, to.approve);
}

/** Without a limit one signs any amount. */
function signsMore(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined) return false;
  return after === undefined || amountIn(after) > amountIn(before);
}

function amountIn(text: string): bigint {
  const amount = parseMinor(text, anyCurrency);
  assert(amount !== null, `a limit is an amount: ${text}`);
  return amount;
}
