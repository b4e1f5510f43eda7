// An amount filter (">1000", "≈10000") as bounds in minor units, by how many decimals a currency has.
import { parseAmountFilter } from "../../contract/amount-filter.ts";
import { currencyCodes, currencyExponent } from "../../core/currency.ts";
import type { AmountBounds } from "../../db/amount-bounds.ts";

/** Amounts lie within ±2^53; a bound beyond it bounds nothing. */
const largest = BigInt(Number.MAX_SAFE_INTEGER);
const usualDecimals = 2;

/** Null: no filter, or none that is understood. */
export function amountBounds(filter: string | undefined): AmountBounds | null {
  const range = filter === undefined ? null : parseAmountFilter(filter);
  if (range === null) return null;
  const gap = range.isStrict ? 1n : 0n;
  const bounds = (decimals: number): [number, number] => [
    range.least === null ? -Number(largest) : bound(range.least, { decimals, gap, up: true }),
    range.most === null ? Number(largest) : bound(range.most, { decimals, gap, up: false }),
  ];
  const unusual = currencyCodes.filter((code) => currencyExponent(code) !== usualDecimals);
  return Object.fromEntries([
    ["*", bounds(usualDecimals)],
    ...unusual.map((code) => [code, bounds(currencyExponent(code))]),
  ]);
}

/** The nearest minor unit inside the bound: 10.005 from above is 10.01, from below 10.00. */
function bound(
  amount: string,
  { decimals, gap, up }: { readonly decimals: number; readonly gap: bigint; readonly up: boolean },
): number {
  const isNegative = amount.startsWith("-");
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  const thousandths = BigInt(whole + fraction.padEnd(3, "0")) * (isNegative ? -1n : 1n);
  const unit = 10n ** BigInt(3 - decimals);
  const floor = thousandths / unit - (thousandths % unit < 0n ? 1n : 0n);
  const isWhole = thousandths % unit === 0n;
  const inside = up ? (isWhole ? floor + gap : floor + 1n) : isWhole ? floor - gap : floor;
  if (inside > largest) return Number(largest);
  return inside < -largest ? -Number(largest) : Number(inside);
}
