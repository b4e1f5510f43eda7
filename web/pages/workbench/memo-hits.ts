// Which parts of a memo a proposal stands on: document numbers in full, without their hyphens, or
// by their last digits, and names. Gives ranges to mark; the memo itself is never changed.
import type { LineCandidate } from "../../../src/contract/workbench.ts";

export type MemoPart = { readonly text: string; readonly isHit: boolean };

/** Fewer digits than that are no sign of a document (DOMAIN §5.11 names 8; with the customer 4). */
const shortestTail = 4;

/**
 * Evidence about documents, names and what was kept back; amounts and dates in a memo prove little by
 * themselves.
 */
const tokenKeys = /^(cited|who|how\.deduction|block\.(leaves_out|unknown_number|other_customer))/;

export function tokensOf(
  candidates: readonly Pick<LineCandidate, "allocations" | "because" | "against">[],
): string[] {
  const tokens = new Set<string>();
  for (const candidate of candidates) {
    for (const { item } of candidate.allocations) {
      for (const text of [item.no, item.orderNo, item.contractNo]) tokens.add(text);
    }
    for (const { key, fields } of [...candidate.because, ...candidate.against]) {
      if (!tokenKeys.test(key)) continue;
      for (const value of Object.values(fields)) if (typeof value === "string") tokens.add(value);
    }
  }
  return [...tokens].filter((token) => token.length >= 2);
}

export function markHits(memo: string, tokens: readonly string[]): MemoPart[] {
  const { plain, places } = compact(memo);
  const isMarked = new Array<boolean>(memo.length).fill(false);
  for (const token of tokens) {
    const found = findToken(plain, compact(token).plain);
    if (!found) continue;
    const [from, to] = [places[found.from]!, places[found.to - 1]!];
    for (let at = from; at <= to; at += 1) isMarked[at] = true;
  }
  return partsOf(memo, isMarked);
}

/** The memo without separators, in capitals, and where each character of it stood. */
function compact(text: string): { plain: string; places: number[] } {
  let plain = "";
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (!/[\p{L}\p{N}]/u.test(character)) continue;
    plain += character.toUpperCase();
    places.push(at);
  }
  return { plain, places };
}

function findToken(memo: string, token: string): { from: number; to: number } | null {
  if (token.length < 2) return null;
  const whole = memo.indexOf(token);
  if (whole >= 0) return { from: whole, to: whole + token.length };
  const digits = /\d+$/.exec(token)?.[0] ?? "";
  for (let length = digits.length; length >= shortestTail; length -= 1) {
    const tail = digits.slice(-length);
    const at = findWholeNumber(memo, tail);
    if (at >= 0) return { from: at, to: at + length };
  }
  return null;
}

/** Only where the digits are not the middle of a longer number. */
function findWholeNumber(memo: string, digits: string): number {
  for (let at = memo.indexOf(digits); at >= 0; at = memo.indexOf(digits, at + 1)) {
    const isInside = /\d/.test(memo[at - 1] ?? "") || /\d/.test(memo[at + digits.length] ?? "");
    if (!isInside) return at;
  }
  return -1;
}

function partsOf(memo: string, isMarked: readonly boolean[]): MemoPart[] {
  const parts: MemoPart[] = [];
  let from = 0;
  for (let at = 1; at <= memo.length; at += 1) {
    if (at < memo.length && isMarked[at] === isMarked[from]) continue;
    parts.push({ text: memo.slice(from, at), isHit: isMarked[from] === true });
    from = at;
  }
  return memo === "" ? [] : parts;
}
