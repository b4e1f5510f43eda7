// What the memo says and a document says of itself: evidence where numbers and amounts leave several
// readings (contract, file mode).
import { because } from "../because.ts";
import type { Context } from "./context.ts";
import { proposePart, sumLeft } from "./meet-amount.ts";
import { saysPartOrRest } from "./part-words.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { saidRemarks } from "./said-remarks.ts";

export function selectByText(context: Context, readings: Readings): void {
  const { book, pool, line, facts } = context;
  if (!facts.rules.R11.enabled) return;
  const { byPiece, whole } = saidRemarks(context);
  // Who means another paper does not write what stands on this one.
  const prior = Math.log(book.weights.habit.reference) + book.weights.cited.strong;
  for (const [piece, items] of byPiece) {
    const equal = items.filter((item) => book.left[item] === line.amountMinor);
    const meant = equal.length > 0 ? equal : items;
    // Said of two of one amount, it tells neither; said of all, it tells nothing.
    if (equal.length > 1 || items.length === pool.debts.length) continue;
    if (sumLeft(context, meant) !== line.amountMinor) continue;
    propose(readings, context, {
      items: meant,
      prior,
      rule: "R11",
      because: [because("cited.text", { text: piece })],
      isAmountAlone: false,
      isDistinct: true,
    });
  }
  const [only, ...others] = whole;
  if (only === undefined || others.length > 0 || !saysPartOrRest(line.memo)) return;
  proposePart(context, readings, {
    items: [only],
    prior,
    rule: "R11",
    because: [because("cited.text", { text: book.itemAt(only).memo })],
    isAmountAlone: false,
    isDistinct: true,
  });
}
