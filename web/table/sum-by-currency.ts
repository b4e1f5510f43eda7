// Sums of amounts, one per currency and never across.
import { currencyExponent, isCurrency } from "../../src/core/currency.ts";
import { formatMinor, parseMinor } from "../../src/core/money.ts";
import type { Amount } from "./column.ts";

/** In minor units, so to the cent. */
export function sumByCurrency(amounts: Iterable<Amount>): Amount[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) {
    if (!isCurrency(currency)) continue;
    sums.set(currency, (sums.get(currency) ?? 0n) + (parseMinor(amount, currency) ?? 0n));
  }
  return [...sums]
    .sort(([a], [b]) => currencyExponent(b) - currencyExponent(a) || a.localeCompare(b))
    .map(([currency, minor]) => ({ currency, amount: formatMinor(minor, currency) }));
}
