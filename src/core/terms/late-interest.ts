// Late interest: a memo figure until the customer accepts it (DOMAIN §5.5, J40).
import { daysBetween, type IsoDate } from "../date.ts";
import { divideHalfUp, type Rate } from "../money.ts";

/** A rate per day as an exact fraction: 0.05 % = 5 / 10,000. */
export type DailyRate = Pick<Rate, "numerator" | "denominator">;

/** 0.05 % a day where nothing is agreed (保障中小企业款项支付条例, 国令第802号). */
export const statutoryDailyRate: DailyRate = { numerator: 5n, denominator: 10_000n };

/** Principal × rate × days from the due date to the day the money came; 0 when it came in time. */
export function lateInterest(
  principalMinor: bigint,
  rate: DailyRate,
  dates: { readonly due: IsoDate; readonly paid: IsoDate },
): bigint {
  const days = daysBetween(dates.due, dates.paid);
  if (days <= 0) return 0n;
  return divideHalfUp(principalMinor * rate.numerator * BigInt(days), rate.denominator);
}
