// Amounts as text: decimal text of the wire in, what a person reads out. No float on the way.
import { currencyExponent, isCurrency } from "../../src/core/currency.ts";
import { groupDigits, readableAmount } from "../../src/core/group-digits.ts";
import type { Language } from "../../src/core/words/word.ts";

/** "-1234.5" CNY → "−1,234.50" (zh), "(1,234.50)" (en). */
export function formatAmount(amount: string, currency: string, language: Language): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return amount;
  const [, sign, whole = "0", fraction = ""] = match;
  const decimals = isCurrency(currency) ? currencyExponent(currency) : fraction.length;
  const plain = decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, "0")}`;
  return readableAmount(`${sign}${plain}`, language);
}

/** 12,345,678.90 → 1,234.57 万 / 12.35 M: on tiles only, the exact figure on hover. */
export function shortAmount(amount: string, language: Language): string {
  const whole = amount.replace(/\..*$/, "");
  const digits = whole.replace("-", "");
  const [size, unit] = scaleOf(digits.length, language);
  if (size === 0) return formatAmount(amount, "CNY", language);
  const padded = digits.padStart(size + 1, "0");
  const head = padded.slice(0, -size);
  const hundredths = padded.slice(-size).slice(0, 2).padEnd(2, "0");
  const sign = whole.startsWith("-") ? "−" : "";
  return `${sign}${groupDigits(head)}.${hundredths} ${unit}`;
}

function scaleOf(digits: number, language: Language): readonly [number, string] {
  if (language === "zh") {
    if (digits > 8) return [8, "亿"];
    return digits > 4 ? [4, "万"] : [0, ""];
  }
  if (digits > 9) return [9, "bn"];
  if (digits > 6) return [6, "M"];
  return digits > 4 ? [3, "k"] : [0, ""];
}
