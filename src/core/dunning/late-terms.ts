// Which rate applies to late payment, and what has come together: balance × days, rounded once.
// Memo figures until the customer accepts them (DOMAIN §5.5).

import { daysBetween, type IsoDate } from "../date.ts";
import { divideHalfUp } from "../money.ts";
import { ok, type Result, refuse } from "../result.ts";
import { type DailyRate, statutoryDailyRate } from "../terms/late-interest.ts";
import type { LateTerms } from "./policy.ts";

export type LateRate = { readonly rate: DailyRate; readonly basis: "agreed" | "statutory" };

export type LateRateRefusal =
  | { readonly code: "interest_not_agreed" }
  | { readonly code: "not_a_rate"; readonly value: string }
  /** Without the declaration the statutory rate cannot be asked for. */
  | { readonly code: "size_not_declared" };

export function lateRateOf(terms: LateTerms): Result<LateRate, LateRateRefusal> {
  const { interest } = terms;
  if (interest.kind === "none") return refuse({ code: "interest_not_agreed" });
  if (interest.kind === "statutory") {
    if (!interest.sizeWasDeclared) return refuse({ code: "size_not_declared" });
    return ok({ rate: statutoryDailyRate, basis: "statutory" });
  }
  const rate = percentRate(interest.percentPerDay);
  if (rate === null) return refuse({ code: "not_a_rate", value: interest.percentPerDay });
  return ok({ rate, basis: "agreed" });
}

/** "0.05" per cent to an exact fraction; null: no plain decimal above 0. */
export function percentRate(text: string): DailyRate | null {
  const match = /^(\d{1,6})(?:\.(\d{1,8}))?$/.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? "";
  const numerator = BigInt(match[1] + fraction);
  if (numerator === 0n) return null;
  return { numerator, denominator: 100n * 10n ** BigInt(fraction.length) };
}

/** 国令第802号: an agreed rate below the one-year LPR does not hold. A year has 365 days. */
export function isBelowLpr(perDay: DailyRate, lprPerYear: DailyRate): boolean {
  const daysPerYear = 365n;
  return (
    perDay.numerator * daysPerYear * lprPerYear.denominator <
    lprPerYear.numerator * perDay.denominator
  );
}

export type Payment = { readonly on: IsoDate; readonly minor: bigint };

export type LateDocument = {
  /** What it asked for on its due date. */
  readonly amountMinor: bigint;
  readonly dueDate: IsoDate;
  /** What took it down, in any order: receipts, credit notes. Before the due date counts too. */
  readonly payments: readonly Payment[];
  /** Disputed parts bear no interest while it is open whether they are owed. */
  readonly disputedMinor: bigint;
};

/** Interest from `from` (due date, or the day the last charge reached) to `to`. */
export function accruedInterest(
  document: LateDocument,
  rate: DailyRate,
  span: { readonly from: IsoDate; readonly to: IsoDate },
): bigint {
  const from = span.from > document.dueDate ? span.from : document.dueDate;
  const days = [...new Set([from, span.to, ...document.payments.map(({ on }) => on)])]
    .filter((day) => day >= from && day <= span.to)
    .sort();
  let minorDays = 0n;
  for (const [index, day] of days.entries()) {
    const next = days[index + 1];
    if (next === undefined) break;
    minorDays += balanceAfter(document, day) * BigInt(daysBetween(day, next));
  }
  return divideHalfUp(minorDays * rate.numerator, rate.denominator);
}

/** A payment on a day stops interest from that day on. */
function balanceAfter(document: LateDocument, day: IsoDate): bigint {
  const paid = document.payments
    .filter(({ on }) => on <= day)
    .reduce((sum, { minor }) => sum + minor, 0n);
  const left = document.amountMinor - paid - document.disputedMinor;
  return left > 0n ? left : 0n;
}
