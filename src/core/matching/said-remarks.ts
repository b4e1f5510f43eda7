// Which papers the memo means by what stands in their remarks, or in a column of their own (a project, a
// site, a period): "樊城学校一期第3期进度款" is the paper of that stage, and none of its neighbours.
import type { Context } from "./context.ts";
import { isInWindow } from "./select-amount.ts";
import { foldText, matchesOf } from "./text.ts";

/** Most items of one customer whose remarks are read. */
const mostRead = 200;
/** A shorter piece, or one without a digit, stands in too many remarks to mean one of them. */
const leastPiece = 5;

export type SaidRemarks = {
  /** Items by each piece of their remarks that stands in the memo, where not all items bear it. */
  readonly byPiece: ReadonlyMap<string, readonly number[]>;
  /** Those of which most pieces stand there. */
  readonly meant: readonly number[];
  /** Those of which every piece stands there: the whole remark. */
  readonly whole: readonly number[];
};

const nothingSaid: SaidRemarks = { byPiece: new Map(), meant: [], whole: [] };

export function saidRemarks(context: Context): SaidRemarks {
  context.found.said ??= readSaid(context);
  return context.found.said;
}

function readSaid(context: Context): SaidRemarks {
  const { book, pool, line } = context;
  if (pool.debts.length > mostRead) return nothingSaid;
  const said = plain(line.memo);
  if (said.length < leastPiece) return nothingSaid;
  const byPiece = new Map<string, number[]>();
  const pieces = new Map<number, number>();
  const whole = new Set<number>();
  for (const item of pool.debts) {
    const { memo } = book.itemAt(item);
    if (memo === "" || !isInWindow(context, item)) continue;
    let count = 0;
    const own = piecesOf(memo);
    for (const piece of own) {
      if (!said.includes(piece)) continue;
      if (/\d/.test(piece)) {
        const items = byPiece.get(piece);
        if (items) items.push(item);
        else byPiece.set(piece, [item]);
      }
      count++;
    }
    pieces.set(item, count);
    if (count === own.size) whole.add(item);
  }
  for (const [piece, items] of byPiece) {
    if (items.length === pool.debts.length) byPiece.delete(piece);
  }
  const borne = new Set([...byPiece.values()].flat());
  const most = Math.max(0, ...[...borne].map((item) => pieces.get(item)!));
  const meant = [...borne].filter((item) => pieces.get(item) === most);
  return { byPiece, meant, whole: meant.filter((item) => whole.has(item)) };
}

/** Long enough to be that of a delivery, a voyage, a case. */
const numberWithin = /(?<=[\u3400-\u9fff])(?=[0-9A-Z]*\d{4})[0-9A-Z]{8,40}/g;

function piecesOf(memo: string): Set<string> {
  const pieces = new Set<string>();
  for (const part of memo.split(/[\s|;,，；、]+/)) {
    const piece = plain(part);
    if (piece.length < leastPiece) continue;
    pieces.add(piece);
    // 提单COSU3041900358: in a list the word stands before the first number alone.
    for (const [number] of matchesOf(piece, numberWithin)) pieces.add(number);
  }
  if (pieces.size > 0) return pieces;
  // "B813 8月租金": short pieces mean something together.
  const together = plain(memo);
  if (together.length >= leastPiece) pieces.add(together);
  return pieces;
}

function plain(text: string): string {
  return foldText(text).replace(/[^0-9A-Z\u3400-\u9fff]/g, "");
}
