// Sums of decimal texts in the browser: through minor units, never through floats.
import { isCurrency } from "../../../src/core/currency.ts";
import { formatGrouped, formatMinor, parseMinor } from "../../../src/core/money.ts";

/** 0 for what is no amount; for amounts of the server, which always are. */
export function minorOf(amount: string, currency: string): bigint {
  return minorOrNull(amount, currency) ?? 0n;
}

export function minorOrNull(amount: string, currency: string): bigint | null {
  return isCurrency(currency) ? parseMinor(amount, currency) : null;
}

/** With thousands separators, as an amount cell shows it; readEntry takes them out again. */
export function groupedAmount(minor: bigint, currency: string): string {
  return isCurrency(currency) ? formatGrouped(minor, currency) : String(minor);
}

export function amountOf(minor: bigint, currency: string): string {
  return isCurrency(currency) ? formatMinor(minor, currency) : String(minor);
}

/**
 * What somebody typed into an amount cell: `1,000.5`, `1000+234.5-20`, and `=` for what balances.
 * Null when it is no amount or has more decimals than the currency.
 */
export function readEntry(typed: string, currency: string, balance: bigint): bigint | null {
  const text = plainDigits(typed);
  if (text === "=") return balance;
  const terms = text.match(/[+-]?[\d.]+/g) ?? [];
  if (terms.join("") !== text || text === "") return null;
  let sum = 0n;
  for (const term of terms) {
    const minor = minorOrNull(term.replace("+", ""), currency);
    if (minor === null) return null;
    sum += minor;
  }
  return sum;
}

/** Full-width digits and signs of a Chinese input method, separators and spaces left out. */
function plainDigits(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[−–]/g, "-")
    .replace(/[,\s]/g, "");
}
