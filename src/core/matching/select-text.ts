// What the memo says and a document says of itself, in its remark or in a column of its own (a project,
// a site, a period): evidence where numbers and amounts leave several readings (contract, file mode).
import { because } from "../because.ts";
import type { Context } from "./context.ts";
import { sumLeft } from "./meet-amount.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { isInWindow } from "./select-amount.ts";
import { foldText } from "./text.ts";

/** Most items of one customer whose remarks are read. */
const mostRead = 200;
/** A shorter piece, or one without a digit, stands in too many remarks to mean one of them. */
const leastPiece = 5;

export function selectByText(context: Context, readings: Readings): void {
  const { book, pool, line, facts } = context;
  if (!facts.rules.R11.enabled || pool.debts.length > mostRead) return;
  const said = plain(line.memo);
  if (said.length < leastPiece) return;
  const byPiece = new Map<string, number[]>();
  for (const item of pool.debts) {
    const { memo } = book.itemAt(item);
    if (memo === "" || !isInWindow(context, item)) continue;
    for (const piece of piecesOf(memo)) {
      if (!said.includes(piece)) continue;
      const items = byPiece.get(piece);
      if (items) items.push(item);
      else byPiece.set(piece, [item]);
    }
  }
  for (const [piece, items] of byPiece) {
    const equal = items.filter((item) => book.left[item] === line.amountMinor);
    const meant = equal.length > 0 ? equal : items;
    // Said of two of one amount, it tells neither; said of all, it tells nothing.
    if (equal.length > 1 || items.length === pool.debts.length) continue;
    if (sumLeft(context, meant) !== line.amountMinor) continue;
    propose(readings, context, {
      items: meant,
      // Who means another paper does not write what stands on this one.
      prior: Math.log(book.weights.habit.reference) + book.weights.cited.strong,
      rule: "R11",
      because: [because("cited.text", { text: piece })],
      isAmountAlone: false,
      isDistinct: true,
    });
  }
}

function piecesOf(memo: string): Set<string> {
  const pieces = new Set<string>();
  for (const part of memo.split(/[\s|;,，；、]+/)) {
    const piece = plain(part);
    if (piece.length >= leastPiece && /\d/.test(piece)) pieces.add(piece);
  }
  return pieces;
}

function plain(text: string): string {
  return foldText(text).replace(/[^0-9A-Z\u3400-\u9fff]/g, "");
}
