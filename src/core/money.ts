// Money is exact: an integer count of the currency's smallest unit. No float ever holds an amount.
import { assert, Bug } from "./assert.ts";
import { type CurrencyCode, currencyExponent } from "./currency.ts";
import { groupDigits, readableAmount } from "./group-digits.ts";
import type { Language } from "./words/word.ts";

export type Money = { readonly minor: bigint; readonly currency: CurrencyCode };

export function money(minor: bigint | number, currency: CurrencyCode): Money {
  assert(typeof minor === "bigint" || Number.isSafeInteger(minor), "minor units are integers");
  return { minor: BigInt(minor), currency };
}

export function formatMinor(minor: bigint | number, currency: CurrencyCode): string {
  const exponent = currencyExponent(currency);
  if (typeof minor === "number") assertExact(minor);
  if (exponent === 2 && typeof minor === "number") return formatHundredths(minor);
  const digits = (minor < 0 ? -minor : minor).toString().padStart(exponent + 1, "0");
  const sign = minor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Nearly every amount of a run: whole numbers are cheaper than cutting and padding text. */
function formatHundredths(minor: number): string {
  const size = Math.abs(minor);
  const cents = size % 100;
  const text = `${(size - cents) / 100}.${cents < 10 ? "0" : ""}${cents}`;
  return minor < 0 ? `-${text}` : text;
}

/** "1,234,567.89": what a person reads; a real minus sign is put by the caller's style. */
export function formatGrouped(minor: bigint | number, currency: CurrencyCode): string {
  return groupDigits(formatMinor(minor, currency));
}

/** As a person reads it in a message or a list: below zero a real minus, in English brackets. */
export function readableMinor(
  minor: bigint | number,
  currency: CurrencyCode,
  language: Language,
): string {
  return readableAmount(formatMinor(minor, currency), language);
}

/**
 * Plain decimal text ("-1234.5") to minor units. Null when it is no decimal or has more decimals
 * than the currency; trailing zeros beyond them are fine. Signs and separators of people's files
 * are the importers' business (importers/amount.ts).
 */
export function parseMinor(text: string, currency: CurrencyCode): bigint | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const exponent = currencyExponent(currency);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > exponent) return null;
  const minor = BigInt(match[2] + fraction.padEnd(exponent, "0"));
  return match[1] === "-" ? -minor : minor;
}

/** The engine's columns hold safe integers (±9,007,199,254,740,991 minor units). */
export function isSafeMinor(minor: bigint): boolean {
  return Number.isSafeInteger(Number(minor));
}

export function toSafeMinor(minor: bigint): number {
  if (!isSafeMinor(minor)) throw new BeyondExact(minor);
  return Number(minor);
}

/** A sum of amounts that are each within the safe range and together are not: refused, never rounded. */
export class BeyondExact extends Bug {
  override name = "BeyondExact";
  constructor(minor: bigint | number | string) {
    super(`${minor} minor units are outside the safe range`);
  }
}

function assertExact(minor: number): void {
  if (Number.isSafeInteger(minor)) return;
  assert(Number.isInteger(minor), "minor units are integers");
  throw new BeyondExact(minor);
}

/** numerator ÷ denominator, half away from zero (四舍五入). */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  assert(denominator !== 0n, "division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}

/** An exchange rate: `numerator / denominator` units of `to` for one unit of `from`. */
export type Rate = {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly numerator: bigint;
  readonly denominator: bigint;
};

/** "7.1234" per `unit` (1 or 100: 外汇牌价 are quoted per 100) to an exact rate. Null if no decimal or not above 0. */
export function parseRate(
  text: string,
  pair: { from: CurrencyCode; to: CurrencyCode; unit?: 1 | 100 },
): Rate | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? "";
  const numerator = BigInt(match[1] + fraction);
  if (numerator === 0n) return null;
  const denominator = 10n ** BigInt(fraction.length) * BigInt(pair.unit ?? 1);
  return { from: pair.from, to: pair.to, numerator, denominator };
}

/** Converts, rounding half up to the target currency's exponent. */
export function convertMoney(a: Money, rate: Rate): Money {
  assert(a.currency === rate.from, `rate is from ${rate.from}, amount in ${a.currency}`);
  const up = 10n ** BigInt(currencyExponent(rate.to));
  const down = 10n ** BigInt(currencyExponent(rate.from));
  const minor = divideHalfUp(a.minor * rate.numerator * up, rate.denominator * down);
  return { minor, currency: rate.to };
}

/**
 * Splits an amount by weights with the largest-remainder method; the parts always add up to it.
 * Equal remainders go to the earlier part.
 */
export function allocateMinor(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  assert(sum > 0n && weights.every((w) => w >= 0n), "weights are not negative and not all zero");
  const sign = total < 0n ? -1n : 1n;
  const size = total * sign;
  const parts = weights.map((w) => (size * w) / sum);
  const order = weights
    .map((w, index) => ({ index, remainder: (size * w) % sum }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    );
  let left = size - parts.reduce((a, b) => a + b, 0n);
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  assert(left === 0n, "all remainders are given out");
  return parts.map((part) => part * sign);
}
