// Remittance rows (R16): the payer says how much is for which document, in the memo
// ("INV001:1,000.00 INV002:1,900.00") or in an advice beside the money. Taken only where the rows add
// up to the money to the cent.

import { minorPerUnit } from "../currency.ts";
import { parseMinor, toSafeMinor } from "../money.ts";
import type { Book } from "./book.ts";
import type { MatchLine } from "./input.ts";
import { mayBear } from "./line-words.ts";
import { foldText, matchesOf, numberKey } from "./text.ts";

/** Entries of the number index with the amount stated for each. */
export type RemittanceFacts = readonly { readonly entry: number; readonly amountMinor: number }[];

const none: RemittanceFacts = [];

/** A number, then an amount with decimals, or one that 元 or a currency sign marks as such. */
const row =
  /([A-Z]{0,6}[-_]?\d[0-9A-Z_/-]{2,30})\s*(?:金额|AMT|AMOUNT|[:=(])?\s*(?:(?:CNY|RMB|USD|EUR|[¥$€])\s*(\d[\d,]*)(?!\.?\d)|(\d[\d,]*\.\d{1,3})|(\d[\d,]*)(?=元))/g;

/** What every row holds; most memos hold none, and this is found out ten times as fast. */
const amountMark = /[¥￥$€]\s*\d|(?:CNY|RMB|USD|EUR)\s*\d|[\d,]\.\d|[\d,]元/;

export function readRemittance(line: MatchLine, book: Book): RemittanceFacts {
  const stated = line.remittance ?? statedIn(line);
  if (stated.length === 0) return none;
  const found: { entry: number; amountMinor: number }[] = [];
  let sum = 0;
  for (const { number, amountMinor } of stated) {
    const key = numberKey(number);
    const entry = key.length < 4 ? -1 : book.numbers.findKey(key);
    if (entry < 0 || amountMinor <= 0) return none;
    found.push({ entry, amountMinor });
    sum += amountMinor;
  }
  return sum === line.amountMinor ? found : none;
}

const shortestRows = 16;

/** Long enough for a row, and some amount stands in it. */
export function bearsAmounts(memo: string): boolean {
  return memo.length >= shortestRows && /\d/.test(memo) && amountMark.test(foldText(memo));
}

/** In a currency without decimals amounts have no mark but their place behind a number. */
const plainRow = /([A-Z]{0,6}[-_]?\d[0-9A-Z_/-]{2,30})[ :=]+(\d[\d,]{2,14})(?![\d/.-])/g;

function statedIn(line: MatchLine): { number: string; amountMinor: number }[] {
  const plain = minorPerUnit(line.currency) === 1 ? plainRowsIn(line) : [];
  if (plain.length > 1) return plain;
  if (!mayBear(line, "amounts") || !bearsAmounts(line.memo)) return [];
  const text = foldText(line.memo);
  const rows: { number: string; amountMinor: number }[] = [];
  for (const match of text.replaceAll("￥", "¥").matchAll(row)) {
    const amount = (match[2] ?? match[3] ?? match[4]!).replaceAll(",", "");
    const minor = parseMinor(amount, line.currency);
    if (minor !== null) rows.push({ number: match[1]!, amountMinor: toSafeMinor(minor) });
  }
  return rows;
}

function plainRowsIn({ memo, currency }: MatchLine): { number: string; amountMinor: number }[] {
  const rows: { number: string; amountMinor: number }[] = [];
  if (memo.length < shortestRows) return rows;
  for (const match of matchesOf(foldText(memo).replaceAll("¥", ""), plainRow)) {
    const minor = parseMinor(match[2]!.replaceAll(",", ""), currency);
    if (minor !== null) rows.push({ number: match[1]!, amountMinor: toSafeMinor(minor) });
  }
  return rows;
}
