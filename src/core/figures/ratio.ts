// A figure as an exact fraction until it is shown: rates are multiplied without rounding, and where
// there is nothing to divide by the figure is unknown, never zero.
import { assert } from "../assert.ts";
import { divideHalfUp } from "../money.ts";

export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/** Null where the whole is zero. */
export function ratioOf(part: bigint | number, whole: bigint | number): Ratio | null {
  const denominator = BigInt(whole);
  if (denominator === 0n) return null;
  return reduced(BigInt(part), denominator);
}

export const zeroRatio: Ratio = { numerator: 0n, denominator: 1n };

export function wholeRatio(value: bigint | number): Ratio {
  return { numerator: BigInt(value), denominator: 1n };
}

export function addRatios(a: Ratio, b: Ratio): Ratio {
  return reduced(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

export function subtractRatios(a: Ratio, b: Ratio): Ratio {
  return addRatios(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** The mean of what is known; null of nothing. */
export function meanRatio(values: readonly (Ratio | null)[]): Ratio | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return multiplyRatios(known.reduce(addRatios), {
    numerator: 1n,
    denominator: BigInt(known.length),
  });
}

/** The ratio times `scale`, half up: 10 for days with one decimal, 1000 for percent with one. */
export function scaledRatio(ratio: Ratio, scale: bigint): bigint {
  return divideHalfUp(ratio.numerator * scale, ratio.denominator);
}

/** A part of an amount of money, rounded once. */
export function shareOfMinor(ratio: Ratio, minor: bigint): bigint {
  return scaledRatio(ratio, minor);
}

/** "73.7" of days, with one decimal. */
export function tenthsText(ratio: Ratio): string {
  return decimalText(scaledRatio(ratio, 10n));
}

/** "78.6": percent with one decimal, without its sign. */
export function percentText(ratio: Ratio): string {
  return decimalText(scaledRatio(ratio, 1000n));
}

/** "2.00" → 2/100 of percent text as people write it in a form; null if it is none. */
export function parsePercent(text: string): Ratio | null {
  const match = /^(\d{1,4})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[2] ?? "";
  return reduced(BigInt(`${match[1]}${fraction}`), 100n * 10n ** BigInt(fraction.length));
}

function decimalText(tenths: bigint): string {
  const size = tenths < 0n ? -tenths : tenths;
  return `${tenths < 0n ? "-" : ""}${size / 10n}.${size % 10n}`;
}

function reduced(numerator: bigint, denominator: bigint): Ratio {
  assert(denominator !== 0n, "a ratio has something to divide by");
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestDivisor(numerator < 0n ? -numerator : numerator, denominator * sign);
  return {
    numerator: (numerator * sign) / divisor,
    denominator: (denominator * sign) / divisor,
  };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
