// Amounts as people and banks write them, read as exact decimals. Which of "." and "," is the
// decimal mark is decided for a whole column (decideDecimalMark), never for a single cell.

import type { CurrencyCode } from "../core/currency.ts";
import { currencyExponent, isCurrency } from "../core/currency.ts";

export type DecimalMark = "." | ",";

export type AmountFault = {
  readonly code: "amount_unreadable" | "amount_grouping" | "amount_too_precise";
  readonly fields: Readonly<Record<string, string | number>>;
};

export type ReadAmount =
  | { readonly ok: true; readonly minor: bigint; readonly currency: CurrencyCode | null }
  | { readonly ok: false; readonly fault: AmountFault };

const [ZERO, NINE, MINUS, COMMA, POINT] = [48, 57, 45, 44, 46];
/** Longer texts may hold more than the 15 digits a double keeps exactly. */
const LONGEST_PLAIN = 18;

/** Signs for "nothing here" seen in bank exports. */
const emptyMarks = /^[-–—_/\s]*$/;
/** What databases and spreadsheets write into empty cells. */
const nothingWords = /^(null|nan|n\/a|none)\s*$/i;
const [LETTER_N, SMALL_N] = [78, 110];

export function isEmptyCell(text: string): boolean {
  if (text === "") return true;
  // Letters, digits and ideographs settle it without the expression.
  const code = text.charCodeAt(0);
  if (code === LETTER_N || code === SMALL_N) return nothingWords.test(text);
  if ((code >= ZERO && code <= NINE) || (code > 64 && code < 95) || code > 0x3000) return false;
  return emptyMarks.test(text);
}

const currencyWords: Readonly<Record<string, CurrencyCode>> = {
  "¥": "CNY",
  "￥": "CNY",
  元: "CNY",
  圆: "CNY",
  人民币: "CNY",
  人民币元: "CNY",
  RMB: "CNY",
  美元: "USD",
  美金: "USD",
  港币: "HKD",
  港元: "HKD",
  欧元: "EUR",
  日元: "JPY",
  日圆: "JPY",
  英镑: "GBP",
  澳元: "AUD",
  澳大利亚元: "AUD",
  加元: "CAD",
  加拿大元: "CAD",
  新加坡元: "SGD",
  瑞士法郎: "CHF",
  韩元: "KRW",
  泰铢: "THB",
  新台币: "TWD",
  澳门元: "MOP",
  卢布: "RUB",
  $: "USD",
  US$: "USD",
  HK$: "HKD",
  "€": "EUR",
  "£": "GBP",
};

/** The ISO code of what a currency column says (人民币, RMB, usd), or null. */
export function currencyOf(text: string): CurrencyCode | null {
  const word = text.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
  if (isCurrency(word)) return word;
  const known = currencyWords[word] ?? currencyWords[text.trim()];
  if (known) return known;
  const code = /^([A-Z]{3})\b|[(（-]([A-Z]{3})[)）]?$/.exec(word);
  const inside = code?.[1] ?? code?.[2];
  if (inside && isCurrency(inside)) return inside;
  const bare = word.replace(/[(（].*$/, "");
  return bare !== word ? (currencyWords[bare] ?? null) : null;
}

/**
 * "-1,234.56" and the like without a regular expression: digits, thousands in threes, one point, one
 * leading minus. Null for anything else; the slow way then says what it is.
 */
function readPlain(text: string, exponent: number): bigint | null {
  const first = text.charCodeAt(0) === MINUS ? 1 : 0;
  const length = text.length;
  if (length > LONGEST_PLAIN || length === first) return null;
  let value = 0;
  let decimals = -1;
  let inGroup = -1;
  for (let at = first; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      if (decimals >= exponent) return null;
      value = value * 10 + (code - ZERO);
      if (decimals >= 0) decimals++;
      else if (inGroup >= 0) inGroup++;
    } else if (code === COMMA) {
      const isPlaced = inGroup < 0 ? at > first && at - first <= 3 : inGroup === 3;
      if (decimals >= 0 || !isPlaced) return null;
      inGroup = 0;
    } else if (code === POINT && decimals < 0 && at > first && (inGroup < 0 || inGroup === 3)) {
      decimals = 0;
    } else return null;
  }
  if (decimals < 0 && inGroup >= 0 && inGroup !== 3) return null;
  for (let missing = exponent - Math.max(decimals, 0); missing > 0; missing--) value *= 10;
  if (!Number.isSafeInteger(value)) return null;
  return BigInt(first === 1 ? -value : value);
}

/** Reads one cell; the caller has dealt with empty ones (isEmptyCell). */
export function readAmount(
  text: string,
  currency: CurrencyCode,
  mark: DecimalMark = ".",
): ReadAmount {
  if (mark === ".") {
    const minor = readPlain(text, currencyExponent(currency));
    if (minor !== null) return { ok: true, minor, currency: null };
  }
  return readDecorated(text, currency, mark);
}

function readDecorated(text: string, currency: CurrencyCode, mark: DecimalMark): ReadAmount {
  const dressed = undress(text, currency);
  if (!dressed) return { ok: false, fault: unreadable(text) };
  const digits = ungroup(dressed.number, mark);
  if (digits === null) {
    return { ok: false, fault: { code: "amount_grouping", fields: { value: text.trim() } } };
  }
  const inCurrency = dressed.currency ?? currency;
  const exponent = currencyExponent(inCurrency);
  const fraction = digits.fraction.replace(/0+$/, "");
  if (fraction.length > exponent) {
    const fields = { value: text.trim(), currency: inCurrency, decimals: exponent };
    return { ok: false, fault: { code: "amount_too_precise", fields } };
  }
  const minor = BigInt(digits.whole + fraction.padEnd(exponent, "0"));
  return { ok: true, minor: dressed.negative ? -minor : minor, currency: dressed.currency };
}

