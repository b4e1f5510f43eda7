// The credit limit by formula: a month's sales × days of credit ÷ 30 × the coefficient of the rating,
// never above what a guarantee or an insurance covers (docs/credit.md).
import { type Because, because } from "../because.ts";
import { currencyExponent } from "../currency.ts";
import { divideHalfUp, formatGrouped } from "../money.ts";
import type { CreditRating, CreditSettings } from "./settings.ts";

export type LimitInput = {
  readonly monthlySalesMinor: bigint;
  readonly creditDays: number;
  readonly rating: CreditRating;
  /** Null: nothing is covered, so nothing caps it. */
  readonly coverMinor: bigint | null;
  readonly currency: string;
};

export type LimitByFormula = {
  readonly limitMinor: bigint;
  readonly because: readonly Because[];
};

export function limitByFormula(
  { monthlySalesMinor, creditDays, rating, coverMinor, currency }: LimitInput,
  settings: Pick<CreditSettings, "coefficients" | "roundToUnits">,
): LimitByFormula {
  const coefficient = settings.coefficients[rating];
  const exact = divideHalfUp(monthlySalesMinor * BigInt(creditDays) * BigInt(coefficient), 3_000n);
  const step = BigInt(settings.roundToUnits) * 10n ** BigInt(currencyExponent(currency));
  const whole = step > 0n ? exact - (exact % step) : exact;
  const isCapped = coverMinor !== null && coverMinor < whole;
  const limitMinor = isCapped ? coverMinor : whole;
  const money = (minor: bigint) => formatGrouped(minor, currency);
  const formula = because(whole === exact ? "credit_limit_formula" : "credit_limit_formula_cut", {
    sales: money(monthlySalesMinor),
    days: creditDays,
    coefficient: `${Math.floor(coefficient / 100)}.${String(coefficient % 100).padStart(2, "0")}`,
    exact: money(exact),
    limit: money(whole),
  });
  const cap = because("credit_limit_covered", { cover: money(limitMinor) });
  return { limitMinor, because: isCapped ? [formula, cap] : [formula] };
}

/** What `days` more of credit tie up, and what that costs in a year. */
export function costOfDays(of: {
  readonly monthlySalesMinor: bigint;
  readonly days: number;
  readonly capitalCostPerMille: number;
}): { readonly tiedUpMinor: bigint; readonly yearlyMinor: bigint } {
  const tiedUpMinor = divideHalfUp(of.monthlySalesMinor * BigInt(of.days), 30n);
  const yearlyMinor = divideHalfUp(tiedUpMinor * BigInt(of.capitalCostPerMille), 1_000n);
  return { tiedUpMinor, yearlyMinor };
}