type Undressed = {
  readonly number: string;
  readonly negative: boolean;
  readonly currency: CurrencyCode | null;
};

/** Takes off sign, brackets, currency, CR/DR; what stays is digits and separators. */
function undress(text: string, expected: CurrencyCode): Undressed | null {
  let rest = text
    .normalize("NFKC")
    .replace(/[\s\u00a0\u202f'’`]/g, "")
    .replace(/[−–—]/g, "-");
  let negative = false;
  let currency: CurrencyCode | null = null;
  const bracketed = /^([^()]*)\(([^()]+)\)([^()]*)$/.exec(rest);
  if (bracketed) {
    rest = (bracketed[1] ?? "") + (bracketed[2] ?? "") + (bracketed[3] ?? "");
    negative = true;
  }
  const direction = /^(.*\d[.,]?\)?)(CR|DR|C|D|贷|借)$/i.exec(rest);
  if (direction && /\d/.test(direction[1] ?? "")) {
    rest = direction[1] ?? "";
    if (/^(d|dr|借)$/i.test(direction[2] ?? "")) negative = !negative;
  }
  const parts = /^([+-]?)([^\d+\-.,]*)([+-]?)([\d.,]+)([+-]?)([^\d+\-.,]*)([+-]?)$/.exec(rest);
  if (!parts) return null;
  const [, sign1 = "", before = "", sign2 = "", number = "", sign3 = "", after = "", sign4 = ""] =
    parts;
  const signs = sign1 + sign2 + sign3 + sign4;
  if (signs.length > 1 || (before !== "" && after !== "" && before !== after)) return null;
  const word = before !== "" ? before : after;
  if (word !== "") {
    currency = isSymbolOf(word, expected) ? expected : currencyOf(word);
    if (currency === null) return null;
  }
  if (signs === "-") negative = !negative;
  return /\d/.test(number) ? { number, negative, currency } : null;
}

/** "$" and "¥" stand for several currencies: here for the one expected, if it is one of them. */
function isSymbolOf(word: string, expected: CurrencyCode): boolean {
  if (word === "$") return /^(USD|CAD|AUD|HKD|SGD|NZD|TWD|MXN|ARS|CLP|COP)$/.test(expected);
  return (word === "¥" || word === "￥") && (expected === "CNY" || expected === "JPY");
}

/** The currency named inside an amount ("USD 9,126.07"), or null. */
export function currencyInAmount(text: string, expected: CurrencyCode): CurrencyCode | null {
  return undress(text, expected)?.currency ?? null;
}

/** Separators checked and removed under the column's decimal mark. */
function ungroup(number: string, mark: DecimalMark): { whole: string; fraction: string } | null {
  const at = number.lastIndexOf(mark);
  const whole = at < 0 ? number : number.slice(0, at);
  const fraction = at < 0 ? "" : number.slice(at + 1);
  if (!/^\d*$/.test(fraction) || whole.includes(mark)) return null;
  // Western 1,234,567; Indian 12,34,567; Chinese 1,2345 by ten-thousands.
  const grouped =
    /^(\d*|\d{1,3}([.,]\d{3})+|\d{1,2}([.,]\d{2})+[.,]\d{3}|\d{1,4}([.,]\d{4})+)$/.test(whole);
  return grouped ? { whole: whole.replace(/[.,]/g, "") || "0", fraction } : null;
}

/** Names the first character that cannot stand in an amount. */
function unreadable(text: string): AmountFault {
  const value = text.trim();
  const allowed = /[\d.,'’\s\u00a0+\-−()（），．－０-９]/;
  const characters = [...value];
  const position = characters.findIndex(
    (character) => !allowed.test(character) && currencyWords[character] === undefined,
  );
  if (position < 0 || !/\d/.test(value)) {
    return {
      code: "amount_unreadable",
      fields: { value, position: 1, character: characters[0] ?? "" },
    };
  }
  const fields = { value, position: position + 1, character: characters[position] ?? "" };
  return { code: "amount_unreadable", fields };
}

/**
 * "." or "," for a column, from all its texts: a text with both, or one separator followed by other
 * than three digits, tells; "1,234" alone does not. Null when no text tells.
 */
export function decideDecimalMark(texts: Iterable<string>): DecimalMark | null {
  let point = 0;
  let comma = 0;
  for (const text of texts) {
    const mark = markShownBy(text);
    if (mark === ".") point++;
    else if (mark === ",") comma++;
  }
  if (point === 0 && comma === 0) return null;
  return point >= comma ? "." : ",";
}

function markShownBy(text: string): DecimalMark | null {
  const number = text.normalize("NFKC").replace(/[^\d.,]/g, "");
  const lastPoint = number.lastIndexOf(".");
  const lastComma = number.lastIndexOf(",");
  if (lastPoint < 0 && lastComma < 0) return null;
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? "." : ",";
  const mark = lastPoint >= 0 ? "." : ",";
  const last = Math.max(lastPoint, lastComma);
  const other = mark === "." ? "," : ".";
  if (number.indexOf(mark) !== last) return other;
  const wholeIsZero = /^0?$/.test(number.slice(0, last));
  return number.length - last - 1 === 3 && !wholeIsZero ? null : mark;
}
